// The service worker of the desk at the entrance: its page opens without a network, from what was kept the last time.
// It sees to this one page and the files that it is made of; nothing that is sent passes through here.
const KEPT = "eventhub-checkin";
const PATIENCE_MS = 4000;
const page = new URL(self.registration.scope).pathname;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== location.origin) return;
  if (address.pathname.startsWith("/static/")) event.respondWith(fileOf(event.request));
  else if (event.request.mode === "navigate" && address.pathname === page) event.respondWith(pageOf(event.request));
});

// Files have their hash in their name: what was kept is what would come.
const fileOf = async (request) => (await caches.match(request)) ?? fetch(request);

const pageOf = async (request) => {
  const kept = await caches.match(page);
  if (!kept) return fetch(request);
  const late = new Promise((resolve) => { setTimeout(resolve, PATIENCE_MS, kept); });
  const fresh = fetch(request).then(
    (answer) => {
      // Signed out is an answer, too; an error of the server is none.
      if (answer.ok) caches.open(KEPT).then((cache) => cache.put(page, answer.clone()));
      return answer.status < 500 ? answer : kept;
    },
    () => kept,
  );
  return (await Promise.race([fresh, late])).clone();
};
