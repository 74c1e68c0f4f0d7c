// @ts-check
// What stands beside the form: the text, what is still to be mended, and the incidents that are likely the same.

import { button, element } from "./elements.js";
import { markedText } from "./desk_text.js";

const TABS = ["text", "checks", "same"];

/**
 * @param {any} told
 * @param {string} chosen
 * @param {{choose: (tab: string) => void, goTo: (table: string, row: number, column: string) => void,
 *   open: (id: string) => void}} ways
 */
export function besideForm(told, chosen, ways) {
  const { words } = told;
  const grave = told.problems.filter((/** @type {any} */ { weight }) => weight !== "weak");
  const counts = { text: 0, checks: grave.length, same: told.same.length };
  const tabs = TABS.map((name) => {
    const isChosen = name === chosen;
    const shown = String(told.numbers[counts[name]] ?? counts[name]);
    const count = counts[name] ? [element("span", { class: `count ${name}` }, shown)] : [];
    const pressed = button("tab", () => ways.choose(name), words[name], ...count);
    Object.assign(pressed, { id: `desk-tab-${name}`, tabIndex: isChosen ? 0 : -1 });
    pressed.dataset.id = `desk-tab-${name}`;
    pressed.setAttribute("role", "tab");
    pressed.setAttribute("aria-selected", String(isChosen));
    if (isChosen) pressed.setAttribute("aria-controls", "desk-beside");
    return pressed;
  });
  const bar = element("div", { class: "list-tabs", role: "tablist", "aria-label": words.beside }, ...tabs);
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const way = told.dir === "rtl" ? -step : step;
    ways.choose(TABS[(TABS.indexOf(chosen) + way + TABS.length) % TABS.length]);
  });
  const parts = { text: textPanel, checks: checksPanel, same: samePanel }[chosen];
  const panel = element(
    "div",
    { class: "desk-panel", id: "desk-beside", role: "tabpanel", tabindex: 0, "aria-labelledby": `desk-tab-${chosen}` },
    ...(parts ?? textPanel)(told, ways),
  );
  return [bar, panel];
}

/** @param {any} told @param {any} ways */
function textPanel(told, { goTo, choose }) {
  const from = [];
  const known = told.same.find((/** @type {any} */ one) => one.is_known);
  if (known) {
    const there = button("desk-goto", () => choose("same"), known.title);
    from.push(element("p", { class: "notice", role: "note" }, told.words.known_page, " ", there));
  }
  if (told.title) from.push(element("h3", {}, element("bdi", {}, told.title)));
  if (told.address) {
    const link = { href: told.address, target: "_blank", rel: "noreferrer noopener", dir: "ltr" };
    from.push(element("p", { class: "desk-from" }, element("a", link, told.host)));
  }
  if (!told.text.length) return [...from, element("p", { class: "desk-none" }, told.words.no_text)];
  const hint = told.marks.length ? [element("p", { class: "desk-hint" }, told.words.marked)] : [];
  const follow = (/** @type {any} */ mark) => goTo(mark.table, mark.row, mark.column);
  return [...from, ...hint, markedText(told.text, told.marks, follow)];
}

/** @param {any} told @param {any} ways */
function checksPanel(told, { goTo }) {
  if (!told.problems.length) return [element("p", { class: "desk-none" }, told.words.nothing_wrong)];
  return ["wrong", "back", "harm", "weak"].flatMap((weight) => {
    const held = told.problems.filter((/** @type {any} */ one) => one.weight === weight);
    if (!held.length) return [];
    const items = held.map((/** @type {any} */ one) => {
      const there = button("desk-goto", () => goTo(one.table, one.row, one.column), one.where);
      const said = element("span", {}, one.message);
      return element("li", { class: weight }, ...(one.where ? [there] : []), said);
    });
    return [element("h3", {}, told.words[weight]), element("ul", { class: "desk-checks" }, ...items)];
  });
}

/** @param {any} told @param {any} ways */
function samePanel(told, { open }) {
  if (!told.same.length) return [element("p", { class: "desk-none" }, told.words.no_same)];
  const items = told.same.map((/** @type {any} */ one) => {
    const accounts = one.accounts.map((/** @type {string} */ said) => element("li", {}, said));
    const title = button("desk-goto", () => open(one.id), one.title);
    return element(
      "li",
      { class: "desk-same" },
      title,
      element("p", { class: "row-when" }, one.when),
      element("p", {}, one.why),
      element("p", { dir: "auto" }, one.summary),
      element("ul", {}, ...accounts),
    );
  });
  return [element("p", { class: "desk-hint" }, told.words.same_hint), element("ul", { class: "desk-sames" }, ...items)];
}
