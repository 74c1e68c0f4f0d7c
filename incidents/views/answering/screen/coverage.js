// @ts-check
// How well the two compared periods are covered: what stands beside every change, as reporting.py works it out.

import { filled, rounded, written } from "./counted_words.js";

/**
 * @typedef {{sources: number, origins: number, parties: number}} Side
 * @typedef {{both: string, now: string, then: string}} Sentences  where both periods have incidents, or but one
 */

/**
 * @param {any} data
 * @param {any} told
 * @param {import("./answers.js").Answers} answers
 * @param {number[]} now  the incidents of the later period
 * @param {number[]} then
 * @returns {{brief: string, full: string, isToldDifferently: boolean}} no words where neither has incidents
 */
export function coverage(data, told, answers, now, then) {
  const [after, before] = [now, then].map((incidents) => side(data, answers, incidents));
  const say = (/** @type {Sentences} */ sentences) => {
    if (now.length && then.length) return filled(sentences.both, pairs(before, after, told));
    if (now.length) return filled(sentences.now, alone(after));
    return then.length ? filled(sentences.then, alone(before)) : "";
  };
  const differs = (/** @type {"sources" | "parties"} */ name) =>
    before[name] > 0 &&
    after[name] > 0 &&
    Math.max(before[name] / after[name], after[name] / before[name]) >= data.notable;
  return {
    brief: say(told.words.coverage.brief),
    full: say(told.words.coverage.full),
    isToldDifferently: differs("sources") || differs("parties"),
  };
}

/**
 * Write each figure of both periods, in the order of reading.
 * @param {Side} then
 * @param {Side} now
 * @param {any} told
 */
function pairs(then, now, told) {
  const arrow = told.dir === "rtl" ? "\u2190" : "\u2192";
  return {
    sources: `${decimal(then.sources)} ${arrow} ${decimal(now.sources)}`,
    origins: `${decimal(then.origins)} ${arrow} ${decimal(now.origins)}`,
    parties: `${written(then.parties)} ${arrow} ${written(now.parties)}`,
  };
}

/** Write the figures of the one period that has incidents, whole ones without decimals. @param {Side} one */
const alone = ({ sources, origins, parties }) => ({
  sources: decimal(sources, 0),
  origins: decimal(origins, 0),
  parties: written(parties),
});

/**
 * @param {any} data
 * @param {import("./answers.js").Answers} answers
 * @param {number[]} incidents
 * @returns {Side} means per incident (NaN without any), and how many parties speak
 */
function side(data, answers, incidents) {
  const mean = (/** @type {number[]} */ counts) =>
    incidents.length ? incidents.reduce((sum, at) => sum + counts[at], 0) / incidents.length : NaN;
  const { codes } = data.lists.origin,
    counts = answers.countBy("origin", incidents);
  const parties = counts.filter((count, at) => count && codes[at] !== "not-stated").length;
  return { sources: mean(data.sources), origins: mean(data.origins), parties };
}

/** Write a mean with one decimal, halves to the even one. @param {number} mean @param {number} [least]  decimals */
function decimal(mean, least = 1) {
  return (rounded(mean * 10) / 10).toLocaleString("en", { minimumFractionDigits: least });
}
