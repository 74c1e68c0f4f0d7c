// @ts-check
// The message of the time dock for the incidents that answer all filters but the dates.

import { DAYS } from "./answers.js";
import { periodsOf } from "./periods.js";
import { filled } from "./counted_words.js";

const MOST_SPANS = 120;
const OVER_SEVERAL = -2;

/**
 * @param {any} data
 * @param {any} told
 * @param {import("./answers.js").Answers} answers
 * @param {{step: string, milestones: boolean}} standing
 */
export function dockTold(data, told, answers, { step, milestones }) {
  const template = told.dock[step];
  const context = answers.without(DAYS);
  const { bars, spans, undated } = overTime(data, context, template.bars, data.periods[step]);
  return {
    ...template,
    bars,
    spans,
    milestones,
    events: milestones ? template.events : [],
    rows: chosen(data.rows, context),
    selected: answers.selected.length,
    ...asked(data, answers, context),
    words: { ...template.words, summary: inWords(told, template, context.length, bars, undated) },
  };
}

/**
 * Say what the dock shows to whoever does not see it.
 * @param {any} told
 * @param {any} template
 * @param {number} count
 * @param {[number, number, number[]][]} bars
 * @param {number} undated
 */
function inWords({ words }, { periods, bars: all }, count, bars, undated) {
  if (!count) return words.no_timeline;
  const said = [filled(words.timeline, { count })];
  const sums = bars.map(([start, , counts]) => ({ start, sum: counts.reduce((sum, one) => sum + one) }));
  if (sums.length) {
    const { start, sum } = sums.reduce((most, one) => (one.sum >= most.sum ? one : most));
    const period = periods[all.findIndex((/** @type {number[]} */ [first]) => first === start)];
    said.push(filled(words.most_of, { count: sum, period }));
  }
  if (undated) said.push(filled(words.no_exact_day, { count: undated }));
  return [...said, words.no_data_after].join(" ");
}

/**
 * Put incidents into the periods of the file, or among the spans that reach over several.
 * @param {any} data
 * @param {number[]} context
 * @param {[number, number, number[]][]} periods
 * @param {number[]} placed  which of them holds each incident
 */
function overTime({ rows, kinds }, context, periods, placed) {
  const counts = periods.map(() => kinds.map(() => 0));
  /** @type {[number, number, number][]} */
  const spans = [];
  for (const at of context) {
    const kind = rows.kind[at],
      place = placed[at];
    if (place === OVER_SEVERAL) spans.push([rows.from[at], rows.to[at], kind]);
    else if (place >= 0) counts[place][kind]++;
  }
  const longest = spans.toSorted((one, other) => other[1] - other[0] - (one[1] - one[0])).slice(0, MOST_SPANS);
  const inTurn = longest.toSorted((one, other) => one[0] - other[0] || one[1] - other[1] || one[2] - other[2]);
  /** @type {[number, number, number[]][]} */
  const filledOnes = periods.map(([first, last], place) => [first, last, counts[place]]);
  const isFilled = (/** @type {any} */ bar) => bar[2].some(Boolean);
  return { bars: filledOnes.filter(isFilled), spans: inTurn, undated: spans.length };
}

/** @param {Record<string, any>} rows @param {number[]} places */
function chosen(rows, places) {
  const column = (/** @type {any} */ values) => (Array.isArray(values) ? places.map((at) => values[at]) : values);
  return Object.fromEntries(Object.entries(rows).map(([name, values]) => [name, column(values)]));
}

/**
 * @param {any} data
 * @param {import("./answers.js").Answers} answers
 * @param {number[]} context
 */
function asked(data, answers, context) {
  const { question } = answers,
    [first, last] = data.coverage;
  if (question.from === null && question.to === null) return { window: null, before: null };
  const start = question.from ?? first,
    end = question.to ?? Math.max(start, last);
  const window = [Math.min(start, end), end];
  if (question.from === null) return { window, before: null };
  const { earlier } = periodsOf(data, question);
  return { window, before: { ...earlier, count: answers.within(context, earlier.from, earlier.to).length } };
}
