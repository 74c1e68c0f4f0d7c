// @ts-check
// The message of the rankings: every option of a list with its count, its change and its course over time.

import { DAYS } from "./answers.js";
import { coverage } from "./coverage.js";
import { monthOf } from "./days.js";
import { isoOf } from "./dock_scale.js";
import { lengthOf, periodsOf } from "./periods.js";
import { counted } from "./counted_words.js";

const FEW = 1,
  PRESSED = 2,
  LAST = 4; // as rankings.js reads them
const LEVELS = 9,
  LOWEST_TOP = 4;

/** @typedef {import("./answers.js").Answers} Answers */

/**
 * @param {any} data
 * @param {any} told
 * @param {Answers} answers
 * @param {{rank: string, by: string}} standing
 */
export function rankingsTold(data, told, answers, { rank, by }) {
  const template = told.rankings[rank];
  const { lists } = answers.question;
  const periods = periodsOf(data, answers.question);
  const ranked = Object.values(told.rankings).flatMap((/** @type {any} */ one) => namesOf(one));
  const days = [answers.question.from, answers.question.to].map((day) => (day === null ? null : isoOf(day)));
  const rest = Object.entries(lists).filter(([name]) => !ranked.includes(name));
  return {
    ...template,
    by,
    tabs: template.tabs.map((/** @type {any} */ [code, label]) => [
      code,
      label,
      namesOf(told.rankings[code]).reduce((sum, name) => sum + (lists[name]?.length ?? 0), 0),
    ]),
    lists: template.lists.map((/** @type {any} */ list) => ranking(list, data, told, answers, periods)),
    lit: litSteps(data, periods.now),
    rest: [JSON.stringify([rest, { ...answers.question, lists: null, from: null, to: null }]), ...days],
    dossiers: [],
    words: { ...template.words, compared: compared(data, told, answers, periods) },
  };
}

/** @param {any} template @returns {string[]} */
const namesOf = (template) => template.lists.map((/** @type {any} */ list) => list.name);

/**
 * @param {any} list
 * @param {any} data
 * @param {any} told
 * @param {Answers} answers
 * @param {ReturnType<typeof periodsOf>} periods
 */
function ranking(list, data, told, answers, { now, earlier: then, isComparable }) {
  const { name } = list,
    { codes } = data.lists[name];
  const ever = answers.without(name, DAYS);
  const count = answers.countBy(name, answers.without(name));
  const [later, earlier] = [now, then].map(({ from, to }) => answers.countBy(name, answers.within(ever, from, to)));
  const series = seriesOf(data, name, ever);
  const never = data.steps.months.map(() => 0); // the course of what occurs nowhere in the file
  const rows = list.rows.map((/** @type {any} */ [code, label, , , flags, , kind]) => {
    const at = codes.indexOf(code),
      [after, before] = [later[at] ?? 0, earlier[at] ?? 0],
      rose = after - before;
    const isFew = isComparable && rose !== 0 && Math.abs(rose) < data.few[after + before];
    const isPressed = (answers.question.lists[name] ?? []).includes(code);
    const said = (isFew ? FEW : 0) + (isPressed ? PRESSED : 0) + (flags & LAST);
    return [code, label, count[at] ?? 0, isComparable ? rose : null, said, heights(series[at] ?? never), kind];
  });
  return { ...list, rows, all: counted(told, "show_all", rows.length), left_out: "" };
}

/**
 * Count incidents per option and step of time.
 * @param {any} data
 * @param {string} name
 * @param {number[]} incidents
 * @returns {number[][]}
 */
function seriesOf({ lists, steps }, name, incidents) {
  const { codes, sets, of } = lists[name];
  const series = codes.map(() => steps.months.map(() => 0));
  for (const at of incidents) {
    for (const place of sets[of[at]]) {
      for (let step = steps.first[at]; step < steps.after[at]; step++) series[place][step]++;
    }
  }
  return series;
}

/** @param {number[]} course */
function heights(course) {
  const top = Math.max(LOWEST_TOP, ...course);
  return course.map((count) => Math.ceil((count * LEVELS) / top)).join("");
}

/** @param {any} data @param {{from: number, to: number}} now @returns {[number, number]} */
function litSteps({ steps: { months, width } }, now) {
  const step = (/** @type {number} */ day) => Math.floor((monthOf(day) - months[0]) / width);
  return [Math.max(0, step(now.from)), Math.min(months.length - 1, step(now.to))];
}

/**
 * Say what the changes of the rows are changes of, and how reporting changed.
 * @param {any} data
 * @param {any} told
 * @param {Answers} answers
 * @param {ReturnType<typeof periodsOf>} periods
 */
function compared(data, told, answers, { now, earlier: then, isAssumed, isComparable }) {
  if (!isComparable) return "";
  const ever = answers.without(DAYS);
  const [later, earlier] = [now, then].map(({ from, to }) => answers.within(ever, from, to));
  const against = counted(told, isAssumed ? "compared_last" : "compared", lengthOf(then));
  return [against, coverage(data, told, answers, later, earlier).brief].filter(Boolean).join(" · ");
}
