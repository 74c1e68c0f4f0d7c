// @ts-check
// Names and words in a text that the reader types. Which there are, and what each finds, the file was told
// (searched.py); a text is parted into them as the dashboard parts it (asked_names.py).

import { Ear } from "./file_ear.js";
import { isOneSlip } from "./file_slip.js";

/**
 * @typedef {object} Part
 * @property {string} text  as it was typed
 * @property {boolean} isName
 * @property {Set<number>} found  incidents
 */

const ARABIC = /[\u0600-\u06ff]/;

export class Names {
  /** @param {any} held  see searched.py */
  constructor(held) {
    this.held = held;
    this.sets = held.sets.map((/** @type {number[]} */ rows) => new Set(rows));
    const { patterns } = held;
    this.read = Object.fromEntries(Object.entries(patterns).map(([name, pattern]) =>
      [name, typeof pattern === "string" ? new RegExp(pattern, "giu") : pattern]));
    this.endings = patterns.english_endings.map((/** @type {[string, string]} */ [ending, instead]) =>
      /** @type {[RegExp, string]} */ ([new RegExp(ending, "u"), instead]));
    this.articles = new Set(held.articles);
    this.needless = new Set(held.needless);
    this.ordinary = new Set(held.ordinary);
    this.ear = new Ear(held.ear, (text) => this.asked(text));
  }

  /** @param {string} text */
  wordsOf(text) {
    return text.replace(this.read.elided, " ").match(this.read.word) ?? [];
  }

  /** @param {string} text */
  letters(text) {
    const { letters } = this.held;
    return [...text].map((one) => letters[one] ?? (one > "\u06ff" ? otherLetter(one) : one)).join("");
  }

  /** @param {string} text */
  folded(text) {
    return this.letters(text).split(/\s+/).filter(Boolean).join(" ");
  }

  /** A name without its articles. @param {string} text */
  normal(text) {
    const words = this.letters(text).replace(this.read.arabic_article, "").split(/\s+/).filter(Boolean);
    const telling = words.filter((word) => !this.articles.has(word));
    return (telling.length ? telling : words).join(" ");
  }

  /** @param {string} word @returns {string[]} */
  formsOf(word) {
    const { read, held } = this;
    if (!ARABIC.test(word)) {
      const stem = this.endings.reduce((plain, [ending, instead]) => plain.replace(ending, instead), word);
      return [word, held.stem + stem];
    }
    const bare = [word, word.replace(read.with_article, ""), word.replace(read.particle, "")];
    return [...bare, ...bare.map((form) => form.replace(read.arabic_ending, ""))];
  }

  /** @param {string} word @returns {Set<number> | null} */
  withWord(word) {
    const numbers = this.formsOf(word).map((form) => this.held.forms[form]).filter((number) => number !== undefined);
    return numbers.length ? new Set(numbers.flatMap((number) => this.held.sets[number])) : null;
  }

  /** @param {string[]} words @returns {Part[]} */
  parts(words) {
    /** @type {Part[]} */
    const read = [];
    for (let at = 0; at < words.length; at += read.at(-1)?.text.split(" ").length ?? 1) {
      read.push(this.nameAt(words, at) ?? this.word(words[at]));
    }
    const parts = this.withTheirKinds(read);
    const telling = parts.filter(({ isName, text }) => isName || !this.needless.has(this.normal(text)));
    const meant = telling.length ? telling : parts;
    if (meant.length < 2 || meant.every(({ found }) => found.size)) return meant;
    const whole = words.join(" "), slip = this.slipped(whole); // one name of several words
    return slip ? [{ text: whole, isName: true, found: slip }] : meant;
  }

  /** The longest name that begins at a word. @param {string[]} words @param {number} at @returns {Part | null} */
  nameAt(words, at) {
    for (let length = Math.min(this.held.most_words, words.length - at); length > 0; length--) {
      const text = words.slice(at, at + length).join(" "), number = this.named(text, this.held);
      const isUpper = text === text.toUpperCase() && text !== text.toLowerCase();
      const isTyped = text.length > 2 || ARABIC.test(text) || isUpper;
      if (number !== undefined && isTyped) return { text, isName: true, found: this.sets[number] };
      const heard = this.mayBeMisspelt(text) ? this.sounding(text) : null;
      if (heard) return { text, isName: true, found: heard };
    }
    return null;
  }

  /** Whether a text is not made of ordinary words. @param {string} text */
  mayBeMisspelt(text) {
    const words = text.split(" ").map((word) => this.normal(word)), between = new Set(this.held.between);
    if (between.has(words[0]) || between.has(/** @type {string} */ (words.at(-1)))) return false;
    return !words.every((word) => this.ordinary.has(word) || between.has(word) || word in this.held.kind_words);
  }

  /** What a name finds that is spelt in its own way. @param {string} text @returns {Set<number> | null} */
  sounding(text) {
    const told = this.ear.heard(text, this.held.ear.names);
    if (!told.length) return null;
    const isOfAPlace = told.some(([ofPlace]) => ofPlace);
    const saysKind = this.normal(text).split(" ").some((word) => this.held.kind_words[word]);
    const sets = told.map(([, ...four]) => four[(saysKind ? 2 : 0) + (isOfAPlace ? 1 : 0)]);
    const known = text.includes(" ") || !this.withWord(text) ? null : this.withWord(this.normal(text));
    return new Set([...sets.flatMap((number) => this.held.sets[number]), ...(known ?? [])]);
  }

  /** The ways to understand what was typed: as it is, and without an article written onto it. @param {string} text */
  asked(text) {
    const words = this.wordsOf(text).map((word) => word.replace(this.read.first_article, ""));
    const telling = words.filter((word) => !this.articles.has(this.folded(word)));
    const joined = (telling.length ? telling : words).join("");
    return [...new Set([joined, ...[this.read.joined_article, this.read.first_article].map((article) =>
      joined.replace(article, ""))])];
  }

  /** What the one name finds that differs by a slip of the pen. @param {string} text @returns {Set<number> | null} */
  slipped(text) {
    const name = this.normal(text).replaceAll(" ", ""), { shortest_slip: least, ear, slips } = this.held;
    if (name.length < least || name.length > ear.longest) return null;
    const near = Object.keys(slips).filter((other) => other[0] === name[0] && isOneSlip(name, other));
    const sets = new Set(near.map((other) => slips[other]));
    return sets.size === 1 ? this.sets[[...sets][0]] : null;
  }

  /** @param {string} text @param {any} names @returns {number | undefined} */
  named(text, { phrases, joined }) {
    const name = this.normal(text), whole = name.replaceAll(" ", "");
    if (!name) return undefined;
    return phrases[name] ?? joined[whole] ?? joined[this.folded(text).replaceAll(" ", "")]
      ?? joined[whole.replace(this.read.joined_article, "")];
  }

  /** @param {string} text @returns {Part} */
  word(text) {
    const word = this.normal(text), found = this.withWord(word);
    if (found || this.needless.has(word) || word in this.held.kind_words) {
      return { text, isName: false, found: found ?? new Set() };
    }
    const number = this.held.parts[word];
    if (number !== undefined) return { text, isName: true, found: this.sets[number] };
    const heard = this.ear.heard(text, this.held.ear.words);
    if (heard.length) return { text, isName: false, found: new Set(heard.flatMap(([at]) => this.held.sets[at])) };
    const slip = this.slipped(text);
    return { text, isName: slip !== null, found: slip ?? new Set() };
  }

  /** Leave out words for kinds beside a name, which they may narrow. @param {Part[]} parts @returns {Part[]} */
  withTheirKinds(parts) {
    const isKind = (/** @type {Part} */ { text }) => this.normal(text) in this.held.kind_words;
    const meant = parts.map((part, place) => {
      if (isKind(part) || (!part.isName && this.saysNothing(part.text))) return part;
      const kind = this.kindBeside(parts, place);
      const number = kind ? this.held.kinds[`${kind}:${this.normal(part.text)}`] : undefined;
      return number === undefined ? part : { text: part.text, isName: true, found: this.sets[number] };
    });
    const isNameBeside = (/** @type {number} */ place, /** @type {number} */ step) =>
      meant[this.next(meant, place, step)]?.isName;
    return meant.filter((part, place) =>
      part.isName || !isKind(part) || !(isNameBeside(place, -1) || isNameBeside(place, 1)));
  }

  /** @param {Part[]} parts @param {number} place @returns {string} */
  kindBeside(parts, place) {
    for (const step of [1, -1]) {
      const part = parts[this.next(parts, place, step)];
      const kind = part && !part.isName ? this.held.kind_words[this.normal(part.text)] : "";
      if (kind) return kind;
    }
    return "";
  }

  /** @param {Part[]} parts @param {number} place @param {number} step @returns {number} */
  next(parts, place, step) {
    let at = place + step;
    while (at >= 0 && at < parts.length && !parts[at].isName && this.saysNothing(parts[at].text)) at += step;
    return at;
  }

  /** @param {string} text */
  saysNothing(text) {
    const word = this.normal(text);
    return this.needless.has(word) || this.held.kind_words[word] === "";
  }
}

/** A letter of a script that the table does not hold. @param {string} letter */
const otherLetter = (letter) => (/[\p{L}\p{N}]/u.test(letter) ? letter.toLowerCase() : " ");
