// The board of who is here (data-board) asks for itself again now and then; without scripts there is a link to do so.
const EVERY_MS = 15_000;
const board = document.querySelector("[data-board]");

const refresh = async () => {
  if (document.hidden) return;
  const answer = await fetch(location.href).catch(() => null);
  // Without a network, or signed out, the last figures stand.
  if (!answer?.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-board]");
  if (fresh && fresh.textContent !== board.textContent) board.replaceChildren(...fresh.childNodes);
};

setInterval(refresh, EVERY_MS);
