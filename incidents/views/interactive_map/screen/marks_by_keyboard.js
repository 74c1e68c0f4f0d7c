// @ts-check
// The marks as the keyboard meets them: one after the other, each said in words.

import { describe } from "./marks.js";

/** Let the keyboard reach the marks: one stop for Tab, arrow keys from mark to mark, Enter or Space to open. */
export function reachByKeyboard(layers, items, words) {
  const held = layers.findIndex((layer) => layer.getElement() === document.activeElement);
  layers.forEach((layer, place) => {
    const element = layer.getElement();
    if (!element) return;
    const isReached = layer.among !== undefined; // by an answer before, which left it as it is
    Object.assign(layer, { among: layers, place });
    const stop = place === Math.max(held, 0) ? 0 : -1;
    if (element.tabIndex !== stop || !isReached) element.tabIndex = stop;
    if (isReached) return;
    element.setAttribute("role", "button");
    const { title, of } = items[place];
    element.setAttribute("aria-label", [title, ...(of ? [of] : []), ...describe(items[place], words)].join(". "));
    element.addEventListener("focus", () => layer.fire("focus"));
    element.addEventListener("blur", () => layer.fire("blur"));
    element.addEventListener("keydown", (event) => follow(event, layer));
  });
}

function follow(event, layer) {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (step) {
    const next = layer.among.at((layer.place + step) % layer.among.length).getElement();
    layer.getElement().tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  } else if (event.key === "Enter" || event.key === " ") {
    layer.fire("click", { latlng: layer.getLatLng() }, true);
  } else {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
}
