// Forms with data-passkey ask the browser for a passkey ("create" one or "get" one) and send what it says. Their button is
// hidden where a browser knows no passkeys, and the line with data-passkey-unknown is shown instead.
const MAKERS = {
  create: (options) => navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) }),
  get: (options) => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }),
};
const isKnown = Boolean(window.PublicKeyCredential?.parseCreationOptionsFromJSON);

for (const form of document.querySelectorAll("form[data-passkey]")) {
  for (const each of form.querySelectorAll("[data-passkey-known]")) each.hidden = !isKnown;
  for (const each of form.querySelectorAll("[data-passkey-unknown]")) each.hidden = isKnown;
  const failed = form.querySelector("[data-passkey-failed]");
  form.addEventListener("submit", async (event) => {
    if (form.elements.credential.value) return;
    event.preventDefault();
    failed.hidden = true;
    try {
      const credential = await MAKERS[form.dataset.passkey](JSON.parse(form.dataset.options));
      form.elements.credential.value = JSON.stringify(credential.toJSON());
      form.requestSubmit();
    } catch {
      failed.hidden = false; // The person has changed their mind, or has no passkey for this site.
    }
  });
}
