// @ts-check
// Names and words in a text that the reader types. Which there are, and what each finds, the file was told
// (searched.py); a text is parted into them as the dashboard parts it (asked_names.py).

import { withinWhatIsAround } from "./file_around.js";
import { Ear } from "./file_ear.js";
import { asTextsWrite, inOneOrder, someOf, withTheNext } from "./file_in_one.js";
import { KindsBeside } from "./file_kinds_beside.js";
import { mayBeMisspelt, sounding } from "./file_misspelt.js";
import { SaidOtherwise } from "./file_said_otherwise.js";
import { slipsOf } from "./file_slip.js";
import { WrittenOnto } from "./file_written_onto.js";

/**
 * @typedef {object} Part
 * @property {string} text  as it was typed
 * @property {boolean} isName
 * @property {Set<number>} found  incidents
 * @property {string} [name]  as the file has it, where it is written so
 * @property {boolean} [isOfAPlace]  where it only sounds so
 * @property {boolean} [isOfAParty]  where it only sounds so
 * @property {number[]} [around]  where it lies, where it only sounds so
 */

const ARABIC = /[\u0600-\u06ff]/;

export class Names {
  /** @param {any} held  see searched.py */
  constructor(held) {
    this.held = held;
    this.sets = held.sets.map((/** @type {number[]} */ rows) => new Set(rows));
    this.read = Object.fromEntries(Object.entries(held.patterns).map(([name, told]) => [name, pattern(told)]));
    this.articles = new Set(held.articles);
    this.needless = new Set(held.needless);
    this.ordinary = new Set(held.ordinary);
    this.between = new Set(held.between);
    this.onto = new WrittenOnto(
      held,
      (text) => this.folded(text),
      (text) => this.normal(text),
    );
    this.country = new Set(held.country);
    this.ear = new Ear(held.ear, (text) => this.asked(text));
    this.kinds = new KindsBeside(
      held,
      this.sets,
      this.onto,
      this.ear,
      (text) => this.said.isDoubt(text),
      (text) => this.nameOf(text, held),
    );
    this.said = new SaidOtherwise(this);
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

  /** @param {string} word @returns {Set<number> | null} */
  withWord(word) {
    const { forms } = this.held;
    const numbers = this.onto
      .formsOf(word)
      .filter((form) => form in forms)
      .map((form) => forms[form]);
    return numbers.length ? new Set(numbers.flatMap((number) => this.held.sets[number])) : null;
  }

  /** @param {string[]} typed @returns {Part[]} */
  parts(typed) {
    const words = asTextsWrite(typed, this);
    /** @type {Part[]} */
    const read = [];
    for (let at = 0; at < words.length; at += read.at(-1)?.text.split(" ").length ?? 1) {
      const said = this.said.orNamed(words, at);
      read.push(...(said.length ? said : [this.word(words[at])]));
    }
    const telling = someOf(this.kinds.withTheirKinds(read), (part) => !this.isNeedless(part));
    const here = someOf(telling, ({ name }) => name === undefined || !this.country.has(name));
    const meant = withinWhatIsAround(here, this.held, this.sets);
    const isLong = words.length >= this.held.long_name;
    if (meant.length < 2 || (!isLong && meant.every(({ found }) => found.size))) return meant;
    const whole = words.join(" "),
      slip = this.slipped(whole); // one name of several words
    return slip ? [{ text: whole, isName: true, found: slip }] : meant;
  }

  /** @param {Part} part */
  isNeedless({ isName, text }) {
    return !isName && this.needless.has(this.normal(text));
  }

  /** The longest name that begins at a word. @param {string[]} words @param {number} at @returns {Part | null} */
  nameAt(words, at) {
    for (let length = Math.min(this.held.most_words, words.length - at); length > 0; length--) {
      const text = words.slice(at, at + length).join(" "),
        named = this.written(text, text);
      const isUpper = text === text.toUpperCase() && text !== text.toLowerCase();
      const isTyped = text.length > 2 || ARABIC.test(text) || isUpper;
      if (named && isTyped) return withTheNext(words.slice(at), length, named, this);
      const cases = this.onto.withoutCases(text),
        bare = [...this.onto.withoutParticles(text), ...cases];
      const borne = bare
        .map((form) => this.written(form, text))
        .find((part) => part && (part.found.size || this.onto.isSurelyOnto(text)));
      if (borne) return borne;
      const heard =
        (mayBeMisspelt(text, this) ? sounding(text, this) : null) ??
        (this.kinds.isBesideAKind(text) ? null : cases.map((form) => sounding(form, this)).find((told) => told));
      if (heard) return { text, isName: true, ...heard };
    }
    return null;
  }

  /** What a form of a text asks for that is a name letter by letter. @param {string} form @param {string} text */
  written(form, text) {
    const name = this.nameOf(form, this.held);
    if (name === undefined) return null;
    const number = this.held.phrases[name] ?? this.held.joined[name];
    return /** @type {Part} */ ({ text, isName: true, found: this.sets[number], name });
  }

  /** The ways to understand what was typed: as it is, and without an article written onto it. @param {string} text */
  asked(text) {
    const words = this.wordsOf(text).map((word) => word.replace(this.read.first_article, ""));
    const telling = words.filter((word) => !this.articles.has(this.folded(word)));
    const joined = (telling.length ? telling : words).join("");
    return [
      ...new Set([
        joined,
        ...[this.read.joined_article, this.read.first_article].map((article) => joined.replace(article, "")),
      ]),
    ];
  }

  /** What the one name finds that differs by a slip of the pen. @param {string} text @returns {Set<number> | null} */
  slipped(text) {
    const name = this.normal(text).replaceAll(" ", ""),
      { shortest_slip: least, ear, slips } = this.held;
    if (name.length < least || name.length > ear.longest) return null;
    const [number, ...others] = new Set(slipsOf(name, Object.keys(slips)).map((other) => slips[other]));
    return number === undefined || others.length ? null : this.sets[number];
  }

  /** @param {string} text @param {any} names @returns {string | undefined} */
  nameOf(text, { phrases, joined }) {
    const name = this.normal(text),
      whole = name.replaceAll(" ", "");
    if (name in phrases) return name || undefined;
    if (!name.search(this.read.letter_alone)) return undefined;
    return (
      [whole, this.folded(text).replaceAll(" ", ""), whole.replace(this.read.joined_article, "")].find(
        (one) => one && one in joined,
      ) ?? this.held.turned[inOneOrder(name, this.between)]
    );
  }

  /** @param {string} text @returns {Part} */
  word(text) {
    const word = this.normal(text),
      found = this.withWord(word);
    if (found || this.needless.has(word) || this.onto.saysLittle(word)) {
      return { text, isName: false, found: found ?? new Set() };
    }
    if (this.onto.isEnglish(word)) return { text, isName: false, found: new Set() };
    const number = this.held.parts[word];
    if (number !== undefined) return { text, isName: true, found: this.sets[number], name: word };
    const heard = this.ear.heard(text, this.held.ear.words);
    if (heard.length) return { text, isName: false, found: new Set(heard.flatMap(([at]) => this.held.sets[at])) };
    const slip = this.slipped(text);
    return { text, isName: slip !== null, found: slip ?? new Set() };
  }
}

/** A letter of a script that the table does not hold. @param {string} letter */
const otherLetter = (letter) => (/[\p{L}\p{N}]/u.test(letter) ? letter.toLowerCase() : " ");

/** A pattern as it is searched for, where it was told as text. @param {any} told */
const pattern = (told) => (typeof told === "string" ? new RegExp(told, "giu") : told);
