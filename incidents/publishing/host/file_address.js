// @ts-check
// The address of the file: behind its # stands what the reader asks for and where he is, by which it opens again.

import { written } from "./question.js";

export class Address {
  /** @param {any} file */
  constructor(file) {
    this.file = file;
    this.hash = "";
    addEventListener("hashchange", () => this.heard());
  }

  /** Say which incident is open and at which step the story is, as the address has it. */
  given() {
    const given = new URLSearchParams(location.hash.slice(1)),
      { data } = this.file;
    const id = given.get("incident"),
      step = given.get("story") ?? "";
    const opened = data.ids.includes(id) ? id : null;
    const begins = location.hash.length < 2 ? 0 : null; // a file that is opened by its name begins with its story
    return { opened, story: /^\d{1,2}$/.test(step) ? Number(step) : begins, lang: given.get("lang") };
  }

  /** Take over an address that the reader typed or went back to. */
  heard() {
    const { hash } = location;
    if (hash === this.hash || !(hash.length < 2 || hash.includes("="))) return;
    const { opened, story } = this.given();
    this.file.question = this.file.read(hash.slice(1));
    this.file.start({ opened });
    this.file.story.enter(story);
  }

  /** Keep what is asked for, and where the reader is. */
  note() {
    const { opened, story } = this.file.standing,
      { question, lang } = this.file;
    const parts = written(question, this.file.data).concat(opened ? [["incident", opened]] : []);
    if (story !== null) parts.push(["story", String(story)]);
    parts.push(["lang", lang]);
    const plain = (/** @type {string} */ value) => encodeURIComponent(value).replaceAll("%2C", ",");
    this.hash = `#${parts.map(([name, value]) => `${name}=${plain(value)}`).join("&")}`;
    if (location.hash !== this.hash) history.replaceState(null, "", this.hash);
  }
}
