// @ts-check
// The filters of the file: the lists of the dashboard, each option with what it would leave, and the dates.

import { isoOf } from "./dock_scale.js";
import { button, element, redraw } from "./elements.js";
import { dayOf, ENDS } from "./days.js";
import { nearControls } from "./file_near.js";
import { counted, written } from "./counted_words.js";
import { CONTESTED } from "./window_sums.js";

/** @typedef {import("./question.js").Question} Question */
/** @typedef {{data: any, pick: (name: string, code: string) => void, set: (parts: Partial<Question>) => void,
 *   close: () => void, reset: () => void}} Host */

const NOT_STATED = "not-stated";
const FEW = 14; // options beyond which one can type into a list
/** @type {Set<string>} */
const open = new Set(["0", "1"]);
/** @type {Map<string, string>} what was typed into which list */
const sought = new Map();

/**
 * @param {HTMLElement} root
 * @param {any} data
 * @param {any} told
 * @param {import("./answers.js").Answers} answers
 * @param {Host} host
 */
export function showFilters(root, data, told, answers, host) {
  const again = () => showFilters(root, data, told, answers, host);
  const sections = told.filters.map((/** @type {any} */ section, /** @type {number} */ place) => {
    const set = section.filters.filter((/** @type {any} */ { name }) => isSet(name, answers.question)).length;
    const title = set ? `${section.title} · ${written(set)}` : section.title;
    const box = /** @type {HTMLDetailsElement} */ (element("details", {}, element("summary", {}, title)));
    box.open = open.has(String(place));
    box.addEventListener("toggle", () => {
      if (box.open === open.has(String(place))) return;
      if (box.open) open.add(String(place));
      else open.delete(String(place));
      again();
    });
    if (box.open) {
      const draw = (/** @type {any} */ filter) => drawn(filter, data, told, answers, host, again);
      box.append(...section.filters.map(draw));
    }
    return box;
  });
  const answer = button("answer", host.close, counted(told, "answer", answers.selected.length));
  answer.dataset.id = "answer";
  const head = element("div", { class: "filters-head" }, answer, button("plain", host.reset, told.words.reset));
  redraw(root, head, ...sections);
}

/** @param {string} name @param {Question} question */
export function isSet(name, question) {
  if (name in ENDS) return question[ENDS[name]] !== null;
  return name in question.lists || Boolean(/** @type {any} */ (question)[name]);
}

/**
 * @param {any} filter
 * @param {any} data
 * @param {any} told
 * @param {import("./answers.js").Answers} answers
 * @param {Host} host
 * @param {() => void} again
 */
function drawn(filter, data, told, answers, host, again) {
  const { question } = answers;
  if (filter.labels) return list(filter, told, answers, host, again);
  if (filter.name === "near") {
    return nearControls(filter, data.near, question.near, (near) => host.set({ near }));
  }
  if (filter.name in ENDS) {
    const end = ENDS[filter.name],
      day = question[end];
    const field = /** @type {HTMLInputElement} */ (
      element("input", { type: "date", "data-id": filter.name, value: day === null ? "" : isoOf(day) })
    );
    field.addEventListener("change", () => host.set({ [end]: dayOf(field.value) }));
    return element("label", { class: "day" }, filter.title, field);
  }
  if (filter.name === "contested") {
    const count = answers.without("contested").filter((at) => data.rows.flags[at] & CONTESTED).length;
    const press = option(filter.title, count, question.contested, () => host.set({ contested: !question.contested }));
    press.dataset.id = "contested";
    return element("p", { class: "options" }, press);
  }
  const field = /** @type {HTMLSelectElement} */ (element("select", { "data-id": filter.name }));
  for (const number of [
    0,
    ...Object.keys(filter.numbers)
      .map(Number)
      .filter((one) => one > 1),
  ]) {
    const chosen = number === question.min_origins;
    field.append(
      element("option", { value: number, selected: chosen }, number ? filter.numbers[number] : told.words.any_number),
    );
  }
  field.addEventListener("change", () => host.set({ min_origins: Number(field.value) }));
  return element("label", { class: "day" }, filter.title, field);
}

/**
 * @param {any} filter
 * @param {any} told
 * @param {import("./answers.js").Answers} answers
 * @param {Host} host
 * @param {() => void} again
 */
function list(filter, told, answers, host, again) {
  const chosen = answers.question.lists[filter.name] ?? [];
  const counts = answers.options(filter.name);
  const known = [...counts].filter(([code, count]) => count || chosen.includes(code));
  if (filter.is_sorted) {
    known.sort(
      ([one], [other]) =>
        Number(one === NOT_STATED) - Number(other === NOT_STATED) ||
        filter.labels[one].localeCompare(filter.labels[other], told.lang),
    );
  }
  const wanted = (sought.get(filter.name) ?? "").toLocaleLowerCase();
  const shown = known.filter(
    ([code]) => chosen.includes(code) || (filter.labels[code] ?? code).toLocaleLowerCase().includes(wanted),
  );
  const options = shown.map(([code, count]) => {
    const isChosen = chosen.includes(code);
    const press = option(filter.labels[code] ?? code, count, isChosen, () => host.pick(filter.name, code));
    press.dataset.id = `option-${filter.name}-${code}`;
    return press;
  });
  const parts = [element("legend", {}, filter.title)];
  if (filter.note) parts.push(element("small", {}, filter.note));
  if (known.length > FEW) parts.push(finder(filter, told, again));
  return element("fieldset", {}, ...parts, element("p", { class: "options" }, ...options));
}

/** @param {any} filter @param {any} told @param {() => void} again */
function finder(filter, told, again) {
  const label = `${told.words.search_options}: ${filter.title}`;
  const field = /** @type {HTMLInputElement} */ (
    element("input", {
      type: "search",
      "data-id": `find-${filter.name}`,
      placeholder: told.words.search_options,
      "aria-label": label,
      value: sought.get(filter.name) ?? "",
    })
  );
  field.addEventListener("input", () => {
    sought.set(filter.name, field.value);
    again();
    const anew = document.querySelector(`[data-id="find-${filter.name}"]`);
    if (anew instanceof HTMLInputElement) anew.setSelectionRange(anew.value.length, anew.value.length);
  });
  return field;
}

/** @param {string} label @param {number} count @param {boolean} isChosen @param {() => void} act */
function option(label, count, isChosen, act) {
  const press = button("option", act, element("bdi", {}, label), " ", element("b", {}, written(count)));
  press.setAttribute("aria-pressed", String(isChosen));
  return press;
}
