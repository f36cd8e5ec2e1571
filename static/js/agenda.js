// The public agenda (data-agenda): marks are remembered by this browser as well as in the address, and readers elsewhere
// are offered their own clock. Without scripts, the address and the filter do both.
const form = document.querySelector("[data-agenda]");
const offer = document.querySelector("[data-zone-offer]");

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (offer && zone && zone !== offer.dataset.zoneShown) {
  const address = new URL(offer.href);
  address.searchParams.set("zone", zone);
  offer.href = address;
  offer.append(` (${zone})`);
  offer.hidden = false;
}

if (form) {
  const KEY = `eventhub-agenda-${form.dataset.agenda}`;
  const boxes = [...form.querySelectorAll("input[name=pick]")];
  const marked = () => boxes.filter((box) => box.checked).map((box) => box.value);

  // Storage may be forbidden; the address remembers then.
  const remembered = () => {
    try {
      return JSON.parse(localStorage.getItem(KEY)) ?? [];
    } catch {
      return [];
    }
  };
  const remember = () => {
    const elsewhere = remembered().filter((value) => boxes.every((box) => box.value !== value));
    try {
      localStorage.setItem(KEY, JSON.stringify([...elsewhere, ...marked()]));
    } catch {
      // As above.
    }
  };

  if (!new URL(location).searchParams.has("pick")) {
    const values = new Set(remembered());
    for (const box of boxes) box.checked = values.has(box.value);
  }
  form.addEventListener("change", remember);
}
