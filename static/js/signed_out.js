// The page to sign in at: nobody is signed in in this browser, so what the entrance keeps of people goes (checkin.js), but
// for acts that wait to be sent, which are nowhere else.
const KEPT = "eventhub-checkin";

const opening = indexedDB.open(KEPT);
// There is none: it was never opened here, and must not be left behind empty.
opening.onupgradeneeded = () => opening.transaction.abort();
opening.onsuccess = () => {
  opening.result.transaction("lists", "readwrite").objectStore("lists").clear();
  opening.result.close();
};
self.caches?.delete(KEPT);
navigator.serviceWorker?.getRegistrations().then((found) => found.forEach((each) => each.unregister()));

// Somebody has just signed out, rather than come to sign in.
if (document.querySelector("[data-left]")) new BroadcastChannel("eventhub-session").postMessage("signed out");
