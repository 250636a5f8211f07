// Shows how far a return has come, in place: nobody loses their place on the page. Without scripts the page renews itself whole.
const EVERY = 2000; // milliseconds
const here = document.querySelector("[data-under-way]");

// The page as it stands now, read by the browser itself: no script of ours makes a page out of words.
const pageNow = () =>
  new Promise((done, failed) => {
    const asked = new XMLHttpRequest();
    asked.open("GET", location.href);
    asked.responseType = "document";
    asked.onload = () => (asked.response ? done(asked.response) : failed());
    asked.onerror = failed;
    asked.send();
  });

const look = async () => {
  try {
    const page = await pageNow();
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
