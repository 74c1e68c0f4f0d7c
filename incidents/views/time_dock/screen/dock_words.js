// @ts-check
// What the dock says while a window moves. Every word comes with the answer; numbers are filled in here.

import { windowSums } from "./window_sums.js";

/** @typedef {{from: number, to: number}} Days */
/** @typedef {import("./window_sums.js").Sums} Sums */

/** @param {number} count */
const written = (count) => count.toLocaleString("en");

/** @param {number} count @param {any} words @returns {string} */
export const selectedInWords = (count, words) => words.selected.replace("{count}", written(count));

/**
 * Say the period of equal length before a window: that of change_periods.py, counted there where nothing moves.
 * @param {Days | null} days
 * @param {any} told
 * @param {Sums | null | undefined} sums those of the moving window
 * @returns {{from: number, to: number, words: string} | null}
 */
export function beforeInWords(days, told, sums) {
  const { words, rows, first, lang } = told;
  if (!days || (!sums && !told.before)) return null;
  const length = days.to - days.from + 1;
  const { from, to } = sums ? { from: days.from - length, to: days.from - 1 } : told.before;
  if (to < first) return null; // nothing of it is covered
  const count = sums ? windowSums(rows, from, to).incidents : told.before.count;
  const form = words.before[new Intl.PluralRules(lang).select(length)] ?? words.before.other;
  const line = form.replace("{n}", written(to - from + 1)).replace("{count}", written(count));
  return { from, to, words: from < first ? `${line} · ${words.partly}` : line };
}

/**
 * Say what the incidents of a moving window add up to.
 * @param {Sums | null | undefined} sums
 * @param {any} told
 * @param {boolean} isBrief without the killed
 */
export function sumsInWords(sums, told, isBrief) {
  const { words } = told;
  if (!sums) return told.rows ? "" : words.on_release;
  const incidents = words.incidents.replace("{count}", written(sums.incidents));
  if (isBrief || !sums.killedOf) return incidents;
  return `${incidents} · ${words.killed.replace("{figures}", rangeInWords(sums, told))}`;
}

/**
 * Write a sum as figures.py does.
 * @param {Pick<Sums, "killedLow" | "killedHigh" | "killedOpen">} sums
 * @param {any} told
 * @returns {string}
 */
export function rangeInWords({ killedLow: low, killedHigh: high, killedOpen: open }, { words, dir }) {
  if (low === null || high === null) return words.unknown;
  if (low === high) return open ? words.at_least.replace("{number}", written(low)) : written(low);
  const span = `${written(low)}–${written(high)}`;
  const range = dir === "rtl" ? `\u2066${span}\u2069` : span; // runs from left to right in every language
  return open ? words.or_more.replace("{range}", range) : range;
}
