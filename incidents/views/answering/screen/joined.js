// @ts-check
// Which points one mark draws at a zoom, and how large it is: the rule of the dashboard (joining.py, symbology.py) with
// its constants, for those of the points at which something is selected.

/**
 * @typedef {{x: number, y: number, weight: number, killed: number}} Spot  Web Mercator, the world from 0 to 1;
 *   incidents; killed at least
 */

/** @param {Spot[]} spots @param {number[]} number  of the mark that draws each @returns {Spot[]} */
function merged(spots, number) {
  /** @type {Spot[]} */
  const made = [];
  spots.forEach(({ x, y, weight, killed }, at) => {
    const sum = (made[number[at]] ??= { x: 0, y: 0, weight: 0, killed: 0 });
    sum.x += x * weight;
    sum.y += y * weight;
    sum.weight += weight;
    sum.killed += killed;
  });
  for (const sum of made) {
    sum.x /= sum.weight;
    sum.y /= sum.weight;
  }
  return made;
}

/** Join each spot to the heaviest unjoined one within reach. @param {Spot[]} spots @param {number[]} reach */
function clusters(spots, reach) {
  const number = spots.map(() => -1),
    order = spots.map((_spot, at) => at);
  order.sort(
    (one, other) =>
      spots[other].weight - spots[one].weight || spots[one].x - spots[other].x || spots[one].y - spots[other].y,
  );
  let found = 0;
  for (const heaviest of order) {
    if (number[heaviest] >= 0) continue;
    const { x, y } = spots[heaviest];
    spots.forEach((spot, at) => {
      const far = Math.max(reach[heaviest], reach[at]);
      if (number[at] < 0 && (x - spot.x) ** 2 + (y - spot.y) ** 2 < far ** 2) number[at] = found;
    });
    found++;
  }
  return number;
}

/** @param {Spot[]} spots @param {number} zoom @param {number} top @param {any} drawn */
function apart(spots, zoom, top, drawn) {
  const world = drawn.tile * 2 ** zoom,
    near = drawn.joined;
  let number = spots.map((_spot, at) => at),
    left = spots;
  for (;;) {
    const reach = left.map(({ killed }) => Math.max(near, sizeOf(killed, top, drawn) + near / 2) / world);
    const step = clusters(left, reach),
      before = left.length;
    left = merged(left, step);
    if (left.length === before) return number;
    number = number.map((at) => step[at]);
  }
}

/** The cell of each spot in the finest grid of which at most ``most`` cells are occupied. @param {Spot[]} spots
 * @param {number | null} zoom @param {number} most @param {any} drawn */
function grid(spots, zoom, most, drawn) {
  const axes = [spots.map(({ x }) => x), spots.map(({ y }) => y)];
  const finest = zoom === null ? 30 : Math.floor(zoom + Math.log2(drawn.tile / drawn.cell));
  const extent = Math.max(...axes.map((axis) => Math.max(...axis) - Math.min(...axis)), 1e-9);
  const level = Math.min(finest, Math.ceil(Math.log2(Math.sqrt(most * 8) / extent)));
  const [columns, rows] = axes.map((axis) => {
    const cells = axis.map((at) => Math.floor(at * 2 ** level)),
      first = Math.min(...cells);
    return cells.map((cell) => cell - first);
  });
  for (let coarser = 0; ; coarser++) {
    const half = 2 ** coarser,
      height = Math.floor(Math.max(...rows) / half) + 1;
    const cells = columns.map((column, at) => Math.floor(column / half) * height + Math.floor(rows[at] / half));
    const filled = [...new Set(cells)].toSorted((one, other) => one - other);
    if (filled.length > most) continue;
    const place = new Map(filled.map((cell, at) => [cell, at]));
    return cells.map((cell) => /** @type {number} */ (place.get(cell)));
  }
}

/**
 * Return the number of the mark that draws each spot.
 * @param {Spot[]} spots
 * @param {number | null} zoom  null for areas, which are joined only where very many abound
 * @param {number} most
 * @param {any} drawn  see counted.py
 * @returns {number[]}
 */
export function joined(spots, zoom, most, drawn) {
  const cells = spots.length > most ? grid(spots, zoom, most, drawn) : spots.map((_spot, at) => at);
  if (zoom === null || !spots.length) return cells;
  if (spots.length <= most) return apart(spots, zoom, topOf(drawn.largest, drawn), drawn);
  const within = merged(spots, cells);
  const number = apart(within, zoom, topOf(Math.max(...within.map(({ killed }) => killed)), drawn), drawn);
  return cells.map((cell) => number[cell]);
}

/** Where the scale of sizes ends. @param {number} most  killed @param {any} drawn @returns {number} */
export const topOf = (most, { tops }) => tops.find((/** @type {number} */ top) => top >= most) ?? tops.at(-1);

/** The radius of a symbol in px. @param {number | null} deaths @param {number} top @param {any} drawn */
export function sizeOf(deaths, top, { smallest, widest, unknown }) {
  if (deaths === null) return unknown;
  const share = Math.min(Math.max(deaths, 0) / top, 1);
  return Number(Math.sqrt(smallest ** 2 + (widest ** 2 - smallest ** 2) * share).toFixed(2));
}

/** What the legend draws. @param {number} top @param {any} drawn @returns {[number, number][]} figures and radii */
export const stepsOf = (top, drawn) =>
  [0, Math.floor(top / 10), Math.round(top * 0.4), top].map((figure) => [figure, sizeOf(figure, top, drawn)]);
