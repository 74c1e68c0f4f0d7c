// @ts-check
// The message of the key figures: each of the selection, beside what it was in the period before.

import { ATTACK, CONTESTED, COUNTED } from "./window_sums.js";
import { DAYS } from "./answers.js";
import { coverage } from "./coverage.js";
import { daysInWords } from "./dock_scale.js";
import { lengthOf, periodsOf } from "./periods.js";
import { shareThenAndNow } from "./shares.js";
import { counted, countedWhere, filled, total, totalRange, totalShort, written } from "./counted_words.js";

/** @typedef {import("./counted_words.js").Total} Total */

const SUMS = ["killed", "arrested"];

/**
 * @param {any} data
 * @param {any} told
 * @param {import("./answers.js").Answers} answers
 */
export function figuresTold(data, told, answers) {
  const periods = periodsOf(data, answers.question);
  const ever = answers.without(DAYS);
  const [now, then] = [periods.now, periods.earlier].map(({ from, to }) => answers.within(ever, from, to));
  const covered = coverage(data, told, answers, now, then);
  const reported =
    periods.isComparable && covered.brief
      ? [covered.brief, ...(covered.isToldDifferently ? [told.words.told_differently] : [])]
      : [];
  const isOne = !periods.isAssumed && now.join() === answers.selected.join();
  const hasThen = periods.uncovered[1] < lengthOf(periods.earlier);
  const beside = (/** @type {string} */ later, /** @type {string} */ earlier) => {
    const before = hasThen ? earlier : told.words.no_data;
    if (isOne) return filled(told.words.one_period, { period: thenInWords(told, periods), figure: before });
    return filled(told.words.two_periods, { period: nowInWords(told, periods), figure: later, earlier: before });
  };
  const figure = (/** @type {any} */ template) =>
    SUMS.includes(template.name)
      ? sum(
          template,
          [answers.selected, now, then].map((places) => total(data, template.name, places)),
        )
      : count(
          template,
          [answers.selected, now, then].map((places) => countOf(data, template.name, places)),
        );
  const count = (/** @type {any} */ template, /** @type {number[]} */ [whole, later, earlier]) => {
    const rose = periods.isComparable ? Math.sign(later - earlier) : 0,
      by = Math.abs(later - earlier);
    return {
      ...template,
      figure: written(whole),
      spoken: "",
      small: [beside(written(later), written(earlier))],
      trend: rose,
      change: rose ? written(by) : "",
      told: rose ? filled(rose > 0 ? told.words.more_by : told.words.fewer_by, { count: by }) : "",
    };
  };
  const sum = (/** @type {any} */ template, /** @type {Total[]} */ [whole, later, earlier]) => {
    const rose = periods.isComparable ? trend(earlier, later) : 0;
    const small = [beside(totalShort(later, told), totalShort(earlier, told))];
    if (whole.unknown && whole.low !== null) small.push(counted(told, "unknown", whole.unknown));
    return {
      ...template,
      figure: totalShort(whole, told),
      spoken: whole.open ? totalRange(whole, told) : "",
      small,
      trend: rose,
      change: "",
      told: rose ? told.words[rose > 0 ? "more" : "fewer"] : "",
    };
  };
  return {
    ...told.figures,
    figures: told.figures.figures.map(figure),
    beside: isOne,
    notes: [...leftOut(data, told, answers.selected), ...whyNot(told, periods), ...reported].join(" · "),
    coverage: periods.isComparable
      ? [covered.full, shareThenAndNow(data, told, periods.earlier, periods.now)].filter(Boolean)
      : [],
    sides: sides(data, told, answers.selected),
  };
}

/** @param {any} data @param {string} name @param {number[]} places */
function countOf({ rows }, name, places) {
  const flag = { attacks: ATTACK, contested: CONTESTED }[name];
  return flag ? places.filter((at) => rows.flags[at] & flag).length : places.length;
}

/** @param {Total} then @param {Total} now */
function trend(then, now) {
  const ends = (/** @type {Total} */ sum) => {
    if (sum.low === null || sum.high === null) return sum.of ? null : [0, 0];
    return [sum.low, sum.open ? Infinity : sum.high];
  };
  const before = ends(then),
    after = ends(now);
  if (!before || !after) return 0;
  return after[0] > before[1] ? 1 : after[1] < before[0] ? -1 : 0;
}

/** @param {any} data @param {any} told @param {number[]} places */
function leftOut({ rows, undated: without }, told, places) {
  return [
    ...countedWhere(told, "aggregates", places, (at) => !(rows.flags[at] & COUNTED)),
    ...countedWhere(told, "undated", places, (at) => without[at]),
  ];
}

/** @param {any} told @param {ReturnType<typeof periodsOf>} periods */
function whyNot(told, { now, earlier, uncovered }) {
  const { words } = told.dock.month;
  return [now, earlier].flatMap(({ from, to }, place) => {
    if (!uncovered[place]) return [];
    const period = daysInWords(from, to, from === to ? { ...words, months: told.months } : words);
    return [counted(told, "uncovered", uncovered[place], { period })];
  });
}

/** @param {any} data @param {any} told @param {number[]} places */
function sides(data, told, places) {
  return Object.entries(told.sides).flatMap(([side, label]) => {
    const killed = total(data, side, places);
    return killed.high ? [[label, totalRange(killed, told)]] : [];
  });
}

/** @param {any} told @param {ReturnType<typeof periodsOf>} periods */
const thenInWords = (told, { earlier }) => counted(told, "then", lengthOf(earlier));

/** @param {any} told @param {ReturnType<typeof periodsOf>} periods */
function nowInWords(told, { now, isAssumed }) {
  return isAssumed ? counted(told, "now", lengthOf(now)) : daysInWords(now.from, now.to, told.dock.month.words);
}
