// Every page of the desk: when somebody signs out in another tab, it goes from the screen (signed_out.js says so).
new BroadcastChannel("eventhub-session").addEventListener("message", () => {
  location.replace(document.querySelector("[data-sign-out]").dataset.signOut);
});
