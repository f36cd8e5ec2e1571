// Drop-down menus (details elements with data-menu) close on Escape, on a click elsewhere, and when another opens.
const menus = [...document.querySelectorAll("details[data-menu]")];

const closeAllBut = (kept) => {
  for (const menu of menus) if (menu !== kept) menu.open = false;
};

document.addEventListener("click", (event) => closeAllBut(event.target.closest("details[data-menu]")));

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = menus.find((menu) => menu.open);
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});
