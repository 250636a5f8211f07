// Asks a security key or passkey through the browser. Without this file the pages ask for a code instead.
const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const letters = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

/** What the server asked, as the browser wants it. */
function opened(asked) {
  const known = (list) => (list ?? []).map((key) => ({ ...key, id: bytes(key.id) }));
  const wanted = { ...asked, challenge: bytes(asked.challenge) };
  if (asked.user) wanted.user = { ...asked.user, id: bytes(asked.user.id) };
  if (asked.allowCredentials) wanted.allowCredentials = known(asked.allowCredentials);
  if (asked.excludeCredentials) wanted.excludeCredentials = known(asked.excludeCredentials);
  return wanted;
}

/** What the key answered, as the server wants it. */
function closed(answer) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (answer.response[name]) response[name] = letters(answer.response[name]);
  }
  return JSON.stringify({
    id: answer.id,
    rawId: letters(answer.rawId),
    type: answer.type,
    authenticatorAttachment: answer.authenticatorAttachment ?? null,
    clientExtensionResults: answer.getClientExtensionResults(),
    response,
  });
}

async function asked(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error("no answer");
  return (await answer.json()).request_options;
}

async function ask(form) {
  const failed = form.querySelector("[data-key-failed]");
  failed.hidden = true;
  try {
    const publicKey = opened((await asked(form)).publicKey);
    const making = form.dataset.securityKey === "create";
    const answer = making
      ? await navigator.credentials.create({ publicKey })
      : await navigator.credentials.get({ publicKey });
    form.querySelector("input[name$='credential']").value = closed(answer);
    form.submit();
  } catch {
    failed.hidden = false;
  }
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("form[data-security-key]")) {
    const place = form.querySelector("[data-ask-key]");
    place.hidden = false;
    place.querySelector("button").addEventListener("click", () => ask(form));
    for (const note of form.querySelectorAll("[data-without-script]")) note.hidden = true;
  }
}
