// @ts-check
// Likely pairs of two records, each side by side. All text arrives as data and is set as text, never as markup.

import { button, element, redraw } from "./elements.js";

/**
 * @typedef {{id: string, date: string, place: string, kind: string, kind_code: string, what: string, summary: string,
 *   figures: string[]}} Side
 * @typedef {{sides: [Side, Side], apart: string[], opened: boolean}} Pair
 */

/** @param {string} text */
const bold = (text) => element("b", {}, text);

/**
 * @param {Side} side
 * @param {string} title
 * @param {any} words
 * @param {boolean} isSecond
 */
function told(side, title, words, isSecond) {
  const figures = side.figures.length ? side.figures : [words.no_figure];
  return element(
    "div",
    { class: isSecond ? "pair-side second" : "pair-side" },
    element("p", { class: "pair-of" }, element("bdi", {}, title), " · ", element("bdi", { dir: "ltr" }, side.id)),
    element("p", { class: "pair-head" }, element("i", { class: `mark ${side.kind_code}` }), bold(side.date)),
    element("p", {}, element("bdi", {}, side.place)),
    element("p", { class: "pair-kind" }, side.kind === side.what ? side.kind : `${side.kind} · ${side.what}`),
    element("ul", {}, ...figures.map((line) => element("li", {}, element("bdi", {}, line)))),
    element("p", { class: "pair-summary", dir: "auto" }, side.summary),
  );
}

/**
 * Draw what ``told`` says into ``root``; ``emit`` says "open" ([first, second]).
 * @param {HTMLElement} root
 * @param {any} data
 * @param {(name: string, value: any) => void} emit
 */
export function show(root, data, emit) {
  const { words, titles } = data;
  root.dir = data.dir;
  const rows = data.pairs.map((/** @type {Pair} */ pair) => {
    const ids = pair.sides.map((side) => side.id);
    const open = button("pair-open", () => emit("open", ids), words.open);
    open.setAttribute("aria-label", [words.open, ...ids].join(" "));
    open.setAttribute("aria-pressed", String(pair.opened));
    const lines = pair.apart.map((line) => element("span", {}, line));
    const between = element("div", { class: "pair-apart" }, ...lines, open);
    const [one, other] = pair.sides;
    const sides = [told(one, titles[0], words, false), between, told(other, titles[1], words, true)];
    return element("li", { class: "pair", "data-id": ids.join(" ") }, ...sides);
  });
  const last = [words.none, words.more].filter(Boolean).map((text) => element("p", { class: "pair-more" }, text));
  redraw(
    root,
    element("h2", {}, words.count),
    element("p", { class: "pair-rule" }, words.rule),
    element("ul", { class: "pairs" }, ...rows),
    ...last,
  );
}
