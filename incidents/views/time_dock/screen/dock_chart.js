// @ts-check
// Bars, spans, axis and the time that is not covered: what of the dock stays while a window moves over it.

import { heightOf } from "./dock_scale.js";
import { element } from "./elements.js";
import { SYMBOLS } from "./symbols.js";

/** @typedef {import("./dock_scale.js").Scale} Scale */

const SVG = "http://www.w3.org/2000/svg";
const LANES = 3;

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @param {...Node} children
 */
export function shape(name, attributes, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
}

/** @param {number} x @param {number} y @param {number} width @param {number} height */
const box = (x, y, width, height) => {
  const [left, top, across, down] = [x, y, width, height].map((number) => Number(number.toFixed(2)));
  return `M${left},${top}h${across}v${down}h${-across}z`;
};

/** Return the patterns of the period before and of what is not covered; ids are those of the page. */
export function hatchings() {
  const pattern = (/** @type {string} */ id, /** @type {number} */ apart) => {
    const lines = shape("path", { d: `M0,0V${apart}`, class: `${id}-line` });
    const turned = { id, width: apart, height: apart, patternTransform: "rotate(45)", patternUnits: "userSpaceOnUse" };
    return shape("pattern", turned, lines);
  };
  const line = shape("path", { d: "M0,1H4", class: "dock-second-line" });
  const stripes = shape("pattern", { id: "dock-second", width: 4, height: 3.2, patternUnits: "userSpaceOnUse" }, line);
  return shape("defs", {}, pattern("dock-before", 9), pattern("dock-no-data", 6), stripes);
}

/**
 * Draw what does not move.
 * @param {any} told
 * @param {Scale} scale
 * @returns {Node[]}
 */
export function chart(told, scale) {
  const edge = scale.x(told.last + 1);
  return [
    shape("path", { d: box(edge, 0, scale.width - edge, scale.floor), class: "no-data" }),
    shape("path", { d: `M${edge},0V${scale.floor}`, class: "no-data-edge" }),
    shape("path", { d: `M${scale.start},${scale.ceiling}H${edge}`, class: "grid" }),
    ...(told.beside ? uncovered(told, scale) : []),
    ...bars(told, scale),
    ...(told.beside ? [second(told, scale)] : []),
    ...spans(told, scale),
    shape("path", { d: `M${scale.start},${scale.floor}H${scale.width}`, class: "axis" }),
  ];
}

/** What of the axis the first of two records does not cover. @param {any} told @param {Scale} scale */
function uncovered({ first, last, beside }, scale) {
  const [from, to] = beside.covered,
    { start, floor } = scale,
    left = scale.x(from),
    right = scale.x(to + 1);
  const parts = [from > first ? box(start, 0, left - start, floor) : "", ""];
  if (to < last) parts[1] = box(right, 0, scale.x(last + 1) - right, floor);
  return [shape("path", { d: parts.join(""), class: "no-data" })];
}

/** The incidents of the second record, in the second half of each period, whatever their kind. */
function second(/** @type {any} */ { beside, last }, /** @type {Scale} */ scale) {
  const path = beside.bars.map((/** @type {number[]} */ [from, to, count]) => {
    const x = scale.x(from),
      width = scale.x(Math.min(to, last) + 1) - x,
      height = scale.base - scale.y(count);
    const tall = Math.max(height, 2); // a few beside very many are still to be seen
    return box(x + width / 2, scale.base - tall, Math.max(width / 2 - (width > 6 ? 1 : 0), 0.5), tall);
  });
  return shape("path", { d: path.join(""), class: "second-bar" });
}

/** One path per kind, whatever the number of periods. @param {any} told @param {Scale} scale */
function bars(told, scale) {
  const paths = SYMBOLS.map(() => "");
  for (const [from, to, counts] of told.bars) {
    const x = scale.x(from),
      whole = scale.x(Math.min(to, told.last) + 1) - x;
    const width = told.beside ? whole / 2 : whole; // the other half is the second record's
    const gap = width > 6 ? 1 : width > 2.5 ? 0.5 : 0;
    let below = 0;
    counts.forEach((/** @type {number} */ count, /** @type {number} */ kind) => {
      if (!count) return;
      const top = scale.y(below + count);
      paths[kind] += box(x + gap, top, Math.max(width - 2 * gap, 0.5), scale.y(below) - top);
      below += count;
    });
  }
  return SYMBOLS.map(({ kind }, number) => shape("path", { d: paths[number], class: `bar kind-${kind}` }));
}

/**
 * Thin lines for what is dated only by a span; those that find no lane free lie on others.
 * @param {any} told
 * @param {Scale} scale
 */
function spans(told, scale) {
  if (!scale.lane) return [];
  const free = new Array(LANES).fill(-Infinity);
  const paths = SYMBOLS.map(() => "");
  told.spans.forEach((/** @type {number[]} */ [from, to, kind], /** @type {number} */ number) => {
    const open = free.findIndex((until) => until < from);
    const lane = open < 0 ? number % LANES : open;
    free[lane] = to;
    const y = scale.base + 2 + lane * ((scale.lane - 2) / LANES);
    paths[kind] += box(scale.x(from), y, Math.max(scale.x(to + 1) - scale.x(from), 1), 1.6);
  });
  return SYMBOLS.map(({ kind }, number) => shape("path", { d: paths[number], class: `span kind-${kind}` }));
}

/**
 * Put an element where it belongs: by properties, for the policy of the page takes no styles from attributes.
 * @template {HTMLElement} Made
 * @param {Made} made
 * @param {{left: number, top?: number, width?: number, height?: number, "max-width"?: number}} where px
 * @returns {Made}
 */
export function placed(made, where) {
  for (const [name, px] of Object.entries(where)) made.style.setProperty(name, `${px.toFixed(1)}px`);
  return made;
}

/**
 * Write the axis: months below, the highest number at the side, and what is not covered.
 * @param {any} told
 * @param {Scale} scale
 * @returns {HTMLElement[]}
 */
export function labels(told, scale) {
  const { words, dir } = told;
  const month = (/** @type {number} */ x, /** @type {string} */ name) =>
    placed(element("span", { class: "month", dir }, name), { left: x, top: scale.floor + 2 });
  const months = scale.months(words).map(({ x, name }) => month(x, name));
  const most = element("span", { class: "most" }, scale.top.toLocaleString("en"));
  const top = placed(most, { left: 0, top: scale.ceiling - 8, width: scale.start - 5 });
  const edge = scale.x(told.last + 1),
    room = scale.width - edge - 10;
  if (told.beside) months.push(...unsaid(told, scale));
  if (room < 80) return [...months, top];
  const remark = element("span", { class: "no-data-words", dir }, words.no_data);
  placed(remark, { left: edge + 6, width: room });
  return [...months, top, remark, ...(told.beside ? [placed(records(told), { left: edge + 6, width: room })] : [])];
}

/** Say where the first of two records covers nothing. @param {any} told @param {Scale} scale */
function unsaid({ first, last, dir, beside: { covered, words } }, scale) {
  const parts = [
    [first, covered[0]],
    [covered[1] + 1, last + 1],
  ].map(([from, to]) => [scale.x(from), scale.x(to)]);
  const wide = parts.filter(([left, right]) => right - left > 150);
  const remark = () => element("span", { class: "no-data-words", dir }, words.no_data);
  const top = scale.floor - 40;
  return wide.map(([left, right]) => placed(remark(), { left: left + 6, top, width: right - left - 12 }));
}

/** Name both series, each with its own count. @param {any} told */
function records({ beside: { words }, dir }) {
  const entry = (/** @type {string} */ name, /** @type {string} */ text) =>
    element("span", { class: "series" }, element("i", { class: name }), element("bdi", {}, text));
  return element("span", { class: "both-series", dir }, entry("first", words.here), entry("second", words.beside));
}

/**
 * Say what a period holds, for whoever points at it.
 * @param {any} told
 * @param {number} day
 * @returns {{from: number, to: number, total: number, lines: string[]} | null}
 */
export function periodAt(told, day) {
  const at = (/** @type {any[]} */ drawn) => drawn.find(([from, to]) => from <= day && day <= to);
  const bar = at(told.bars),
    other = told.beside && at(told.beside.bars);
  if (!bar && !other) return null;
  const [from, to, counts] = bar ?? [other[0], other[1], []];
  const { kinds } = told.words;
  const line = (/** @type {number} */ count, /** @type {number} */ kind) =>
    count ? `${kinds[kind]} ${count.toLocaleString("en")}` : "";
  const lines = counts.map(line).filter(Boolean);
  if (told.beside) lines.push(`${told.beside.words.title}: ${(other ? other[2] : 0).toLocaleString("en")}`);
  return { from, to, total: heightOf([from, to, counts]), lines };
}
