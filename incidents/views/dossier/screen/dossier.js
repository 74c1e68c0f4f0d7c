// @ts-check
// A dossier: its heading above the figures; below them who else is there, who says so, and the kinds.

import { button, element, redraw } from "./elements.js";
import { symbol, wholeToggle } from "./ranking_marks.js";

/**
 * @typedef {[string, string, number, string, number | null]} Row  the dossier it opens, label, incidents, line below,
 *   kind
 * @typedef {{name: string, title: string, rows: Row[], left_out: string, all: string}} List
 * @typedef {{dossier: string, title: string, kicker: string, what: string, words: Record<string, string>}} Head
 * @typedef {{dossier: string, parts: {title: string, lists: List[]}[], first: number,
 *   words: Record<string, string>}} Lists
 * @typedef {(name: string, value: any) => void} Emit
 * @typedef {{of: string, whole: Set<string>}} Kept
 */

/** @type {WeakMap<HTMLElement, Kept>} */
const kept = new WeakMap();
let isAsked = false; // a name was pressed here, and its dossier is awaited

/**
 * Draw the heading or the lists of a dossier into ``root``.
 * @param {HTMLElement} root
 * @param {Head | Lists} told
 * @param {Emit} emit
 */
export function show(root, told, emit) {
  const held = kept.get(root);
  const isNew = held?.of !== told.dossier;
  const now = isNew || !held ? { of: told.dossier, whole: new Set() } : held;
  kept.set(root, now);
  if ("title" in told) head(root, told, emit, isNew);
  else lists(root, told, emit, now);
}

/**
 * @param {HTMLElement} root
 * @param {Head} told
 * @param {Emit} emit
 * @param {boolean} isNew
 */
function head(root, told, emit, isNew) {
  const cross = element("span", { "aria-hidden": "true" }, "\u00D7");
  const close = button("close", () => emit("close", told.dossier), cross);
  close.setAttribute("aria-label", told.words.close);
  close.title = told.words.close;
  close.dataset.id = "dossier-close";
  const name = element("h2", { tabindex: -1 }, element("bdi", {}, told.title));
  const box = element("div", { class: "dossier-head" }, element("p", { class: "kicker" }, told.kicker), name);
  if (told.what) box.append(element("p", { class: "what", title: told.what }, told.what));
  box.append(close);
  redraw(root, box);
  if (isNew && (isAsked || document.activeElement?.matches(".opens"))) name.focus();
  isAsked = false;
}

/**
 * @param {HTMLElement} root
 * @param {Lists} told
 * @param {Emit} emit
 * @param {Kept} held
 */
function lists(root, told, emit, held) {
  const again = () => lists(root, told, emit, held);
  const parts = told.parts.map(({ title, lists: all }) => {
    const made = all.flatMap((list) => drawn(list, title, told, emit, held, again));
    return element("section", {}, element("h3", {}, title), ...made);
  });
  const means = element("p", { class: "means" }, told.words.counts);
  redraw(root, element("div", { class: "dossier-lists" }, ...parts, means));
}

/**
 * Return a list: its first rows, and the others where the reader asked for them.
 * @param {List} list
 * @param {string} part
 * @param {Lists} told
 * @param {Emit} emit
 * @param {Kept} held
 * @param {() => void} again
 */
function drawn(list, part, told, emit, held, again) {
  const isLong = list.rows.length > told.first + 1;
  const isWhole = !isLong || held.whole.has(list.name);
  const shown = isWhole ? list.rows : list.rows.slice(0, told.first);
  const rows = shown.map((row) => drawnRow(row, list.name, told, emit));
  const made = [element("ul", { "aria-label": list.title ? `${part}: ${list.title}` : part }, ...rows)];
  if (list.title) made.unshift(element("h4", {}, list.title));
  if (isLong) {
    const said = isWhole ? told.words.less : list.all;
    made.push(wholeToggle(`dossier-all-${list.name}`, list.name, said, held.whole, again));
  }
  if (list.left_out && isWhole) made.push(element("p", { class: "means" }, list.left_out));
  return made;
}

/**
 * Return a row: a name that opens its own dossier, and its number of incidents.
 * @param {Row} row
 * @param {string} list
 * @param {Lists} told
 * @param {Emit} emit
 */
function drawnRow([opens, label, count, below, kind], list, told, emit) {
  const name = element("bdi", {}, label);
  const number = element("b", { class: "tally" }, count.toLocaleString("en"));
  const small = below ? [element("small", {}, below)] : [];
  const mark = kind === null ? [] : [symbol(kind)];
  const item = element("li", { "data-id": `dossier-${list}-${opens || label}` });
  if (!opens || opens === told.dossier) {
    item.append(element("span", { class: "called" }, ...mark, name), number, ...small);
    return item;
  }
  const press = button(
    "called opens",
    () => {
      isAsked = true;
      emit("open", opens);
    },
    ...mark,
    name,
  );
  press.title = told.words.open.replace("{name}", label);
  item.append(press, number, ...small);
  return item;
}
