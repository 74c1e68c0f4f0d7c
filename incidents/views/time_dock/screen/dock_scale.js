// @ts-check
// Where days stand on the dock and how they are written. Time runs from left to right in every language.

const DAY = 86_400_000; // ms
const MONTHS = [1, 2, 3, 6, 12, 24, 60, 120]; // apart, for the labels of the axis
const [LETTER, YEAR] = [6, 30]; // px that a letter of a label takes, and its year

/** @param {number} day @returns {string} YYYY-MM-DD */
export const isoOf = (day) => new Date(day * DAY).toISOString().slice(0, 10);

/** @param {number} day */
const partsOf = (day) => {
  const date = new Date(day * DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth(), day: date.getUTCDate() };
};

/** @param {number} year @param {number} month from 0 */
const firstOf = (year, month) => Math.round(Date.UTC(year, month, 1) / DAY);

/** @param {number} day @param {any} words */
export function dayInWords(day, words) {
  const { year, month, day: number } = partsOf(day);
  return `${number} ${words.months[month]} ${year}`;
}

/** @param {number} from @param {number} to @param {any} words */
export function daysInWords(from, to, words) {
  if (from === to) return dayInWords(from, words);
  const start = partsOf(from),
    end = partsOf(to);
  const isMonth = from === firstOf(end.year, end.month) && to + 1 === firstOf(end.year, end.month + 1);
  if (isMonth) return `${words.months[start.month]} ${start.year}`;
  const first = dayInWords(from, words);
  const short = start.year === end.year ? first.replace(/ -?\d+$/, "") : first;
  return `${short} – ${dayInWords(to, words)}`;
}

/** @param {[number, number, number[]]} bar @returns {number} the incidents of all kinds */
export const heightOf = ([, , counts]) => counts.reduce((sum, count) => sum + count, 0);

/** Where things stand, in px of the chart. */
export class Scale {
  /**
   * @param {any} told the message of the dock
   * @param {number} width
   * @param {number} height
   */
  constructor(told, width, height) {
    this.isStrip = height < 90;
    this.first = told.first;
    this.last = told.last;
    this.width = width;
    this.height = height;
    this.start = this.isStrip ? 18 : 28;
    this.end = width - (width < 640 ? 30 : Math.min(170, width * 0.14)); // then begins what is not covered
    this.perDay = (this.end - this.start) / Math.max(1, told.last + 1 - told.first);
    this.floor = height - 20;
    this.lane = told.spans.length && !this.isStrip ? 9 : 0; // px of spans below the bars
    this.base = this.floor - this.lane;
    this.ceiling = this.isStrip || !told.events.length ? 20 : Math.min(46, height * 0.36);
    const others = told.beside?.bars ?? []; // both series on one scale
    this.top = Math.max(1, ...told.bars.map(heightOf), ...others.map((/** @type {number[]} */ [, , count]) => count));
  }

  /** @param {number} day @returns {number} where the day begins, never outside the chart */
  x(day) {
    return Math.max(this.start, Math.min(this.width, this.start + (day - this.first) * this.perDay));
  }

  /** @param {number} x @returns {number} the day that stands there, within what is covered */
  day(x) {
    return Math.max(this.first, Math.min(this.last, this.first + Math.floor((x - this.start) / this.perDay)));
  }

  /** @param {number} count */
  y(count) {
    return this.base - ((this.base - this.ceiling) * count) / this.top;
  }

  /**
   * Return the few months that the axis names: where each begins, and its name.
   * @param {any} words
   * @returns {{x: number, name: string}[]}
   */
  months(words) {
    const { year, month } = partsOf(this.first),
      end = partsOf(this.last);
    const all = (end.year - year) * 12 + end.month - month + 1;
    const room = Math.max(...words.months.map((/** @type {string} */ name) => name.length)) * LETTER + YEAR;
    const apart = MONTHS.find((step) => this.perDay * 30.4 * step >= room) ?? MONTHS[MONTHS.length - 1];
    const named = [];
    let before = NaN;
    for (let number = (apart - (month % apart)) % apart; number < all; number += apart) {
      const at = month + number,
        of = year + Math.floor(at / 12);
      const x = this.x(firstOf(of, at % 12));
      const name = apart >= 12 ? String(of) : words.months[at % 12] + (of === before ? "" : ` ${of}`);
      if (x < this.end - 24) named.push({ x, name });
      before = of;
    }
    return named;
  }
}
