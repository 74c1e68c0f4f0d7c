// @ts-check
// What the dock shows: the chart that stays, the words that move over it, a few lines at what is pointed at.

import { chart, hatchings, labels, periodAt, placed, shape } from "./dock_chart.js";
import { flags } from "./dock_flags.js";
import { Scale, daysInWords } from "./dock_scale.js";
import { Tip } from "./dock_tip.js";
import { beforeInWords, sumsInWords } from "./dock_words.js";
import { element, redraw } from "./elements.js";

/** @typedef {{from: number, to: number}} Days */
/** @typedef {import("./window_sums.js").Sums} Sums */
/** @typedef {{days: Days | null, sums: Sums | null, counted: string, isPassing: boolean}} Shown */

const LEAST = 60; // px of a label that is worth beginning

export class Face {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.chart = element("div", { class: "dock-chart" });
    this.still = shape("svg", { class: "dock-still", "aria-hidden": "true" });
    this.before = shape("rect", { class: "before", y: 0 });
    this.layer = element("div", { class: "dock-layer" });
    const mark = (/** @type {string} */ name) => element("span", { class: name });
    this.marks = { before: mark("before-words"), selected: mark("selected-words"), readout: mark("readout") };
    this.flags = element("div", { class: "dock-flags", role: "group" });
    this.tip = new Tip(root);
    this.chart.append(this.still, this.layer, ...Object.values(this.marks));
    this.chart.addEventListener("pointerleave", () => this.tip.hide());
    /** @type {Scale | null} */
    this.scale = null;
    this.room = /** @type {{width: number, height: number} | null} */ (null); // px
    this.flagged = "";
    this.widths = /** @type {Map<string, number>} */ (new Map());
  }

  /** Note how large the chart is. To ask for it while an answer is drawn would have the browser lay out the page. */
  measure() {
    const { clientWidth: width, clientHeight: height } = this.chart;
    return (this.room = { width, height });
  }

  /** Draw what stays between two answers, as large as there is room; return whether there is any. @param {any} told */
  draw(told) {
    const { width, height } = this.room ?? this.measure();
    if (!width || !height) return false;
    const scale = (this.scale = new Scale(told, width, height));
    this.told = told;
    this.still.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.still.replaceChildren(hatchings(), this.before, ...chart(told, scale));
    this.before.setAttribute("height", String(scale.floor));
    this.layer.replaceChildren(...labels(told, scale));
    const flagged = JSON.stringify([told.lang, told.events, width, height]);
    if (flagged === this.flagged) return true;
    this.flagged = flagged;
    this.flags.setAttribute("aria-label", told.words.milestones);
    redraw(this.flags, ...flags(told, scale, (lines, at) => this.tip.show(lines, at, told.dir)));
    return true;
  }

  /** Draw the period before the window and all counts: what changes in a frame. @param {Shown} shown */
  showWindow({ days, sums, counted, isPassing }) {
    const { scale, told, marks } = this;
    if (!scale) return;
    const { words, dir } = told;
    this.layer.classList.toggle("passing", isPassing);
    const before = beforeInWords(days, told, sums);
    const from = before ? scale.x(before.from) : 0,
      room = before ? scale.x(before.to + 1) - from : 0;
    this.before.setAttribute("x", String(from));
    this.before.setAttribute("width", String(room));
    const left = days ? scale.x(days.from) : 0,
      right = days ? scale.x(days.to + 1) : 0;
    const totals = sumsInWords(sums, told, scale.isStrip);
    const line = isPassing && days ? [daysInWords(days.from, days.to, words), totals] : [];
    write(marks.selected, days && !(scale.isStrip && isPassing) ? counted : "", dir);
    write(marks.readout, line.filter(Boolean).join(" · "), dir);
    const takes = this.widthOf(marks.selected),
      isAtEnd = left + 6 + takes > scale.end;
    const counts = isAtEnd ? Math.max(0, right - 6 - takes) : left + 6;
    placed(marks.selected, { left: counts });
    const isEarly = left + right < scale.start + scale.end;
    const beside = Math.max(scale.start, (scale.isStrip ? scale.width : scale.end) - 6 - this.widthOf(marks.readout));
    placed(marks.readout, { left: isEarly ? beside : scale.start + 4 });
    const free = Math.min(room, takes ? counts - from : room) - 12;
    write(marks.before, before && free > LEAST && !isPassing ? before.words : "", dir);
    placed(marks.before, { left: from + 6, "max-width": Math.max(0, free) });
    marks.before.title = before ? before.words : "";
  }

  /**
   * Return the width of a text, measured once for each number of letters: to measure has the browser lay out the page.
   * @param {HTMLElement} mark
   */
  widthOf(mark) {
    if (!mark.textContent) return 0;
    const letters = `${mark.className} ${mark.dir} ${mark.textContent.length}`;
    const known = this.widths.get(letters) ?? mark.offsetWidth;
    this.widths.set(letters, known);
    return known;
  }

  /** Say what the period under the pointer holds. @param {PointerEvent} event */
  point(event) {
    const { scale, told } = this;
    if (!scale || event.pointerType === "touch" || /** @type {HTMLElement} */ (event.target).closest(".flag")) return;
    const x = event.clientX - this.chart.getBoundingClientRect().left;
    const period = x < scale.start || x > scale.end ? null : periodAt(told, scale.day(x));
    if (!period) return this.tip.hide();
    const { words } = told,
      many = words.incidents.replace("{count}", period.total.toLocaleString("en"));
    const lines = [[daysInWords(period.from, period.to, words), many], ...period.lines.map((line) => [line])];
    this.tip.show(lines, this.chart, told.dir, event.clientX);
  }
}

/** @param {HTMLElement} mark @param {string} words @param {string} dir */
function write(mark, words, dir) {
  if (mark.textContent !== words) mark.textContent = words;
  if (mark.dir !== dir) mark.dir = dir;
  if (mark.hidden !== !words) mark.hidden = !words;
}
