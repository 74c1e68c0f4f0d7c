// @ts-check
// The list beside the map: tabs, rows that open a card, and what changed. It stays while a card lies over it.

import { changedPanel } from "./changed_list.js";
import { focusAgain, noteOpener } from "./card_focus.js";
import { button, element, redraw } from "./elements.js";

/** @typedef {[id: string, conflicts: number, kind: number[], what: number[], when: number[], where: number[],
 *   killed: number[], badge: number[], why: number[]]} Told  a row: each text is the places of its words in those of
 *   its answer */
/** @typedef {{id: string, conflicts: boolean, kind: string, what: string, when: string, where: string, killed: string,
 *   badge: string, why: string}} Row */

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
  const scroller = root.querySelector(".list-panel");
  const stays = was && was.tab === told.tab && was.list?.key === told.list?.key;
  const top = stays && scroller ? scroller.scrollTop : 0;
  const panel = told.changed ? changedPanel(told.changed, emit) : rowsPanel(told, rows, root, emit);
  const isOnCaption = root.contains(document.activeElement) && document.activeElement?.matches(".list-caption");
  redraw(root, tabs(told, emit), panel);
  if (top) panel.scrollTop = top; // else it stands at the top, and to say so would have the browser lay out the page
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

/**
 * @param {any} told
 * @param {Row[]} rows
 * @param {HTMLElement} root
 * @param {(name: string, value: any) => void} emit
 */
function rowsPanel(told, rows, root, emit) {
  const { list, words } = told;
  const drawn = rows.map((row) => drawRow(row, told.opened === row.id, emit));
  const reached = rows.findIndex(({ id }) => id === told.opened);
  drawn.forEach((item, place) => {
    const row = /** @type {HTMLElement} */ (item.firstElementChild);
    row.tabIndex = place === Math.max(reached, 0) ? 0 : -1;
  });
  const titled = { class: "incident-rows", "aria-label": list.caption, "aria-description": words.keys };
  const panel = element(
    "div",
    { class: "list-panel", id: "side-panel", role: "tabpanel", "aria-labelledby": `side-tab-${told.tab}` },
    element("h2", { class: "list-caption", "data-id": "caption", tabindex: -1 }, list.caption),
    ...(list.read_as ? [element("p", { class: "row-why" }, list.read_as)] : []),
    rows.length ? element("ul", titled, ...drawn) : element("p", { class: "list-none" }, words.none),
  );
  if (list.more) {
    const more = button("more-rows", () => emit("more", rows.length), list.more);
    more.dataset.id = "more";
    const shown = list.left.replace("{shown}", rows.length.toLocaleString("en"));
    panel.append(element("p", { class: "list-foot" }, more, element("small", {}, shown)));
  }
  panel.addEventListener("keydown", (event) => walk(event, root));
  return panel;
}

/**
 * @param {Row} row
 * @param {boolean} isOpen
 * @param {(name: string, value: any) => void} emit
 */
function drawRow(row, isOpen, emit) {
  const open = () => {
    noteOpener(row.id);
    pressed.setAttribute("aria-busy", "true"); // until the answer draws the list anew
    emit("open", row.id);
  };
  const pressed = button(
    "incident-row",
    open,
    element("span", { class: "row-when" }, row.when),
    element("span", { class: row.conflicts ? "badge conflicts" : "badge" }, row.badge),
    element("strong", {}, element("i", { class: `mark ${row.kind}`, "aria-hidden": true }), row.what),
    element("span", { class: "row-where" }, row.killed ? `${row.where} · ${row.killed}` : row.where),
    ...(row.why ? [element("span", { class: "row-why" }, row.why)] : []),
  );
  pressed.dataset.id = row.id;
  if (isOpen) pressed.setAttribute("aria-current", "true");
  return element("li", {}, pressed);
}

/** Let the arrows move from row to row; one row alone is in the order of Tab. */
function walk(/** @type {KeyboardEvent} */ event, /** @type {HTMLElement} */ root) {
  const rows = /** @type {HTMLElement[]} */ ([...root.querySelectorAll(".incident-row")]);
  const now = rows.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const last = rows.length - 1;
  const aims = new Map(Object.entries({ ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: last }));
  const aim = now < 0 ? undefined : aims.get(event.key);
  if (aim === undefined) return;
  event.preventDefault();
  focusRow(root, rows[Math.min(Math.max(aim, 0), last)].dataset.id);
}

function focusRow(/** @type {HTMLElement} */ root, /** @type {string | undefined} */ id) {
  for (const row of root.querySelectorAll(".incident-row")) {
    if (!(row instanceof HTMLElement)) continue;
    row.tabIndex = row.dataset.id === id ? 0 : -1;
    if (row.dataset.id === id) row.focus();
  }
}
