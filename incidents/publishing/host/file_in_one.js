// @ts-check
// Names in any order of their words; and words that texts write in one, or in two where a tactic is called so
// (asked_names.py).

/**
 * The words of a name in one order, without those that stand between names.
 * @param {string} name
 * @param {Set<string>} between
 */
export function inOneOrder(name, between) {
  const words = name.split(" ").filter((word) => !between.has(word));
  return words.toSorted((one, other) => (one < other ? -1 : 1)).join(" ");
}

/**
 * @typedef {{text: string, isName: boolean, found: Set<number>, name?: string, isOfAParty?: boolean,
 *   around?: number[]}} Part  as in file_names.js
 */

/**
 * @typedef {object} Names  as in file_names.js
 * @property {any} held
 * @property {Set<string>} ordinary
 * @property {import("./file_written_onto.js").WrittenOnto} onto
 * @property {(text: string) => string} normal
 * @property {(word: string) => Set<number> | null} withWord
 * @property {(form: string, text: string) => Part | null} written
 */

/**
 * Words as texts write them: "check point" in one, "airstrike" in two.
 * @param {string[]} words
 * @param {Names} names
 */
export function asTextsWrite(words, names) {
  /** @type {string[]} */
  const written = [];
  const { compounds, shortest_in_one: least } = names.held;
  for (const word of words) {
    const plain = names.normal(word),
      before = names.normal(written.at(-1) ?? "");
    if (Math.min(before.length, plain.length) >= least && names.ordinary.has(before + plain)) {
      written[written.length - 1] += word;
      continue;
    }
    const form = names.withWord(plain) ? undefined : names.onto.formsOf(plain).find((one) => one in compounds);
    written.push(...(form ? compounds[form] : [word]));
  }
  return written;
}

/**
 * A name with one of the same bearer that begins within it.
 * @param {string[]} words
 * @param {number} length
 * @param {Part} named
 * @param {Names} names
 */
export function withTheNext(words, length, named, names) {
  const { most_words: most } = names.held;
  for (let at = 1; at < length; at++) {
    for (let longer = Math.min(most, words.length - at); longer > length - at; longer--) {
      const other = names.written(words.slice(at, at + longer).join(" "), "");
      if (other?.found === named.found) return { ...named, text: words.slice(0, at + longer).join(" ") };
    }
  }
  return named;
}

/**
 * Those that are so; all where none is.
 * @param {Part[]} parts
 * @param {(part: Part) => boolean} isSo
 */
export const someOf = (parts, isSo) => (parts.some(isSo) ? parts.filter(isSo) : parts);
