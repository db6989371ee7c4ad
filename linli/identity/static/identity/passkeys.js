// A form with data-passkey="create" or "get" asks the device for a passkey before it is sent.
// The server's options stand in the JSON block named by data-options, or are fetched from the
// form's own address (signing in, where nobody is known yet). Without script, or where the browser
// has no passkeys, the page says so and every other way in still works.
"use strict";

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const say = (what) => form.querySelector(`[data-passkey-${what}]`).removeAttribute("hidden");

  form.addEventListener("submit", async (event) => {
    if (form.elements.credential.value) return;
    event.preventDefault();
    if (!window.PublicKeyCredential) return say("missing");
    try {
      form.elements.credential.value = JSON.stringify(await ask(form));
    } catch {
      return say("failed");
    }
    form.submit();
  });
}

async function ask(form) {
  const options = await optionsOf(form);
  if (form.dataset.passkey === "get") return webauthnJSON.get(options.request_options);
  // A passkey is kept on the device and opened by its owner: so it can sign in without a login.
  const creation = options.creation_options;
  Object.assign(creation.publicKey.authenticatorSelection, {
    residentKey: "required",
    requireResidentKey: true,
    userVerification: "required",
  });
  return webauthnJSON.create(creation);
}

async function optionsOf(form) {
  if (form.dataset.options) {
    return JSON.parse(document.getElementById(form.dataset.options).textContent);
  }
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error("no options");
  return answer.json();
}
