// @ts-check
// The foot of the screen: how many incidents answer, and how many of them neither map nor time can show.

import { element, redraw } from "./elements.js";

/**
 * @param {HTMLElement} root
 * @param {{dir: string, said: string}} told
 */
export function show(root, told) {
  root.dir = told.dir;
  redraw(root, element("p", { class: "left-out" }, told.said));
}
