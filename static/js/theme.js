// Applies the reader's choice of light or dark before the first paint, and lets them change it.
// A classic script at the head of the page: a module would run after the paint and flash.
(() => {
  const KEY = "eventhub-theme";
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");

  const remembered = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // Storage may be forbidden; the system's preference holds then.
    }
  };

  const choice = remembered();
  if (choice === "light" || choice === "dark") root.dataset.theme = choice;

  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);

  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("[data-theme-toggle]")) {
      const show = () => button.setAttribute("aria-pressed", String(isDark()));
      button.hidden = false;
      show();
      system.addEventListener("change", show);
      button.addEventListener("click", () => {
        root.dataset.theme = isDark() ? "light" : "dark";
        show();
        try {
          localStorage.setItem(KEY, root.dataset.theme);
        } catch {
          // Without storage the choice lasts for this page.
        }
      });
    }
  });
})();
