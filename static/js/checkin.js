// The desk at the entrance (data-checkin). Whatever is pressed is first kept on the device and then sent, under a name of
// its own, until the server has answered: without a network nothing is lost, and sent twice it counts once.
const KEPT = "eventhub-checkin";
const ASK_AGAIN_MS = 20_000;
const SEND_AGAIN_MS = 10_000;
const MOST_AT_ONCE = 100;
const MOST_SHOWN = 20;
const FORGET_AFTER_MS = 2 * 24 * 3600 * 1000;

const root = document.querySelector("[data-checkin]");
const find = (name) => root.querySelector(`[data-${name}]`);
const { page } = root.dataset;
const signIn = new URL(root.dataset.signIn, location).href.split("?")[0];
const words = JSON.parse(root.dataset.words);
const inWords = (key, gaps = {}) => words[key].replace(/\{(\w+)\}/g, (_all, gap) => gaps[gap] ?? "");
const at = root.querySelector("#at");
const desk = root.querySelector("#desk");
const clock = new Intl.DateTimeFormat(document.documentElement.lang, {
  hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: root.dataset.zone,
});

let people = [];
let byCode = new Map();
let csrf = "";
let hasNetwork = navigator.onLine;
let isSignedOut = false;

// --- What the device keeps: the list of an event, and acts in the order in which they were done.

const asPromise = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});
const opening = indexedDB.open(KEPT, 1);
opening.onupgradeneeded = () => {
  opening.result.createObjectStore("acts", { keyPath: "order", autoIncrement: true });
  opening.result.createObjectStore("lists");
};
const database = asPromise(opening);

// Resolves when it is on the disk, not before.
const store = async (name, change) => {
  const transaction = (await database).transaction(name, "readwrite", { durability: "strict" });
  const request = change(transaction.objectStore(name));
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
  return request.result;
};
const read = async (name, ask) => asPromise(ask((await database).transaction(name).objectStore(name)));
const keptActs = async () => (await read("acts", (acts) => acts.getAll())).filter((act) => act.page === page);

// --- Names as they are compared: the same as eventhub.text.normalise.search_key.

const SAME_LETTERS = {
  "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": "",
  "œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "ß": "ss", "ς": "σ",
};
const digitOf = (digit) => (digit <= "9" ? digit : String((digit.codePointAt(0) - 0x660) % 0x90 % 10));
export const searchKey = (text) => text.normalize("NFKC").toLowerCase()
  .replace(/[أإآٱىةؤئـœæøđłıßς]/g, (letter) => SAME_LETTERS[letter])
  .normalize("NFKD").replace(/\p{Mn}/gu, "").normalize("NFC")
  .replace(/[٠-٩۰-۹]/g, digitOf)
  .replace(/[^\p{L}\p{N}]+/gu, " ").trim();
const isCalled = (key, wanted) => wanted.split(" ").every((word) => key.includes(word))
  || key.replaceAll(" ", "").includes(wanted.replaceAll(" ", ""));

// --- What the page says.

const said = find("said");
const say = (text, tone, undo) => {
  said.hidden = false;
  said.dataset.tone = tone;
  said.replaceChildren(text);
  if (undo) said.append(" ", button(inWords("undo"), undo, "button button-quiet button-small"));
};
const button = (text, press, kind = "button button-secondary button-small") => {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", className: kind, textContent: text, onclick: press });
  return made;
};
const hereOf = (person) => person.here[at.value];
const cameInWords = ([arrived, , where]) => [clock.format(new Date(arrived)), where].filter(Boolean).join(", ");

const row = (person) => {
  const made = find("person").content.firstElementChild.cloneNode(true);
  const here = hereOf(person);
  const isHere = Boolean(here && !here[1]);
  const [name, organization, reference] = made.querySelectorAll("bdi");
  name.textContent = person.name;
  organization.textContent = person.organization || "–";
  reference.textContent = person.reference;
  made.querySelector("[data-here]").textContent = here ? cameInWords(here) : "";
  made.classList.toggle("is-here", isHere);
  const act = made.querySelector("[data-act]");
  act.textContent = inWords(isHere ? "checkout" : "checkin");
  act.classList.toggle("button-secondary", isHere);
  act.addEventListener("click", () => (isHere ? press("check_out", person) : checkIn(person)));
  const undo = made.querySelector("[data-undo]");
  undo.hidden = !here;
  undo.addEventListener("click", () => press("undo", person));
  return made;
};

const render = () => {
  const wanted = searchKey(find("search").elements.q.value);
  const found = wanted ? people.filter((person) => isCalled(person.key, wanted)) : [];
  find("found").replaceChildren(...found.slice(0, MOST_SHOWN).map(row));
  find("nobody").hidden = !wanted || found.length > 0;
  const came = people.filter(hereOf);
  const latest = came.toSorted((one, other) => hereOf(other)[0].localeCompare(hereOf(one)[0]));
  find("latest").replaceChildren(...latest.slice(0, 8).map(row));
  const [present, all] = find("figures").querySelectorAll(".stat");
  present.querySelector(".stat-value").textContent = came.filter((person) => !hereOf(person)[1]).length;
  all.querySelector(".stat-value").firstChild.data = came.length;
  const bar = all.querySelector("progress");
  if (bar) bar.value = came.length;
};

const renderQueue = async () => {
  const acts = await keptActs();
  const nameOf = (act) => act.name || byCode.get(act.code)?.name || act.code;
  find("waiting").replaceChildren(...acts.map((act) => {
    const item = document.createElement("li");
    item.append(`${nameOf(act)} (${clock.format(new Date(act.pressed))})`);
    if (!act.refused) return item;
    item.append(` – ${inWords("refused", { reason: act.refused.message })} `);
    if (act.refused.reason === "full") item.append(button(inWords("anyway"), () => sendAnyway(act)), " ");
    item.append(button(inWords("dismiss"), () => forgetAct(act)));
    return item;
  }));
  find("queue").hidden = acts.length === 0;
  const state = find("state");
  const parts = [];
  if (isSignedOut) parts.push(inWords("sign_in"));
  else if (!hasNetwork) parts.push(inWords("offline"));
  if (acts.length) parts.push(inWords("waiting", { count: acts.length }));
  state.replaceChildren(parts.join(" "));
  if (isSignedOut) {
    const link = document.createElement("a");
    Object.assign(link, { href: root.dataset.signIn, textContent: "→" });
    state.append(" ", link);
  }
  state.hidden = parts.length === 0;
};

// --- Acts.

const newName = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
const apply = (act) => {
  const person = byCode.get(act.code);
  if (!person) return;
  const here = person.here[act.occasion];
  const moment = new Date(act.pressed).toISOString();
  if (act.kind === "undo") delete person.here[act.occasion];
  else if (act.kind === "check_out") { if (here) here[1] = moment; }
  else if (here) here[1] = null;
  else person.here[act.occasion] = [moment, null, act.desk];
};

const keepAndSend = async (act) => {
  const whole = { client_id: newName(), page, occasion: at.value, desk: desk.value.trim(), pressed: Date.now(), ...act };
  await store("acts", (acts) => acts.add(whole));
  apply(whole);
  render();
  await renderQueue();
  send();
};
const OUTCOMES = { check_in: "arrived", check_out: "left", undo: "undone" };
const press = async (kind, person) => {
  await keepAndSend({ kind, code: person.ticket });
  const undo = kind === "check_in" ? () => press("undo", person) : null;
  say(inWords(OUTCOMES[kind], { name: person.name }), "positive", undo);
};
const checkIn = async (person) => {
  const here = hereOf(person);
  if (here && !here[1]) say(inWords("already", { name: person.name, when: cameInWords(here) }), "attention");
  else await press("check_in", person);
};
const checkInByCode = async (typed) => {
  const code = typed.replace(/\s/g, "").toUpperCase();
  if (!code) return;
  if (!byCode.has(code)) await refresh();
  const person = byCode.get(code);
  if (person) await checkIn(person);
  else if (hasNetwork && !isSignedOut) say(inWords("unknown"), "negative");
  else {
    await keepAndSend({ kind: "check_in", code });
    say(inWords("unknown_offline"), "attention");
  }
};
const forgetAct = async (act) => {
  await store("acts", (acts) => acts.delete(act.order));
  await refresh();
};
const sendAnyway = async (act) => {
  await store("acts", (acts) => acts.put({ ...act, beyond_capacity: true, refused: undefined }));
  await renderQueue();
  send();
};

// --- The network.

const take = async (list) => {
  people = list;
  byCode = new Map(people.flatMap((person) => [[person.ticket, person], [person.reference, person]]));
  for (const act of await keptActs()) if (!act.refused) apply(act);
  render();
  await renderQueue();
};
// Fetch, and remember whether there is a network and somebody signed in. Null without an answer of use.
const ask = async (address, options) => {
  const answer = await fetch(address, options).catch(() => null);
  const isSent = Boolean(answer?.redirected);
  if (answer) isSignedOut = isSent && answer.url.startsWith(signIn);
  // Sent to another place than to sign in: to the page of the hotel.
  hasNetwork = answer !== null && (!isSent || isSignedOut);
  if (isSignedOut) await forgetPeople();
  return isSent ? null : answer;
};
// Who was signed out, here or from afar, keeps what was pressed and nothing else.
const forgetPeople = async () => {
  await store("lists", (lists) => lists.clear());
  await self.caches?.delete(KEPT);
  people = [];
  byCode = new Map();
  render();
};
const refresh = async () => {
  const answer = await ask(root.dataset.people);
  if (!answer?.ok) return renderQueue();
  const list = await answer.json().catch(() => null);
  if (!list) return renderQueue();
  csrf = list.csrf;
  await store("lists", (lists) => lists.put(list.people, page));
  return take(list.people);
};

const outgoing = ({ client_id, kind, code = "", occasion, desk: where, pressed, name, organization, email, beyond_capacity }) => ({
  client_id, kind, code, occasion, desk: where, name, organization, email, beyond_capacity,
  waited: (Date.now() - pressed) / 1000,
});
const settle = async (act, result) => {
  if (result?.status === "done") {
    await store("acts", (acts) => acts.delete(act.order));
    if (result.outcome === "already") say(result.message, "attention");
    return true;
  }
  if (result?.status !== "refused") return false;
  await store("acts", (acts) => acts.put({ ...act, refused: result }));
  say(inWords("refused", { reason: result.message }), "negative");
  return true;
};
const sendSome = async (acts) => {
  const answer = await ask(root.dataset.acts, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": csrf },
    body: JSON.stringify({ acts: acts.map(outgoing) }),
  });
  // After signing in anew the token is another one: the list brings it.
  if (!answer?.ok) return false;
  const { results } = await answer.json();
  const byName = new Map(results.map((result) => [result.client_id, result]));
  let isSettled = false;
  for (const act of acts) isSettled = (await settle(act, byName.get(act.client_id))) || isSettled;
  return isSettled;
};
// One tab sends at a time; were it two, the server would count each act once all the same.
let sending = Promise.resolve();
const send = () => {
  sending = sending.then(async () => {
    let hasSent = false;
    // A page that was opened without a network has no token yet.
    if (!csrf && (await keptActs()).length) await refresh();
    if (!csrf) return;
    for (;;) {
      const acts = (await keptActs()).filter((act) => !act.refused).slice(0, MOST_AT_ONCE);
      if (!acts.length || !(await sendSome(acts))) break;
      hasSent = true;
    }
    await (hasSent ? refresh() : renderQueue());
  }).catch(() => {});
  return sending;
};

// --- The camera (checkin_camera.js) tells of codes that it sees, and where there is none.

root.addEventListener("code-seen", (event) => checkInByCode(event.detail));
root.addEventListener("no-camera", () => say(inWords("no_camera"), "negative"));

// --- Forms, which without scripts are sent as they are.

find("code").addEventListener("submit", async (event) => {
  event.preventDefault();
  const field = event.target.elements.code;
  const typed = field.value;
  field.value = "";
  await checkInByCode(typed);
  field.focus();
});
find("search").addEventListener("submit", (event) => event.preventDefault());
find("search").addEventListener("input", render);
find("walk-in").addEventListener("submit", async (event) => {
  event.preventDefault();
  const { name, organization, email, beyond_capacity } = event.target.elements;
  if (!name.value.trim()) { say(inWords("name_missing"), "negative"); name.focus(); return; }
  const typed = { name: name.value.trim(), organization: organization.value, email: email.value.trim() };
  await keepAndSend({ kind: "walk_in", code: "", beyond_capacity: beyond_capacity.checked, ...typed });
  say(inWords("walked_in", { name: typed.name }), "positive");
  event.target.reset();
});
const occasionForm = at.form;
occasionForm.addEventListener("submit", (event) => event.preventDefault());
at.addEventListener("change", () => {
  history.replaceState(null, "", `${page}?${new URLSearchParams({ at: at.value })}`);
  render();
});
desk.addEventListener("change", () => localStorage.setItem(`${KEPT}-desk`, desk.value));

const forget = async () => {
  await forgetPeople();
  for (const each of (await navigator.serviceWorker?.getRegistrations()) ?? []) await each.unregister();
};
find("forget").addEventListener("click", async () => {
  if ((await keptActs()).length) { say(inWords("not_yet"), "attention"); return; }
  await forget();
  say(inWords("forgotten"), "positive");
});

// The page and all that it is made of, for the next time without a network. The first visit passed by the worker.
const keepPage = async () => {
  if (!navigator.serviceWorker || !self.caches) return;
  await navigator.serviceWorker.register(root.dataset.worker);
  const loaded = performance.getEntriesByType("resource").map((each) => each.name);
  const own = loaded.filter((name) => new URL(name).pathname.startsWith("/static/"));
  const cache = await caches.open(KEPT);
  await cache.addAll([...new Set([...own, root.dataset.jsqr, root.dataset.icons].map((name) => new URL(name, location).href))]);
  const answer = await fetch(page);
  if (answer.ok && !answer.redirected) await cache.put(page, answer);
  await navigator.storage?.persist?.();
  root.dataset.kept = "";
};

const begin = async () => {
  for (const each of root.querySelectorAll("[data-without-script]")) each.hidden = true;
  desk.value ||= localStorage.getItem(`${KEPT}-desk`) ?? "";
  const asked = new URLSearchParams(location.search).get("at");
  if ([...at.options].some((option) => option.value === asked)) at.value = asked;
  await take((await read("lists", (lists) => lists.get(page))) ?? []);
  await refresh();
  await send();
  const isOver = Date.now() > new Date(root.dataset.ends).getTime() + FORGET_AFTER_MS;
  if (isOver && !(await keptActs()).length) { await forget(); return; }
  find("forget").hidden = false;
  await keepPage().catch(() => {});
};

addEventListener("online", () => refresh().then(send));
addEventListener("offline", () => { hasNetwork = false; renderQueue(); });
setInterval(() => { if (!document.hidden) refresh(); }, ASK_AGAIN_MS);
setInterval(async () => { if ((await keptActs()).some((act) => !act.refused)) refresh().then(send); }, SEND_AGAIN_MS);
begin();
