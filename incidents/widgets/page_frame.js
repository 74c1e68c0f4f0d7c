// @ts-check
// Language and direction of the document, and names that Streamlit gives to its own buttons in English only. What it is
// told comes from the catalogue, never from the record.
(() => {
  const { words, lang, locale, direction } = JSON.parse(document.currentScript?.dataset.told ?? "{}");
  document.documentElement.lang = lang;
  document.documentElement.dir = direction;

  // Streamlit's calendar speaks the browser's language; here it is to speak the page's, whichever the browser has. It
  // reads it while it draws the whole page, perhaps for the last time before this script, but also after printing.
  const spoke = navigator.language;
  Object.defineProperty(navigator, "language", { configurable: true, get: () => locale });
  if (spoke !== locale) dispatchEvent(new Event("afterprint"));

  // "Show 28 incidents": the answer stands there already, the filters only have to make way.
  window.pageAnswer ??= document.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element) || !target.closest(".st-key-show_answer button")) return;
    const closes = document.querySelector("[data-testid=stSidebarCollapseButton] button");
    if (closes instanceof HTMLElement) closes.click();
  }) ?? true; // once: the button is drawn after this script, and again

  const NAMES = ["aria-label", "aria-roledescription", "aria-valuetext", "placeholder", "title"];
  const NAMED_BY_TEXT = [
    "[data-testid=stSkipToContent]",
    "[data-testid=stDateInputField] [data-type]",
    "[data-testid=stDateInputCalendar] :is(h2, span)",
    "[id^=react-aria-description]",
  ].join();
  // What was said in which English word's place, by node: the page may come to speak another language, English too.
  const spoken = (window.pageSpoken ??= new WeakMap());
  const said = (english) => {
    if (english in words) return words[english];
    const start = Object.keys(words).find((key) => key.endsWith(" …") && english.startsWith(key.slice(0, -1)));
    return start
      ? words[start].replace("…", inPageLanguage(english.slice(start.length - 1)))
      : inPageLanguage(english);
  };
  const inPageLanguage = (rest) =>
    /^[A-Z][a-z]+ \d+, \d{4}$/.test(rest)
      ? new Intl.DateTimeFormat(locale, { dateStyle: "long" }).format(new Date(rest))
      : rest.replace(/(start|end) date$/, (end) => words[end] ?? end);
  const saidOf = (node, place, now) => {
    const before = spoken.get(node)?.[place];
    const english = before?.word === now ? before.english : now;
    const word = said(english);
    if (word !== now) spoken.set(node, { ...spoken.get(node), [place]: { english, word } });
    return word;
  };
  const name = (element) => {
    for (const attribute of NAMES) {
      const now = element.getAttribute(attribute);
      if (!now) continue;
      const word = saidOf(element, attribute, now);
      if (word !== now) element.setAttribute(attribute, word);
    }
    if (element.matches(NAMED_BY_TEXT)) retell(element.firstChild);
  };
  const retell = (text) => {
    if (text?.nodeType !== Node.TEXT_NODE) return;
    const word = saidOf(text, "text", text.data);
    if (word !== text.data) text.data = word;
  };
  const nameAll = (root) => {
    name(root);
    root.querySelectorAll([...NAMES.map((attribute) => `[${attribute}]`), NAMED_BY_TEXT].join()).forEach(name);
  };
  window.pageNames?.disconnect();
  nameAll(document.body);
  if (!Object.keys(words).length) return;
  window.pageNames = new MutationObserver((changes) => {
    for (const { target, addedNodes, type } of changes) {
      if (type === "attributes") name(target);
      else if (type === "characterData") target.parentElement?.matches(NAMED_BY_TEXT) && retell(target);
      else for (const node of addedNodes) node.nodeType === Node.ELEMENT_NODE ? nameAll(node) : name(target);
    }
  });
  window.pageNames.observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
    attributeFilter: NAMES,
  });
})();
