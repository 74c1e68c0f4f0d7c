// @ts-check
// The key figures: each with what it was before. While the reader drags or plays they follow what is passed over.

import { element } from "./elements.js";
import { hear } from "./room.js";

/**
 * @typedef {{name: string, label: string, figure: string, spoken: string, small: string[], trend: number,
 *   change: string, told: string}} Figure
 * @typedef {{figures: Figure[], beside: boolean, notes: string, sides: [string, string][], coverage: string[],
 *   rule: string, words: Record<string, string>,
 *   second?: {title: string, rows: [string, string, string[]][]}}} Told
 * @typedef {import("./room.js").Sums} Sums
 */

const DASH = "\u2013";
export const NOTHING_COUNTED = "\u2014";
const STRIP = matchMedia("(max-width: 1023px)"); // a strip that scrolls sideways can be reached by the keyboard
/** @type {WeakMap<HTMLElement, {open: boolean, words: Told["words"]}>} */
const drawn = new WeakMap();

/**
 * Draw what ``told`` says into ``root``.
 * @param {HTMLElement} root
 * @param {Told} told
 */
export function show(root, told) {
  const held = drawn.get(root) ?? { open: false, words: told.words };
  held.words = told.words;
  if (!drawn.has(root)) {
    drawn.set(root, held);
    const forget = hear((_days, sums) => (root.isConnected ? pass(root, sums, held.words) : forget()));
    STRIP.addEventListener("change", function reach() {
      if (!root.isConnected) return STRIP.removeEventListener("change", reach);
      const list = root.querySelector("ul");
      if (STRIP.matches) list?.setAttribute("tabindex", "0");
      else list?.removeAttribute("tabindex");
    });
  }
  const items = told.figures.map((figure) => item(figure, told.beside));
  const list = element("ul", { "aria-label": told.words.figures, tabindex: STRIP.matches ? 0 : null }, ...items);
  const focused = root.contains(document.activeElement) ? document.activeElement?.localName : "";
  const heading = element("h2", { class: "unseen" }, told.words.figures);
  root.replaceChildren(heading, list, ...second(told), ...notes(told), more(told, held));
  if (focused) /** @type {HTMLElement | null} */ (root.querySelector(focused))?.focus({ preventScroll: true });
}

/**
 * @param {Figure} figure
 * @param {boolean} beside
 */
function item(figure, beside) {
  const change = trend(figure);
  const value = element("b", { class: /\d/.test(figure.figure) ? "value" : "value words" });
  if (figure.spoken) {
    value.append(element("bdi", { "aria-hidden": "true" }, figure.figure), unseen(figure.spoken));
  } else {
    value.append(element("bdi", {}, figure.figure));
  }
  const [before, ...others] = figure.small;
  const small = element("small", {}, element("span", {}, before, ...(change && !beside ? [" ", change] : [])));
  for (const other of others) small.append(" ", element("span", {}, `\u00B7 ${other}`));
  const head = [element("span", { class: "label" }, figure.label), value];
  if (change && beside) head.push(change);
  return element("li", { "data-figure": figure.name }, element("div", { class: "head" }, ...head), small);
}

/**
 * Return how a figure changed: an arrow for the eye, words for the ear.
 * @param {Figure} figure
 */
function trend({ trend: rose, change, told }) {
  if (!rose) return null;
  const arrow = element("span", { "aria-hidden": "true" }, `${rose > 0 ? "\u25B2" : "\u25BC"} ${change}`.trim());
  return element("span", { class: `change ${rose > 0 ? "rise" : "fall"}` }, arrow, unseen(told));
}

/** @param {string} words */
const unseen = (words) => element("span", { class: "unseen" }, words);

/** The figures of a second record, apart from those of the first. @param {Told} told */
function second({ second: other }) {
  if (!other) return [];
  const pairs = other.rows.flatMap(([label, figure, small]) => [
    element("dt", {}, label, ...small.map((line) => element("small", {}, line))),
    element("dd", {}, element("bdi", {}, figure)),
  ]);
  const title = element("h3", {}, element("bdi", {}, other.title));
  return [element("section", { class: "second-record" }, title, element("dl", {}, ...pairs))];
}

/** @param {Told} told */
const notes = (told) => (told.notes ? [element("p", { class: "notes" }, told.notes)] : []);

/**
 * @param {Told} told
 * @param {{open: boolean}} held
 */
function more(told, held) {
  const pairs = told.sides.flatMap(([side, figure]) => [
    element("dt", {}, side),
    element("dd", {}, element("bdi", {}, figure)),
  ]);
  const coverage = told.coverage.map((sentence) => element("p", {}, sentence));
  const rule = told.rule ? [element("p", {}, told.rule)] : [];
  const box = /** @type {HTMLDetailsElement} */ (element("details", {}, element("summary", {}, told.words.more)));
  if (pairs.length) box.append(element("dl", {}, ...pairs));
  box.append(...coverage, ...rule);
  box.open = held.open;
  box.addEventListener("toggle", () => (held.open = box.open));
  return box;
}

/**
 * Show the sums of the days that the reader passes over, or again what the server answered.
 * @param {HTMLElement} root
 * @param {Sums | null} sums
 * @param {Told["words"]} words
 */
function pass(root, sums, words) {
  const passing = sums ? live(sums, words) : {};
  root.querySelector(".second-record")?.classList.toggle("still", Boolean(sums)); // it answers when the hand lets go
  for (const figure of root.querySelectorAll("[data-figure]")) {
    const value = figure.querySelector(".value");
    if (!value) continue;
    const text = passing[figure.getAttribute("data-figure") ?? ""];
    figure.classList.toggle("passing", text !== undefined);
    figure.classList.toggle("waiting", Boolean(sums) && text === undefined);
    // One element for all frames, of which only the text changes: new ones would have the page looked through for them.
    const held = value.querySelector(".live");
    if (text === undefined) held?.remove();
    else if (!held) value.append(element("bdi", { class: "live", dir: "ltr" }, text));
    else if (held.textContent !== text) /** @type {Text} */ (held.firstChild).data = text;
  }
}

/**
 * Write sums as figures; what is not told is left out.
 * @param {Sums} sums
 * @param {Told["words"]} words
 * @returns {Record<string, string>}
 */
function live(sums, words) {
  /** @type {Record<string, string>} */
  const texts = {};
  for (const name of ["incidents", "attacks", "contested"]) {
    if (isNumber(sums[name])) texts[name] = written(sums[name]);
  }
  for (const name of ["killed", "arrested"]) {
    const [low, high, open] = ["Low", "High", "Open"].map((end) => sums[name + end]);
    if (high !== undefined) texts[name] = range(low, high, open, sums.killedOf ? words.unknown : NOTHING_COUNTED);
  }
  return texts;
}

/** @param {number | null} low @param {number | null} high @param {number} open @param {string} otherwise */
function range(low, high, open, otherwise) {
  if (!isNumber(low) || !isNumber(high)) return otherwise;
  const figure = low === high ? written(low) : written(low) + DASH + written(high);
  return open ? `${figure}+` : figure;
}

/**
 * @param {unknown} value
 * @returns {value is number}
 */
const isNumber = (value) => typeof value === "number" && Number.isFinite(value);

/** @param {number} number */
const written = (number) => number.toLocaleString("en");
