// @ts-check
// The incidents of a moving window on the map, before the server answers: a canvas over Leaflet's panes. Simple on
// purpose, to keep up with the hand: a dot in the colour of its kind, its size the killed; a dashed ring for an area that
// the incident lies somewhere in. Each sort of dot is drawn once and then only copied.

import { COUNTED, UNKNOWN, answers } from "./window_sums.js";

/** @typedef {import("./window_sums.js").Rows} Rows */

const SIZES = [3.2, 4.6, 6.4, 9, 12.5]; // px: none killed, from 1, 4, 10, 25
const KILLED = [1, 4, 10, 25];
const RINGS = [0, 5, 7, 9, 11]; // px, by the class of an area
const AROUND = 40; // px beyond the edge, so that a dot half outside is drawn

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
    /** @type {Map<string, HTMLCanvasElement>} */
    this.stamps = new Map();
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
    const paint = this.prepare(rows);
    const { x: width, y: height } = this.map.getSize();
    const { place } = this;
    for (let at = 0; at < rows.from.length; at++) {
      const x = place[2 * at], y = place[2 * at + 1];
      if (!(x > -AROUND && y > -AROUND && x < width + AROUND && y < height + AROUND)) continue; // NaN without a place
      if (!answers(rows, at, days.from, days.to)) continue;
      const stamp = this.stamp(rows, at);
      const half = stamp.width / this.scale / 2;
      paint.drawImage(stamp, x - half, y - half, 2 * half, 2 * half);
    }
    this.drawn = { rows, days };
  }

  clear() {
    this.drawn = null;
    this.canvas.hidden = true;
  }

  /**
   * Make the canvas as large as the map, empty, and know where each incident lies on it.
   * @param {Rows} rows
   * @returns {CanvasRenderingContext2D}
   */
  prepare(rows) {
    const size = this.map.getSize(), corner = this.map.getPixelBounds().min, zoom = this.map.getZoom();
    this.scale = window.devicePixelRatio || 1;
    const seen = [size.x, size.y, corner.x, corner.y, zoom, this.scale].join();
    const colours = this.colours();
    if (this.canvas.hidden || this.painted !== colours.join()) {
      this.stamps.clear();
      this.painted = colours.join();
    }
    if (this.seen !== seen || this.placed !== rows) {
      this.canvas.width = size.x * this.scale;
      this.canvas.height = size.y * this.scale;
      this.canvas.style.width = `${size.x}px`;
      this.canvas.style.height = `${size.y}px`;
      this.place = this.places(rows, corner, zoom);
      this.seen = seen;
      this.placed = rows;
    }
    this.canvas.hidden = false;
    const paint = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext("2d"));
    paint.setTransform(this.scale, 0, 0, this.scale, 0, 0);
    paint.clearRect(0, 0, size.x, size.y);
    return paint;
  }

  /** @param {Rows} rows @param {any} corner @param {number} zoom */
  places(rows, corner, zoom) {
    const place = new Float32Array(2 * rows.from.length).fill(NaN);
    rows.latitude.forEach((latitude, at) => {
      if (latitude === null) return;
      const point = this.map.project([latitude, rows.longitude[at]], zoom);
      place[2 * at] = point.x - corner.x;
      place[2 * at + 1] = point.y - corner.y;
    });
    return place;
  }

  /** @param {Rows} rows @param {number} at */
  stamp(rows, at) {
    const ring = rows.radius[at], size = sizeOf(rows.high[at]);
    const hollow = (rows.flags[at] & UNKNOWN) || !(rows.flags[at] & COUNTED) ? 1 : 0;
    const key = `${rows.kind[at]}-${ring}-${ring ? 0 : size}-${ring ? 0 : hollow}`;
    const known = this.stamps.get(key);
    if (known) return known;
    const radius = ring ? RINGS[ring] : SIZES[size];
    const made = document.createElement("canvas");
    made.width = made.height = Math.ceil(2 * (radius + 2) * this.scale);
    const paint = /** @type {CanvasRenderingContext2D} */ (made.getContext("2d"));
    const [colour, land] = [this.colours()[rows.kind[at]], this.ground()];
    paint.setTransform(this.scale, 0, 0, this.scale, made.width / 2, made.width / 2);
    paint.beginPath();
    paint.arc(0, 0, radius, 0, 2 * Math.PI);
    paint.fillStyle = ring || hollow ? land : colour;
    paint.globalAlpha = ring ? 0.55 : 0.9;
    paint.fill();
    paint.globalAlpha = 1;
    paint.lineWidth = ring || hollow ? 1.6 : 1;
    paint.strokeStyle = ring || hollow ? colour : land;
    if (ring) paint.setLineDash([2.4, 2]);
    paint.stroke();
    this.stamps.set(key, made);
    return made;
  }

  ground() {
    return getComputedStyle(this.canvas).getPropertyValue("--land").trim();
  }
}
