// @ts-check
// The text that a draft is made from, with the words marked that suggest something.

import { element } from "./elements.js";

/** @typedef {{table: string, row: number, column: string, value: string, start: number, end: number, sentence: string}}
 *   Mark */

/**
 * @param {string} text
 * @param {Mark[]} marks
 * @param {(mark: Mark) => void} follow  called with a mark that is pressed
 */
export function markedText(text, marks, follow) {
  const body = element("div", { class: "desk-text", dir: "auto" });
  let at = 0;
  let line = element("p", { dir: "auto" });
  const write = (/** @type {string} */ part, /** @type {(words: string) => Node | string} */ made) => {
    const lines = part.split("\n");
    lines.forEach((words, place) => {
      if (place) {
        if (line.hasChildNodes()) body.append(line);
        line = element("p", { dir: "auto" });
      }
      if (words) line.append(made(words));
    });
  };
  for (const mark of inOrder(marks, text.length)) {
    if (mark.start < at) continue; // within words that are marked already
    write(text.slice(at, mark.start), (words) => words);
    write(text.slice(mark.start, mark.end), (words) => {
      const made = element("mark", { "data-marks": keyOf(mark) }, words);
      made.addEventListener("click", () => follow(mark));
      return made;
    });
    at = mark.end;
  }
  write(text.slice(at), (words) => words);
  if (line.hasChildNodes()) body.append(line);
  return body;
}

/**
 * Show where the words of a suggestion stand, or show none.
 * @param {HTMLElement} body
 * @param {Mark | null} mark
 */
export function pointTo(body, mark) {
  for (const lit of body.querySelectorAll("mark.is-lit")) lit.classList.remove("is-lit");
  if (!mark) return;
  const all = [...body.querySelectorAll("mark")];
  const found = all.find((made) => {
    const [start, end] = (made.dataset.marks ?? "").split("-").map(Number);
    return start < mark.end && mark.start < end;
  });
  found?.classList.add("is-lit");
  found?.scrollIntoView({ block: "nearest" });
}

function inOrder(/** @type {Mark[]} */ marks, /** @type {number} */ length) {
  const held = marks.filter((mark) => mark.end > mark.start && mark.end <= length);
  return held.toSorted((one, other) => one.start - other.start || other.end - one.end);
}

function keyOf(/** @type {Mark} */ { start, end }) {
  return `${start}-${end}`;
}
