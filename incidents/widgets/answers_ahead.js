// @ts-check
// What a press leads to, shown before the server has answered: marks, figures, rankings, dock and list, worked out by
// the modules of a page in one file from what the rules of the server gave. The answer of the server is what stands: it
// says which incidents answer, and where that is what was counted here it says no more and nothing is drawn twice.

import { Answers } from "./answers.js";
import { asSeen } from "./as_seen.js";
import { askedAfter, bits, passing, questionOf, toldAhead } from "./told_ahead.js";

/**
 * What is asked (answered_ahead.py says what stands in it); parts beside the map are told only of which question.
 * @typedef {{address: string, lists: Record<string, string[]>, days: (number | null)[], others: string,
 *   passing: string | null, answering: string, stays: boolean, zoom: number, opened: string | null}} Asked
 * @typedef {{key: string, taken: number, run: number, asked: Asked | null}} Said  ``run`` counts answers, for of two
 *   that are alike the second would not come: it may be what takes back what was shown ahead
 * @typedef {(told: any) => any} Draw
 * @typedef {(name: string, value: any) => void} Emit
 * @typedef {{told: any, ahead: Said}} Answer  ``told`` is null where the part shows it already
 * @typedef {{root: Element, told: any, draw: Draw, emit: Emit, drawn: string, key: string, passedOver?: Answer}} Part
 *   ``drawn`` is what stands there, to the question of ``key``; ``passedOver`` an answer that came too late or too soon
 */

// drawn behind the map
const BEHIND = ["question_line", "key_figures", "rankings", "time_dock", "incident_list", "left_out"];
/** @type {Map<string, Part>} */
const parts = new Map();
/** @type {{address: string, data: any}} */
const held = { address: "", data: null };
/** @type {Asked | null} */
let asked = null; // by the last press, or by the last answer
/** @type {Asked | null} */
let answered = null; // by the last answer
/** @type {{key: string, answers: Answers | null}} */
let latest = { key: "", answers: null };
let shown = /** @type {string[]} */ ([]); // the questions shown since the last answer, the latest at the end
let pressed = 0; // the number of the last press

const keyOf = (/** @type {Asked} */ { lists, days, others }) =>
  JSON.stringify([others, days, Object.entries(lists).toSorted(([one], [other]) => (one < other ? -1 : 1))]);

/**
 * Take an answer of the server for a part, and draw it unless just that stands there, or what a later press led to.
 * @param {string} name
 * @param {Element} root
 * @param {Answer} said
 * @param {Draw} draw
 * @param {Emit} emit
 */
export function answer(name, root, said, draw, emit) {
  const before = parts.get(name),
    { told, ahead } = said;
  const isHere = before?.root === root;
  const isEarlier = ahead.taken < pressed && shown.slice(0, -1).includes(ahead.key);
  // Only the map is told what is asked, and any part may be drawn first of those that come in one moment.
  const isBeforeMap = !told && !ahead.asked && answered && keyOf(answered) !== ahead.key;
  if (before && isHere && (isEarlier || isBeforeMap)) {
    return void parts.set(name, { ...before, draw, emit, passedOver: said });
  }
  if (!told) return confirm(name, root, ahead, draw, emit);
  take(name, root, said, draw, emit);
  if (!isHere || before?.drawn !== asSeen(told)) return draw(told);
}

/**
 * Go on from an answer that is drawn.
 * @param {string} name
 * @param {Element} root
 * @param {Answer} said
 * @param {Draw} draw
 * @param {Emit} emit
 */
export function take(name, root, { told, ahead }, draw, emit) {
  parts.set(name, { root, told, draw, emit, drawn: asSeen(told), key: ahead.key });
  goOn(ahead);
}

/** Let go of a part whose presses only the server answers. @param {string} name */
export const leave = (name) => void parts.delete(name);

/** @param {Said} ahead */
function goOn(ahead) {
  [shown, pressed] = [[ahead.key], Math.max(pressed, ahead.taken)];
  if (!ahead.asked) return;
  asked = answered = ahead.asked;
  load(asked.address);
  for (const [name, { passedOver }] of parts) if (passedOver?.ahead.key === ahead.key) takeUp(name);
}

/**
 * Take an answer that was counted here: it stands, unless the server says that other incidents answer.
 * @param {string} name
 * @param {Element} root
 * @param {Said} ahead
 * @param {Draw} draw
 * @param {Emit} emit
 */
function confirm(name, root, ahead, draw, emit) {
  const part = parts.get(name);
  goOn(ahead);
  asked = answered;
  if (part?.root !== root || !held.data || !asked || keyOf(asked) !== ahead.key) return emit("again", true);
  const answers = answersTo(questionOf(asked));
  if (bits(answers.failed) !== asked.answering) return emit("again", true);
  parts.set(name, { ...part, draw, emit, passedOver: undefined });
  if (part.key !== ahead.key) drawAhead(name, answers);
}

/** Take the answer that a part has passed over, if it has. @param {string} name */
function takeUp(name) {
  const part = parts.get(name);
  if (!part?.passedOver) return;
  const { root, draw, emit, passedOver } = part;
  parts.set(name, { ...part, passedOver: undefined });
  if (!passedOver.told) return confirm(name, root, passedOver.ahead, draw, emit);
  take(name, root, passedOver, draw, emit);
  draw(passedOver.told);
}

// A press may be lost, as when the reader goes back in the same moment: once the server has done all that was asked,
// the answer that was passed over is the last one.
const RUNNING = "data-test-script-state",
  app = document.querySelector(".stApp");
new MutationObserver(() => {
  if (app?.getAttribute(RUNNING) === "notRunning") for (const name of parts.keys()) takeUp(name);
}).observe(app ?? document, { attributeFilter: [RUNNING] });

/** Fetch what presses are answered with, once the page has time. @param {string} address */
function load(address) {
  if (held.address === address) return;
  Object.assign(held, { address, data: null });
  requestIdleCallback(async () => {
    const reply = await fetch(new URL(address, document.baseURI)).catch(() => null);
    const said = reply?.ok ? await reply.json() : null;
    if (held.address !== address) return;
    if (said) held.data = { ...said.counted, ...said };
    else held.address = ""; // asked for again with the next answer
  });
}

/**
 * Return how to show what a press leads to, where that is known here. ``number`` is that of the choice.
 * @param {string} name
 * @param {any} value
 * @param {number} number
 */
export function press(name, value, number) {
  const next = held.data && asked && askedAfter(name, value, held.data, asked);
  if (!next) return null;
  asked = next;
  shown.push(keyOf(next));
  pressed = number;
  return () => show(questionOf(next));
}

/**
 * Draw the map at once; the other parts follow when the server has been asked, so that both work at the same time.
 * @param {import("./question.js").Question} question
 */
function show(question) {
  const answers = answersTo(question),
    last = pressed;
  drawAhead("map_part", answers);
  setTimeout(() => {
    if (last === pressed) for (const name of BEHIND) drawAhead(name, answers);
  });
}

/** Return what answers a question that is asked. @param {import("./question.js").Question} question */
function answersTo(question) {
  const now = /** @type {Asked} */ (asked),
    key = keyOf(now) + now.address;
  if (latest.key !== key) latest = { key, answers: new Answers(held.data, question, passing(now.passing)) };
  return /** @type {Answers} */ (latest.answers);
}

/** @param {string} name @param {Answers} answers */
function drawAhead(name, answers) {
  const part = parts.get(name);
  if (!part?.root.isConnected || !asked) return;
  const key = keyOf(asked);
  part.told = toldAhead(name, part.told, answers, asked, key);
  Object.assign(part, { drawn: asSeen(part.told), key });
  part.draw(part.told);
}
