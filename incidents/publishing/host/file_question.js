// @ts-check
// The line of the question in the file: how many answer, said aloud too, and each part, to be taken back.

import { counted, filled, written } from "./counted_words.js";
import { ENDS } from "./days.js";
import { dayInWords } from "./dock_scale.js";
import { isSet } from "./file_filters.js";
import { centerNamed } from "./file_near.js";
import { nothing } from "./question.js";
import { show } from "./question_line.js";

/** @typedef {import("./question.js").Question} Question */

/**
 * @param {{question: HTMLElement, voice: HTMLElement}} parts
 * @param {any} told
 * @param {import("./answers.js").Answers} answers
 * @param {import("./file_filters.js").Host} host
 */
export function showQuestion({ question: root, voice }, told, { question, selected, data }, host) {
  const said = {
    dir: told.dir,
    count: counted(told, "shown", data.ids.length, { total: written(data.ids.length) }),
    shown: written(selected.length),
    chips: chips(told, question, data.near),
    words: told.words,
  };
  voice.textContent = filled(said.count, { shown: said.shown });
  show(root, said, (name, value) => {
    if (name === "reset") host.reset();
    else if (value.code === null) host.set(without(value.name));
    else host.pick(value.name, value.code);
  });
}

/**
 * Say each part of a question, with what it is taken back by: filter and option (null: the whole filter).
 * @param {any} told
 * @param {Question} question
 * @param {any} near  the places from which a distance may be asked
 * @returns {[string, string | null, string][]}
 */
function chips(told, question, near) {
  const filters = [...told.filters.flatMap((/** @type {any} */ section) => section.filters), ...told.unlisted];
  return filters.flatMap((/** @type {any} */ filter) => {
    const { name } = filter;
    if (filter.labels) {
      /** @returns {[string, string | null, string]} */
      const chip = (/** @type {string} */ code) => [name, code, filter.chips[code]];
      return (question.lists[name] ?? []).map(chip);
    }
    return isSet(name, question) ? [[name, null, ofOne(filter, told, question, near)]] : [];
  });
}

/**
 * Say what is asked by a filter without options.
 * @param {any} filter
 * @param {any} told
 * @param {Question} question
 * @param {any} near
 */
function ofOne({ name, sentence, numbers, ...filter }, told, question, near) {
  if (name === "contested") return sentence;
  if (numbers) return numbers[question.min_origins];
  if (name === "text") return filled(sentence, { text: `\u2068${question.text}\u2069` });
  if (name === "near" && question.near) {
    return filled(sentence, { distance: question.near.km, place: centerNamed(question.near, filter, near) });
  }
  const day = /** @type {number} */ (question[ENDS[name]]);
  return filled(sentence, { date: dayInWords(day, told) });
}

/**
 * Return what a question loses with a filter without options.
 * @param {string} name
 * @returns {Partial<Question>}
 */
function without(name) {
  const none = nothing();
  if (name in ENDS) return { [ENDS[name]]: none[ENDS[name]] };
  return Object.fromEntries(Object.entries(none).filter(([part]) => part === name));
}
