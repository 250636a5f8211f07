// Looks every few seconds whether the check of a file is done, and then renews the page. Without scripts the page renews itself.
const EVERY = 3000; // milliseconds

const look = async () => {
  try {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    if (!(await answer.text()).includes("data-renewing")) return location.reload();
  } catch {
    // The signal is gone for the moment; look again.
  }
  setTimeout(look, EVERY);
};

setTimeout(look, EVERY);
