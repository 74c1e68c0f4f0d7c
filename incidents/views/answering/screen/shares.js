// @ts-check
// Which share of what one party counted is held, in each of two compared periods, as completeness.py works it out.

import { filled, rounded, totalRange } from "./counted_words.js";

/**
 * @typedef {[number, number, number, number, number]} Tally  first and last day, the number published, and what the
 *   record holds of the same, from low to high
 * @typedef {[number, number, number]} Held  the numbers added up, and what is held of them, from low to high
 */

/**
 * Say which share is held then and now; "" where nobody counted in both periods.
 * @param {any} data
 * @param {any} told
 * @param {import("./periods.js").Days} then
 * @param {import("./periods.js").Days} now
 * @returns {string}
 */
export function shareThenAndNow(data, told, then, now) {
  let best = -1,
    most = 0,
    both = /** @type {Held[]} */ ([]);
  data.tallies.forEach((/** @type {Tally[]} */ alike, /** @type {number} */ place) => {
    const sums = [then, now].map((days) => sum(alike, days));
    const least = Math.min(sums[0][0], sums[1][0]);
    if (least > most) [best, most, both] = [place, least, sums];
  });
  if (best < 0) return "";
  const [earlier, later] = both.map((held) => percent(held, told));
  return filled(told.shares[best], { earlier, now: later });
}

/** Add up counts that lie inside a period, the longest first, without those that overlap. */
function sum(/** @type {Tally[]} */ alike, /** @type {import("./periods.js").Days} */ { from, to }) {
  const taken = /** @type {Tally[]} */ ([]);
  for (const tally of alike.toSorted((one, other) => one[0] - one[1] - (other[0] - other[1]))) {
    const [first, last] = tally;
    if (first < from || last > to || taken.some((other) => first <= other[1] && other[0] <= last)) continue;
    taken.push(tally);
  }
  const added = (/** @type {number} */ part) => taken.reduce((whole, tally) => whole + tally[part], 0);
  return /** @type {Held} */ ([added(2), added(3), added(4)]);
}

/** @param {Held} held @param {any} told */
function percent([number, ...ends], told) {
  const [low, high] = ends.map((end) => rounded((100 * end) / number));
  const range = totalRange({ low, high, unknown: 0, of: 1, open: 0 }, told);
  return filled(told.words.percent, { number: range });
}
