// @ts-check
// The two periods that are compared, as change_periods.py has them.

const USUAL = 90; // days up to the end of the record, where no dates are asked for

/** @typedef {{from: number, to: number}} Days */

/** @param {Days} days */
export const lengthOf = ({ from, to }) => to - from + 1;

/**
 * @param {any} data
 * @param {import("./question.js").Question} question
 * @returns {{now: Days, earlier: Days, isAssumed: boolean, uncovered: [number, number], isComparable: boolean}}
 *   ``uncovered``: days of both periods that lie outside what the record covers
 */
export function periodsOf(data, question) {
  const [first, last] = data.coverage;
  const to = question.to ?? Math.max(last, question.from ?? last);
  const from = question.from ?? to - USUAL + 1;
  const now = { from, to };
  const then = { from: from - lengthOf(now), to: from - 1 };
  const outside = (/** @type {Days} */ days) =>
    lengthOf(days) - Math.max(0, Math.min(last, days.to) - Math.max(first, days.from) + 1);
  const uncovered = /** @type {[number, number]} */ ([outside(now), outside(then)]);
  return {
    now,
    earlier: then,
    isAssumed: question.from === null && question.to === null,
    uncovered,
    isComparable: !uncovered[0] && !uncovered[1],
  };
}
