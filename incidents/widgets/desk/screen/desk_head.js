// @ts-check
// The head of the desk: its views, and who sits at it.

import { button, element, redraw } from "./elements.js";

const WHO = "desk who";

/**
 * @param {HTMLElement} root
 * @param {any} told
 * @param {(name: string, value: any) => void} emit
 */
export function show(root, told, emit) {
  root.dir = told.dir;
  root.lang = told.lang;
  const held = localStorage.getItem(WHO);
  if (held && held !== told.who && !root.dataset.told) emit("who", held);
  root.dataset.told = "yes";
  const views = told.views.map((/** @type {any} */ { name, label }) => {
    const pressed = button("desk-view", () => emit("view", name), label);
    pressed.dataset.id = `view-${name}`;
    if (name === told.chosen) pressed.setAttribute("aria-current", "page");
    return pressed;
  });
  const name = /** @type {HTMLInputElement} */ (
    element("input", { id: "desk-who", type: "text", maxlength: 80, autocomplete: "name", dir: "auto" })
  );
  name.value = held ?? told.who;
  name.addEventListener("change", () => {
    localStorage.setItem(WHO, name.value.trim());
    emit("who", name.value.trim());
  });
  const read = element("a", { class: "desk-read", href: "./?lang=" + told.lang, target: "_self" }, told.words.read);
  redraw(
    root,
    element("div", { class: "desk-name" }, element("strong", {}, told.title), element("span", {}, told.record)),
    element("nav", { class: "desk-views", "aria-label": told.words.views }, ...views),
    element("label", { class: "desk-who", for: "desk-who" }, element("span", {}, told.words.you), name),
    read,
  );
}
