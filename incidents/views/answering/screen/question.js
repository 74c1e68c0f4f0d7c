// @ts-check
// What the reader asks, written as in the dashboard's links: a file has it behind the # of its address.

import { dayOf } from "./days.js";
import { readNear, writeNear } from "./circles.js";
import { isoOf } from "./dock_scale.js";

/**
 * @typedef {object} Question
 * @property {Record<string, string[]>} lists  chosen options by filter
 * @property {number | null} from  first day, from 1 January 1970
 * @property {number | null} to
 * @property {boolean} contested
 * @property {number} min_origins
 * @property {import("./circles.js").Near | null} near
 * @property {string} text  names, words, dates, ids
 */

/** @returns {Question} */
export const nothing = () => ({
  lists: {},
  from: null,
  to: null,
  contested: false,
  min_origins: 0,
  near: null,
  text: "",
});

/**
 * Read a question; what no filter of the file knows is left out.
 * @param {string} text  parameters
 * @param {any} data
 * @returns {Question}
 */
export function readQuestion(text, data) {
  const given = new URLSearchParams(text);
  const question = nothing();
  for (const name of Object.keys(data.lists)) {
    const codes = (given.get(name) ?? "").split(",").filter((code) => data.known[name].has(code));
    if (codes.length) question.lists[name] = [...new Set(codes)];
  }
  question.from = dayOf(given.get("from"));
  question.to = dayOf(given.get("to"));
  if (question.from !== null && question.to !== null && question.from > question.to) question.to = null;
  question.contested = given.get("contested") === "1";
  const least = given.get("min_origins") ?? "";
  question.min_origins = /^[1-9]\d{0,2}$/.test(least) ? Number(least) : 0;
  question.near = readNear(given.get("near") ?? "", data.near);
  question.text = (given.get("text") ?? "").trim().slice(0, data.longest_text);
  return question;
}

/**
 * @param {Question} question
 * @param {any} data
 * @returns {[string, string][]} the parameters of what limits anything
 */
export function written(question, data) {
  /** @type {[string, string][]} */
  const parts = Object.entries(question.lists).map(([name, codes]) => [name, codes.join(",")]);
  if (question.from !== null) parts.push(["from", isoOf(question.from)]);
  if (question.to !== null) parts.push(["to", isoOf(question.to)]);
  if (question.contested) parts.push(["contested", "1"]);
  if (question.min_origins) parts.push(["min_origins", String(question.min_origins)]);
  if (question.near) parts.push(["near", writeNear(question.near, data.near)]);
  if (question.text) parts.push(["text", question.text]);
  return parts.toSorted(([one], [other]) => (one < other ? -1 : 1));
}

/** @param {Question} question @param {string} name @param {string} code @returns {Question} */
export function toggled(question, name, code) {
  const chosen = question.lists[name] ?? [];
  const codes = chosen.includes(code) ? chosen.filter((other) => other !== code) : [...chosen, code];
  const { [name]: _gone, ...others } = question.lists;
  return { ...question, lists: codes.length ? { ...others, [name]: codes } : others };
}

/** Change parts of a question; days in the wrong order are turned. @param {Question} question @param {any} parts */
export function changed(question, parts) {
  const asked = { ...question, ...parts };
  const isTurned = asked.from !== null && asked.to !== null && asked.from > asked.to;
  return isTurned ? { ...asked, from: asked.to, to: asked.from } : asked;
}
