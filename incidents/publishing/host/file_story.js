// @ts-check
// A story that came with the file: a sentence at a time over the map, with the card of its incident and the spot.

import { nothing } from "./question.js";
import { show as showStory } from "./story.js";

const NARROW = matchMedia("(max-width: 1023px)");

export class Story {
  /** @param {any} file */
  constructor(file) {
    this.file = file;
    this.root = file.parts.story;
  }

  /** @returns {import("./story.js").Story | null} */
  get told() {
    return this.file.told.story;
  }

  /** Say at which step the story is: 0 at its title, null where it is put away. @returns {number | null} */
  get at() {
    return this.told ? this.file.standing.story : null;
  }

  /** The incidents of the story, in its order, as one walks through them from card to card. */
  listed() {
    const ids = [...new Set(this.told?.steps.map(([id]) => id))];
    return ids.map((id) => this.file.data.ids.indexOf(id)).reverse(); // the last is the newest elsewhere
  }

  /** Begin where an address or the reader says, or put the story away. @param {number | null} number */
  enter(number) {
    if (this.told && number !== null) this.go(number);
    else if (this.at !== null) this.leave();
  }

  /** Go to a step: its card opens, the map moves; all incidents are shown. @param {number} number */
  go(number) {
    const steps = this.told?.steps ?? [],
      place = Math.max(0, Math.min(number, steps.length));
    const [id, , spot] = steps[place - 1] ?? [null, "", null];
    const held = this.root.contains(document.activeElement);
    const { standing } = this.file,
      brought = (standing.brought ?? 0) + 1;
    this.file.question = nothing();
    this.file.start({ story: place, opened: id, ...(spot ? { at: spot, brought } : {}) });
    if (held) this.focus();
    // In a narrow window the story stands below and the map above: both are seen, the card lies further down.
    if (id && NARROW.matches) this.file.parts.map.scrollIntoView({ block: "start" });
  }

  /** Let the card of the story that the reader opened be its step. @param {string | null} id @returns {boolean} */
  follows(id) {
    const place = this.at === null || !id ? 0 : (this.told?.steps.findIndex(([one]) => one === id) ?? -1) + 1;
    if (place) this.go(place);
    return Boolean(place);
  }

  leave() {
    const { standing, parts } = this.file,
      held = this.root.contains(document.activeElement);
    this.file.start({ story: null, opened: null, at: null, brought: (standing.brought ?? 0) + 1 });
    if (held) parts.tale.focus({ preventScroll: true });
  }

  /** A redrawn card takes the focus; whoever goes by the keys of the story keeps it there. */
  focus() {
    const { root } = this;
    const on = root.querySelector("[data-id=story-after]:not([aria-disabled])") ?? root.querySelector("button");
    if (on instanceof HTMLElement) on.focus({ preventScroll: true });
  }

  show() {
    const { told, at, root } = this,
      { tale } = this.file.parts;
    tale.hidden = !told;
    root.hidden = at === null;
    if (!told) return;
    tale.textContent = told.words.story;
    tale.title = told.title;
    tale.setAttribute("aria-expanded", String(at !== null));
    if (at === null) return;
    showStory(root, { ...told, at, first: 0 }, (name, value) => (name === "go" ? this.go(value) : this.leave()));
  }
}
