// @ts-check
// The incidents of a moving window on the map, before the server answers: a canvas over Leaflet's panes. Simple on
// purpose, to keep up with the hand: a dot in the colour of its kind, its size the killed; a dashed ring where only an
// area is known. From one window to the next few incidents come and go: only the tiles in which they lie are drawn
// anew. Pixels are laid by hand, which is several times faster than a canvas does it without a graphics card.

import { Dots, lay } from "./dots.js";
import { SYMBOLS } from "./symbols.js";
import { answers } from "./window_sums.js";

/** @typedef {import("./window_sums.js").Rows} Rows */
/** @typedef {{from: number, to: number}} Days */
/** @typedef {import("./dots.js").Dot} Dot */
/** @typedef {import("./dots.js").Box & {holds: number[], isDue: boolean}} Tile  ``holds`` are incidents, in order */

const SPOT = 2; // pixels within which two dots that look the same are drawn once
const TILE = 64; // pixels

export class MovingMarks {
  /** @param {any} map Leaflet's */
  constructor(map) {
    this.map = map;
    this.canvas = document.createElement("canvas");
    this.canvas.className = "moving-marks";
    this.canvas.setAttribute("aria-hidden", "true");
    this.canvas.hidden = true;
    map.getContainer().append(this.canvas);
    this.paint = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext("2d"));
    this.image = new ImageData(1, 1);
    this.pixels = new Uint32Array(1);
    this.dots = /** @type {Dot[]} */ ([]); // by row
    this.like = new Int32Array(); // by row: the first row that looks the same in the same spot, -1 without a place
    this.left = new Int32Array(); // by row: where its dot begins, in pixels of the canvas
    this.top = new Int32Array();
    this.answering = new Uint8Array(); // by row
    this.seen = new Int32Array(); // by first row: how many of those like it answer
    this.tiles = /** @type {Tile[]} */ ([]);
    this.tilesOf = /** @type {Tile[][]} */ ([]); // by first row
    this.view = "";
    /** @type {{rows: Rows, days: Days} | null} */
    this.drawn = null;
    map.on("move zoom viewreset resize", () => this.drawn && this.draw(this.drawn.rows, this.drawn.days));
  }

  /** Draw the incidents that answer these days. @param {Rows} rows @param {Days} days */
  draw(rows, days) {
    this.prepare(rows);
    const { answering, like, seen, tilesOf } = this;
    for (let at = 0; at < answering.length; at++) {
      const first = like[at],
        now = first >= 0 && answers(rows, at, days.from, days.to) ? 1 : 0;
      if (now === answering[at]) continue;
      answering[at] = now;
      seen[first] += now ? 1 : -1;
      if (seen[first] === now) for (const tile of tilesOf[first]) tile.isDue = true; // the first came, the last went
    }
    for (const tile of this.tiles) if (tile.isDue) this.drawTile(tile);
    if (this.canvas.hidden) this.canvas.hidden = false;
    this.drawn = { rows, days };
  }

  /** @param {Tile} tile */
  drawTile(tile) {
    const { pixels, dots, left, top, seen } = this,
      { width } = this.canvas;
    tile.isDue = false;
    for (let row = tile.top; row < tile.bottom; row++) {
      pixels.fill(0, row * width + tile.left, row * width + tile.right);
    }
    for (const at of tile.holds) if (seen[at]) lay(dots[at], left[at], top[at], pixels, width, tile);
    this.paint.putImageData(this.image, 0, 0, tile.left, tile.top, tile.right - tile.left, tile.bottom - tile.top);
  }

  clear() {
    this.drawn = null;
    this.view = ""; // what follows may be seen in another theme
    this.canvas.hidden = true;
  }

  /** Make the canvas as large as the map and know where each incident lies on it. @param {Rows} rows */
  prepare(rows) {
    const size = this.map.getSize(),
      corner = this.map.getPixelBounds().min,
      zoom = this.map.getZoom();
    const scale = window.devicePixelRatio || 1;
    const view = [size.x, size.y, corner.x, corner.y, zoom, scale].join();
    if (this.view === view && this.rows === rows) return;
    this.view = view;
    this.rows = rows;
    this.canvas.width = Math.max(1, Math.round(size.x * scale));
    this.canvas.height = Math.max(1, Math.round(size.y * scale));
    this.canvas.style.width = `${size.x}px`;
    this.canvas.style.height = `${size.y}px`;
    this.image = this.paint.createImageData(this.canvas.width, this.canvas.height);
    this.pixels = new Uint32Array(this.image.data.buffer);
    const style = getComputedStyle(this.canvas),
      { length } = rows.from;
    const colour = (/** @type {string} */ name) => style.getPropertyValue(`--${name}`).trim();
    const dots = new Dots(
      scale,
      SYMBOLS.map(({ kind }) => colour(`kind-${kind}`)),
      colour("land"),
    );
    this.dots = rows.from.map((_day, at) => dots.of(rows, at));
    [this.like, this.left, this.top, this.seen] = [1, 2, 3, 4].map(() => new Int32Array(length));
    this.answering = new Uint8Array(length);
    this.place(rows, (/** @type {[number, number]} */ spot) => this.map.project(spot, zoom).subtract(corner), scale);
    this.tile();
  }

  /**
   * Know where each dot lies, and which look the same in the same spot.
   * @param {Rows} rows
   * @param {(spot: [number, number]) => {x: number, y: number}} project
   * @param {number} scale
   */
  place(rows, project, scale) {
    /** @type {Map<Dot, Map<number, number>>} */
    const spots = new Map(this.dots.map((dot) => [dot, new Map()]));
    rows.latitude.forEach((latitude, at) => {
      const longitude = rows.longitude[at],
        dot = this.dots[at];
      this.like[at] = -1;
      if (latitude === null || longitude === null) return;
      const point = project([latitude, longitude]),
        x = point.x * scale,
        y = point.y * scale;
      this.left[at] = Math.round(x - dot.side / 2);
      this.top[at] = Math.round(y - dot.side / 2);
      const alike = /** @type {Map<number, number>} */ (spots.get(dot));
      const spot = Math.round(x / SPOT) * 100_003 + Math.round(y / SPOT);
      this.like[at] = alike.get(spot) ?? at;
      alike.set(spot, this.like[at]);
    });
  }

  /** Part the canvas into tiles, and know which dots each of them holds. */
  tile() {
    const { width, height } = this.canvas,
      across = Math.ceil(width / TILE),
      down = Math.ceil(height / TILE);
    this.tiles = Array.from({ length: across * down }, (_none, number) => {
      const left = (number % across) * TILE,
        top = Math.floor(number / across) * TILE;
      const right = Math.min(left + TILE, width),
        bottom = Math.min(top + TILE, height);
      return { left, top, right, bottom, holds: [], isDue: false };
    });
    this.tilesOf = this.dots.map(() => []);
    const between = (/** @type {number} */ px, /** @type {number} */ most) =>
      Math.max(0, Math.min(most, Math.floor(px / TILE)));
    this.like.forEach((first, at) => {
      const { side } = this.dots[at],
        left = this.left[at],
        top = this.top[at];
      if (first !== at || left + side <= 0 || top + side <= 0 || left >= width || top >= height) return;
      for (let row = between(top, down - 1); row <= between(top + side - 1, down - 1); row++) {
        for (let column = between(left, across - 1); column <= between(left + side - 1, across - 1); column++) {
          const tile = this.tiles[row * across + column];
          tile.holds.push(at);
          this.tilesOf[at].push(tile);
        }
      }
    });
  }
}
