// @ts-check
// Playing: a window slides over the days, or grows from its first day. Whoever wants no motion gets steps.

/** @typedef {{from: number, to: number}} Days */
/** @typedef {"sliding" | "growing"} Mode */

export const MODES = /** @type {Mode[]} */ (["sliding", "growing"]);
export const SPEEDS = [1, 2, 4];
const WHOLE = 32; // seconds in which the slowest speed plays all
const USUAL = 90; // days of a window where none is asked for
const BEAT = 900; // ms between two steps where nothing may move

export class Player {
  /**
   * @param {{bounds: () => [number, number], window: () => Days | null, passing: (days: Days) => void,
   *   taken: (days: Days) => void, step: () => number, changed: () => void}} host
   */
  constructor(host) {
    this.host = host;
    /** @type {Mode} */
    this.mode = "sliding";
    this.speed = SPEEDS[0];
    this.from = this.at = this.length = 0; // days: where it began, where it ends now, how long it is
    this.turn = this.timer = 0;
    this.days = /** @type {Days | null} */ (null);
    this.isPlaying = false;
  }

  toggle() {
    if (this.isPlaying) this.pause();
    else this.play();
  }

  play() {
    this.place(true);
    this.isPlaying = true;
    this.host.changed();
    this.go(0);
    if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) this.beat();
    else {
      let before = performance.now();
      const frame = (/** @type {number} */ now) => {
        const [first, last] = this.host.bounds();
        const days = ((last - first) / WHOLE) * this.speed * (Math.min(now - before, 200) / 1000);
        before = now;
        if (this.go(Math.max(0, days))) this.turn = requestAnimationFrame(frame);
      };
      this.turn = requestAnimationFrame(frame);
    }
  }

  beat() {
    this.timer = window.setTimeout(() => this.go(this.host.step()) && this.beat(), BEAT / this.speed);
  }

  /**
   * Know from where to play; ``again``: from the beginning where the window stands at the end.
   * @param {boolean} again
   */
  place(again) {
    const [first, last] = this.host.bounds();
    const asked = this.host.window();
    const days = asked && { from: Math.max(first, asked.from), to: Math.min(last, asked.to) };
    const length = days ? days.to - days.from : Math.min(USUAL - 1, Math.floor((last - first) / 3));
    const isDone = !days || (again && days.to >= last);
    if (this.mode === "growing") {
      this.from = days ? days.from : first;
      this.at = isDone ? this.from : days.to;
    } else {
      this.length = Math.min(length, last - first);
      this.at = isDone ? first + this.length : days.to;
    }
  }

  /** Go so many days on (or back); return whether there are more. @param {number} days @returns {boolean} */
  go(days) {
    const [first, last] = this.host.bounds();
    const least = this.mode === "growing" ? this.from : first + this.length;
    this.at = Math.max(least, Math.min(last, this.at + days));
    const to = Math.floor(this.at);
    this.days = { from: this.mode === "growing" ? this.from : to - this.length, to };
    this.host.passing(this.days);
    if (this.at < last) return true;
    if (this.isPlaying) this.pause();
    return false;
  }

  /** Stop, and ask for what the window holds now. */
  pause() {
    const { days } = this;
    this.stop();
    if (days) this.host.taken(days);
  }

  /** Stop without asking. */
  stop() {
    this.isPlaying = false;
    cancelAnimationFrame(this.turn);
    window.clearTimeout(this.timer);
    this.days = null;
    this.host.changed();
  }

  /** One step on or back, and ask for it. @param {1 | -1} way */
  step(way) {
    if (this.isPlaying) this.stop();
    this.place(false);
    this.go(way * this.host.step());
    const { days } = this;
    this.days = null;
    if (days) this.host.taken(days);
  }
}
