// @ts-check
// The message of the map for the incidents that answer: marks and areas with their sums.

import { joined, sizeOf, stepsOf, topOf } from "./joined.js";
import { boxOf, circleOf } from "./circles.js";
import { counted, filled, total, totalText } from "./counted_words.js";
import { COUNTED } from "./window_sums.js";

/** @typedef {import("./answers.js").Answers} Answers */

/**
 * @param {any} data
 * @param {any} told
 * @param {Answers} answers
 * @param {{zoom: number, opened: string | null, at: number[] | null, brought: number | undefined}} standing
 */
export function mapTold(data, told, answers, { zoom, opened, at, brought }) {
  const { drawn, top } = marksOf(data, told, answers.selected, zoom);
  const marks = drawn
    .filter(({ km }) => !km)
    .toSorted((one, other) => other.count - one.count || one.longitude - other.longitude);
  const areas = drawn
    .filter(({ km }) => km)
    .toSorted((one, other) => other.km - one.km || one.longitude - other.longitude);
  const all = [...marks, ...areas];
  const openedAt = opened === null ? -1 : data.ids.indexOf(opened);
  const place = all.findIndex(({ members }) => members.includes(openedAt));
  const row = (/** @type {any} */ one) => told.map.fields.map((/** @type {string} */ name) => one[name]);
  const nowhere = answers.selected.filter((one) => data.drawn.point[one] < 0).length;
  const { question } = answers;
  const left = answers.options("kind");
  return {
    members: all.map(({ members }) => members),
    message: {
      ...told.map,
      at,
      brought,
      asked: question.lists.governorate ?? [],
      extent: extentOf(data, told, question),
      near: question.near ? circleOf(question.near, data.near) : null,
      marks: marks.map(row),
      areas: areas.map((one) => [...row(one), Number(one.km.toFixed(1)), one.polygon]),
      opened: place < 0 ? null : place,
      legend: {
        ...told.map.legend,
        sizes: stepsOf(top, data.drawn),
        kinds: data.kinds.map((/** @type {string} */ kind, /** @type {number} */ number) => [
          number,
          left.get(kind) ?? 0,
          (question.lists.kind ?? []).includes(kind),
        ]),
      },
      words: { ...told.map.words, summary: summary(told, marks, areas, nowhere) },
      base: data.base,
    },
  };
}

/**
 * Gather incidents by the mark that draws them.
 * @param {any} data
 * @param {any} told
 * @param {number[]} incidents
 * @param {number} zoom
 */
function marksOf(data, told, incidents, zoom) {
  const { drawn, rows, measures } = data,
    { most } = drawn;
  /** @type {number[][]} per point, in the order of the points */
  const held = [];
  for (const at of incidents) if (drawn.point[at] >= 0) (held[drawn.point[at]] ??= []).push(at);
  const points = Object.keys(held).map(Number);
  const spotOf = (/** @type {number} */ point) => ({
    x: drawn.x[point],
    y: drawn.y[point],
    weight: held[point].length,
    killed: held[point].reduce((sum, at) => sum + (rows.flags[at] & COUNTED ? (measures.killed.low[at] ?? 0) : 0), 0),
  });
  const [areas, marks] = [true, false].map((isArea) => points.filter((point) => drawn.km[point] > 0 === isArea));
  const few = Math.floor(most / 4);
  const groups = [marks, areas]
    .map((some, isArea) => {
      const number = isArea
        ? joined(some.map(spotOf), null, few, drawn)
        : joined(some.map(spotOf), zoom, most - Math.min(areas.length, few), drawn);
      return some.reduce((all, point, at) => {
        (all[number[at]] ??= []).push(point);
        return all;
      }, /** @type {number[][]} */ ([]));
    })
    .flat();
  const sums = groups.map((group) => {
    const members = group.flatMap((point) => held[point]).toSorted((one, other) => one - other);
    return { members, sum: total(data, "killed", members) };
  });
  const top = topOf(Math.max(drawn.largest, ...sums.map(({ sum }) => sum.high ?? 0)), drawn);
  return { top, drawn: sums.map(({ members, sum }) => mark(data, told, members, sum, top)) };
}

/**
 * Return what one mark stands for.
 * @param {any} data
 * @param {any} told
 * @param {number[]} members
 * @param {import("./counted_words.js").Total} sum  of the killed
 * @param {number} top  where the scale of sizes ends
 */
function mark(data, told, members, sum, top) {
  const { drawn, rows, kinds } = data;
  const byKind = kinds.map(() => 0);
  /** @type {Map<number, number>} */
  const weights = new Map();
  for (const at of members) {
    byKind[rows.kind[at]]++;
    weights.set(drawn.point[at], (weights.get(drawn.point[at]) ?? 0) + 1);
  }
  const points = [...weights].toSorted(([point, one], [last, other]) => other - one || last - point);
  const inTurn = [...weights].toSorted(([one], [other]) => one - other); // so that no last digit of a sum differs
  const middle = (/** @type {number[]} */ degrees) =>
    Number(
      (points.length > 1
        ? inTurn.reduce((all, [point, weight]) => all + degrees[point] * weight, 0) / members.length
        : degrees[points[0][0]]
      ).toFixed(4),
    );
  const parts = byKind
    .map((/** @type {number} */ count, /** @type {number} */ kind) => [kind, count])
    .filter((/** @type {number[]} */ [, count]) => count);
  const texts = told.rows[members[0]];
  const isAlone = members.length === 1;
  const name = told.places[points[0][0]];
  const around = name ? counted(told, "around", points.length, { place: name }) : told.words.several_places;
  return {
    members,
    latitude: middle(drawn.latitude),
    longitude: middle(drawn.longitude),
    size: sizeOf(sum.high === null ? null : sum.low, top, drawn),
    reach: sum.high === null ? 0 : sizeOf(sum.high, top, drawn),
    kind: parts.length > 1 ? -1 : parts[0][0],
    count: members.length,
    parts: isAlone ? [] : parts,
    id: data.ids[members[0]],
    title: isAlone ? texts[1] : points.length > 1 ? around : name,
    killed: isAlone ? texts[6] : totalText(sum, told),
    lines: isAlone ? [texts[2], texts[3]] : [],
    km: Math.max(...points.map(([point]) => drawn.km[point])),
    polygon: points.length > 1 ? "" : drawn.polygon[points[0][0]],
  };
}

/**
 * Return what is asked for by place: south, west, north, east.
 * @param {any} data
 * @param {any} told
 * @param {import("./question.js").Question} question
 */
export function extentOf(data, told, { lists, near }) {
  if (near) return boxOf(near, data.near);
  const known = (/** @type {string} */ name, /** @type {string[]} */ codes) =>
    codes.map((code) => data.extents[name][code]).filter(Boolean);
  const places = known("place", lists.place ?? []);
  const codes = [...(lists.governorate ?? []), ...(lists.district ?? []).map((code) => code.slice(0, 4))];
  const boxes = places.length ? places : known("governorate", codes);
  if (!boxes.length) return told.map.extent;
  const edge = (/** @type {number} */ at) =>
    Math[at < 2 ? "min" : "max"](...boxes.map((/** @type {number[]} */ box) => box[at]));
  return [0, 1, 2, 3].map(edge);
}

/**
 * Say what the map shows, for those who do not see it.
 * @param {any} told
 * @param {any[]} marks
 * @param {any[]} areas
 * @param {number} nowhere
 */
function summary(told, marks, areas, nowhere) {
  const sum = (/** @type {any[]} */ drawn) => drawn.reduce((count, item) => count + item.count, 0);
  const parts = [
    counted(told, "points", sum(marks)),
    counted(told, "areas", sum(areas)),
    counted(told, "nowhere", nowhere),
  ];
  return filled(told.words.map, { parts: parts.join(" · ") });
}
