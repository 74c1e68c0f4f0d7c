// @ts-check
// The message of the map for the incidents that answer: marks and areas with their sums.

import { boxOf, circleOf } from "./file_near.js";
import { counted, filled, total, totalText } from "./file_words.js";

/** @typedef {import("./file_answers.js").Answers} Answers */

/**
 * @param {any} data
 * @param {any} told
 * @param {Answers} answers
 * @param {{zoom: number, opened: string | null, at: number[] | null, brought: number | undefined}} standing
 */
export function mapTold(data, told, answers, { zoom, opened, at, brought }) {
  const drawn = marksOf(data, told, answers.selected, zoom);
  const marks = drawn.filter(({ km }) => !km).toSorted((one, other) =>
    other.count - one.count || one.longitude - other.longitude);
  const areas = drawn.filter(({ km }) => km).toSorted((one, other) =>
    other.km - one.km || one.longitude - other.longitude);
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
      areas: areas.map((one) => [...row(one), one.km, one.polygon]),
      opened: place < 0 ? null : place,
      legend: {
        ...told.map.legend,
        kinds: data.kinds.map((/** @type {string} */ kind, /** @type {number} */ number) =>
          [number, left.get(kind) ?? 0, (question.lists.kind ?? []).includes(kind)]),
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
  const { point, zooms, first_zoom: first } = data.drawn;
  const joined = zooms[Math.min(Math.max(Math.round(zoom) - first, 0), zooms.length - 1)];
  /** @type {Map<number, number[]>} */
  const groups = new Map();
  for (const at of incidents) {
    if (point[at] < 0) continue;
    const number = joined[point[at]];
    const members = groups.get(number);
    if (members) members.push(at);
    else groups.set(number, [at]);
  }
  return [...groups.values()].map((members) => mark(data, told, members));
}

/**
 * Return what one mark stands for.
 * @param {any} data
 * @param {any} told
 * @param {number[]} members
 */
function mark(data, told, members) {
  const { drawn, rows, kinds } = data;
  const byKind = kinds.map(() => 0);
  /** @type {Map<number, number>} */
  const weights = new Map();
  for (const at of members) {
    byKind[rows.kind[at]]++;
    weights.set(drawn.point[at], (weights.get(drawn.point[at]) ?? 0) + 1);
  }
  const points = [...weights].toSorted(([, one], [, other]) => other - one);
  const middle = (/** @type {number[]} */ degrees) =>
    points.reduce((sum, [point, weight]) => sum + degrees[point] * weight, 0) / members.length;
  const sum = total(data, "killed", members);
  const parts = byKind.map((/** @type {number} */ count, /** @type {number} */ kind) => [kind, count])
    .filter((/** @type {number[]} */ [, count]) => count);
  const texts = told.rows[members[0]];
  const isAlone = members.length === 1;
  const name = told.places[points[0][0]];
  const title = points.length > 1 && name ? counted(told, "around", points.length, { place: name }) : name;
  return {
    members,
    latitude: middle(drawn.latitude),
    longitude: middle(drawn.longitude),
    size: sizeOf(drawn, sum.low),
    reach: sum.high === null ? 0 : sizeOf(drawn, sum.high),
    kind: parts.length > 1 ? -1 : parts[0][0],
    count: members.length,
    parts: isAlone ? [] : parts,
    id: data.ids[members[0]],
    title: isAlone ? texts[1] : title,
    killed: isAlone ? texts[6] : totalText(sum, told),
    lines: isAlone ? [texts[2], texts[3]] : [],
    km: Math.max(...points.map(([point]) => drawn.km[point])),
    polygon: points.length > 1 ? "" : drawn.polygon[points[0][0]],
  };
}

/** @param {any} drawn @param {number | null} deaths */
const sizeOf = ({ sizes, unknown }, deaths) =>
  (deaths === null ? unknown : sizes[Math.min(Math.max(Math.round(deaths), 0), sizes.length - 1)]);

/**
 * Return what is asked for by place: south, west, north, east.
 * @param {any} data
 * @param {any} told
 * @param {import("./file_question.js").Question} question
 */
function extentOf(data, told, { lists, near }) {
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
    counted(told, "points", sum(marks)), counted(told, "areas", sum(areas)), counted(told, "nowhere", nowhere),
  ];
  return filled(told.words.map, { parts: parts.join(" · ") });
}
