// Shows how far a return has come, in place: nobody loses their place on the page. Without scripts the page renews itself whole.
const EVERY = 2000; // milliseconds
const here = document.querySelector("[data-under-way]");

const look = async () => {
  try {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const there = page.querySelector("[data-under-way]");
    if (!there) return location.reload();
    here.querySelector("progress").value = there.querySelector("progress").value;
    const [was, is] = [here, there].map((each) => each.querySelector("label"));
    if (was.textContent !== is.textContent) was.textContent = is.textContent;
  } catch {
    // The signal is gone for the moment; look again.
  }
  setTimeout(look, EVERY);
};

if (here) setTimeout(look, EVERY);
