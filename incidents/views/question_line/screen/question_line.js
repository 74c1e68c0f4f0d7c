// @ts-check
// The question in one line: how many incidents answer it, and each part of it as a chip that takes it back.

import { filled } from "./counted_words.js";
import { button, element, redraw } from "./elements.js";

/** @typedef {[string, string | null, string]} Chip  filter, option (null: the whole filter) and words */
/**
 * @typedef {{dir: string, count: string, shown: string, chips: Chip[],
 *   words: {remove: string, reset: string}}} Told  ``count`` has a gap for the number ``shown``
 */

/**
 * @param {HTMLElement} root
 * @param {Told} told
 * @param {(name: string, value: any) => void} emit
 */
export function show(root, told, emit) {
  root.dir = told.dir;
  const [before, after] = told.count.split("{shown}");
  const count = element("p", { class: "count" }, before, element("strong", {}, told.shown), after);
  const reset = button("reset", () => emit("reset", true), told.words.reset);
  reset.dataset.id = "reset";
  const chips = told.chips.map((chip) => drawn(chip, told.words.remove, emit));
  redraw(root, count, ...(chips.length ? [element("div", { class: "chips" }, ...chips), reset] : []));
}

/**
 * @param {Chip} chip
 * @param {string} remove
 * @param {(name: string, value: any) => void} emit
 */
function drawn([name, code, words], remove, emit) {
  const cross = element("i", { "aria-hidden": true }, "\u00D7");
  const chip = button("chip", () => emit("without", { name, code }), element("span", {}, words), cross);
  chip.dataset.id = `${name}_${code ?? "all"}`;
  chip.title = words; // which may be cut
  chip.setAttribute("aria-label", filled(remove, { filter: words }));
  return chip;
}
