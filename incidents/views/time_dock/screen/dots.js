// @ts-check
// The dots of the moving marks: each sort is painted once, in the colours of the theme, and kept as pixels.

import { COUNTED, UNKNOWN } from "./window_sums.js";

/** @typedef {import("./window_sums.js").Rows} Rows */
/** @typedef {{side: number, pixels: Uint32Array}} Dot  a square of pixels, alpha in the highest byte */
/** @typedef {{left: number, top: number, right: number, bottom: number}} Box  in pixels, right and bottom outside */

const SIZES = [3.2, 4.6, 6.4, 9, 12.5]; // px: none killed, from 1, 4, 10, 25
const KILLED = [1, 4, 10, 25];
const RINGS = [0, 5, 7, 9, 11]; // px, by the class of an area
const SOLID = 247; // alpha from which what lies below does not shine through

/** @param {number} killed */
const sizeOf = (killed) => KILLED.filter((least) => killed >= least).length;

export class Dots {
  /**
   * @param {number} scale pixels of the canvas to one of the page
   * @param {string[]} colours of the kinds in display order
   * @param {string} land the colour of the ground
   */
  constructor(scale, colours, land) {
    this.scale = scale;
    this.colours = colours;
    this.land = land;
    this.painted = /** @type {Map<string, Dot>} */ (new Map());
  }

  /** Return the dot of an incident. @param {Rows} rows @param {number} at @returns {Dot} */
  of(rows, at) {
    const ring = rows.radius[at],
      isHollow = !(rows.flags[at] & COUNTED) || Boolean(rows.flags[at] & UNKNOWN);
    const radius = ring ? RINGS[ring] : SIZES[sizeOf(rows.high[at])];
    const key = [rows.kind[at], radius, ring > 0, isHollow].join();
    const made = this.painted.get(key) ?? this.paint(this.colours[rows.kind[at]], radius, ring > 0, isHollow);
    this.painted.set(key, made);
    return made;
  }

  /** @param {string} colour @param {number} radius px @param {boolean} isRing @param {boolean} isHollow */
  paint(colour, radius, isRing, isHollow) {
    const side = Math.ceil(2 * (radius + 2) * this.scale);
    const paint = /** @type {OffscreenCanvasRenderingContext2D} */ (new OffscreenCanvas(side, side).getContext("2d"));
    paint.setTransform(this.scale, 0, 0, this.scale, side / 2, side / 2);
    paint.arc(0, 0, radius, 0, 2 * Math.PI);
    paint.fillStyle = isHollow ? this.land : colour;
    if (!isRing) paint.fill();
    paint.lineWidth = isRing || isHollow ? 1.6 : 1;
    paint.strokeStyle = isRing || isHollow ? colour : this.land;
    if (isRing) paint.setLineDash([2.4, 2]);
    paint.stroke();
    return { side, pixels: new Uint32Array(paint.getImageData(0, 0, side, side).data.buffer) };
  }
}

/**
 * Lay the pixels of a dot on others, as far as they lie within a box.
 * @param {Dot} dot
 * @param {number} left where the dot begins
 * @param {number} top
 * @param {Uint32Array} pixels
 * @param {number} width of a row of them
 * @param {Box} box
 */
export function lay({ side, pixels: over }, left, top, pixels, width, box) {
  const first = Math.max(0, box.left - left),
    last = Math.min(side, box.right - left);
  const until = Math.min(side, box.bottom - top);
  for (let row = Math.max(0, box.top - top); row < until; row++) {
    for (let column = first; column < last; column++) {
      const colour = over[row * side + column],
        alpha = colour >>> 24;
      if (!alpha) continue;
      const at = (top + row) * width + left + column,
        under = pixels[at];
      pixels[at] = alpha >= SOLID || !(under >>> 24) ? colour : mixed(colour, under, alpha);
    }
  }
}

/**
 * Mix two colours, the upper one by its alpha (0 to 255).
 * @param {number} over
 * @param {number} under
 * @param {number} alpha
 */
function mixed(over, under, alpha) {
  const rest = 255 - alpha;
  const red = ((over & 255) * alpha + (under & 255) * rest) >> 8;
  const green = (((over >>> 8) & 255) * alpha + ((under >>> 8) & 255) * rest) >> 8;
  const blue = (((over >>> 16) & 255) * alpha + ((under >>> 16) & 255) * rest) >> 8;
  return ((Math.max(alpha, under >>> 24) << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}
