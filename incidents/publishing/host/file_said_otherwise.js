// @ts-check
// What happened, in the words of nine languages, as the dashboard reads it (said_otherwise.py).

/**
 * @typedef {{text: string, isName: boolean, found: Set<number>, name?: string, isOfAParty?: boolean,
 *   around?: number[]}} Part  as in file_names.js
 */
/**
 * @typedef {object} Names  as in file_names.js
 * @property {any} held
 * @property {Set<number>[]} sets
 * @property {Set<string>} between
 * @property {import("./file_written_onto.js").WrittenOnto} onto
 * @property {(text: string) => string} normal
 * @property {(word: string) => Set<number> | null} withWord
 * @property {(words: string[], at: number) => Part | null} nameAt
 * @property {(form: string, text: string) => Part | null} written
 */

const ARABIC = /[\u0600-\u06ff]/;

export class SaidOtherwise {
  /** @param {Names} names */
  constructor(names) {
    const { patterns, senses, most_words_of_a_sense: most } = names.held;
    this.names = names;
    this.senses = senses;
    this.doubts = new Set(names.held.doubts);
    this.most = most;
    this.caseEnding = new RegExp(patterns.sense_case, "u");
    this.adjective = new RegExp(patterns.adjective, "u");
  }

  /**
   * What begins at a word: a name, or what happened where no name is longer or written letter by letter.
   * @param {string[]} words
   * @param {number} at
   */
  orNamed(words, at) {
    const said = this.at(words.slice(at)),
      name = this.names.nameAt(words, at);
    if (!name || !said.length) return name ? [name] : said;
    const isLonger = name.text.split(" ").length > said[0].text.split(" ").length;
    return isLonger || this.names.written(name.text, name.text) ? [name] : said;
  }

  /** What the longest phrase at the start of some words asks for. @param {string[]} words @returns {Part[]} */
  at(words) {
    const { names } = this;
    for (let length = Math.min(this.most, words.length); length > 0; length--) {
      const typed = words.slice(0, length),
        text = typed.join(" ");
      if (length > 1 && [typed[0], typed[length - 1]].some((word) => this.isBetween(word))) continue;
      const key = this.keys(typed).find((one) => Object.hasOwn(this.senses, one));
      if (key === undefined) continue;
      /** @type {number[]} */
      const numbers = this.senses[key];
      const itself = length === 1 && numbers.length === 1 ? names.withWord(names.normal(text)) : null;
      return numbers.map((number) => ({
        text,
        isName: false,
        found: new Set([...names.sets[number], ...(itself ?? [])]),
      }));
    }
    return [];
  }

  /** Whether a part of a text calls somebody a suspect. @param {string} text */
  isDoubt(text) {
    return this.keys(text.split(" ")).some((key) => this.doubts.has(key));
  }

  /** The keys of a phrase as it is and without what is written onto its words. @param {string[]} words */
  keys(words) {
    const telling = words.filter((word) => !this.isBetween(word)),
      kept = telling.length ? telling : words;
    const whole = kept.map((word) => this.stem(word)).join(" ");
    if (!ARABIC.test(words[0])) return [whole];
    const forms = kept.map((word) =>
      [word, ...this.names.onto.particlesOff(this.names.normal(word))].map((form) => this.stem(form)),
    );
    const others = forms.reduce(
      (begun, some) => begun.flatMap((before) => some.map((form) => [...before, form])),
      /** @type {string[][]} */ ([[]]),
    );
    return [whole, ...others.map((other) => other.join(" "))];
  }

  /** @param {string} word */
  isBetween(word) {
    return this.names.between.has(this.names.normal(word));
  }

  /** @param {string} word */
  stem(word) {
    const { onto } = this.names,
      plain = this.names.normal(word.replace(this.caseEnding, ""));
    return ARABIC.test(plain) ? plain.replace(onto.arabicEnding, "").replace(this.adjective, "") : onto.plain(plain);
  }
}
