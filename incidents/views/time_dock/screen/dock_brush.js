// @ts-check
// The window on the dock: drawn, moved and resized by hand or by keys. It knows days, not what they mean.

import { placed } from "./dock_chart.js";
import { dayInWords, daysInWords } from "./dock_scale.js";
import { element } from "./elements.js";

/** @typedef {import("./dock_scale.js").Scale} Scale */
/** @typedef {{from: number, to: number}} Days */
/** @typedef {(days: Days | null) => void} Take */

const SLACK = 3; // px that a press may slip and still be a click
const MONTH = 30; // days of a large step

/** @param {string} name @returns {HTMLElement} */
const slider = (name) => element("div", { class: name, role: "slider", tabindex: 0, "data-id": name });

export class Brush {
  /**
   * ``passing`` hears each change while the hand or the key is down, ``taken`` what it leaves behind.
   * @param {HTMLElement} chart
   * @param {{passing: Take, taken: Take, pressed: (day: number) => Days | null}} host
   */
  constructor(chart, host) {
    this.chart = chart;
    this.host = host;
    /** @type {Days | null} */
    this.days = null;
    /** @type {{mode: string, x: number, day: number, days: Days | null, slipped: boolean} | null} */
    this.drag = null;
    this.body = slider("window");
    this.ends = { from: slider("handle from"), to: slider("handle to") };
    chart.append(this.body, this.ends.from, this.ends.to);
    chart.addEventListener("pointerdown", (event) => this.grasp(event));
    chart.addEventListener("pointermove", (event) => this.drag && this.pull(event));
    chart.addEventListener("pointerup", () => this.release());
    chart.addEventListener("pointercancel", () => this.cancel());
    for (const part of [this.body, this.ends.from, this.ends.to]) {
      part.addEventListener("keydown", (event) => this.key(event));
      part.addEventListener("keyup", () => this.settle());
      part.addEventListener("blur", () => this.settle());
    }
  }

  /** Draw the window. @param {Days | null} days @param {Scale} scale @param {any} words @param {string} counted */
  show(days, scale, words, counted) {
    this.days = days;
    this.scale = scale;
    const { from, to } = this.whole();
    const left = scale.x(days ? days.from : scale.first),
      right = scale.x(days ? days.to + 1 : scale.last + 1);
    placed(this.body, { left, width: Math.max(1, right - left), height: scale.floor });
    this.body.classList.toggle("open", !days);
    for (const [end, x] of /** @type {const} */ ([
      ["from", left],
      ["to", right],
    ])) {
      placed(this.ends[end], { left: x, height: scale.floor });
    }
    const { first, last } = scale;
    /** @param {HTMLElement} part @param {string} name @param {number} now @param {string} text */
    const say = (part, name, now, text) => {
      const range = { "aria-valuemin": first, "aria-valuemax": last, "aria-valuenow": now, "aria-valuetext": text };
      for (const [key, value] of Object.entries(range)) part.setAttribute(key, String(value));
      part.setAttribute("aria-label", name);
    };
    say(this.body, words.days, from, [daysInWords(from, to, words), counted].filter(Boolean).join(" · "));
    say(this.ends.from, words.first_day, from, dayInWords(from, words));
    say(this.ends.to, words.last_day, to, dayInWords(to, words));
  }

  /** Return the window within what is covered; all of it where no dates are asked for. @returns {Days} */
  whole() {
    const { first, last } = /** @type {Scale} */ (this.scale);
    const held = (/** @type {number} */ day) => Math.max(first, Math.min(last, day));
    return this.days ? { from: held(this.days.from), to: held(this.days.to) } : { from: first, to: last };
  }

  /** @param {PointerEvent} event */
  grasp(event) {
    const on = /** @type {HTMLElement} */ (event.target);
    if (event.button || !this.scale || on.closest("button")) return;
    const x = this.at(event);
    if (x > this.scale.end + 8) return;
    const end = on === this.ends.from ? "from" : on === this.ends.to ? "to" : null;
    const mode = end ?? (on === this.body && this.days ? "move" : "new");
    this.drag = { mode, x, day: this.scale.day(x), days: this.days, slipped: false };
    this.chart.setPointerCapture(event.pointerId);
    (end ? this.ends[end] : this.body).focus({ preventScroll: true }); // so that Esc is heard, and arrows go on
    event.preventDefault();
  }

  /** @param {PointerEvent} event */
  at(event) {
    return event.clientX - this.chart.getBoundingClientRect().left;
  }

  /** @param {PointerEvent} event */
  pull(event) {
    const { drag, scale } = this;
    if (!drag || !scale) return;
    const x = this.at(event);
    if (Math.abs(x - drag.x) > SLACK) drag.slipped = true;
    if (!drag.slipped) return;
    const day = scale.day(x),
      held = drag.days ?? this.whole();
    if (drag.mode === "new") this.pass({ from: Math.min(drag.day, day), to: Math.max(drag.day, day) });
    else if (drag.mode === "move") this.pass(this.moved(held, Math.round((x - drag.x) / scale.perDay)));
    else this.pass(this.resized(held, drag.mode, day));
  }

  release() {
    const { drag } = this;
    this.drag = null;
    if (!drag) return;
    if (drag.slipped) this.host.taken(this.days);
    else if (drag.mode === "new") this.host.taken(drag.days ? null : this.host.pressed(drag.day));
  }

  /** Let go without having moved anything. */
  cancel() {
    const { drag } = this;
    this.drag = null;
    this.touched = false;
    if (drag) this.host.passing(drag.days);
    return Boolean(drag);
  }

  /** @param {Days} days @param {number} by */
  moved({ from, to }, by) {
    const { first, last } = /** @type {Scale} */ (this.scale);
    const step = Math.max(first - from, Math.min(last - to, by));
    return { from: from + step, to: to + step };
  }

  /** @param {Days} held @param {string} end @param {number} day */
  resized(held, end, day) {
    const other = end === "from" ? held.to : held.from;
    return { from: Math.min(day, other), to: Math.max(day, other) };
  }

  /** @param {Days} days */
  pass(days) {
    this.days = days;
    this.host.passing(days);
  }

  /** Arrows move the window, with Shift its end; on a handle they move that end. @param {KeyboardEvent} event */
  key(event) {
    const { first, last } = /** @type {Scale} */ (this.scale);
    const far = last - first;
    const large = { PageUp: MONTH, PageDown: -MONTH, Home: -far, End: far };
    const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, ...large }[event.key];
    if (by === undefined) return;
    const held = this.whole();
    const end = event.currentTarget === this.ends.from ? "from" : "to";
    const moves = event.currentTarget === this.body && !event.shiftKey;
    const step = event.currentTarget !== this.body && event.shiftKey ? by * 7 : by;
    const limited =
      end === "from"
        ? Math.max(first, Math.min(held.to, held.from + step))
        : Math.max(held.from, Math.min(last, held.to + step));
    this.pass(moves ? this.moved(held, by) : { ...held, [end]: limited });
    this.touched = true;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Ask once the key is let go. */
  settle() {
    if (!this.touched) return;
    this.touched = false;
    this.host.taken(this.days);
  }
}
