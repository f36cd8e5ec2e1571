// The camera at the entrance: tells checkin.js of the codes that it sees. It stands before that in the page, which keeps
// for a time without a network what has come. The decoder is fetched when it is first wanted; pictures stay in the page.
const SAME_CODE_MS = 4000;
const LOOK_EVERY_MS = 150;
const WIDEST = 800;

const root = document.querySelector("[data-checkin]");
const find = (name) => root.querySelector(`[data-${name}]`);

const decoder = () => new Promise((resolve, reject) => {
  if (self.jsQR) { resolve(); return; }
  const script = document.createElement("script");
  Object.assign(script, { src: root.dataset.jsqr, onload: resolve, onerror: reject });
  document.head.append(script);
});
const video = find("video");
const [start, stop] = [find("start"), find("stop")];
let looking = 0;
let lastCode = ["", 0];

const look = (canvas) => {
  const scale = Math.min(1, WIDEST / video.videoWidth);
  [canvas.width, canvas.height] = [video.videoWidth * scale, video.videoHeight * scale];
  if (!canvas.width) return;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(video, 0, 0, canvas.width, canvas.height);
  const picture = context.getImageData(0, 0, canvas.width, canvas.height);
  const code = self.jsQR(picture.data, picture.width, picture.height, { inversionAttempts: "dontInvert" })?.data;
  if (!code || (code === lastCode[0] && Date.now() - lastCode[1] < SAME_CODE_MS)) return;
  lastCode = [code, Date.now()];
  navigator.vibrate?.(80);
  root.dispatchEvent(new CustomEvent("code-seen", { detail: code }));
};
const show = (isOn) => { [start.hidden, stop.hidden, video.hidden] = [isOn, !isOn, !isOn]; };
start.addEventListener("click", async () => {
  try {
    await decoder();
    video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    show(true);
    await video.play();
  } catch {
    show(false);
    root.dispatchEvent(new CustomEvent("no-camera"));
    return;
  }
  const canvas = document.createElement("canvas");
  looking = setInterval(look, LOOK_EVERY_MS, canvas);
});
stop.addEventListener("click", () => {
  clearInterval(looking);
  for (const track of video.srcObject?.getTracks() ?? []) track.stop();
  video.srcObject = null;
  show(false);
});

find("camera").hidden = !navigator.mediaDevices;
