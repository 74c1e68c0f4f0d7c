// @ts-check
// The time dock: bars of incidents over time, and over them the window of days that is asked for. While it is dragged
// or played the sums are made here and handed to the other parts; the days on which it is left go to the server.

import { Brush } from "./dock_brush.js";
import { periodAt } from "./dock_chart.js";
import { Controls } from "./dock_controls.js";
import { Face } from "./dock_face.js";
import { walk } from "./dock_flags.js";
import { Player } from "./dock_play.js";
import { daysInWords, isoOf } from "./dock_scale.js";
import { selectedInWords } from "./dock_words.js";
import { element } from "./elements.js";
import { move, share } from "./room.js";
import { windowSums } from "./window_sums.js";

/** @typedef {{from: number, to: number}} Days */

const docks = /** @type {WeakMap<HTMLElement, Dock>} */ (new WeakMap());

/**
 * Draw what ``told`` says into ``root``. ``emit`` says "days" ({from, to} as YYYY-MM-DD, both null for none), "step"
 * and "milestones" ("shown", "hidden").
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
    this.told = /** @type {any} */ (null);
    this.days = /** @type {Days | null} */ (null);
    this.sums = /** @type {import("./window_sums.js").Sums | null} */ (null);
    /** @type {string | undefined} the window that the server was asked for last and has not answered */
    this.awaited = undefined;
    this.isPassing = false;
    this.patience = this.frame = 0;
    this.player = this.playerOf();
    this.controls = this.controlsOf();
    this.face = new Face(root);
    this.brush = new Brush(this.face.chart, {
      passing: (days) => this.pass(days),
      taken: (days) => this.ask(days),
      pressed: (day) => periodAt(this.told, day),
    });
    this.summary = element("p", { class: "dock-summary" });
    this.said = element("p", { class: "dock-summary", role: "status" });
    this.face.chart.append(this.face.flags);
    const buttons = element("div", { class: "dock-controls" }, this.controls.play, this.controls.rest);
    root.append(buttons, this.face.chart, this.summary, this.said);
    root.setAttribute("role", "region");
    root.addEventListener("keydown", (event) => this.key(event));
    this.face.chart.addEventListener("pointermove", (event) => this.isMoving() || this.face.point(event));
    new ResizeObserver(() => this.face.measure() && this.draw()).observe(this.face.chart);
  }

  playerOf() {
    return new Player({
      bounds: () => [this.told.first, this.told.last],
      window: () => this.days,
      passing: (days) => this.pass(days),
      taken: (days) => this.ask(days),
      step: () => (this.told.step === "week" ? 7 : 30),
      changed: () => this.controls.show(this.told, this.player),
    });
  }

  controlsOf() {
    return new Controls({
      play: () => this.player.toggle(),
      mode: (mode) => this.playWith({ mode }),
      speed: (speed) => this.playWith({ speed }),
      step: (step) => this.emit("step", step),
      milestones: (shown) => this.emit("milestones", shown ? "shown" : "hidden"),
    });
  }

  /**
   * Take an answer. One that was given before the last window was asked for changes all but the window.
   * @param {any} told
   */
  take(told) {
    this.told = told;
    share("rows", told.rows);
    this.root.setAttribute("aria-label", told.words.dock);
    this.summary.textContent = [told.words.summary, told.beside?.words.summary ?? ""].join(" ");
    const asked = told.window ? { from: told.window[0], to: told.window[1] } : null;
    const isLate = this.awaited !== undefined && this.awaited !== keyOf(asked) && this.patience-- > 0;
    if (!this.isMoving() && !isLate) {
      Object.assign(this, { awaited: undefined, isPassing: false, days: asked, sums: null });
      if (!asked) this.said.textContent = "";
      move(null);
    }
    this.controls.show(told, this.player);
    this.draw();
    this.root.dataset.shown = String(Number(this.root.dataset.shown ?? 0) + 1);
  }

  /** Follow the hand, and let all others follow. @param {Days | null} days */
  pass(days) {
    if (this.isPassing && keyOf(days) === keyOf(this.days)) return; // between two days there is nothing to draw
    this.stand(days);
    this.awaited = undefined;
    this.isPassing = Boolean(days);
    this.face.tip.hide();
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      move(this.days, this.sums);
      this.showWindow();
    });
  }

  /** Ask the server; what moved stands until it answers. @param {Days | null} days */
  ask(days) {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.stand(days);
    this.isPassing = false;
    this.awaited = keyOf(days);
    this.patience = 2; // answers to something else, on their way already
    move(days, this.sums);
    this.showWindow();
    this.said.textContent = days ? [daysInWords(days.from, days.to, this.told.words), this.counted()].join(" · ") : "";
    this.emit("days", days ? { from: isoOf(days.from), to: isoOf(days.to) } : { from: null, to: null });
  }

  /** Know the window and what it adds up to. @param {Days | null} days */
  stand(days) {
    const { rows } = this.told;
    this.days = days && { from: days.from, to: days.to };
    this.sums = days && rows ? windowSums(rows, days.from, days.to) : null;
  }

  /** Say how many incidents the window has, if that is known. */
  counted() {
    const { words, selected } = this.told;
    if (this.sums) return selectedInWords(this.sums.incidents, words);
    if (this.isPassing || this.awaited !== undefined) return words.on_release;
    return this.days ? selectedInWords(selected, words) : "";
  }

  isMoving() {
    return this.player.isPlaying || Boolean(this.brush.drag);
  }

  draw() {
    if (this.told && this.face.draw(this.told)) this.showWindow();
  }

  showWindow() {
    const { days, sums, isPassing, face, told } = this,
      counted = face.scale ? this.counted() : "";
    if (!face.scale) return;
    this.brush.show(days, face.scale, told.words, counted);
    face.showWindow({ days, sums, counted, isPassing });
  }

  /** @param {{mode?: any, speed?: number}} how to play from now on */
  playWith(how) {
    Object.assign(this.player, how);
    if (this.player.isPlaying) this.player.place(true);
    this.controls.show(this.told, this.player);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const on = /** @type {HTMLElement} */ (event.target),
      { tip } = this.face;
    if (event.altKey || event.ctrlKey || event.metaKey || walk(event, this.face.flags)) return;
    if (event.key === " " && on.tagName !== "BUTTON") this.player.toggle();
    else if (event.key === "," || event.key === "،") this.player.step(-1);
    else if (event.key === ".") this.player.step(1);
    else if (event.key === "Escape" && tip.isShown) tip.hide();
    else if (event.key === "Escape") this.giveUp();
    else return;
    event.preventDefault();
  }

  /** Esc: what moves goes back to where it was; what stands is cleared. */
  giveUp() {
    if (this.player.isPlaying) this.player.stop();
    else if (!this.brush.cancel()) return void (this.days && this.ask(null));
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.awaited = undefined;
    this.take(this.told);
  }
}

/** @param {Days | null} days @returns {string} */
const keyOf = (days) => (days ? `${days.from}..${days.to}` : "");
