// @ts-check
// A story, a sentence at a time: what it is, at which step it stands, and the ways back and on by button and by key.

import { button, element, redraw } from "./elements.js";

/** @typedef {[string, string, [number, number, number] | null]} Step  id, sentence, and what the map shows */
/** @typedef {{title: string, steps: Step[], words: Record<string, string>, dir: string, lang: string}} Story */
/** @typedef {Story & {at: number, first: number, note?: string}} Told  step 0 is the title; the first that is shown */
/** @typedef {(name: string, value: any) => void} Emit  "go" with a step, "leave" */

const KEYS_OF_OTHERS = "input, textarea, select, [role=listbox], [role=dialog], .leaflet-container, .time_dock";
const NUMBERS = new Intl.NumberFormat("en");

/** @type {WeakMap<HTMLElement, {told: Told, emit: Emit}>} */
const shown = new WeakMap();
/** @type {Set<HTMLElement>} */
const roots = new Set();

/**
 * @param {HTMLElement} root
 * @param {Told} told
 * @param {Emit} emit
 */
export function show(root, told, emit) {
  const { at, steps, title, words } = told;
  shown.set(root, { told, emit });
  if (!roots.size) document.addEventListener("keydown", heard);
  roots.add(root);
  root.dir = told.dir;
  root.lang = told.lang;
  root.setAttribute("role", "region");
  root.setAttribute("aria-label", `${words.story}: ${title}`);
  const gaps = { place: NUMBERS.format(at), count: NUMBERS.format(steps.length) };
  const place = words.place.replace("{place}", gaps.place).replace("{count}", gaps.count);
  const close = sign("close", words.leave, () => emit("leave", true));
  const bar = [element("strong", {}, title), ...(at ? [element("span", { class: "story-place" }, place)] : []), close];
  const begin = button("plain", () => emit("go", 1), words.begin);
  begin.dataset.id = "story-after";
  const sentence = at
    ? [
        step("before", words.before, at > told.first, () => emit("go", at - 1)),
        element("p", { role: "status" }, steps[at - 1][1]),
        step("after", words.after, at < steps.length, () => emit("go", at + 1)),
      ]
    : [begin];
  const note = told.note ? [element("p", { class: "story-note" }, told.note)] : []; // whose words these are
  redraw(root, element("header", {}, ...bar), element("div", { class: "story-step" }, ...sentence), ...note);
}

/** @param {KeyboardEvent} event */
function heard(event) {
  for (const root of roots) if (!root.isConnected) roots.delete(root);
  const [root] = [...roots].filter((one) => !one.hidden);
  if (!root || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const isTold = event.target instanceof Node && root.contains(event.target);
  if (!isTold && event.target instanceof Element && event.target.closest(KEYS_OF_OTHERS)) return;
  const { told, emit } = /** @type {{told: Told, emit: Emit}} */ (shown.get(root));
  const [back, on] = told.dir === "rtl" ? ["ArrowRight", "ArrowLeft"] : ["ArrowLeft", "ArrowRight"];
  const last = told.steps.length;
  /** @type {Record<string, number>} */
  const ways = { [on]: told.at + 1, [back]: told.at - 1 };
  // The keys of the paper scroll whatever else has the focus: they are those of the story only on it.
  if (isTold || event.target === document.body) {
    Object.assign(ways, { PageDown: told.at + 1, PageUp: told.at - 1, Home: told.first, End: last });
  }
  if (!(event.key in ways)) return;
  event.preventDefault();
  const place = Math.max(told.first, Math.min(ways[event.key], last));
  if (place !== told.at) emit("go", place);
}

/** @param {string} name @param {string} label @param {boolean} leads @param {() => void} go */
function step(name, label, leads, go) {
  const made = sign(name, label, () => leads && go());
  if (!leads) made.setAttribute("aria-disabled", "true");
  return made;
}

/** @param {string} name @param {string} label @param {() => void} act */
function sign(name, label, act) {
  const made = button(`sign ${name}`, act, element("i", { "aria-hidden": true }));
  made.dataset.id = `story-${name}`;
  made.title = label;
  made.setAttribute("aria-label", label);
  return made;
}
