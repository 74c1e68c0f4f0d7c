// @ts-check
// The head of a draft: what it is about, what has become of it, and its parts.

import { button, element, redraw } from "./elements.js";

/**
 * @param {HTMLElement} root
 * @param {any} told
 * @param {(name: string, value: any) => void} emit
 */
export function show(root, told, emit) {
  root.dir = told.dir;
  root.lang = told.lang;
  const parts = told.parts.map((/** @type {any} */ { name, label }, /** @type {number} */ place) => {
    const pressed = button("desk-part", () => emit("part", name), element("b", {}, String(place + 1)), label);
    pressed.dataset.id = `part-${name}`;
    if (name === told.chosen) pressed.setAttribute("aria-current", "step");
    return pressed;
  });
  const state = element("span", { class: `desk-state is-${told.state.replace(" ", "-")}` }, told.state_label);
  const about = [told.begun, told.words.saved].filter(Boolean);
  redraw(
    root,
    element(
      "div",
      { class: "desk-about" },
      element("h1", {}, told.title),
      element("p", {}, state, " ", element("bdi", { dir: "ltr" }, told.id), ` · ${about.join(" · ")}`),
    ),
    element("nav", { class: "desk-parts", "aria-label": told.words.parts }, ...parts),
  );
}
