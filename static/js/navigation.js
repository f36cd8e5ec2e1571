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

// Where tabs lie in one line that is longer than the screen, the one that is open is to be seen.
for (const open of document.querySelectorAll(".tabs [aria-current]")) {
  const line = open.closest("ul");
  const middle = (box) => box.left + box.width / 2;
  line.scrollBy({ left: middle(open.getBoundingClientRect()) - middle(line.getBoundingClientRect()) });
}
