// @ts-check
// What people write onto a name or beside it without asking for more, as the dashboard reads it (written_onto.py).

const ARABIC = /[\u0600-\u06ff]/;

export class WrittenOnto {
  /**
   * @param {any} held  see searched.py
   * @param {(text: string) => string} folded
   * @param {(text: string) => string} normal
   */
  constructor(held, folded, normal) {
    this.folded = folded;
    this.normal = normal;
    const { with_article: withArticle, particle, of_a_short_word: short, surely_onto: surely } = held.patterns;
    this.surely = new RegExp(surely, "u");
    this.otherForms = held.other_forms;
    this.particles = [withArticle, particle].map((pattern) => new RegExp(pattern, "u"));
    this.soraniEnding = new RegExp(held.patterns.sorani_ending, "u");
    this.endingsOfRoles = held.patterns.endings_of_roles.map((/** @type {string} */ ending) => new RegExp(ending, "u"));
    this.ofAShortWord = new RegExp(short, "u");
    this.endings = held.patterns.case_endings.map(
      (/** @type {[string, string]} */ [ending, instead]) =>
        /** @type {[RegExp, string]} */ ([new RegExp(ending, "iu"), instead]),
    );
    this.arabicEnding = new RegExp(held.patterns.arabic_ending, "u");
    this.stem = held.stem;
    this.stems = held.patterns.english_endings.map(
      (/** @type {[string, string]} */ [ending, instead]) =>
        /** @type {[RegExp, string]} */ ([new RegExp(ending, "u"), instead]),
    );
    this.kinds = held.kind_words;
    this.ofParties = new Set(held.of_parties);
    this.needless = new Set(held.needless);
    this.deserts = new Set(held.deserts);
    this.between = new Set(held.between);
    this.english = new Set(held.english.split(" "));
    /** @type {string[]} */
    this.endingsOfEnglish = held.endings_of_english;
  }

  /** @param {string} word @returns {string[]} */
  particlesOff(word) {
    return this.particles.map((one) => word.replace(one, "")).filter((form) => form !== word);
  }

  /** The forms under which a word of a text is kept. @param {string} word @returns {string[]} */
  formsOf(word) {
    if (!ARABIC.test(word)) {
      const stem = this.plain(word);
      return [word, this.stem + stem, ...this.irregular([stem])];
    }
    const bare = [word, ...this.particlesOff(word)],
      irregular = this.irregular(bare);
    if (irregular.length) return [...bare, ...irregular];
    const stems = bare.map((form) => form.replace(this.arabicEnding, ""));
    return [...bare, ...stems, ...this.irregular(stems)];
  }

  /** A word in Latin letters without its ending. @param {string} word */
  plain(word) {
    return this.stems.reduce((plain, [ending, instead]) => plain.replace(ending, instead), word);
  }

  /** @param {string[]} words @returns {string[]} */
  irregular(words) {
    return words.filter((word) => Object.hasOwn(this.otherForms, word)).map((word) => this.otherForms[word]);
  }

  /** Whether what stands before a name is surely no letter of it. @param {string} text */
  isSurelyOnto(text) {
    return text.includes(" ") || this.surely.test(this.folded(text));
  }

  /** An Arabic text without the particles of its first word. @param {string} text @returns {string[]} */
  withoutParticles(text) {
    const [first, ...rest] = text.split(" ");
    if (!ARABIC.test(first)) return [];
    const plain = this.folded(first),
      once = this.particlesOff(plain);
    const found = [...once, ...once.flatMap((form) => this.particlesOff(form))];
    if (rest.length) found.push(plain.replace(this.ofAShortWord, ""));
    const dual = text.endsWith("ان") ? [`${text.slice(0, -2)}ين`] : [];
    return [...found.map((form) => [form, ...rest].join(" ")), ...dual];
  }

  /** A text without the ending that its sentence gave it. @param {string} text @returns {string[]} */
  withoutCases(text) {
    if (this.isEnglish(text.toLowerCase())) return [];
    return this.endings.map(([ending, instead]) => text.replace(ending, instead)).filter((form) => form !== text);
  }

  /** Whether a word is one of everyday English, as it is or with an ending. @param {string} word */
  isEnglish(word) {
    return (
      this.english.has(word) ||
      this.endingsOfEnglish.some((ending) => word.endsWith(ending) && this.english.has(word.slice(0, -ending.length)))
    );
  }

  /** The kind of place that a word is one for; undefined where it is none. @param {string} text */
  kindOf(text) {
    const form = this.forms(text).find((one) => one in this.kinds);
    return form === undefined ? undefined : this.kinds[form];
  }

  /** The first kind that tells places apart which some word of a name is one for. @param {string} text */
  kindToldIn(text) {
    return (
      text
        .split(" ")
        .map((word) => this.kindOf(word))
        .find(Boolean) ?? ""
    );
  }

  /** Whether a word is one for a desert or a steppe. @param {string} text */
  isDesert(text) {
    return this.forms(text).some((form) => this.deserts.has(form));
  }

  /** A name without words for a desert at its ends; nothing where it is no desert's. @param {string} text */
  bareOfDeserts(text) {
    const words = text.split(" "),
      last = words.length - 1;
    const left = words.filter((word, at) => (at !== 0 && at !== last) || !this.deserts.has(this.normal(word)));
    if (left.length === words.length) return "";
    while (left.length && this.between.has(this.normal(left[0]))) left.shift();
    return left.join(" ");
  }

  /** Whether a word is one that may stand beside a name without asking for more. @param {string} word */
  saysLittle(word) {
    return word in this.kinds || this.ofParties.has(word);
  }

  /** Of a word, or each of some. @param {string} text */
  isOfParties(text) {
    const isOne = (/** @type {string} */ form) => this.ofParties.has(form);
    return text
      .split(" ")
      .every((word) =>
        this.forms(word).some(
          (form) =>
            isOne(form) || this.endingsOfRoles.some((/** @type {RegExp} */ ending) => isOne(form.replace(ending, ""))),
        ),
      );
  }

  /** @param {string} text */
  saysNothing(text) {
    return this.needless.has(this.normal(text)) || this.kindOf(text) === "";
  }

  /** @param {string} text @returns {string[]} */
  forms(text) {
    const word = this.normal(text);
    if (!ARABIC.test(word)) return [word];
    return [word, ...this.particlesOff(word), word.replace(this.ofAShortWord, ""), word.replace(this.soraniEnding, "")];
  }
}
