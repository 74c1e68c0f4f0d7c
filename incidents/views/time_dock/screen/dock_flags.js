// @ts-check
// Events as small flags above the bars. Those that stand close share one: the name of the first, and how many more.

import { placed } from "./dock_chart.js";
import { dayInWords } from "./dock_scale.js";
import { button, element } from "./elements.js";

/** @typedef {import("./dock_scale.js").Scale} Scale */
/** @typedef {{x: number, events: [number, string][]}} Group */

const ROOM = { wide: 118, narrow: 30 }; // px that a flag takes at least, with a name and without

/**
 * Join events that stand closer than a flag is wide.
 * @param {[number, string][]} events
 * @param {Scale} scale
 * @returns {Group[]}
 */
export function joined(events, scale) {
  const apart = scale.width < 640 ? ROOM.narrow : ROOM.wide;
  /** @type {Group[]} */
  const groups = [];
  for (const event of events) {
    const x = scale.x(event[0]),
      last = groups[groups.length - 1];
    if (last && x - last.x < apart) last.events.push(event);
    else groups.push({ x, events: [event] });
  }
  return groups;
}

/**
 * Draw the flags; ``tell`` shows lines at a flag or nothing.
 * @param {any} told
 * @param {Scale} scale
 * @param {(lines: string[][] | null, at: Element | null) => void} tell
 * @returns {HTMLElement[]}
 */
export function flags(told, scale, tell) {
  if (scale.isStrip) return [];
  const groups = joined(told.events, scale);
  return groups.map((group, place) => {
    const next = groups[place + 1]?.x ?? scale.end;
    const width = Math.max(24, next - group.x - 6);
    const lines = group.events.map(([day, words]) => [dayInWords(day, told.words), words]);
    const name = element("span", { class: "name", dir: told.dir }, group.events[0][1]);
    const more = element("b", {}, group.events.length > 1 ? `+${group.events.length - 1}` : "");
    const flag = button("flag", () => tell(lines, flag), element("i", { "aria-hidden": "true" }), name, more);
    placed(flag, { left: group.x, "max-width": width });
    flag.setAttribute("aria-label", lines.map((line) => line.join(": ")).join(" · "));
    flag.setAttribute("data-id", `flag-${group.events[0][0]}`);
    flag.tabIndex = place ? -1 : 0;
    flag.classList.toggle("bare", width < 60);
    for (const sign of ["pointerenter", "focus"]) flag.addEventListener(sign, () => tell(lines, flag));
    for (const sign of ["pointerleave", "blur"]) flag.addEventListener(sign, () => tell(null, null));
    return flag;
  });
}

/** Arrow keys go from flag to flag; Tab stops at one. @param {KeyboardEvent} event @param {HTMLElement} box */
export function walk(event, box) {
  const all = /** @type {HTMLElement[]} */ ([...box.querySelectorAll(".flag")]);
  const here = all.indexOf(/** @type {HTMLElement} */ (event.target));
  const to = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: all.length - 1 }[event.key];
  if (here < 0 || to === undefined) return false;
  const next = all[(to + all.length) % all.length];
  for (const flag of all) flag.tabIndex = flag === next ? 0 : -1;
  next.focus();
  event.preventDefault();
  return true;
}
