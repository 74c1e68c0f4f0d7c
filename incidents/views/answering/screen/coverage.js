// @ts-check
// How well the two compared periods are covered: what stands beside every change, as reporting.py works it out.

import { filled, written } from "./counted_words.js";

const DASH = "\u2013";

/**
 * @param {any} data
 * @param {any} told
 * @param {import("./answers.js").Answers} answers
 * @param {number[]} now  the incidents of the later period
 * @param {number[]} then
 * @returns {{brief: string, full: string, isToldDifferently: boolean}}
 */
export function coverage(data, told, answers, now, then) {
  const [after, before] = [now, then].map((incidents) => side(data, answers, incidents));
  const pair = (/** @type {string} */ name) => inTurn(decimal(before[name]), decimal(after[name]), told);
  const gaps = {
    sources: pair("sources"),
    origins: pair("origins"),
    parties: inTurn(written(before.parties), written(after.parties), told),
  };
  const differs = (/** @type {string} */ name) =>
    before[name] > 0 && after[name] > 0
    && Math.max(before[name] / after[name], after[name] / before[name]) >= data.notable;
  return {
    brief: now.length || then.length ? filled(told.words.coverage, gaps) : "",
    full: filled(told.words.coverage_in_full, gaps),
    isToldDifferently: differs("sources") || differs("parties"),
  };
}

/**
 * @param {any} data
 * @param {import("./answers.js").Answers} answers
 * @param {number[]} incidents
 * @returns {Record<string, number>} means per incident (NaN without any), and how many parties speak
 */
function side(data, answers, incidents) {
  const mean = (/** @type {number[]} */ counts) =>
    (incidents.length ? incidents.reduce((sum, at) => sum + counts[at], 0) / incidents.length : NaN);
  const { codes } = data.lists.origin, counts = answers.countBy("origin", incidents);
  const parties = counts.filter((count, at) => count && codes[at] !== "not-stated").length;
  return { sources: mean(data.sources), origins: mean(data.origins), parties };
}

/** Write a mean with one decimal, halves to the even one. @param {number} mean */
function decimal(mean) {
  if (Number.isNaN(mean)) return DASH;
  const tenths = mean * 10, below = Math.floor(tenths);
  const isTie = tenths - below === 0.5;
  const rounded = isTie ? below + (below % 2) : Math.round(tenths);
  return (rounded / 10).toLocaleString("en", { minimumFractionDigits: 1 });
}

/** @param {string} then @param {string} now @param {any} told */
const inTurn = (then, now, told) => `${then} ${told.dir === "rtl" ? "\u2190" : "\u2192"} ${now}`;
