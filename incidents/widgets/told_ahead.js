// @ts-check
// What the parts of the page are told of an answer that is worked out here, by the modules of a page in one file.

import { chipsTold, DATES } from "./chips_answer.js";
import { counted, countedWhere } from "./counted_words.js";
import { dayOf } from "./days.js";
import { dockTold } from "./dock_answer.js";
import { figuresTold } from "./figures_answer.js";
import { listTold, PAGE } from "./list_answer.js";
import { extentOf, mapTold } from "./map_answer.js";
import { nothing, toggled } from "./question.js";
import { rankingsTold } from "./rankings_answer.js";

/** @typedef {import("./answers.js").Answers} Answers */

/**
 * Return what is asked after a press, or null where only the server knows.
 * @param {string} name
 * @param {any} value
 * @param {any} data
 * @param {Asked} asked
 * @returns {Asked | null}
 */
export function askedAfter(name, value, data, asked) {
  if (name === "days") return { ...asked, days: [dayOf(value.from), dayOf(value.to)] };
  const end = name === "without" && value.code === null ? DATES.indexOf(value.name) : -1;
  if (end >= 0) return asked.days[end] === null ? null : { ...asked, days: asked.days.with(end, null) };
  const option = optionOf(name, value, data);
  const isGone = option && name === "without" && !asked.lists[option[0]]?.includes(option[1]); // taken back already
  if (!option || isGone) return null;
  return { ...asked, lists: toggled(questionOf(asked), ...option).lists };
}

/** @param {Asked} asked @returns {import("./question.js").Question} what of it is counted here */
export const questionOf = ({ lists, days: [from, to] }) => ({ ...nothing(), lists, from, to });

/**
 * Return the filter and the option that a press stands for.
 * @param {string} name
 * @param {any} value
 * @param {any} data
 * @returns {[string, string] | null}
 */
function optionOf(name, value, data) {
  if (name === "governorate") return [name, String(value)];
  if (name === "kind") return [name, data.kinds[value]];
  const isOption = (name === "pick" || name === "without") && value.code !== null;
  return isOption && value.name in data.lists ? [value.name, value.code] : null;
}

/** @param {string | null} told  one bit for each incident, as base64 */
export function passing(told) {
  if (told === null) return null;
  const bytes = atob(told);
  return (/** @type {number} */ at) => Boolean(bytes.charCodeAt(at >> 3) & (1 << (at & 7)));
}

/** Return one bit for each incident, set where no filter fails, as base64. @param {number[]} failed */
export function bits(failed) {
  const bytes = new Uint8Array(Math.ceil(failed.length / 8));
  failed.forEach((filters, at) => filters || (bytes[at >> 3] |= 1 << (at & 7)));
  return btoa(String.fromCharCode(...bytes));
}

/**
 * Return what a part is told of an answer, going on from what it was told before.
 * @param {string} name
 * @param {any} told
 * @param {Answers} answers
 * @param {Asked} asked
 * @param {string} key  what the question is known by
 */
export const toldAhead = (name, told, answers, asked, key) => TOLD[name](told, answers, asked, key);

/** @typedef {import("./answers_ahead.js").Asked} Asked */
/** @type {Record<string, (told: any, answers: Answers, asked: Asked, key: string) => any>} */
const TOLD = {
  map_part(told, answers, asked) {
    const { data } = answers,
      said = { ...data.told, map: { ...told, extent: null } };
    const extent = asked.stays ? told.extent : extentOf(data, said, answers.question);
    // The map goes to another part of the country by itself, and then shows it as it does at first.
    if (JSON.stringify(extent) !== JSON.stringify(told.extent)) asked.zoom = data.first_zoom;
    const { message } = mapTold(data, said, answers, { ...asked, at: told.at, brought: told.brought });
    return { ...message, extent, near: told.near, base: told.base };
  },
  question_line: (told, answers) => chipsTold(told, answers),
  key_figures: (told, answers) => figuresTold(answers.data, { ...answers.data.told, figures: told }, answers),
  time_dock(told, answers) {
    const { data } = answers,
      { step, milestones } = told;
    const { bars, periods } = data.told.dock[step]; // those of all
    const said = { ...data.told, dock: { [step]: { ...told, bars, periods } } };
    const { periods: _periods, ...message } = dockTold(data, said, answers, { step, milestones });
    return message;
  },
  left_out(told, { data, selected }) {
    const said = [
      counted(data.told, "incidents", selected.length),
      ...countedWhere(data.told, "undated", selected, (at) => data.undated[at]),
      ...countedWhere(data.told, "not_on_the_map", selected, (at) => data.drawn.point[at] < 0),
    ];
    return { ...told, said: said.join(" · ") };
  },
  incident_list({ list, ...side }, { data, selected }, _asked, key) {
    const said = { ...data.told, side, read_as: list.read_as },
      { tab, opened } = side;
    return listTold(data, said, { tab, opened, shown: PAGE }, selected, false, key);
  },
  rankings(told, answers) {
    const { data } = answers,
      { rank, by, rest, dossiers } = told;
    if (told.lists.some((/** @type {any} */ { left_out }) => left_out)) return told; // the server says which are shown
    const names = Object.entries(data.ranks).map(([code, lists]) => [
      code,
      { lists: /** @type {string[]} */ (lists).map((name) => ({ name })) },
    ]);
    const said = { ...data.told, rankings: { ...Object.fromEntries(names), [rank]: told } };
    const message = rankingsTold(data, said, answers, { rank, by });
    return { ...message, rest: [rest[0], ...message.rest.slice(1)], dossiers };
  },
};
