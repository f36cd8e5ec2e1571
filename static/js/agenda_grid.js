// Dragging in the grid of an agenda: an item to another time and column, its lower edge to another end. What is dropped
// fills in the form that the server reads; the panel of an item does the same without scripts, and by keyboard.
const grid = document.querySelector("[data-agenda-grid]");
const form = document.querySelector("[data-agenda-drop]");

if (grid && form) {
  const step = Number(grid.dataset.step);
  const rows = [...grid.tBodies[0].rows];
  const columns = [...grid.tHead.rows[0].querySelectorAll("[data-column]")];
  let dragged = null;

  const clock = (minute) => {
    const last = Math.min(minute, 24 * 60 - 1);
    return [Math.floor(last / 60), last % 60].map((each) => String(each).padStart(2, "0")).join(":");
  };
  const rowAt = (y) => rows.find((row) => {
    const box = row.getBoundingClientRect();
    return y >= box.top && y < box.bottom;
  });
  const columnAt = (x) => columns.find((column) => {
    const box = column.getBoundingClientRect();
    return x >= box.left && x < box.right;
  });
  const minuteOf = (row) => Number(row.dataset.minute);

  const mark = (row, column) => {
    for (const each of grid.querySelectorAll(".is-target")) each.classList.remove("is-target");
    row?.classList.add("is-target");
    column?.classList.add("is-target");
  };

  const send = (block, start, end, column) => {
    form.action = block.dataset.action;
    form.elements.start_time.value = clock(start);
    form.elements.end_time.value = clock(end);
    const name = form.elements[grid.dataset.axis];
    name.disabled = column === null;
    name.value = column ?? "";
    form.submit();
  };

  for (const block of grid.querySelectorAll(".agenda-block")) {
    const edge = document.createElement("span");
    edge.className = "agenda-block-end";
    edge.draggable = true;
    block.append(edge);
    block.draggable = true;
    block.querySelector("a").draggable = false;
    block.addEventListener("dragstart", (event) => {
      const start = Number(block.dataset.start);
      const row = rowAt(event.clientY);
      dragged = {
        block,
        start,
        isResized: event.target === edge,
        // Where one has taken hold of it stays under the pointer.
        held: row ? minuteOf(row) - (start - (start % step)) : 0,
        // Over all columns it is for everybody, and stays so.
        isWide: block.closest("td").colSpan > 1,
      };
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", block.querySelector("a").textContent);
      event.stopPropagation();
    });
    block.addEventListener("dragend", () => {
      dragged = null;
      mark(null, null);
    });
  }

  grid.addEventListener("dragover", (event) => {
    if (!dragged) return;
    event.preventDefault();
    mark(rowAt(event.clientY), dragged.isResized || dragged.isWide ? null : columnAt(event.clientX));
  });

  grid.addEventListener("drop", (event) => {
    const row = dragged && rowAt(event.clientY);
    if (!row) return;
    event.preventDefault();
    const { block, start, isResized, held, isWide } = dragged;
    if (isResized) {
      send(block, start, Math.max(minuteOf(row) + step, start + step), null);
      return;
    }
    const begin = Math.max(minuteOf(row) - held, 0);
    const column = isWide ? null : columnAt(event.clientX)?.dataset.column ?? null;
    send(block, begin, begin + Number(block.dataset.minutes), column);
  });
}
