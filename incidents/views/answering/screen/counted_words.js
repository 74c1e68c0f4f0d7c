// @ts-check
// Sentences with numbers in them. Every word is told; here the form is chosen and the gaps are filled.

import { rangeInWords } from "./dock_words.js";
import { NOTHING_COUNTED } from "./key_figures.js";
import { COUNTED } from "./window_sums.js";

/** @type {Map<string, Intl.PluralRules>} */
const rules = new Map();

const NUMBERS = new Intl.NumberFormat("en");

/** @param {number} number */
export const written = (number) => NUMBERS.format(number);

/** Round to the nearest whole number, halves to the even one, as Python does. @param {number} number */
export function rounded(number) {
  const below = Math.floor(number);
  return number - below === 0.5 ? below + (below % 2) : Math.round(number);
}

/**
 * Fill the gaps of a sentence.
 * @param {string} sentence
 * @param {Record<string, string | number>} gaps
 */
export function filled(sentence, gaps) {
  return sentence.replace(/\{(\w+)\}/g, (gap, name) => {
    const value = gaps[name];
    return value === undefined ? gap : typeof value === "number" ? written(value) : value;
  });
}

/**
 * Say a counted sentence in the form that the number asks for.
 * @param {any} told
 * @param {string} name  of the sentence
 * @param {number} count
 * @param {Record<string, string | number>} gaps
 */
export function counted(told, name, count, gaps = {}) {
  const rule = rules.get(told.lang) ?? new Intl.PluralRules(told.lang);
  rules.set(told.lang, rule);
  const forms = told.forms[name];
  return filled(forms[rule.select(count)] ?? forms.other, { count, ...gaps });
}

/**
 * Say how many of some incidents are such as is told, and nothing where none is.
 * @param {any} told
 * @param {string} name  of the sentence
 * @param {number[]} places
 * @param {(at: number) => unknown} isSuch
 */
export function countedWhere(told, name, places, isSuch) {
  const count = places.filter(isSuch).length;
  return count ? [counted(told, name, count)] : [];
}

/**
 * @typedef {{low: number | null, high: number | null, unknown: number, of: number, open: number}} Total
 */

/**
 * Sum a measure over some incidents, as summaries.py does.
 * @param {any} data
 * @param {string} measure
 * @param {number[]} incidents
 * @returns {Total}
 */
export function total(data, measure, incidents) {
  const { low, high, least } = data.measures[measure];
  let [bottom, top, known, of, open] = [0, 0, 0, 0, 0];
  for (const at of incidents) {
    if (!(data.rows.flags[at] & COUNTED)) continue;
    of++;
    bottom += low[at] ?? 0;
    top += high[at] ?? 0;
    if (high[at] !== null) known++;
    if (least[at]) open++;
  }
  if (!known) return { low: null, high: null, unknown: of, of, open: 0 };
  return { low: Math.round(bottom), high: Math.round(top), unknown: of - known, of, open };
}

/** Write the sum alone. @param {Total} sum @param {any} told @returns {string} */
export function totalRange(sum, told) {
  if (!sum.of) return NOTHING_COUNTED;
  return rangeInWords({ killedLow: sum.low, killedHigh: sum.high, killedOpen: sum.open }, dockOf(told));
}

/** Write a sum with what is not reported. @param {Total} sum @param {any} told @returns {string} */
export function totalText(sum, told) {
  if (!sum.of) return NOTHING_COUNTED;
  if (sum.low === null) return counted(told, sum.of > 1 ? "all_unknown" : "unknown", sum.of);
  const figures = totalRange(sum, told);
  if (!sum.unknown) return figures;
  return filled(told.words.figures_unknown, { figures, unknown: counted(told, "unknown", sum.unknown) });
}

/** Write a sum as a figure: 52–61+ where somebody's figure is a least one. @param {Total} sum @param {any} told */
export function totalShort(sum, told) {
  if (sum.of && sum.low === null) return dockOf(told).words.unknown;
  if (!sum.open) return totalRange(sum, told);
  const figure = `${totalRange({ ...sum, open: 0 }, told)}+`;
  return told.dir === "rtl" ? `\u2066${figure}\u2069` : figure;
}

/** @param {any} told */
const dockOf = (told) => told.dock.month;
