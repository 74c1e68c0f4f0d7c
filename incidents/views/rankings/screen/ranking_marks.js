// @ts-check
// A row of the rankings: name, count, the symbol of a kind, its change, and bars over time.

import { button, element } from "./elements.js";
import { SYMBOLS } from "./symbols.js";

/**
 * @typedef {[string, string, number, number | null, number, string, number | null]} Row  code, label, count,
 *   difference, flags, course, kind
 */

const FEW = 1; // flags of a row
export const PRESSED = 2;
export const LAST = 4;
const SVG = "http://www.w3.org/2000/svg";
const STEP = 3; // px of a step of time, of which the bar takes all but one
const HEIGHT = 14; // px of a full bar
const LEVELS = 9;

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @param {...Element} children
 */
function svgElement(name, attributes, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
}

/**
 * Return the symbol of a kind, as the map draws it.
 * @param {number} kind
 */
export function symbol(kind) {
  const { path, kind: name } = SYMBOLS[kind];
  const drawn = svgElement("path", { d: path, transform: "scale(5.6)", class: `kind-${name}` });
  return svgElement("svg", { viewBox: "-9 -9 18 18", class: "kind-symbol", "aria-hidden": "true" }, drawn);
}

/** Return the sign of a dossier: a leaf with lines. */
export function leaf() {
  const lines = svgElement("path", { d: "M3.5 1.5h9v13h-9zM5.5 5h5M5.5 8h5M5.5 11h3" });
  const box = { viewBox: "0 0 16 16", width: 14, height: 14, class: "leaf", "aria-hidden": "true" };
  return svgElement("svg", box, lines);
}

/**
 * Return bars over time, from left to right in every language; those of the ``lit`` steps stand out.
 * @param {string} steps  a digit per step, 0 to 9
 * @param {[number, number]} lit  the first and the last
 */
export function course(steps, lit) {
  const paths = { dim: "", lit: "" };
  [...steps].forEach((digit, place) => {
    const height = digit === "0" ? 0 : Math.max(1.5, (Number(digit) * HEIGHT) / LEVELS);
    const isLit = lit[0] <= place && place <= lit[1];
    if (height) paths[isLit ? "lit" : "dim"] += `M${place * STEP} ${HEIGHT}v${-height}h${STEP - 1}v${height}z`;
  });
  const width = steps.length * STEP - 1;
  const bars = Object.entries(paths).map(([name, d]) => svgElement("path", { d, class: name }));
  const ground = svgElement("path", { d: `M0 ${HEIGHT}h${width}`, class: "ground-line" });
  const height = HEIGHT + 1;
  const box = { viewBox: `0 0 ${width} ${height}`, width, height, class: "course", "aria-hidden": "true" };
  return svgElement("svg", box, ground, ...bars);
}

/**
 * Return how a row changed: an arrow for the eye, words for the ear.
 * @param {number | null} difference
 * @param {boolean} isFew
 * @param {Record<string, string>} words
 */
export function changed(difference, isFew, words) {
  if (difference === null) return element("span", { class: "change" });
  const size = Math.abs(difference).toLocaleString("en");
  const seen = difference ? `${difference > 0 ? "\u25B2" : "\u25BC"} ${size}` : "\u2013";
  const way = difference > 0 ? "rise" : difference < 0 ? "fall" : "still";
  const sentence = difference ? words[difference > 0 ? "more" : "fewer"].replace("{count}", size) : words.same;
  const told = isFew ? `${sentence}, ${words.few}` : sentence;
  const drawn = element("span", { class: `change ${way}${isFew ? " few" : ""}`, title: isFew ? words.few : null });
  drawn.append(element("span", { "aria-hidden": "true" }, seen), element("span", { class: "unseen" }, `, ${told}`));
  return drawn;
}

/**
 * Return a row: a filter, and behind it the button that opens the dossier.
 * @param {Row} row
 * @param {string} name
 * @param {{words: Record<string, string>, lit: [number, number], dossiers: string[]}} told
 * @param {{emit: (name: string, value: any) => void}} held
 */
export function drawnRow([code, label, count, difference, flags, steps, kind], name, told, held) {
  const title = element("span", { class: "name", title: label }, element("bdi", {}, label));
  if (kind !== null) title.prepend(symbol(kind));
  const act = () => {
    press.setAttribute("aria-pressed", String(press.getAttribute("aria-pressed") !== "true"));
    held.emit("pick", { name, code });
  };
  const tally = element("b", { class: "tally" }, count.toLocaleString("en"));
  const rose = changed(difference, Boolean(flags & FEW), told.words);
  const press = button("row", act, title, tally, rose, course(steps, told.lit));
  const item = element("li", { "data-id": `row-${name}-${code}` }, press);
  if (!count) item.classList.add("none");
  if (told.dossiers.includes(name) && !(flags & LAST)) {
    const opens = button("opens", () => held.emit("dossier", `${name}:${code}`), leaf());
    opens.setAttribute("aria-label", told.words.dossier.replace("{name}", label));
    opens.title = told.words.dossier.replace("{name}", label);
    opens.dataset.id = `opens-${name}-${code}`;
    item.append(opens);
  }
  return item;
}

/**
 * Return a row that says what a fresh one says: ``held`` with all that the fresh one has in it, where both are one row.
 * @param {Element | null} held
 * @param {HTMLElement} fresh
 * @returns {HTMLElement}
 */
export function renewed(held, fresh) {
  const isSame = held instanceof HTMLElement && held.dataset.id === fresh.dataset.id;
  if (!isSame || held.childElementCount !== fresh.childElementCount) return fresh;
  held.className = fresh.className;
  [...fresh.children].forEach((part, place) => {
    const stays = held.children[place];
    for (const { name, value } of part.attributes) stays.setAttribute(name, value);
    stays.replaceChildren(...part.childNodes);
  });
  return held;
}

/**
 * Return the button below a list that is cut: it shows the whole of it, or again only its head.
 * @param {string} id
 * @param {string} name  of the list
 * @param {string} said  what it says
 * @param {Set<string>} whole  the lists that are shown whole
 * @param {() => void} again  draws the list anew
 */
export function wholeToggle(id, name, said, whole, again) {
  const isWhole = whole.has(name);
  const press = () => {
    if (isWhole) whole.delete(name);
    else whole.add(name);
    again();
  };
  const toggle = button("all", press, said);
  toggle.dataset.id = id;
  toggle.setAttribute("aria-expanded", String(isWhole));
  return toggle;
}
