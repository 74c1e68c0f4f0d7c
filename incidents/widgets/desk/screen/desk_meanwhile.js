// @ts-check
// What others did at the desk meanwhile: a line each, with a button that leads there.

import { button, element, redraw } from "./elements.js";

/**
 * @param {HTMLElement} root
 * @param {any} told
 * @param {(name: string, value: any) => void} emit
 */
export function show(root, told, emit) {
  root.dir = told.dir;
  root.lang = told.lang;
  if (!root.firstElementChild) root.append(element("div", { role: "status" })); // stays, so that it is read out
  const said = /** @type {HTMLElement} */ (root.firstElementChild);
  const lines = told.lines.map((/** @type {any} */ { name, said: words, show: label }) => {
    const pressed = button("desk-meanwhile-show", () => emit("show", name), label);
    pressed.dataset.id = `meanwhile-${name}`;
    return element("p", { class: "desk-meanwhile-line" }, element("span", {}, words), pressed);
  });
  if (JSON.stringify(told.lines) !== root.dataset.lines) redraw(said, ...lines);
  root.dataset.lines = JSON.stringify(told.lines);
}
