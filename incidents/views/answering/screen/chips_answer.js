// @ts-check
// The message of the line of the question: how many answer, and a chip for each option that is asked.

import { written } from "./counted_words.js";

/**
 * @param {any} told  the message before, with the chips of what is asked beside lists
 * @param {import("./answers.js").Answers} answers
 * @param {Record<string, string[]>} words  of each option of each list, in the order of its codes
 */
export function chipsTold(told, answers, words) {
  const { lists } = answers.question, shown = written(answers.selected.length);
  // Of very many options of one list only the server makes one chip.
  if (Object.values(lists).some((codes) => codes.length > told.most)) return { ...told, shown };
  const others = told.chips.filter((/** @type {any[]} */ [name]) => !(name in words));
  const chosen = Object.entries(lists)
    .flatMap(([name, codes]) => codes.map((code) => [name, code, said(name, code)]));
  const place = (/** @type {any[]} */ [name]) => told.order.indexOf(name);
  return { ...told, shown, chips: [...others, ...chosen].toSorted((one, other) => place(one) - place(other)) };

  /** @param {string} name @param {string} code */
  function said(name, code) {
    return words[name][answers.data.lists[name].codes.indexOf(code)];
  }
}
