// Buttons with data-copy put that text on the clipboard and say so for a moment (data-copied). Hidden without scripts.
const SAID_FOR_MS = 2500;

for (const button of navigator.clipboard ? document.querySelectorAll("button[data-copy]") : []) {
  const label = button.querySelector("[data-label]");
  const words = label.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    label.textContent = button.dataset.copied;
    setTimeout(() => { label.textContent = words; }, SAID_FOR_MS);
  });
}
