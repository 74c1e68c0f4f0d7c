// @ts-check
// The rows of the list. Those that say after an answer what they said before it stay where they are.

import { noteOpener } from "./card_focus.js";
import { button, element, redraw } from "./elements.js";

/** @typedef {{id: string, conflicts: boolean, kind: string, what: string, when: string, where: string, killed: string,
 *   badge: string, why: string}} Row */

/** @type {WeakMap<HTMLElement, {panel: HTMLElement, list: HTMLElement, items: Map<string, HTMLElement>,
 *   isScrolled: boolean}>} the panel that each root had last, with its rows by all that they say */
const panels = new WeakMap();

/**
 * Draw the rows in the panel in which the list stood, where it is at its top or stays where it was: to ask how far it
 * is scrolled, or to say so, would have the browser lay out the page. Rows that say the same as before stay.
 * @param {any} told
 * @param {Row[]} rows
 * @param {HTMLElement} root
 * @param {boolean} stays  whether it is still the same list
 * @param {(name: string, value: any) => void} emit
 */
export function rowsPanel(told, rows, root, stays, emit) {
  const { list, words } = told,
    last = panels.get(root);
  const held = last && (stays || !last.isScrolled) ? last : begun(root);
  panels.set(root, held);
  const before = held.items,
    reached = rows.findIndex(({ id }) => id === told.opened);
  held.items = new Map();
  const drawn = rows.map((row, place) => {
    const isOpen = told.opened === row.id,
      said = JSON.stringify([row, isOpen]);
    const item = before.get(said) ?? drawRow(row, isOpen, emit);
    const pressed = /** @type {HTMLElement} */ (item.firstElementChild);
    pressed.removeAttribute("aria-busy");
    pressed.tabIndex = place === Math.max(reached, 0) ? 0 : -1;
    held.items.set(said, item);
    return item;
  });
  held.panel.setAttribute("aria-labelledby", `side-tab-${told.tab}`);
  held.list.setAttribute("aria-label", list.caption);
  held.list.setAttribute("aria-description", words.keys);
  redraw(held.list, ...drawn);
  redraw(
    held.panel,
    element("h2", { class: "list-caption", "data-id": "caption", tabindex: -1 }, list.caption),
    ...(list.read_as ? [element("p", { class: "row-why" }, list.read_as)] : []),
    rows.length ? held.list : element("p", { class: "list-none" }, words.none),
    ...(list.more ? [foot(list, rows.length, emit)] : []),
  );
  return held.panel;
}

/** @param {HTMLElement} root */
function begun(root) {
  const panel = element("div", { class: "list-panel", id: "side-panel", role: "tabpanel" });
  const held = { panel, list: element("ul", { class: "incident-rows" }), items: new Map(), isScrolled: false };
  panel.addEventListener("keydown", (event) => walk(event, root));
  panel.addEventListener("scroll", () => (held.isScrolled = panel.scrollTop > 0), { passive: true });
  return held;
}

/**
 * @param {any} list
 * @param {number} count  of rows that are shown
 * @param {(name: string, value: any) => void} emit
 */
function foot(list, count, emit) {
  const more = button("more-rows", () => emit("more", count), list.more);
  more.dataset.id = "more";
  const shown = list.left.replace("{shown}", count.toLocaleString("en"));
  return element("p", { class: "list-foot" }, more, element("small", {}, shown));
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

export function focusRow(/** @type {HTMLElement} */ root, /** @type {string | undefined} */ id) {
  for (const row of root.querySelectorAll(".incident-row")) {
    if (!(row instanceof HTMLElement)) continue;
    row.tabIndex = row.dataset.id === id ? 0 : -1;
    if (row.dataset.id === id) row.focus();
  }
}
