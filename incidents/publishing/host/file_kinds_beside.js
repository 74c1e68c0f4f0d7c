// @ts-check
// Words for kinds beside a name belong to it, and may narrow it, as on the dashboard (asked_names.py).

/**
 * @typedef {{text: string, isName: boolean, found: Set<number>, name?: string, isOfAParty?: boolean,
 *   isOfAPlace?: boolean, around?: number[]}} Part  as in file_names.js
 */

const ARABIC = /[\u0600-\u06ff]/u;

export class KindsBeside {
  /**
   * @param {any} held  see searched.py
   * @param {Set<number>[]} sets
   * @param {import("./file_written_onto.js").WrittenOnto} onto
   * @param {import("./file_ear.js").Ear} ear
   * @param {(text: string) => boolean} isDoubt  whether a part calls somebody a suspect
   * @param {(text: string) => string | undefined} nameOf  what the file has a text as, letter by letter
   */
  constructor(held, sets, onto, ear, isDoubt, nameOf) {
    this.nameOf = nameOf;
    this.country = new Set(held.country);
    this.isDoubt = isDoubt;
    this.ear = ear;
    this.held = held;
    this.sets = sets;
    this.onto = onto;
    this.parties = new Set(held.parties);
    this.known = new Set(held.known);
    this.alsoPlaces = new Set(held.also_places);
    this.kindsInNames = new Set(held.kinds_in_names);
    this.leaning = new Set(held.leaning);
    this.leaningOn = new Set(held.leaning_on);
  }

  /** Leave out words for kinds beside a name, which they may narrow. @param {Part[]} parts @returns {Part[]} */
  withTheirKinds(parts) {
    const { onto } = this;
    const ofKinds = parts.map((part, place) => {
      if (onto.kindOf(part.text) !== undefined || (!part.isName && onto.saysNothing(part.text))) return part;
      const kind = this.kindBeside(parts, place);
      const found = (kind ? this.ofKind(part.text, kind) : null) ?? this.anotherName(parts, place);
      return found ? { text: part.text, isName: true, found, name: onto.normal(part.text) } : part;
    });
    const meant = this.withTheirDeserts(ofKinds);
    return meant.filter(
      (part, place) =>
        !(part.isName
          ? this.tellsOfAParty(meant, place)
          : [-1, 1].some((step) => this.belongsTo(part, meant[this.next(meant, place, step, true)]))),
    );
  }

  /** Whether a name has a word beside it that no name has, or one for a desert. @param {string} text */
  isBesideAKind(text) {
    const words = text.split(" ").map((word) => this.onto.normal(word)),
      inside = this.onto.bareOfDeserts(text);
    if (inside && this.nameOf(inside) !== undefined) return true;
    return words.length > 1 && words.some((word) => this.held.kind_words[word] === "" && !this.kindsInNames.has(word));
  }

  /** Leave out words for a desert beside a place, which is then the desert of that name. @param {Part[]} parts */
  withTheirDeserts(parts) {
    const meant = [...parts],
      dropped = new Set();
    for (const place of parts.keys()) {
      const at = this.onto.isDesert(parts[place].text)
        ? [1, -1].map((step) => this.nextBeyondKinds(parts, place, step)).find((one) => this.mayHaveADesert(parts[one]))
        : undefined;
      if (at === undefined) continue;
      const { text } = parts[at],
        [number, around] = this.held.deserts_of[this.nameOf(text) ?? ""] ?? [];
      if (number !== undefined) meant[at] = { text, isName: true, found: this.sets[number], around: [around] };
      dropped.add(place);
    }
    return meant.filter((_part, at) => !dropped.has(at));
  }

  /** @param {Part[]} parts @param {number} place @param {number} step */
  nextBeyondKinds(parts, place, step) {
    const { onto } = this;
    let at = place + step;
    while (
      parts[at] &&
      !parts[at].isName &&
      (onto.kindOf(parts[at].text) !== undefined || onto.saysNothing(parts[at].text))
    )
      at += step;
    return at;
  }

  /** Whether a part is a place, no desert and not the country. @param {Part | undefined} part */
  mayHaveADesert(part) {
    if (!part?.isName || this.onto.isDesert(part.text) || this.country.has(part.name ?? "")) return false;
    return !this.isParty(part) || !!part.isOfAPlace || this.alsoPlaces.has(part.name ?? "");
  }

  /**
   * What a word finds, no name by itself, of the kind that a name beside it tells: in its brackets.
   * @param {Part[]} parts
   * @param {number} place
   */
  anotherName(parts, place) {
    const { text, isName } = parts[place],
      numbers = (isName ? [] : [-1, 1]).map((step) => {
        const beside = parts[this.next(parts, place, step)];
        const told = beside?.isName ? this.onto.kindToldIn(beside.text) : "";
        return this.held.kinds[`${told}:${this.onto.normal(text)}`];
      });
    const number = numbers.find((one) => one !== undefined);
    return number === undefined ? null : this.sets[number];
  }

  /** @param {Part | undefined} part */
  isParty(part) {
    return !!part?.isName && (!!part.isOfAParty || this.parties.has(part.name ?? ""));
  }

  /** Whether a party beside another is whom that leans on. @param {Part[]} parts @param {number} place */
  isLeantOn(parts, place) {
    const said = parts.map(({ text }) => this.onto.normal(text)),
      isNeedless = (/** @type {number} */ at) => this.onto.needless.has(said[at]);
    if (this.leaning.has(said[place + 1]) && place + 2 < said.length && !isNeedless(place + 2)) {
      return this.isParty(parts[this.next(parts, place + 1, 1)]);
    }
    let before = place - 1;
    while (before > 0 && isNeedless(before)) before -= 1;
    const isBy = before < place - 1 || (before >= 0 && ARABIC.test(said[before]));
    return before >= 0 && isBy && this.leaningOn.has(said[before]) && this.isParty(parts[this.next(parts, before, -1)]);
  }

  /** Whether a name is said of a party beside it. @param {Part[]} parts @param {number} place */
  tellsOfAParty(parts, place) {
    if (this.isParty(parts[place]) && this.isLeantOn(parts, place)) return true;
    const isKnown = (/** @type {Part | undefined} */ part) => !!part?.isName && this.known.has(part.name ?? "");
    if (!isKnown(parts[place])) return false;
    const { text } = parts[place];
    if (![text, ...this.onto.withoutCases(text)].some((form) => this.onto.isOfParties(form))) return false;
    return [-1, 1].some((step) => {
      let at = this.next(parts, place, step);
      while (isKnown(parts[at])) at = this.next(parts, at, step);
      return this.isParty(parts[at]);
    });
  }

  /** What the places of a kind find that are called so, or sound so. @param {string} text @param {string} kind */
  ofKind(text, kind) {
    const number = this.held.kinds[`${kind}:${this.onto.normal(text)}`];
    if (number !== undefined) return this.sets[number];
    const heard = this.ear.heard(text, this.held.ear.kinds[kind] ?? {});
    return heard.length ? new Set(heard.flatMap(([at]) => [...this.sets[at]])) : null;
  }

  /** Whether a word for a kind may be said of its neighbour. @param {Part} part @param {Part | undefined} beside */
  belongsTo({ text }, beside) {
    if (!beside?.isName) return false;
    const { onto } = this,
      name = beside.name ?? "";
    return onto.kindOf(text) !== undefined || ((beside.isOfAParty || this.parties.has(name)) && onto.isOfParties(text));
  }

  /** @param {Part[]} parts @param {number} place @returns {string} */
  kindBeside(parts, place) {
    for (const step of [1, -1]) {
      const part = parts[this.next(parts, place, step)];
      const kind = part && !part.isName ? this.onto.kindOf(part.text) : "";
      if (kind) return kind;
    }
    return "";
  }

  /**
   * The next part beyond words that say nothing, and beyond those for kinds.
   * @param {Part[]} parts
   * @param {number} place
   * @param {number} step
   */
  next(parts, place, step, isBeyondKinds = false) {
    let at = place + step;
    const isPassedOver = (/** @type {Part} */ { isName, text }) =>
      !isName &&
      (this.onto.saysNothing(text) ||
        this.onto.isOfParties(text) ||
        (isBeyondKinds && (this.onto.kindOf(text) !== undefined || this.isDoubt(text))));
    while (at >= 0 && at < parts.length && isPassedOver(parts[at])) at += step;
    return at;
  }
}
