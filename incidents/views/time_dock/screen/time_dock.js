// @ts-check
// The time dock: bars of incidents over time, and over them the window of days that is asked for. While it is dragged or
// played the sums are made here and handed to the other parts; the days it is left on are what the server is asked.

import { Brush } from "./dock_brush.js";
import { chart, hatchings, labels, periodAt, placed, shape } from "./dock_chart.js";
import { Controls } from "./dock_controls.js";
import { flags, walk } from "./dock_flags.js";
import { Player } from "./dock_play.js";
import { Scale, daysInWords, isoOf } from "./dock_scale.js";
import { beforeInWords, selectedInWords, sumsInWords } from "./dock_words.js";
import { element, redraw } from "./elements.js";
import { move, share } from "./room.js";
import { Tip } from "./dock_tip.js";
import { windowSums } from "./window_sums.js";

/** @typedef {{from: number, to: number}} Days */

/** @type {WeakMap<HTMLElement, Dock>} */
const docks = new WeakMap();

/**
 * Draw what ``told`` says into ``root``. ``emit`` says "days" ({from, to} as YYYY-MM-DD, null for none), "step",
 * "milestones" ("shown", "hidden").
 * @param {HTMLElement} root
 * @param {any} told
 * @param {(name: string, value: any) => void} emit
 */
export function show(root, told, emit) {
  const dock = docks.get(root) ?? new Dock(root);
  docks.set(root, dock);
  dock.emit = emit;
  dock.take(told);
}

class Dock {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.emit = (/** @type {string} */ _name, /** @type {any} */ _value) => {};
    /** @type {any} */
    this.told = null;
    /** @type {Days | null} */
    this.days = null;
    this.player = new Player({
      bounds: () => [this.told.first, this.told.last],
      window: () => this.days,
      passing: (days) => this.pass(days),
      taken: (days) => this.ask(days),
      step: () => (this.told.step === "week" ? 7 : 30),
      changed: () => this.controls.show(this.told, this.player),
    });
    this.controls = new Controls({
      play: () => this.player.toggle(),
      mode: (mode) => this.playWith({ mode }),
      speed: (speed) => this.playWith({ speed }),
      step: (step) => this.emit("step", step),
      milestones: (shown) => this.emit("milestones", shown ? "shown" : "hidden"),
    });
    this.chart = element("div", { class: "dock-chart" });
    this.summary = element("p", { class: "dock-summary" });
    this.still = /** @type {any} */ (shape("svg", { class: "dock-still", "aria-hidden": "true" }));
    this.before = shape("rect", { class: "before", y: 0 });
    this.layer = element("div", { class: "dock-layer" });
    this.marks = { before: this.mark("before-words"), selected: this.mark("selected-words"), readout: this.mark("readout") };
    this.said = element("p", { class: "dock-summary", role: "status" });
    this.tip = new Tip(root);
    this.chart.append(this.still, this.layer, ...Object.values(this.marks));
    this.brush = new Brush(this.chart, {
      passing: (days) => this.pass(days),
      taken: (days) => this.ask(days),
      pressed: (day) => periodAt(this.told, day),
    });
    this.flags = this.chart.appendChild(element("div", { class: "dock-flags", role: "group" }));
    root.append(element("div", { class: "dock-controls" }, this.controls.play, this.controls.rest), this.chart, this.summary, this.said);
    root.setAttribute("role", "region");
    root.addEventListener("keydown", (event) => this.key(event));
    this.chart.addEventListener("pointermove", (event) => this.point(event));
    this.chart.addEventListener("pointerleave", () => this.tip.hide());
    new ResizeObserver(() => this.draw()).observe(this.chart);
  }

  /** @param {string} name */
  mark(name) {
    return element("span", { class: name });
  }

  get isMoving() {
    return this.player.isPlaying || Boolean(this.brush.drag);
  }

  /** Take an answer. One that was asked for before the last window was left is not yet the answer to it. @param {any} told */
  take(told) {
    this.told = told;
    share("rows", told.rows);
    this.root.setAttribute("aria-label", told.words.dock);
    this.summary.textContent = told.words.summary;
    const asked = told.window ? { from: told.window[0], to: told.window[1] } : null;
    const isLate = this.awaited !== undefined && this.awaited !== keyOf(asked) && this.patience-- > 0;
    if (!this.isMoving && !isLate) {
      this.awaited = undefined;
      this.days = asked;
      this.sums = null;
      move(null);
    }
    this.controls.show(told, this.player);
    this.draw();
    this.root.dataset.shown = String(Number(this.root.dataset.shown ?? 0) + 1);
  }

  /** Follow the hand, and let all others follow. @param {Days | null} days */
  pass(days) {
    this.days = days;
    this.awaited = undefined;
    this.tip.hide();
    const { rows } = this.told;
    this.sums = days && rows ? windowSums(rows, days.from, days.to) : null;
    this.isPassing = Boolean(days);
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      if (!this.isPassing) return;
      move(this.days, this.sums);
      this.showWindow();
    });
  }

  /** Ask the server; what moves stands until it answers. @param {Days | null} days */
  ask(days) {
    cancelAnimationFrame(this.frame ?? 0);
    this.frame = 0;
    this.days = days;
    const { rows } = this.told;
    this.sums = days && rows ? windowSums(rows, days.from, days.to) : null;
    this.isPassing = false;
    this.awaited = keyOf(days);
    this.patience = 2;
    move(days, this.sums);
    this.showWindow();
    this.said.textContent = days ? [daysInWords(days.from, days.to, this.told.words), this.counted()].join(" · ") : "";
    this.emit("days", days ? { from: isoOf(days.from), to: isoOf(days.to) } : { from: null, to: null });
  }

  counted() {
    const { words, selected, rows } = this.told;
    if (this.sums) return selectedInWords(this.sums.incidents, words);
    if (this.isPassing || this.awaited !== undefined) return rows ? "" : words.on_release;
    return this.days ? selectedInWords(selected, words) : "";
  }

  draw() {
    const { clientWidth: width, clientHeight: height } = this.chart;
    if (!this.told || !width || !height) return;
    const scale = (this.scale = new Scale(this.told, width, height));
    this.root.classList.toggle("strip", scale.isStrip);
    this.still.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.still.replaceChildren(hatchings(), this.before, ...chart(this.told, scale));
    this.before.setAttribute("height", String(scale.floor));
    this.layer.replaceChildren(...labels(this.told, scale));
    this.flags.setAttribute("aria-label", this.told.words.milestones);
    redraw(this.flags, ...flags(this.told, scale, (lines, at) => this.tip.show(lines, at, this.told.dir)));
    this.showWindow();
  }

  /** Draw the window, the period before it and their counts: all that changes in a frame. */
  showWindow() {
    const { scale, told, days } = this;
    if (!scale) return;
    const { words, dir } = told, counted = this.counted();
    this.brush.show(days, scale, words, counted);
    const before = beforeInWords(days, told, this.sums);
    const from = before ? scale.x(before.from) : 0, to = before ? scale.x(before.to + 1) : 0;
    this.before.setAttribute("x", String(from));
    this.before.setAttribute("width", String(to - from));
    const isTold = Boolean(before && to - from > 40 && !this.isPassing);
    write(this.marks.before, isTold && before ? before.words : "", dir, { left: from + 6, top: 3, "max-width": to - from - 10 });
    const left = days ? scale.x(days.from) : 0, right = days ? scale.x(days.to + 1) : 0;
    const room = scale.end - left - 6;
    const at = room < 90 ? { left: Math.max(0, right - 130), width: 124 } : { left: left + 6 };
    write(this.marks.selected, days ? counted : "", dir, { top: 3, ...at });
    this.marks.selected.classList.toggle("ends", room < 90);
    const readout = this.isPassing && days ? [daysInWords(days.from, days.to, words), sumsInWords(this.sums, told)] : [];
    const isEarly = left + right < scale.start + scale.end;
    const line = readout.filter(Boolean).join(" · ");
    write(this.marks.readout, line, dir, isEarly ? { left: Math.max(right + 8, scale.end - 330), top: 1 } : { left: scale.start + 4, top: 1 });
  }

  /** Play otherwise, at once. @param {{mode?: any, speed?: number}} how */
  playWith(how) {
    Object.assign(this.player, how);
    if (this.player.isPlaying) this.player.place(true);
    this.controls.show(this.told, this.player);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const on = /** @type {HTMLElement} */ (event.target);
    if (event.altKey || event.ctrlKey || event.metaKey || walk(event, this.flags)) return;
    if (event.key === " " && on.tagName !== "BUTTON") this.player.toggle();
    else if (event.key === "," || event.key === "،") this.player.step(-1);
    else if (event.key === ".") this.player.step(1);
    else if (event.key === "Escape" && this.tip.isShown) this.tip.hide();
    else if (event.key === "Escape") this.giveUp();
    else return;
    event.preventDefault();
  }

  /** Esc: what moves goes back to where it was; what stands is cleared. */
  giveUp() {
    if (this.player.isPlaying) this.player.stop();
    else if (!this.brush.cancel()) return void (this.days && this.ask(null));
    this.isPassing = false;
    this.awaited = undefined;
    this.take(this.told);
  }

  /** Say what the period under the pointer holds. @param {PointerEvent} event */
  point(event) {
    const { scale, told } = this;
    if (!scale || this.isMoving || event.pointerType === "touch") return;
    if (/** @type {HTMLElement} */ (event.target).closest(".flag")) return;
    const x = event.clientX - this.chart.getBoundingClientRect().left;
    const period = x < scale.start || x > scale.end ? null : periodAt(told, scale.day(x));
    if (!period) return this.tip.hide();
    const { words } = told, many = words.incidents.replace("{count}", period.total.toLocaleString("en"));
    const lines = [[daysInWords(period.from, period.to, words), many], ...period.lines.map((line) => [line])];
    this.tip.show(lines, this.chart, told.dir, event.clientX);
  }
}

/** @param {Days | null} days */
const keyOf = (days) => (days ? `${days.from}..${days.to}` : "");

/** @param {HTMLElement} mark @param {string} words @param {string} dir @param {any} where */
function write(mark, words, dir, where) {
  if (mark.textContent !== words) mark.textContent = words;
  mark.dir = dir;
  mark.hidden = !words;
  if (words) placed(mark, where);
}
