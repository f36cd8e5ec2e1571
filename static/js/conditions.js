// Questions that depend on an answer (data-shown-if, data-values) are shown only when it is given. The server asks the
// same again, so without scripts the page says in words when a question is meant.
const dependent = [...document.querySelectorAll("[data-shown-if]")];

const chosen = (form, name) =>
  [...form.querySelectorAll(`[name="${name}"]`)]
    .filter((each) => !each.closest("[hidden]") && (!["checkbox", "radio"].includes(each.type) || each.checked))
    .map((each) => each.value);

// In the order of the form: what depends on something hidden is hidden, too.
const update = () => {
  for (const each of dependent) {
    const wanted = each.dataset.values.split(" ");
    each.hidden = !chosen(each.closest("form, [data-form]"), each.dataset.shownIf).some((value) => wanted.includes(value));
  }
};

for (const hint of document.querySelectorAll("[data-condition]")) hint.hidden = true;
document.addEventListener("change", update);
update();
