// @ts-check
// Language and direction of the document, and names that Streamlit gives to its own buttons in English only. What it is
// told comes from the catalogue, never from the record.

import "./light_or_dark.js";
import "./page_keeper.js";

/**
 * @typedef {{words: Record<string, string>, lang: string, direction: string}} Words
 * @typedef {Words & {unfolded: boolean, sheet: string}} Told
 */

let spoken = ""; // the language that the document speaks
/** @type {WeakMap<Node, Record<string, {english: string, word: string}>>} */
const replaced = new WeakMap(); // what was said in which English word's place: the page may come to speak English again
let names = /** @type {MutationObserver | null} */ (null);

let tell = /** @type {((isUnfolded: boolean) => void) | null} */ (null);
let isDrawn = false; // the filters, in the last answer

/**
 * @param {HTMLElement} root
 * @param {Told} frame
 * @param {(name: string, value: unknown) => void} emit
 */
export function show(root, frame, emit) {
  tell = (isUnfolded) => emit("unfolded", (isDrawn = isUnfolded));
  isDrawn = frame.unfolded;
  lookAtFilters();
  wear(frame.sheet);
  if (!root.childElementCount) root.append(document.createElement("span"));
  if (spoken === frame.lang) return;
  spoken = frame.lang;
  speak(frame);
}

// The filters are drawn only while they stand open, as they may from the start: Streamlit remembers how they were left.
// That is told once an answer stands there whole and every control has taken over what it says: a question in between
// would end the answer, or go back to what the reader has left. A view without filters leaves them as they are.
const SOON = 30; // ms
let timer = 0;
const isAnswering = () => document.querySelector(".stApp")?.getAttribute("data-test-script-state") === "running";
const stand = () => document.querySelector("[data-testid=stSidebar]")?.getAttribute("data-collapsed");
const isToBeTold = () => !isAnswering() && stand() && (stand() === "false") !== isDrawn;
function lookAtFilters() {
  if (timer || !isToBeTold()) return;
  timer = setTimeout(() => {
    timer = 0;
    if (isToBeTold()) tell?.(stand() === "false");
  }, SOON);
}
new MutationObserver(lookAtFilters).observe(document.body, {
  subtree: true,
  childList: true,
  attributeFilter: ["data-collapsed", "data-test-script-state"],
});

// "Show 28 incidents": the answer stands there already, the filters only have to make way.
document.addEventListener("click", ({ target }) => {
  if (!(target instanceof Element) || !target.closest(".st-key-show_answer button")) return;
  const closes = document.querySelector("[data-testid=stSidebarCollapseButton] button");
  if (closes instanceof HTMLElement) closes.click();
});

/**
 * Wear the rules of the server that answers: a page may outlive the one that its document came from.
 * @param {string} sheet
 */
function wear(sheet) {
  const address = new URL(sheet, document.baseURI).href;
  const worn = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[data-page]"));
  if (worn && worn.href !== address) worn.href = address;
}

/** @param {Told} frame */
function speak({ words, lang, direction }) {
  document.documentElement.lang = lang;
  document.documentElement.dir = direction;

  const NAMES = ["aria-label", "aria-roledescription", "aria-valuetext", "placeholder", "title"];
  const NAMED_BY_TEXT = [
    "[data-testid=stSkipToContent]",
    "[data-testid=stFileUploaderDropzone] button *",
    "[role=dialog] *",
    "[data-testid=stAlert] *",
    "[data-testid=stException] *",
  ].join();
  const said = (english) => {
    if (english in words) return words[english];
    const start = Object.keys(words).find((key) => key.endsWith(" …") && english.startsWith(key.slice(0, -1)));
    return start ? words[start].replace("…", english.slice(start.length - 1)) : english;
  };
  const saidOf = (node, place, now) => {
    const before = replaced.get(node)?.[place];
    const english = before && before.word === now ? before.english : now;
    const word = said(english);
    if (word !== now) replaced.set(node, { ...replaced.get(node), [place]: { english, word } });
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
  names?.disconnect();
  nameAll(document.body);
  if (!Object.keys(words).length) return;
  names = new MutationObserver((changes) => {
    for (const { target, addedNodes, type } of changes) {
      if (type === "attributes") name(target);
      else if (type === "characterData") target.parentElement?.matches(NAMED_BY_TEXT) && retell(target);
      else for (const node of addedNodes) node.nodeType === Node.ELEMENT_NODE ? nameAll(node) : name(target);
    }
  });
  names.observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
    attributeFilter: NAMES,
  });
}
