// @ts-check
// A story that came with the file: a sentence at a time over the map, with the card of its incident and the spot.

import { button, element, redraw } from "./elements.js";
import { nothing } from "./file_question.js";
import { filled } from "./file_words.js";

/** @typedef {[string, string, [number, number, number] | null]} Step  id, sentence, and what the map shows */

const NARROW = matchMedia("(max-width: 1023px)");

export class Story {
  /** @param {any} file */
  constructor(file) {
    this.file = file;
    this.root = file.parts.story;
    this.root.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => this.key(event));
    document.addEventListener("keydown", (event) => event.target === document.body && this.key(event));
  }

  /** @returns {{title: string, steps: Step[], words: Record<string, string>} | null} */
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
    const steps = this.told?.steps ?? [], place = Math.max(0, Math.min(number, steps.length));
    const [id, , spot] = steps[place - 1] ?? [null, "", null];
    const held = this.root.contains(document.activeElement);
    const { standing } = this.file, brought = (standing.brought ?? 0) + 1;
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
    const { standing, parts } = this.file, held = this.root.contains(document.activeElement);
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
    const { told, at, root } = this, { tale } = this.file.parts;
    tale.hidden = !told;
    root.hidden = at === null;
    if (!told) return;
    const { words, steps, title } = told;
    tale.textContent = words.story;
    tale.title = title;
    tale.setAttribute("aria-expanded", String(at !== null));
    if (at === null) return;
    root.setAttribute("aria-label", `${words.story}: ${title}`);
    const place = element("span", { class: "story-place" }, filled(words.place, { place: at, count: steps.length }));
    const bar = [element("strong", {}, title), ...(at ? [place] : []), sign("close", words.leave, () => this.leave())];
    const { before, after } = this.file.told.card;
    const begin = button("plain", () => this.go(1), words.begin);
    begin.dataset.id = "story-after";
    const steppers = at
      ? [step("before", before, at > 0, () => this.go(at - 1)),
        element("p", { role: "status" }, steps[at - 1][1]),
        step("after", after, at < steps.length, () => this.go(at + 1))]
      : [begin];
    redraw(root, element("header", {}, ...bar), element("div", { class: "story-step" }, ...steppers));
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const { at, told } = this, isMirrored = document.documentElement.dir === "rtl";
    if (at === null || !told || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const [back, on] = isMirrored ? ["ArrowRight", "ArrowLeft"] : ["ArrowLeft", "ArrowRight"];
    if ([on, "PageDown"].includes(event.key)) this.go(at + 1);
    else if ([back, "PageUp"].includes(event.key)) this.go(at - 1);
    else if (event.key === "Home") this.go(0);
    else if (event.key === "End") this.go(told.steps.length);
    else return;
    event.preventDefault();
  }
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
