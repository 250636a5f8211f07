// Keeps what is typed on the server every few seconds, so that a lost signal or a closed lid loses nothing.
const EVERY = 8000; // milliseconds; the promise is ten seconds

for (const form of document.querySelectorAll("form[data-as-typed]")) {
  const said = form.querySelector("[data-saved]");
  let changed = false;
  let sent = false;

  const keep = async () => {
    if (!changed || sent) return;
    changed = false;
    const body = new FormData(form);
    body.set("do", "keep");
    try {
      const answer = await fetch(location.href, {
        method: "POST",
        body: new URLSearchParams(body),
        headers: { "X-Requested-With": "fetch" },
        credentials: "same-origin",
        keepalive: true,
      });
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      const { saved } = await answer.json();
      if (said) said.textContent = `${said.dataset.savedWords} ${saved}`;
    } catch {
      changed = true;
    }
  };

  form.addEventListener("input", () => (changed = true));
  form.addEventListener("submit", () => (sent = true));
  addEventListener("pageshow", () => (sent = false));
  document.addEventListener("visibilitychange", () => document.hidden && keep());
  setInterval(keep, EVERY);
}
