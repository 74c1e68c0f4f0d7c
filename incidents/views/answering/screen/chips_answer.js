// @ts-check
// The message of the line of the question: how many answer, and a chip for each option that is asked, or for many.

import { filled, written } from "./counted_words.js";
import { ENDS } from "./days.js";
import { dayInWords } from "./dock_scale.js";

export const DATES = Object.keys(ENDS);

/**
 * @param {any} told  the message before, with the chips of what is asked beside lists
 * @param {import("./answers.js").Answers} answers
 */
export function chipsTold(told, answers) {
  const { question, data } = answers,
    { lists } = question,
    shown = written(answers.selected.length);
  const words = data.chips; // of each option of each list, in the order of its codes
  const others = told.chips.filter((/** @type {any[]} */ [name]) => !(name in words || DATES.includes(name)));
  const days = Object.entries(ENDS).flatMap(([name, end]) => {
    const day = question[end];
    return day === null ? [] : [[name, null, filled(data.told.words[name], { date: dayInWords(day, data.told) })]];
  });
  const chosen = Object.entries(lists).flatMap(([name, codes]) =>
    codes.length > told.most
      ? [[name, null, together(data, name, codes)]]
      : codes.map((code) => [name, code, said(name, code)]),
  );
  const place = (/** @type {any[]} */ [name]) => told.order.indexOf(name);
  return { ...told, shown, chips: [...others, ...days, ...chosen].toSorted((one, other) => place(one) - place(other)) };

  /** @param {string} name @param {string} code */
  function said(name, code) {
    return words[name][data.lists[name].codes.indexOf(code)];
  }
}

/**
 * Say in one chip what many options of a list share: joined as a sentence of the language does.
 * @param {any} data
 * @param {string} name
 * @param {string[]} codes
 */
function together({ lists, shared, or }, name, codes) {
  const { phrase, named } = shared[name];
  const [first, ...others] = codes.map((code) => named[lists[name].codes.indexOf(code)]);
  const last = others.length - 1;
  const options = others.reduce(
    (/** @type {string} */ said, one, at) =>
      filled(at === last ? or.end : at ? or.middle : or.start, { 0: said, 1: one }),
    first,
  );
  return filled(phrase, { options });
}
