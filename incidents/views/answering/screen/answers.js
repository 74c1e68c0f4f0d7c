// @ts-check
// Which incidents answer a question, and how often each option occurs. Every membership was worked out by the rules of
// the filters, on the server or before a file was written; here they are only intersected and counted.

import { reached } from "./circles.js";
import { answers, CONTESTED } from "./window_sums.js";

/** @typedef {import("./question.js").Question} Question */

export const DAYS = "days"; // both ends of the period, which are one filter here
const ORIGINS = "min_origins",
  CONTESTED_ONLY = "contested",
  OTHERS = "others";

/**
 * @param {any} data
 * @param {Question} question
 * @returns {[string, (at: number) => boolean][]} what each active filter says of an incident
 */
function tests(data, question) {
  /** @type {[string, (at: number) => boolean][]} */
  const made = Object.entries(question.lists).map(([name, codes]) => {
    const { codes: known, sets, of } = data.lists[name];
    const wanted = new Set(codes.map((code) => known.indexOf(code)));
    const holds = sets.map((/** @type {number[]} */ set) => set.some((place) => wanted.has(place)));
    return [name, (at) => holds[of[at]]];
  });
  const { from, to } = question;
  if (from !== null || to !== null) {
    made.push([DAYS, (at) => answers(data.rows, at, from ?? -Infinity, to ?? Infinity)]);
  }
  if (question.contested) made.push([CONTESTED_ONLY, (at) => Boolean(data.rows.flags[at] & CONTESTED)]);
  if (question.min_origins) made.push([ORIGINS, (at) => data.origins[at] >= question.min_origins]);
  if (question.near) {
    const within = reached(question.near, data);
    made.push(["near", (at) => within[data.near.of[at]]]);
  }
  if (question.text && data.searching) {
    const found = data.searching.find(question.text);
    made.push(["text", (at) => found.has(at)]);
  }
  return made;
}

export class Answers {
  /**
   * @param {any} data
   * @param {Question} question
   * @param {((at: number) => boolean) | null} others  whether an incident answers what is asked beside the question
   */
  constructor(data, question, others = null) {
    this.data = data;
    this.question = question;
    const active = tests(data, question);
    if (others) active.push([OTHERS, others]);
    const place = new Map(active.map(([name], at) => [name, 1 << at]));
    this.place = place;
    /** per incident one bit for each filter that it does not answer */
    this.failed = data.ids.map((/** @type {string} */ _id, /** @type {number} */ at) =>
      active.reduce((bits, [, holds], number) => (holds(at) ? bits : bits | (1 << number)), 0),
    );
    this.selected = this.without();
  }

  /**
   * Return the places of the incidents that answer all but some filters.
   * @param {...string} names
   * @returns {number[]}
   */
  without(...names) {
    const passed = names.reduce((bits, name) => bits | (this.place.get(name) ?? 0), 0);
    const left = [];
    for (let at = 0; at < this.failed.length; at++) if (!(this.failed[at] & ~passed)) left.push(at);
    return left;
  }

  /**
   * Count some incidents by the options of a list.
   * @param {string} name
   * @param {number[]} incidents
   * @returns {number[]}  in the order of the codes
   */
  countBy(name, incidents) {
    const { codes, sets, of } = this.data.lists[name];
    const counts = new Array(codes.length).fill(0);
    for (const at of incidents) for (const place of sets[of[at]]) counts[place]++;
    return counts;
  }

  /**
   * Count what each option alone would leave, all other filters kept.
   * @param {string} name
   * @returns {Map<string, number>}
   */
  options(name) {
    const counts = this.countBy(name, this.without(name));
    return new Map(
      this.data.lists[name].codes.map((/** @type {string} */ code, /** @type {number} */ at) => [code, counts[at]]),
    );
  }

  /**
   * Return those of some incidents that answer a period.
   * @param {number[]} incidents
   * @param {number} from
   * @param {number} to
   */
  within(incidents, from, to) {
    return incidents.filter((at) => answers(this.data.rows, at, from, to));
  }
}
