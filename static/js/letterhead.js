// The picture of a letter beside the form of the paper (data-letterhead-preview) follows what is typed. Without scripts it
// shows what was saved, and a button shows the rest.
const paper = document.querySelector("[data-letterhead-preview]");
const form = paper.parentElement.querySelector("form");
const picture = paper.querySelector("[data-picture]");
const waits = paper.querySelector("[data-waits]");
const PAUSE = 500;
let timer;
let asked = 0;

const shown = (blob) =>
  new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.readAsDataURL(blob);
  });

const draw = async () => {
  const mine = (asked += 1);
  const answer = await fetch(paper.dataset.letterheadPreview, { method: "POST", body: new FormData(form) }).catch(() => null);
  // Somebody who types on has asked again meanwhile.
  if (mine !== asked) return;
  waits.hidden = answer?.ok === true;
  if (answer?.ok) picture.src = await shown(await answer.blob());
};

form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(draw, PAUSE);
});
