// @ts-check
// The ways on from a card: the buttons of its head, and the line of those related to it.

import { button, element } from "./elements.js";

/**
 * @param {any} told
 * @param {(name: string, value: any) => void} emit
 */
export function related({ related: walk, words }, emit) {
  if (!walk) return [];
  const steps = [
    step("related-before", words.related_before, walk.before, (id) => emit("related", id)),
    element("span", {}, words.related),
    step("related-after", words.related_after, walk.after, (id) => emit("related", id)),
  ];
  if (!walk.place) steps.shift();
  return [element("div", { class: "card-related" }, ...steps)];
}

/**
 * Return a button that leads on, or one that says it does not and keeps the focus all the same.
 * @param {string} name
 * @param {string} label
 * @param {string | null} id
 * @param {(id: string) => void} go
 */
export function step(name, label, id, go) {
  const made = sign(name, label, () => id && go(id));
  if (!id) made.setAttribute("aria-disabled", "true");
  return made;
}

/**
 * @param {string} name
 * @param {string} label
 * @param {() => void} act
 */
export function sign(name, label, act) {
  const made = button(`sign ${name}`, act, element("i", { "aria-hidden": true }));
  made.dataset.id = name;
  made.title = label;
  made.setAttribute("aria-label", label);
  return made;
}
