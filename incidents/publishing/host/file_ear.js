// @ts-check
// How a name sounds, as the dashboard hears it (geodata/sounds.py, geodata/names.py): what letters may stand for is
// told by the file; here a text is read aloud and held against the names.

/** @typedef {{consonants: string, vowels: string[], open: boolean, cost: number}} Sound */
/** @typedef {[string, string, number, number, ...any[]]} Entry  vowels, parted; open; cost; what the name finds */

const VOWELS = "AEIU";
const SHORT = 3; // consonants: with so few, every vowel counts

export class Ear {
  /** @param {any} ear  the tables  @param {(text: string) => string[]} asked  the ways to understand a text */
  constructor(ear, asked) {
    this.ear = ear;
    this.asked = asked;
    const escaped = Object.keys(ear.reads)
      .toSorted((one, other) => other.length - one.length)
      .map((piece) => piece.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
    this.pieces = new RegExp(escaped.join("|"), "gu");
    this.vowels = new RegExp(ear.written_vowels, "u");
    this.carrier = new RegExp(ear.carrier, "u");
  }

  /**
   * Return what is told of the names that sound most like a text.
   * @param {string} text
   * @param {Record<string, any[]>} names  by their consonants
   * @returns {any[][]}
   */
  heard(text, names) {
    if ([...text].length > this.ear.longest || text.split(" ").length > this.ear.most_words) return [];
    let nearest = Infinity;
    /** @type {any[][]} */
    let found = [];
    for (const form of this.asked(text)) {
      for (const asked of this.sounds(form)) {
        for (const [vowels, open, cost, ...told] of names[asked.consonants] ?? []) {
          const name = { consonants: asked.consonants, vowels: vowels.split(","), open: Boolean(open), cost };
          if (!this.mayBeCompared(asked, name)) continue;
          const apart = Math.round(distance(asked, name) * 100) / 100;
          if (apart - asked.cost - name.cost > allowance(asked, name) + 1e-9) continue;
          if (apart < nearest) [nearest, found] = [apart, []];
          if (apart === nearest) found.push(told);
        }
      }
    }
    return found;
  }

  /** @param {Sound} asked @param {Sound} name */
  mayBeCompared(asked, name) {
    if (asked.consonants.length < 2) return false;
    if (asked.open === name.open) {
      return asked.cost === 0 || asked.consonants.length > 2 || asked.vowels.some((vowels) => vowels.length > 1);
    }
    const written = asked.open ? asked : name;
    return asked.consonants.length + written.vowels.filter(Boolean).length >= this.ear.across;
  }

  /** The ways in which a name may be read aloud, the usual one first. @param {string} name @returns {Sound[]} */
  sounds(name) {
    const { reads, most, other } = this.ear,
      open = /[\u0600-\u06ff]/.test(name) && !this.vowels.test(name);
    const letters = this.marked(name).replace(this.carrier, "");
    const options = (letters.match(this.pieces) ?? []).map((piece) => reads[piece].split("|"));
    /** @type {Map<string, Sound>} */
    const readings = new Map();
    let left = most;
    for (const choice of choices(options)) {
      if (left-- <= 0) break;
      const unusual = choice.filter((read, at) => read !== options[at][0]).length;
      const sound = parted(choice.join(""), open, other * unusual),
        key = `${sound.consonants} ${sound.vowels.join()}`;
      if (!readings.has(key)) readings.set(key, sound);
    }
    return [...readings.values()];
  }

  /** Lower-case letters without the marks that do not change how a letter sounds. @param {string} name */
  marked(name) {
    const { marks, reads } = this.ear;
    const small = name.normalize("NFKC").toLowerCase().replaceAll("ß", "ss").replaceAll("\u0307", "");
    const plain = [...small].map((one) => marks[one] ?? one);
    return plain
      .filter((letter) => !/[\p{Mn}\p{Cf}\p{Lm}]/u.test(letter))
      .map((letter) => (letter in reads ? letter : letter.normalize("NFKD")[0]))
      .join("");
  }
}

/**
 * The readings, those with the fewest unusual letters first.
 * @param {string[][]} options
 * @returns {Generator<string[]>}
 */
function* choices(options) {
  const usual = options.map(([first]) => first);
  const doubtful = options.flatMap((option, at) => (option.length > 1 ? [at] : []));
  for (let changed = 0; changed <= Math.min(doubtful.length, 3); changed++) {
    for (const places of combinations(doubtful, changed)) yield* changedAt(usual, options, places);
  }
}

/** @param {string[]} reading @param {string[][]} options @param {number[]} places @returns {Generator<string[]>} */
function* changedAt(reading, options, [place, ...others]) {
  if (place === undefined) yield reading;
  else for (const other of options[place].slice(1)) yield* changedAt(reading.with(place, other), options, others);
}

/** @param {number[]} of @param {number} count @returns {Generator<number[]>} */
function* combinations(of, count) {
  if (!count) yield [];
  else
    for (const [at, first] of of.entries()) {
      for (const rest of combinations(of.slice(at + 1), count - 1)) yield [first, ...rest];
    }
}

/** @param {string} phonemes @param {boolean} open @param {number} cost @returns {Sound} */
function parted(phonemes, open, cost) {
  let consonants = "";
  const vowels = [""];
  for (const [place, letter] of [...phonemes].entries()) {
    const last = vowels.length - 1;
    if (VOWELS.includes(letter)) vowels[last] += vowels[last].endsWith(letter) ? "" : letter;
    else if (letter === "h" && place === phonemes.length - 1 && place) vowels[last] ||= "E";
    else if (!consonants.endsWith(letter) || vowels[last]) {
      if (letter === "b" && consonants.endsWith("n") && !vowels[last]) consonants = `${consonants.slice(0, -1)}m`;
      consonants += letter;
      vowels.push("");
    }
  }
  return { consonants, vowels: vowels.map(reduced), open, cost };
}

/** @param {string} vowels */
const reduced = (vowels) =>
  vowels
    .replaceAll(/E(?=E)/g, "")
    .replaceAll(/[AE][IE]/g, "I")
    .replaceAll(/[AE]U/g, "U");

/** How far apart two sounds may be. @param {Sound} asked @param {Sound} name */
function allowance(asked, name) {
  if (asked.open !== name.open) return 0.25;
  const long = asked.vowels.filter((vowels, at) => vowels.length > 1 && name.vowels[at].length > 1).length;
  return [0, 0, 0, 0.5, 1][asked.consonants.length + long] ?? 1.5;
}

/** How far apart the vowels of two sounds with the same consonants are. @param {Sound} asked @param {Sound} name */
function distance(asked, name) {
  const last = asked.vowels.length - 1,
    bothOpen = asked.open && name.open;
  return asked.vowels.reduce((total, one, place) => {
    const two = name.vowels[place];
    if (one === two) return total;
    if (place === last) return total + atTheEnd(one, two, asked.consonants.length, bothOpen);
    if (place === 0 && !(one && two)) return total + (asked.consonants.length > 3 ? 0.5 : 1);
    if (place === 0 && OPENING.has(one + two)) return total + 0.25;
    if (!(one && two) && !bothOpen) return total + leftOut(one, two, asked, name, place);
    return total + unlike(one, two);
  }, asked.cost + name.cost);
}

const OPENING = new Set(["AI", "IA"]); // vowels at the start that languages write for one

/** @param {string} one @param {string} two @param {number} consonants @param {boolean} bothOpen */
function atTheEnd(one, two, consonants, bothOpen) {
  const isPlain = (/** @type {string} */ end) => ["", "A", "E"].includes(end);
  if (isPlain(one) && isPlain(two)) return bothOpen || (!(one && two) && consonants <= SHORT) ? 0.3 : 0;
  if (!(one && two)) return (one || two).length === 1 ? 0.5 : 0.75;
  return unlike(one, two);
}

/** @param {string} one @param {string} two @param {Sound} asked @param {Sound} name @param {number} place */
function leftOut(one, two, asked, name, place) {
  if ((one && name.open) || (two && asked.open)) return (one || two).length === 1 ? 0 : 0.75;
  if (two) return two.length === 1 ? 0.25 : 0.5;
  return (asked.vowels[place - 1] + asked.vowels[place + 1]).includes(one) ? 0.25 : 0.75;
}

/** @param {string} one @param {string} two */
function unlike(one, two) {
  if (!(one && two)) return 0.75;
  const as = (/** @type {string} */ vowel) => [one, two].map((text) => text.replaceAll("E", vowel));
  const [shorter, longer] = as("A").toSorted((first, second) => first.length - second.length),
    [i, j] = as("I");
  if (shorter === longer || i === j) return 0;
  if (longer.length > shorter.length) return [...shorter].every((vowel) => longer.includes(vowel)) ? 0.6 : 1;
  const between = [...new Set(shorter + longer)].toSorted().join("");
  return between === "IU" ? 0.5 : between === "AU" ? 1 : 0.75;
}
