// @ts-check
// What stands below a field: what the text suggests, what is wrong, and what was typed while another curator wrote.

import { button, element } from "./elements.js";

export function problemLine(/** @type {any} */ { weight, message }) {
  return element("p", { class: `desk-problem ${weight}` }, message);
}

/** Tell who was overtaken what he had written, and let him write it over what stands there now. */
export function overtaken(/** @type {{shown: string}} */ own, /** @type {() => void} */ keep, /** @type {any} */ desk) {
  const pressed = button("desk-goto", keep, desk.words.keep_own);
  const shown = element("q", { dir: "auto" }, own.shown || desk.words.empty);
  return element("p", { class: "desk-problem wrong", role: "alert" }, `${desk.words.overtaken} `, shown, " ", pressed);
}

/** Offer what the text suggests; what is taken already only leads back to its sentence. */
export function offers(/** @type {any[]} */ marks, /** @type {string} */ value, /** @type {any} */ desk) {
  return marks.map((mark) => {
    const isTaken = mark.value === value;
    const act = () => (isTaken ? desk.point(mark) : desk.take(mark));
    const shown = element("bdi", {}, isTaken ? desk.words.from_text : mark.shown || mark.value);
    const pressed = button(isTaken ? "desk-offer is-taken" : "desk-offer", act, shown);
    pressed.title = mark.sentence;
    pressed.dataset.value = mark.value;
    pressed.setAttribute("aria-label", `${isTaken ? desk.words.taken : desk.words.take}: ${mark.shown || mark.value}`);
    for (const name of ["pointerenter", "focus"]) pressed.addEventListener(name, () => desk.point(mark));
    for (const name of ["pointerleave", "blur"]) pressed.addEventListener(name, () => desk.point(null));
    return pressed;
  });
}
