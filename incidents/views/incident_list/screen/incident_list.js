// @ts-check
// The list beside the map: tabs, rows that open a card, and what changed. It stays while a card lies over it.

import { changedPanel } from "./changed_list.js";
import { focusAgain } from "./card_focus.js";
import { button, element, redraw } from "./elements.js";
import { focusRow, rowsPanel } from "./rows_panel.js";

/** @typedef {[id: string, conflicts: number, kind: number[], what: number[], when: number[], where: number[],
 *   killed: number[], badge: number[], why: number[]]} Told  a row: each text is the places of its words in those of
 *   its answer */
/** @typedef {import("./rows_panel.js").Row} Row */

/** @type {Map<string, Row[]>} the rows of each list of which pages have come, by its key */
const pages = new Map();
const MOST_KEPT = 12; // lists
/** @type {WeakMap<HTMLElement, any>} what each root was told last */
const before = new WeakMap();

/**
 * Draw the list and, where a card was closed, give the focus back to what opened it.
 * @param {HTMLElement} root
 * @param {any} told
 * @param {(name: string, value: any) => void} emit
 */
export function show(root, told, emit) {
  const was = before.get(root);
  before.set(root, told);
  root.dir = told.dir;
  root.lang = told.lang;
  root.inert = Boolean(told.opened);
  const rows = told.list ? rowsOf(told.list) : [];
  if (!rows) {
    emit("again", true);
    return;
  }
  const stays = was && was.tab === told.tab && was.list?.key === told.list?.key;
  const isOnCaption = root.contains(document.activeElement) && document.activeElement?.matches(".list-caption");
  const panel = told.changed ? changedPanel(told.changed, emit) : rowsPanel(told, rows, root, stays, emit);
  redraw(root, tabs(told, emit), panel);
  if (isOnCaption) panel.querySelector("h2")?.focus({ preventScroll: true });
  if (stays && was.list && told.list && told.list.from > was.list.from) focusRow(root, rows[told.list.from]?.id);
  if (was?.opened && !told.opened) focusAgain(root, was.opened);
}

/** Return the rows that have come of a list, or null where an earlier page is missing. */
function rowsOf(/** @type {any} */ list) {
  const held = pages.get(list.key) ?? [];
  if (held.length < list.from) return null;
  const rows = [...held.slice(0, list.from), ...list.rows.map((/** @type {Told} */ row) => read(row, list.words))];
  pages.delete(list.key);
  pages.set(list.key, rows);
  if (pages.size > MOST_KEPT) pages.delete(pages.keys().next().value ?? "");
  return rows;
}

/**
 * @param {Told} told
 * @param {string[]} words
 * @returns {Row}
 */
function read([id, conflicts, ...said], words) {
  const [kind, what, when, where, killed, badge, why] = said.map((part) => part.map((at) => words[at]).join(" "));
  return { id, conflicts: Boolean(conflicts), kind, what, when, where, killed, badge, why };
}

function tabs(/** @type {any} */ told, /** @type {(name: string, value: any) => void} */ emit) {
  const made = told.tabs.map((/** @type {any} */ tab) => {
    const isChosen = tab.name === told.tab;
    const pressed = button("tab", () => emit("tab", tab.name), tab.label);
    pressed.id = `side-tab-${tab.name}`;
    pressed.dataset.id = `tab-${tab.name}`;
    pressed.setAttribute("role", "tab");
    pressed.setAttribute("aria-selected", String(isChosen));
    if (isChosen) pressed.setAttribute("aria-controls", "side-panel");
    pressed.tabIndex = isChosen ? 0 : -1;
    return pressed;
  });
  const bar = element("div", { class: "list-tabs", role: "tablist", "aria-label": told.words.tabs }, ...made);
  bar.addEventListener("keydown", (event) => {
    const step = alongTheLine(event, told.dir === "rtl");
    if (step === null) return;
    const now = made.indexOf(document.activeElement);
    const next = made.at(step === "first" ? 0 : step === "last" ? -1 : (now + step + made.length) % made.length);
    event.preventDefault();
    next.focus();
    next.click();
  });
  return bar;
}

/**
 * @param {KeyboardEvent} event
 * @param {boolean} isMirrored
 */
function alongTheLine({ key }, isMirrored) {
  if (key === "Home") return "first";
  if (key === "End") return "last";
  if (key !== "ArrowLeft" && key !== "ArrowRight") return null;
  return (key === "ArrowRight") === isMirrored ? -1 : 1;
}
