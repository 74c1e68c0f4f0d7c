// @ts-check
// The first script of the page stands in its document, since the others may not come. Browsers keep files for a year,
// for their addresses change with their content; one that somebody on the way had changed would keep the page white for
// as long. Where a file cannot be used all are fetched anew, and the page is opened again; where that does not help the
// reader is told.
{
  const TRIED = "incidents.fetched_anew"; // when, in milliseconds
  const ENOUGH = 60_000; // ms between two attempts
  const NEEDED = ["script", "link[rel=stylesheet]", "link[rel=modulepreload]"].join();
  let isAtWork = false;

  /** Say whether all was fetched anew a moment ago, and note that it is now; where nothing is kept it always was. */
  const isTriedBefore = () => {
    try {
      const before = Number(sessionStorage.getItem(TRIED));
      sessionStorage.setItem(TRIED, String(Date.now()));
      return Date.now() - before < ENOUGH;
    } catch {
      return true;
    }
  };
  const addresses = () => {
    const named = [...document.querySelectorAll(NEEDED)].map((part) => part["src"] || part["href"]);
    const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
    const isFile = (address) => /\/(static|assets)\//.test(address) && address.startsWith(location.origin);
    return [...new Set([...named, ...loaded])].filter(isFile);
  };
  const tell = () => {
    if (document.getElementById("root")?.childElementCount) return; // a page stands there, and says what it lacks
    document.getElementById("not_whole")?.removeAttribute("hidden");
  };
  const fetchAnew = async () => {
    if (isAtWork) return;
    isAtWork = true;
    if (document.readyState === "loading") await new Promise((done) => addEventListener("DOMContentLoaded", done));
    if (isTriedBefore()) return tell();
    const answers = await Promise.allSettled(addresses().map((address) => fetch(address, { cache: "reload" })));
    if (answers.every((one) => one.status === "fulfilled" && one.value.ok)) location.reload();
    else tell();
  };

  addEventListener(
    "error",
    ({ target }) => {
      // What is only fetched early is asked for again by the part that needs it.
      const isEarly = target instanceof Element && target.matches("[rel=modulepreload][href*='/assets/'], [data-part]");
      if (target instanceof Element && target.matches(NEEDED) && !isEarly) fetchAnew();
    },
    true,
  );
  addEventListener("vite:preloadError", fetchAnew); // what Streamlit loads later
  addEventListener("part-not-loaded", fetchAnew); // what its parts load (part_host.js)
}
