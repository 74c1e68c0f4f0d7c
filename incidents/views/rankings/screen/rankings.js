// @ts-check
// The rankings: tabs of lists whose rows are filters. Rows keep their places while the reader presses them.

import { button, element, redraw } from "./elements.js";
import { drawnRow, LAST, PRESSED, renewed, wholeToggle } from "./ranking_marks.js";

/**
 * @typedef {import("./ranking_marks.js").Row} Row
 * @typedef {{name: string, title: string, rows: Row[], left_out: string, all: string}} List
 * @typedef {{rank: string, by: string, tabs: [string, string, number][], lists: List[], lit: [number, number],
 *   first: number, rest: (string | null)[], dossiers: string[], words: Record<string, string>}} Told
 * @typedef {(name: string, value: any) => void} Emit
 * @typedef {{places: Map<string, string[]>, of: string, by: string, whole: Set<string>, emit: Emit,
 *   panel: HTMLElement, lists: Map<string, HTMLElement>, rows: Map<string, HTMLElement>}} Kept  lists by their names,
 *   rows by all that they say: what an answer leaves as it is stays in its place
 */

/** @type {WeakMap<HTMLElement, Kept>} */
const kept = new WeakMap();

/**
 * Draw what ``told`` says into ``root``.
 * @param {HTMLElement} root
 * @param {Told} told
 * @param {Emit} emit
 */
export function show(root, told, emit) {
  const held = kept.get(root) ?? begun(told.by, emit);
  kept.set(root, held);
  held.emit = emit;
  const of = [told.rank, told.by, ...told.rest].join(" ");
  if (held.of !== of) {
    held.places.clear();
    held.by = told.by;
  }
  held.of = of;
  draw(root, told, emit, held);
  root.dataset.shown = String(Number(root.dataset.shown ?? 0) + 1);
}

/** @param {string} by @param {Emit} emit @returns {Kept} */
function begun(by, emit) {
  const panel = element("div", { role: "tabpanel", id: "rank-panel" });
  return { places: new Map(), of: "", by, whole: new Set(), emit, panel, lists: new Map(), rows: new Map() };
}

/**
 * @param {HTMLElement} root
 * @param {Told} told
 * @param {Emit} emit
 * @param {Kept} held
 */
function draw(root, told, emit, held) {
  const again = () => draw(root, told, emit, held);
  const { panel, rows: before } = held;
  held.rows = new Map();
  panel.setAttribute("aria-labelledby", `rank-tab-${told.rank}`);
  const lists = told.lists.flatMap((list) => drawnList(list, told, held, before, again));
  redraw(panel, head(told, emit, held, again), ...lists, element("p", { class: "means" }, told.words.bars));
  redraw(root, element("h2", { class: "unseen" }, told.words.rankings), tabs(told, emit), panel);
}

/**
 * Return the tabs; arrows go from one to the next, as in the order of reading.
 * @param {Told} told
 * @param {Emit} emit
 */
function tabs(told, emit) {
  const bar = element("div", { role: "tablist", class: "tabs", "aria-label": told.words.rankings });
  for (const [code, label, set] of told.tabs) {
    const isOpen = code === told.rank;
    const tab = button("tab", () => !isOpen && emit("rank", code), label);
    if (set) tab.append(element("b", {}, ` ${set.toLocaleString("en")}`));
    const states = { id: `rank-tab-${code}`, role: "tab", "data-id": `tab-${code}`, "aria-controls": "rank-panel" };
    for (const [name, value] of Object.entries(states)) tab.setAttribute(name, value);
    tab.setAttribute("aria-selected", String(isOpen));
    tab.tabIndex = isOpen ? 0 : -1;
    bar.append(tab);
  }
  bar.addEventListener("keydown", (event) => {
    const all = /** @type {HTMLElement[]} */ ([...bar.children]);
    const onwards = getComputedStyle(bar).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const backwards = onwards === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
    const at = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const steps = { [onwards]: at + 1, [backwards]: at - 1, Home: 0, End: -1 };
    if (at < 0 || !(event.key in steps)) return;
    event.preventDefault();
    all.at(steps[event.key] % all.length)?.focus();
  });
  return bar;
}

/**
 * Return the choice of the order, and what the numbers mean.
 * @param {Told} told
 * @param {Emit} emit
 * @param {Kept} held
 * @param {() => void} again
 */
function head(told, emit, held, again) {
  const { words } = told;
  const orders = ["change", "count"].map((order) => {
    const choice = button(
      "order",
      () => {
        held.by = order;
        held.places.clear();
        again();
        emit("rank_by", order);
      },
      words[order],
    );
    choice.setAttribute("aria-pressed", String(order === held.by));
    choice.dataset.id = `order-${order}`;
    return choice;
  });
  const sorted = element("div", { class: "orders", role: "group", "aria-label": words.sorted }, ...orders);
  const means = words.compared ? [element("p", { class: "means" }, words.compared)] : [];
  return element("div", { class: "ranking-head" }, sorted, ...means);
}

/**
 * Return a list: the first rows, those that are pressed, and the others where the reader asked for them.
 * @param {List} list
 * @param {Told} told
 * @param {Kept} held
 * @param {Map<string, HTMLElement>} before  the rows of the answer before
 * @param {() => void} again
 */
function drawnList(list, told, held, before, again) {
  const rows = placed(list, held);
  const isWhole = held.whole.has(list.name) || rows.length <= told.first + 1;
  const shown = rows.filter((row, place) => isWhole || place < told.first || row[4] & PRESSED);
  const focused = focusedRow(held.lists.get(list.name));
  const items = shown.map((row) => {
    const said = JSON.stringify([list.name, row, told.lit, told.dossiers, told.words.dossier, told.words.more]);
    const item = before.get(said) ?? renewed(focused, drawnRow(row, list.name, told, held));
    item.firstElementChild?.setAttribute("aria-pressed", String(Boolean(row[4] & PRESSED))); // a press is seen at once
    held.rows.set(said, item);
    return item;
  });
  const rowsDrawn = held.lists.get(list.name) ?? element("ul", { class: "rows" });
  held.lists.set(list.name, rowsDrawn);
  rowsDrawn.setAttribute("aria-label", list.title);
  redraw(rowsDrawn, ...items);
  const drawn = [rowsDrawn];
  if (told.lists.length > 1) drawn.unshift(element("h3", {}, list.title));
  if (rows.length > told.first + 1) {
    const said = isWhole ? told.words.less : list.all;
    drawn.push(wholeToggle(`all-${list.name}`, list.name, said, held.whole, again));
  }
  if (list.left_out && isWhole) drawn.push(element("p", { class: "means" }, list.left_out));
  return drawn;
}

/** Return the row that holds the focus: it stays, since to give the focus to another lays out the page. */
function focusedRow(/** @type {HTMLElement | undefined} */ list) {
  const held = list?.contains(document.activeElement) && document.activeElement?.closest("li");
  return held || null;
}

/**
 * Return the rows in their places: those they had, or in order; what is new comes last.
 * @param {List} list
 * @param {Kept} held
 */
function placed(list, held) {
  const byChange = held.by === "change";
  /** @param {Row} row */
  const ranks = ([, , count, difference, flags]) => {
    const rose = difference ?? 0;
    return [-(flags & LAST), byChange ? Math.abs(rose) : count, byChange ? rose : 0, count];
  };
  const places = new Map(held.places.get(list.name)?.map((code, place) => [code, place]));
  const rows = list.rows.map((row) => ({ row, place: places.get(row[0]) ?? places.size, ranks: ranks(row) }));
  rows.sort((one, other) => one.place - other.place || compared(other.ranks, one.ranks));
  held.places.set(
    list.name,
    rows.map(({ row }) => row[0]),
  );
  return rows.map(({ row }) => row);
}

/**
 * Compare two lists of numbers by the first that differs.
 * @param {number[]} one
 * @param {number[]} other
 */
const compared = (one, other) => one.map((number, place) => number - other[place]).find(Boolean) ?? 0;
