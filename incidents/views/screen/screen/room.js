// @ts-check
// What the parts of the screen tell each other while the reader drags or plays, before the server is asked. Each part
// hears it in the same frame; the answer of the server, which comes when the reader lets go, ends it.

/** @typedef {{from: number, to: number}} Days  first and last day, both counted from 1 January 1970 */
/** @typedef {import("./window_sums.js").Sums} Sums  what the incidents of the moving days add up to */
/** @typedef {(days: Days | null, sums: Sums | null) => void} Listener */

/** @type {Set<Listener>} */
const listeners = new Set();
/** @type {Map<string, any>} */
const held = new Map();

/**
 * Say which days the reader passes over and what they add up to, or null when the answer is there.
 * @param {Days | null} days
 * @param {Sums | null} sums
 */
export function move(days, sums = null) {
  for (const listener of listeners) listener(days, days && sums);
}

/**
 * Be told of each move; returns how to be told no more.
 * @param {Listener} listener
 * @returns {() => void}
 */
export function hear(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Lay something out for the other parts by its name: "rows" are the incidents that the moving days choose from
 * (window_sums.js says how they are kept), null where there are too many to be sent.
 * @param {string} name
 * @param {any} value
 */
export const share = (name, value) => void held.set(name, value);

/**
 * @param {string} name
 * @returns {any} what was shared by that name, or null
 */
export const shared = (name) => held.get(name) ?? null;
