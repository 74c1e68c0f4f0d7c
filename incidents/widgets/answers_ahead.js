// @ts-check
// What a press leads to, shown before the server has answered: marks, key figures and rankings, worked out by the
// modules of a page in one file from what the rules of the server gave. The answer of the server is what stands: where
// it says the same nothing is drawn twice, and where it does not it is drawn.

import { Answers } from "./answers.js";
import { figuresTold } from "./figures_answer.js";
import { extentOf, mapTold } from "./map_answer.js";
import { nothing, toggled } from "./question.js";
import { rankingsTold } from "./rankings_answer.js";

/**
 * What is asked (answered_ahead.py says what stands in it); parts beside the map are told only of which question.
 * @typedef {{address: string, lists: Record<string, string[]>, days: (number | null)[], others: string,
 *   passing: string | null, stays: boolean, zoom: number, opened: string | null}} Asked
 * @typedef {{key: string, taken: number, run: number, asked: Asked | null}} Said  ``run`` counts answers, for of two
 *   that are alike the second would not come: it may be what takes back what was shown ahead
 * @typedef {(told: any) => any} Draw
 * @typedef {{root: Element, told: any, draw: Draw, drawn: string, passedOver?: {told: any, ahead: Said}}} Part
 *   ``drawn`` is what stands there, ``passedOver`` an answer to an earlier press
 */

const LATE = 5_000; // ms; a press that no answer has held for so long is not sent again
/** @type {Map<string, Part>} */
const parts = new Map();
/** @type {{address: string, data: any}} */
const held = { address: "", data: null };
/** @type {Asked | null} */
let asked = null; // by the last press, or by the last answer
let shown = /** @type {string[]} */ ([]); // the questions shown since the last answer, the latest at the end
let pressed = 0, pressedAt = -Infinity;
let log = /** @type {[number, string, string][]} */ ([]); // presses that no answer has held yet

const keyOf = (/** @type {Asked} */ { lists, days, others }) =>
  JSON.stringify([others, days, Object.entries(lists).toSorted(([one], [other]) => (one < other ? -1 : 1))]);

/**
 * Take an answer of the server for a part, and draw it unless just that stands there, or what a later press led to.
 * @param {string} name
 * @param {Element} root
 * @param {{told: any, ahead: Said}} said
 * @param {Draw} draw
 */
export function answer(name, root, said, draw) {
  const before = parts.get(name), { told, ahead } = said;
  const isHere = before?.root === root;
  const isEarlier = ahead.taken < pressed && shown.slice(0, -1).includes(ahead.key);
  if (before && isHere && isEarlier) return void parts.set(name, { ...before, draw, passedOver: said });
  take(name, root, said, draw);
  if (!isHere || before?.drawn !== spelt(told)) return draw(told);
}

/**
 * Go on from an answer that is drawn.
 * @param {string} name
 * @param {Element} root
 * @param {{told: any, ahead: Said}} said
 * @param {Draw} draw
 */
export function take(name, root, { told, ahead }, draw) {
  parts.set(name, { root, told, draw, drawn: spelt(told) });
  [shown, pressed] = [[ahead.key], Math.max(pressed, ahead.taken)];
  log = log.filter(([number]) => number > ahead.taken);
  if (!ahead.asked) return;
  asked = ahead.asked;
  load(asked.address);
}

// A press may be lost, as when the reader goes back in the same moment: once the server has done all that was asked,
// the answer that was passed over is the last one.
const RUNNING = "data-test-script-state", app = document.querySelector(".stApp");
new MutationObserver(() => {
  if (app?.getAttribute(RUNNING) !== "notRunning") return;
  for (const [name, { root, draw, passedOver }] of parts) {
    if (!passedOver) continue;
    take(name, root, passedOver, draw);
    draw(passedOver.told);
  }
}).observe(app ?? document, { attributeFilter: [RUNNING] });

/** What of a message is seen; where the map would open is not. @param {any} told */
const spelt = ({ at: _at, base: _base, ...seen }) => JSON.stringify(seen);

/** Fetch what presses are answered with, once the page has time. @param {string} address */
function load(address) {
  if (held.address === address) return;
  Object.assign(held, { address, data: null });
  requestIdleCallback(async () => {
    const answered = await fetch(new URL(address, document.baseURI)).catch(() => null);
    const said = answered?.ok ? await answered.json() : null;
    if (held.address !== address) return;
    if (said) held.data = { ...said.counted, ...said };
    else held.address = ""; // asked for again with the next answer
  });
}

/**
 * Return what the server is told of a press and how to show what it leads to, where that is known here.
 * @param {string} name
 * @param {any} value
 */
export function press(name, value) {
  const { data } = held, option = data && optionOf(name, value, data);
  if (!asked || !option) return null;
  const [from, to] = asked.days;
  const question = toggled({ ...nothing(), lists: asked.lists, from, to }, option[0], option[1]);
  asked = { ...asked, lists: question.lists };
  shown.push(keyOf(asked));
  if (performance.now() - pressedAt > LATE) log = []; // lost on the way, as what has been answered since shows
  log.push([++pressed, option[0], option[1]]);
  pressedAt = performance.now();
  return { said: { pressed: value, log }, show: () => show(question) };
}

/**
 * Draw the map at once; the other parts follow when the server has been asked, so that both work at the same time.
 * @param {import("./question.js").Question} question
 */
function show(question) {
  const answers = new Answers(held.data, question, passing(/** @type {Asked} */ (asked).passing));
  const last = pressed;
  drawAhead("map_part", answers);
  setTimeout(() => {
    if (last === pressed) for (const name of ["key_figures", "rankings"]) drawAhead(name, answers);
  });
}

/** @param {string} name @param {Answers} answers */
function drawAhead(name, answers) {
  const part = parts.get(name);
  if (!part?.root.isConnected) return;
  part.told = TOLD[name](part.told, answers);
  part.drawn = spelt(part.told);
  part.draw(part.told);
}

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
  return name === "pick" && value.name in data.lists ? [value.name, value.code] : null;
}

/** @param {string | null} bits  one for each incident, as base64 */
function passing(bits) {
  if (bits === null) return null;
  const bytes = atob(bits);
  return (/** @type {number} */ at) => Boolean(bytes.charCodeAt(at >> 3) & (1 << (at & 7)));
}

/** @type {Record<string, (told: any, answers: Answers) => any>} what the parts are told */
const TOLD = {
  map_part(told, answers) {
    const { data } = held, now = /** @type {Asked} */ (asked);
    const said = { ...data.told, map: { ...told, extent: null } };
    const extent = now.stays ? told.extent : extentOf(data, said, answers.question);
    // The map goes to another part of the country by itself, and then shows it as it does at first.
    if (JSON.stringify(extent) !== JSON.stringify(told.extent)) now.zoom = data.first_zoom;
    const { message } = mapTold(data, said, answers, { ...now, at: told.at, brought: told.brought });
    return { ...message, extent, near: told.near, base: told.base };
  },
  key_figures: (told, answers) => figuresTold(held.data, { ...held.data.told, figures: told }, answers),
  rankings(told, answers) {
    const { data } = held, { rank, by, rest, dossiers } = told;
    if (told.lists.some((/** @type {any} */ { left_out }) => left_out)) return told; // the server says which are shown
    const names = Object.entries(data.ranks).map(([code, lists]) =>
      [code, { lists: /** @type {string[]} */ (lists).map((name) => ({ name })) }]);
    const said = { ...data.told, rankings: { ...Object.fromEntries(names), [rank]: told } };
    return { ...rankingsTold(data, said, answers, { rank, by }), rest, dossiers };
  },
};
