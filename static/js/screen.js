// A screen on the wall (data-screen): asks for itself anew when a minute begins, and keeps what it shows while there is
// no network. Without scripts, the page is reloaded each minute.
const MINUTE_MS = 60_000;
const LATE_MS = 1000;

const renew = async () => {
  const answer = await fetch(location.href, { cache: "no-cache" }).catch(() => null);
  if (answer?.ok) {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const [shown, fresh] = [document, page].map((each) => each.querySelector("[data-screen]"));
    if (fresh) shown.replaceChildren(...fresh.childNodes);
  }
  wait();
};

const wait = () => setTimeout(renew, MINUTE_MS - (Date.now() % MINUTE_MS) + LATE_MS);

wait();
