// @ts-check
// The search of the file. What a word or a name finds was worked out before (searched.py); here a text is parted into
// ids, dates, names and words, as the dashboard parts it (mentions.py, asked_dates.py, asked_names.py).

import { dayOf } from "./days.js";
import { Names } from "./file_names.js";
import { answers } from "./window_sums.js";

const DATE_TAKEN = "\u0001";
const AN_ID = /([a-z]+)[^\p{L}\p{N}]*(\d+)/gu;

export class Search {
  /**
   * @param {any} data
   * @param {any} held  see searched.py
   */
  constructor(data, held) {
    this.data = data;
    this.held = held;
    this.names = new Names(held);
    this.dates = held.dates.map((/** @type {string} */ pattern) => new RegExp(pattern, "u"));
    /** @type {Map<string, Set<number>>} */
    this.kept = new Map();
  }

  /** Return the incidents that a text finds. @param {string} text @returns {Set<number>} */
  find(text) {
    const kept = this.kept.get(text);
    if (kept) return kept;
    const found = this.byId(text) ?? this.byDatesAndParts(text);
    this.kept.set(text, found);
    return found;
  }

  /** Return the incidents whose ids a text names; null where it names none. @param {string} text */
  byId(text) {
    const { ids } = this.data,
      plain = this.names.folded(text),
      [prefix] = (ids[0] ?? "").toLowerCase().split("-");
    const isOf = (/** @type {string} */ id, /** @type {string} */ number) =>
      id.toLowerCase().startsWith(`${prefix}-`) && Number(id.split("-")[1]) === Number(number);
    const rowOf = (/** @type {string} */ number) => ids.findIndex((/** @type {string} */ id) => isOf(id, number));
    const rows = (/** @type {string[]} */ numbers) => new Set(numbers.map(rowOf).filter((at) => at >= 0));
    const digits = text.replaceAll(/\p{Nd}/gu, (digit) => this.names.letters(digit));
    const alone = new RegExp(this.held.patterns.number_alone, "iu").exec(digits.trim());
    if (alone) return nonEmpty(rows([alone[1] ?? alone[2]]));
    const named = [...plain.matchAll(AN_ID)].filter(([, letters]) => letters === prefix);
    const isOne = /^[a-z]+( \d+)+$/.test(plain) && /^[\s\p{P}]*[a-z]+(-\d+)+[\s\p{P}]*$/iu.test(text);
    return isOne ? rows(named.map(([, , number]) => number)) : nonEmpty(rows(named.map(([, , number]) => number)));
  }

  /** @param {string} text @returns {Set<number>} */
  byDatesAndParts(text) {
    const { dates, words } = this.datesAmong(this.names.wordsOf(text));
    const parts = this.names.parts(words).filter((part) => !dates.length || !this.names.isNeedless(part));
    const tests = [
      ...dates.map((date) => (/** @type {number} */ at) => this.touches(date, at)),
      ...parts.map(
        ({ found }) =>
          (/** @type {number} */ at) =>
            found.has(at),
      ),
    ];
    const rows = this.data.ids.map((/** @type {string} */ _id, /** @type {number} */ at) => at);
    return new Set(tests.length ? rows.filter((/** @type {number} */ at) => tests.every((holds) => holds(at))) : []);
  }

  /** @param {string[]} words */
  datesAmong(words) {
    const { case_of_a_number: ending } = this.names.read,
      dates = [];
    const plain = words.map((word) => this.names.folded(word.replace(ending, "")));
    let text = ` ${plain.join(" ")} `;
    for (const pattern of this.dates) {
      for (let found; (found = pattern.exec(text));) {
        const date = this.dateOf(found.groups ?? {});
        if (!date) break;
        dates.push(date);
        const end = found.index + found[0].length;
        text = text.slice(0, found.index + 1) + DATE_TAKEN.repeat(found[0].length - 2) + text.slice(end - 1);
      }
    }
    let at = 1;
    const left = words.filter((_word, place) => {
      const isLeft = text[at] !== DATE_TAKEN;
      at += plain[place].length + 1;
      return isLeft;
    });
    const beside = new Set(this.held.beside_dates);
    return { dates, words: dates.length ? left.filter((word) => !beside.has(this.names.folded(word))) : left };
  }

  /** @param {Record<string, string | undefined>} found */
  dateOf({ year: ofYear, short, day: ofDay, month: named, number }) {
    const year = Number(short ? 2000 + Number(short) : (ofYear ?? 0)) || null,
      day = Number(ofDay ?? 0) || null;
    const month = (named ? this.held.months[named] : Number(number ?? 0)) || null;
    if (month !== null && month > 12) return null;
    if (day !== null && !(month && day <= lastDay(year ?? 2024, month))) return null;
    const isSurely = year !== null || day !== null || !this.held.also_words.includes(named);
    return { year, month, day, word: isSurely ? "" : month === 3 ? "march" : month === 5 ? "may" : "" };
  }

  /** @param {any} date @param {number} at */
  touches({ year, month, day, word }, at) {
    if (word && this.names.withWord(word)?.has(at)) return true;
    return (year === null ? this.held.years : [year]).some((/** @type {number} */ one) => {
      const last = lastDay(one, month ?? 12);
      if ((day ?? 1) > last) return false;
      const [from, to] = [
        [month ?? 1, day ?? 1],
        [month ?? 12, day ?? last],
      ].map(([m, d]) => dayOf(`${one}-${String(m).padStart(2, "0")}-${String(d).padStart(2, "0")}`) ?? 0);
      return !this.data.undated[at] && answers(this.data.rows, at, from, to);
    });
  }
}

/** @param {Set<number>} found */
const nonEmpty = (found) => (found.size ? found : null);

/** @param {number} year @param {number} month */
const lastDay = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();
