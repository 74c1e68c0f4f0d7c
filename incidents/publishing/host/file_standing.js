// @ts-check
// Where a reader stands in the file before he has moved.

import { PAGE } from "./list_answer.js";

export const FIRST_ZOOM = 7;

/** @param {any} opened  the incident that the address opens */
export function standingAtFirst(opened) {
  return {
    opened,
    at: null,
    brought: undefined,
    story: null,
    rank: "place",
    by: "change",
    step: "month",
    milestones: true,
    tab: "recent",
    shown: PAGE,
    zoom: FIRST_ZOOM,
    here: /** @type {number[] | null} */ (null),
  };
}
