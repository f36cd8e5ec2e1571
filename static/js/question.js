// What is seen of a question (data-preview) follows what is typed in the form beside it. Without scripts, the button named
// preview shows it.
const PAUSE_MS = 400;

const preview = document.querySelector("[data-preview]");
const button = document.querySelector("button[name=preview]");
const form = button.form;
button.hidden = true;

let pause = 0;
let asked = new AbortController();

const show = async () => {
  asked.abort();
  asked = new AbortController();
  const body = new FormData(form, button);
  // Without an answer (no network, session over) the last one stands, and saving will say what is wrong.
  const answer = await fetch(form.action, { method: "POST", body, signal: asked.signal }).catch(() => null);
  if (!answer || answer.redirected || answer.status >= 500) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const now = page.querySelector("[data-preview]");
  if (now) preview.replaceChildren(...now.childNodes);
};

form.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(show, PAUSE_MS);
});

// On a slow link one types before this script has come.
if ([...form.querySelectorAll("input, textarea")].some((each) => each.value !== each.defaultValue)) show();
