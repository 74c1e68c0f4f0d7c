// @ts-check
// The message of the list for some incidents: its first rows, the latest first.

import { counted, filled } from "./counted_words.js";

export const PAGE = 60; // rows that come at once

/**
 * @param {any} data
 * @param {any} told
 * @param {{tab: string, shown: number, opened: string | null}} standing
 * @param {number[]} incidents  in the order of the record
 * @param {boolean} hasHere  whether a mark of several is chosen
 * @param {string} key  what the list is known by
 */
export function listTold(data, told, { tab, shown, opened }, incidents, hasHere, key) {
  const order = [...incidents].reverse();
  const upTo = Math.min(order.length, shown);
  /** @type {string[]} */
  const words = [];
  const rows = order.slice(0, upTo).map((at) => {
    const texts = [...told.rows[at].slice(0, 6), told.rows[at][8]];
    const said = texts.map((text) => [words.push(text) - 1]);
    return [data.ids[at], Number(Boolean(data.rows.flags[at] & 4)), ...said];
  });
  const left = order.length - upTo;
  return {
    ...told.side,
    tab,
    tabs: told.side.tabs.filter((/** @type {any} */ { name }) => name !== "here" || hasHere),
    opened,
    list: {
      key,
      from: 0,
      rows,
      words,
      total: order.length,
      read_as: told.read_as,
      caption: tab === "here" ? counted(told, "here", order.length) : told.words.recent,
      more: left ? counted(told, "more_rows", Math.min(PAGE, left)) : "",
      left: left ? filled(told.words.shown, { total: order.length }) : "",
    },
  };
}
