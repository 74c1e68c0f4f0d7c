// @ts-check
// Names that the reader spells in his own way: which texts may be such, and what a name finds that only sounds so.

/**
 * @typedef {object} Names  as in file_names.js
 * @property {any} held
 * @property {any} read  patterns, by name
 * @property {Set<string>} between
 * @property {Set<string>} ordinary
 * @property {Set<string>} country
 * @property {import("./file_ear.js").Ear} ear
 * @property {import("./file_kinds_beside.js").KindsBeside} kinds
 * @property {import("./file_written_onto.js").WrittenOnto} onto
 * @property {(text: string) => string} normal
 * @property {(word: string) => Set<number> | null} withWord
 * @property {(text: string, names: any) => string | undefined} nameOf
 */

/** Whether a text is not made of ordinary words. @param {string} text @param {Names} names */
export function mayBeMisspelt(text, names) {
  const words = text.split(" ").map((word) => names.normal(word)),
    { between } = names;
  if (!words.join(" ").search(names.read.letter_alone)) return false;
  const isASpring = !text.search(names.read.spring),
    last = /** @type {string} */ (words.at(-1));
  if ((between.has(words[0]) && !isASpring) || between.has(last)) return false;
  if (words.length > 1 && words.some((word) => names.held.initials.includes(word))) return false; // SDF is spelt out
  if (names.kinds.isBesideAKind(text)) return false;
  const isOfTheCountry = (/** @type {string} */ word) =>
    [word, ...names.onto.withoutCases(word)]
      .map((form) => names.nameOf(form, names.held))
      .some((name, at, all) => name && !all.slice(0, at).some(Boolean) && names.country.has(name));
  if (words.length > 1 && text.split(" ").some(isOfTheCountry)) return false;
  return !words.every(
    (word) =>
      names.ordinary.has(word) || between.has(word) || names.onto.saysLittle(word) || names.onto.isEnglish(word),
  );
}

/** What a name finds that is spelt in its own way. @param {string} text @param {Names} names */
export function sounding(text, names) {
  const told = names.ear.heard(text, names.held.ear.names);
  if (!told.length) return null;
  const [isOfAPlace, isOfAParty] = [0, 1].map((at) => told.some((one) => one[at]));
  const saysKind = names
    .normal(text)
    .split(" ")
    .some((word) => names.held.kind_words[word]);
  const around = told.map((one) => one[6]);
  const sets = told.map(([, , ...four]) => four[(saysKind ? 2 : 0) + (isOfAPlace ? 1 : 0)]);
  const known = text.includes(" ") || !names.withWord(text) ? null : names.withWord(names.normal(text));
  const [country] = names.country,
    isTheCountry = sets.every((number) => number === names.held.phrases[country]);
  return {
    found: new Set([...sets.flatMap((number) => names.held.sets[number]), ...(known ?? [])]),
    name: isTheCountry ? country : undefined,
    isOfAPlace,
    isOfAParty,
    around,
  };
}
