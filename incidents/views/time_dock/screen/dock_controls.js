// @ts-check
// The buttons of the dock: play, what plays and how fast, the step of the bars, the events.

import { MODES, SPEEDS } from "./dock_play.js";
import { button, element } from "./elements.js";
import { shape } from "./dock_chart.js";

/** @param {boolean} isPlaying */
function glyph(isPlaying) {
  const drawn = isPlaying ? "M6,5h4v14h-4zM14,5h4v14h-4z" : "M8,5l11,7l-11,7z";
  return shape("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, shape("path", { d: drawn }));
}

export class Controls {
  /** @param {{play: () => void, mode: (mode: any) => void, speed: (speed: number) => void,
   *   step: (step: string) => void, milestones: (shown: boolean) => void}} host */
  constructor(host) {
    this.host = host;
    this.play = button("play", () => host.play());
    this.play.dataset.id = "play";
    this.rest = element("div", { class: "choices" });
    this.said = "";
    this.drawn = "";
  }

  /** Write the buttons, each only where it changed, so that the focus stays. @param {any} told @param {any} player */
  show(told, player) {
    const { words } = told;
    const said = player.isPlaying ? words.pause : words.play;
    if (said !== this.said) {
      this.said = said;
      this.play.replaceChildren(glyph(player.isPlaying));
      this.play.setAttribute("aria-label", said);
      this.play.title = `${said} · ${words.keys}`;
    }
    const state = [told.step, player.mode, player.speed, told.milestones].join();
    if (this.drawn !== told.lang) {
      this.drawn = told.lang;
      this.state = "";
      const { host } = this;
      this.rest.dir = told.dir;
      this.rest.replaceChildren(
        group(
          words.step,
          ["month", "week"].map((step) => chip(step, words.steps[step], () => host.step(step))),
        ),
        group(
          words.mode,
          MODES.map((mode) => chip(mode, words.modes[mode], () => host.mode(mode))),
        ),
        group(
          words.speed,
          SPEEDS.map((speed) => chip(`speed-${speed}`, `${speed}×`, () => host.speed(speed))),
        ),
        chip("milestones", words.milestones, () => host.milestones(!this.told.milestones)),
      );
    }
    this.told = told;
    if (state === this.state) return;
    this.state = state;
    const pressed = [told.step, player.mode, `speed-${player.speed}`, told.milestones ? "milestones" : ""];
    for (const one of this.rest.querySelectorAll("button")) {
      one.setAttribute("aria-pressed", String(pressed.includes(one.dataset.id ?? "")));
    }
  }
}

/** @param {string} name @param {HTMLElement[]} chips */
const group = (name, chips) => element("div", { class: "choice", role: "group", "aria-label": name }, ...chips);

/** @param {string} id @param {string} text @param {() => void} act */
function chip(id, text, act) {
  const made = button("chip", act, text);
  made.dataset.id = id;
  return made;
}
