// @ts-check
// What the parts of the screen tell each other while the reader drags or plays, before the server is asked. Each part
// hears it in the same frame; the answer of the server, which comes when the reader lets go, ends it.

/** @typedef {{from: number, to: number}} Days  first and last day, both counted from 1 January 1970 */

/** @type {Days | null} */
let moving = null;
const listeners = new Set();

/** @returns {Days | null} the days that are being dragged or played, or null while nothing moves */
export const movingDays = () => moving;

/**
 * Say which days the reader passes over, or null when he lets go.
 * @param {Days | null} days
 */
export function move(days) {
  moving = days;
  for (const listener of listeners) listener(days);
}

/**
 * Be told of each move; returns how to be told no more.
 * @param {(days: Days | null) => void} listener
 * @returns {() => void}
 */
export function hear(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
