// @ts-check
// The incidents of a moving window on the map, before the server answers: a canvas over Leaflet's panes. Simple on
// purpose, to keep up with the hand: a dot in the colour of its kind, its size the killed; a dashed ring where only an
// area is known. Each sort of dot is painted once; its pixels are then laid on those of the map by hand, which is
// several times faster than the canvas does it without a graphics card.

import { COUNTED, UNKNOWN, answers } from "./window_sums.js";

/** @typedef {import("./window_sums.js").Rows} Rows */
/** @typedef {{side: number, pixels: Uint32Array}} Stamp  a square of pixels, alpha in the highest byte */

const SIZES = [3.2, 4.6, 6.4, 9, 12.5]; // px: none killed, from 1, 4, 10, 25
const KILLED = [1, 4, 10, 25];
const RINGS = [0, 5, 7, 9, 11]; // px, by the class of an area
const SPOT = 2; // pixels within which two marks that look the same are drawn once
const SOLID = 247; // alpha from which what lies below does not shine through

/** @param {number} killed */
const sizeOf = (killed) => KILLED.filter((least) => killed >= least).length;

export class MovingMarks {
  /**
   * @param {any} map Leaflet's map
   * @param {() => string[]} colours the colours of the kinds in display order, as they are now
   */
  constructor(map, colours) {
    this.map = map;
    this.colours = colours;
    this.canvas = document.createElement("canvas");
    this.canvas.className = "moving-marks";
    this.canvas.setAttribute("aria-hidden", "true");
    this.canvas.hidden = true;
    map.getContainer().append(this.canvas);
    this.paint = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext("2d"));
    this.stamps = /** @type {Map<string, Stamp>} */ (new Map());
    this.stamped = /** @type {Stamp[]} */ ([]); // by row
    this.like = new Int32Array(); // by row: the first row that looks the same in the same spot
    this.laid = new Uint8Array(); // by that row: whether this drawing has it
    this.places = new Float64Array(); // x and y by row, in pixels of the canvas
    this.seen = "";
    this.scale = 1;
    this.image = new ImageData(1, 1);
    this.pixels = new Uint32Array(1);
    /** @type {{rows: Rows, days: {from: number, to: number}} | null} */
    this.drawn = null;
    map.on("move zoom viewreset resize", () => this.drawn && this.draw(this.drawn.rows, this.drawn.days));
  }

  /**
   * Draw the incidents that answer these days.
   * @param {Rows} rows
   * @param {{from: number, to: number}} days
   */
  draw(rows, days) {
    this.prepare(rows);
    const { pixels, places, stamped, like, laid } = this;
    pixels.fill(0);
    laid.fill(0);
    for (let at = 0; at < rows.from.length; at++) {
      const first = like[at];
      if (first < 0 || laid[first] || !answers(rows, at, days.from, days.to)) continue;
      laid[first] = 1;
      this.lay(stamped[at], places[2 * at], places[2 * at + 1]);
    }
    this.paint.putImageData(this.image, 0, 0);
    this.canvas.hidden = false;
    this.drawn = { rows, days };
  }

  clear() {
    this.drawn = null;
    this.canvas.hidden = true;
  }

  /** Make the canvas as large as the map and know where each incident lies on it. @param {Rows} rows */
  prepare(rows) {
    const size = this.map.getSize(), corner = this.map.getPixelBounds().min, zoom = this.map.getZoom();
    const scale = window.devicePixelRatio || 1;
    if (this.canvas.hidden) this.stamps.clear(); // the theme may be another
    const seen = [size.x, size.y, corner.x, corner.y, zoom, scale].join();
    if (this.seen === seen && this.placed === rows && !this.canvas.hidden) return;
    Object.assign(this, { seen, scale, placed: rows });
    this.canvas.width = Math.max(1, Math.round(size.x * scale));
    this.canvas.height = Math.max(1, Math.round(size.y * scale));
    this.canvas.style.width = `${size.x}px`;
    this.canvas.style.height = `${size.y}px`;
    this.image = this.paint.createImageData(this.canvas.width, this.canvas.height);
    this.pixels = new Uint32Array(this.image.data.buffer);
    this.places = new Float64Array(2 * rows.from.length);
    this.like = new Int32Array(rows.from.length).fill(-1); // without a place
    this.laid = new Uint8Array(rows.from.length);
    this.stamped = rows.from.map((_day, at) => this.stamp(rows, at));
    /** @type {Map<Stamp, Map<number, number>>} */
    const spots = new Map(this.stamped.map((stamp) => [stamp, new Map()]));
    rows.latitude.forEach((latitude, at) => {
      if (latitude === null) return;
      const point = this.map.project([latitude, rows.longitude[at]], zoom);
      const x = (this.places[2 * at] = (point.x - corner.x) * scale);
      const y = (this.places[2 * at + 1] = (point.y - corner.y) * scale);
      const alike = /** @type {Map<number, number>} */ (spots.get(this.stamped[at]));
      const spot = Math.round(x / SPOT) * 100_003 + Math.round(y / SPOT);
      this.like[at] = alike.get(spot) ?? at;
      alike.set(spot, this.like[at]);
    });
  }

  /**
   * Lay the pixels of a stamp on those of the canvas, its middle at a place.
   * @param {Stamp} stamp
   * @param {number} x
   * @param {number} y
   */
  lay({ side, pixels: over }, x, y) {
    const { width, height } = this.canvas, { pixels } = this;
    const left = Math.round(x - side / 2), top = Math.round(y - side / 2);
    const first = Math.max(0, -left), last = Math.min(side, width - left);
    for (let row = Math.max(0, -top); row < Math.min(side, height - top); row++) {
      for (let column = first; column < last; column++) {
        const colour = over[row * side + column], alpha = colour >>> 24;
        if (!alpha) continue;
        const at = (top + row) * width + left + column, under = pixels[at];
        pixels[at] = alpha >= SOLID || !(under >>> 24) ? colour : mixed(colour, under, alpha);
      }
    }
  }

  /** @param {Rows} rows @param {number} at @returns {Stamp} */
  stamp(rows, at) {
    const ring = rows.radius[at], isHollow = !(rows.flags[at] & COUNTED) || Boolean(rows.flags[at] & UNKNOWN);
    const radius = ring ? RINGS[ring] : SIZES[sizeOf(rows.high[at])];
    const key = [rows.kind[at], radius, ring > 0, isHollow].join();
    const made = this.stamps.get(key) ?? this.painted(this.colours()[rows.kind[at]], radius, ring > 0, isHollow);
    this.stamps.set(key, made);
    return made;
  }

  /** @param {string} colour @param {number} radius px @param {boolean} isRing @param {boolean} isHollow */
  painted(colour, radius, isRing, isHollow) {
    const side = Math.ceil(2 * (radius + 2) * this.scale);
    const paint = /** @type {OffscreenCanvasRenderingContext2D} */ (new OffscreenCanvas(side, side).getContext("2d"));
    const land = getComputedStyle(this.canvas).getPropertyValue("--land").trim();
    paint.setTransform(this.scale, 0, 0, this.scale, side / 2, side / 2);
    paint.arc(0, 0, radius, 0, 2 * Math.PI);
    paint.fillStyle = isHollow ? land : colour;
    if (!isRing) paint.fill();
    paint.lineWidth = isRing || isHollow ? 1.6 : 1;
    paint.strokeStyle = isRing || isHollow ? colour : land;
    if (isRing) paint.setLineDash([2.4, 2]);
    paint.stroke();
    return { side, pixels: new Uint32Array(paint.getImageData(0, 0, side, side).data.buffer) };
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
