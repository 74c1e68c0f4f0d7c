// @ts-check
// The text that a draft is made from, with the words marked that suggest something.

import { element } from "./elements.js";

/** @typedef {{table: string, row: number, column: string, value: string, start: number, end: number, sentence: string}}
 *   Mark */

/**
 * @param {[string, number][][]} text  paragraphs, cut where a suggestion begins or ends: words, and the number of it
 * @param {Mark[]} marks
 * @param {(mark: Mark) => void} follow  called with a mark that is pressed
 */
export function markedText(text, marks, follow) {
  const paragraphs = text.map((parts) =>
    element(
      "p",
      { dir: "auto" },
      ...parts.map(([words, number]) => {
        if (number < 0) return words;
        const made = element("mark", { "data-start": marks[number].start, "data-end": marks[number].end }, words);
        made.addEventListener("click", () => follow(marks[number]));
        return made;
      }),
    ),
  );
  return element("div", { class: "desk-text" }, ...paragraphs);
}

/**
 * Show where the words of a suggestion stand, or show none.
 * @param {HTMLElement} body
 * @param {Mark | null} mark
 */
export function pointTo(body, mark) {
  for (const lit of body.querySelectorAll("mark.is-lit")) lit.classList.remove("is-lit");
  if (!mark) return;
  const found = [...body.querySelectorAll("mark")].filter(
    ({ dataset }) => Number(dataset.start) < mark.end && mark.start < Number(dataset.end),
  );
  for (const made of found) made.classList.add("is-lit");
  const panel = body.closest(".desk-panel");
  if (!panel || !found.length) return;
  // The panel alone is scrolled: on a phone the text stands above the form, and the page would jump away from a finger.
  const [word, seen] = [found[0], panel].map((one) => one.getBoundingClientRect());
  if (word.top < seen.top) panel.scrollTop -= seen.top - word.top;
  else if (word.bottom > seen.bottom) panel.scrollTop += word.bottom - seen.bottom;
}
