// @ts-check
// One field of the form: its label, its control, what the text suggests for it, and what is wrong with it.

import { chips, finder } from "./desk_find.js";
import { offers, overtaken, problemLine } from "./desk_offers.js";
import { element } from "./elements.js";

/** @typedef {{table: string, column: string, label: string, meaning: string, kind: string, needed: boolean,
 *   options: [string, string, string, string[]][], found_in: string, tongue: string, pair: string}} Field */
/** @typedef {{words: Record<string, string>, set: (field: Field, row: number, value: string, soon?: boolean) => void,
 *   ask: (kind: string, text: string, answer: (found: any[]) => void) => void,
 *   nameOf: (kind: string, value: string) => string, tell: (field: Field, value: string) => void,
 *   anew: (field: Field, row: number, name: string) => void, take: (mark: any) => void,
 *   point: (mark: any | null) => void}} Desk */

const SEPARATOR = "|";

/**
 * Return a field with ``take``, which fills it with what the draft has.
 * @param {Field} field
 * @param {number} row
 * @param {Desk} desk
 */
export function fieldOf(field, row, desk) {
  const id = `desk-${field.table}-${row}-${field.column}`;
  const control = controlOf(field, row, id, desk);
  const meaning = element("span", { class: "unseen", id: `${id}-meaning` }, field.meaning);
  const star = field.needed ? [element("span", { class: "needed", "aria-hidden": "true" }, "*")] : [];
  const label = element("label", { for: id, title: field.meaning }, field.label, ...star);
  const below = element("div", { class: "desk-below" });
  const node = element(
    "div",
    { class: `desk-field is-${field.kind} of-${field.column}`, "data-at": `${field.table}.${row}.${field.column}` },
    label,
    control.node,
    meaning,
    below,
  );
  node.addEventListener("focusin", () => desk.tell(field, control.value()));
  /** @type {{value: string, shown: string} | null} */
  let own = null; // what was typed here while another curator wrote something else
  return {
    node,
    field,
    refuse(/** @type {string} */ value, /** @type {string} */ shown) {
      own = { value, shown };
      control.leave?.();
    },
    /** @param {string} value @param {any[]} marks @param {any[]} problems */
    take(value, marks, problems) {
      control.take(value);
      // What is merely still empty is counted beside the form, and not held against who has just begun.
      const told = value === "" ? problems.filter((one) => one.weight !== "wrong") : problems;
      const wrong = told.some((one) => one.weight === "wrong");
      node.classList.toggle("is-wrong", wrong);
      control.input.setAttribute("aria-invalid", String(wrong));
      node.classList.toggle("is-filled", value !== "");
      if (own && own.value === value) own = null;
      const mine = own ? [overtaken(own, () => desk.set(field, row, own?.value ?? ""), desk)] : [];
      const parts = [...mine, ...offers(marks, value, desk), ...told.map(problemLine)];
      below.replaceChildren(...parts);
    },
  };
}

/**
 * @param {Field} field
 * @param {number} row
 * @param {string} id
 * @param {Desk} desk
 * @returns {{node: HTMLElement, input: HTMLElement, value: () => string, take: (value: string) => void,
 *   leave?: () => void}}
 */
function controlOf(field, row, id, desk) {
  const set = (/** @type {string} */ value, soon = false) => desk.set(field, row, value, soon);
  if (field.kind === "code") return choice(field, id, set, desk);
  if (field.kind === "name") return named(field, row, id, set, desk);
  if (field.kind === "names") return severalNamed(field, row, id, set, desk);
  const isLong = field.kind === "text";
  const types = { day: "date", number: "text" };
  const input = /** @type {HTMLInputElement | HTMLTextAreaElement} */ (
    element(isLong ? "textarea" : "input", {
      ...described(field, id),
      type: isLong ? null : (types[field.kind] ?? "text"),
      inputmode: field.kind === "number" ? "numeric" : null,
      rows: isLong ? (field.pair === "summary" ? 5 : 2) : null,
      lang: field.tongue || null,
      placeholder: desk.words[`eg ${field.column}`] ?? null,
      dir: field.tongue === "ar" ? "rtl" : field.tongue ? "ltr" : field.kind === "line" ? "auto" : "ltr",
    })
  );
  let isTyped = false; // and not left yet: what the server makes of it comes then
  input.addEventListener("input", () => ((isTyped = true), set(input.value.trim(), true)));
  input.addEventListener("change", () => ((isTyped = false), set(input.value.trim())));
  const take = (/** @type {string} */ value) => {
    if (input.value.trim() !== value && !isTyped) input.value = value;
  };
  return { node: input, input, value: () => input.value, take, leave: () => void (isTyped = false) };
}

function described(/** @type {Field} */ field, /** @type {string} */ id) {
  return { id, "aria-describedby": `${id}-meaning`, "aria-required": field.needed ? "true" : null };
}

/**
 * A closed list. Codes that stand under others are grouped by them.
 * @param {Field} field
 * @param {string} id
 * @param {(value: string) => void} set
 * @param {Desk} desk
 */
function choice(field, id, set, desk) {
  const input = /** @type {HTMLSelectElement} */ (element("select", described(field, id)));
  const groups = new Map();
  for (const [value, label, meaning, under] of field.options) {
    const option = element("option", { value, title: meaning }, label);
    const above = under.length === 1 ? (desk.words[`above ${under[0]}`] ?? "") : "";
    if (!groups.has(above)) groups.set(above, []);
    groups.get(above).push(option);
  }
  const parts = [...groups].flatMap(([above, options]) =>
    above ? [element("optgroup", { label: above }, ...options)] : options,
  );
  input.append(element("option", { value: "" }, desk.words.choose), ...parts);
  input.addEventListener("change", () => (set(input.value), desk.tell(field, input.value)));
  return { node: input, input, value: () => input.value, take: (/** @type {string} */ value) => (input.value = value) };
}

/**
 * A box for what a field names, be it not there yet.
 * @param {Field} field
 * @param {number} row
 * @param {string} id
 * @param {(value: string) => void} pick
 * @param {Desk} desk
 */
function finderOf(field, row, id, pick, desk) {
  const ask = (/** @type {string} */ text, /** @type {(found: any[]) => void} */ answer) =>
    desk.ask(field.found_in, text, answer);
  const anew = (/** @type {string} */ name) => desk.anew(field, row, name);
  const newly = desk.words[`new ${field.found_in}`];
  const { label, needed } = field;
  return finder({ id, label, describedBy: `${id}-meaning`, words: desk.words, needed, ask, pick, newly, anew });
}

/**
 * @param {Field} field
 * @param {number} row
 * @param {string} id
 * @param {(value: string) => void} set
 * @param {Desk} desk
 */
function named(field, row, id, set, desk) {
  const box = finderOf(field, row, id, set, desk);
  let held = "";
  const take = (/** @type {string} */ value) => box.take((held = value), value && desk.nameOf(field.found_in, value));
  return { node: box.node, input: box.input, value: () => held, take };
}

/**
 * @param {Field} field
 * @param {number} row
 * @param {string} id
 * @param {(value: string) => void} set
 * @param {Desk} desk
 */
function severalNamed(field, row, id, set, desk) {
  let held = "";
  const values = () => held.split(SEPARATOR).filter(Boolean);
  const pick = (/** @type {string} */ value) => {
    box.forget();
    if (value) set([...new Set([...values(), value])].join(SEPARATOR));
  };
  const box = finderOf(field, row, id, pick, desk);
  const list = element("div", { class: "desk-chips" });
  const take = (/** @type {string} */ value) => {
    held = value;
    const without = (/** @type {string} */ gone) =>
      set(
        values()
          .filter((one) => one !== gone)
          .join(SEPARATOR),
      );
    const nameOf = (/** @type {string} */ one) => desk.nameOf(field.found_in, one);
    list.replaceChildren(...chips(values(), nameOf, desk.words.remove, without));
  };
  return { node: element("div", { class: "desk-several" }, list, box.node), input: box.input, value: () => held, take };
}
