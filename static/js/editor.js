// The editor of releases (data-editor): what is worth a look is asked for anew when one stops typing; two texts scroll
// together; leaving with words that are not saved asks first. Without scripts, the button data-check does the first.
const PAUSE_MS = 900;

const form = document.querySelector("[data-editor] form");
const bodies = [...form.querySelectorAll("textarea[name$=body]")];
const checkButton = form.querySelector("[data-check]");
checkButton.hidden = true;

let pause = 0;
let asked = new AbortController();
// On a slow link one writes before this script has come.
let isSaved = bodies.every((body) => body.value === body.defaultValue);

const check = async () => {
  asked.abort();
  asked = new AbortController();
  const request = {
    method: "POST",
    body: new FormData(form),
    headers: { "X-Requested-With": "fetch" },
    signal: asked.signal,
  };
  // Without an answer (no network, session over) the last findings stand, and saving will say what is wrong.
  const answer = await fetch(checkButton.formAction, request).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const [before, now] = [form, page].map((each) => each.querySelector("[data-findings]"));
  if (before.textContent !== now.textContent) before.replaceChildren(...now.childNodes);
};

form.addEventListener("input", () => {
  isSaved = false;
  clearTimeout(pause);
  pause = setTimeout(check, PAUSE_MS);
});
form.addEventListener("submit", () => { isSaved = true; });
addEventListener("beforeunload", (event) => { if (!isSaved) event.preventDefault(); });

const leeway = (each) => Math.max(each.scrollHeight - each.clientHeight, 1);

// Scrolling the other one by hand tells of itself too; only the text under the pointer or with the cursor leads.
const lead = (body) => {
  if (!body.matches(":hover, :focus")) return;
  for (const other of bodies) {
    if (other !== body && !other.matches(":hover")) other.scrollTop = (body.scrollTop / leeway(body)) * leeway(other);
  }
};
for (const body of bodies) {
  body.addEventListener("scroll", () => lead(body));
  lead(body);
}
