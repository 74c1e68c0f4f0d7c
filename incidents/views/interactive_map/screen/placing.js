// @ts-check
// Where labels of areas stand: off marks and off each other, tied by a line to where they belong.

import { apart, overlap } from "./map_geometry.js";

const AWAY = [16, 26]; // px
const ROUND = (far) => [
  [0, -far],
  [far * 0.8, -far * 0.6],
  [-far * 0.8, -far * 0.6],
  [far, 0],
  [-far, 0],
  [0, far],
];
const OFFSETS = /** @type {[number, number][]} */ ([[0, 0], ...AWAY.flatMap(ROUND)]);
const FARTHER = /** @type {[number, number][]} */ ([...OFFSETS, ...[38, 52, 68].flatMap(ROUND)]); // off large marks too

/**
 * Place the labels of areas, where ``room`` are the boxes of what stands on the map. Return the boxes (left, top,
 * right, bottom) that names of places must not cover.
 */
export function placeLabels(map, marks, areaLabels, room) {
  const origin = map.getPixelBounds().min;
  /** @type {(layer: any, offset?: [number, number]) => number[]} */
  const box = (layer, [x, y] = [0, 0]) => {
    const at = map.project(layer.getLatLng()).subtract(origin).add([x, y]);
    return [at.x - layer.half, at.y - layer.half, at.x + layer.half, at.y + layer.half];
  };
  const taken = marks.map((layer) => box(layer));
  for (const label of areaLabels) {
    const first = () => OFFSETS.find(isFree(label, taken, box)) ?? OFFSETS[0];
    const offset = label.isSecond ? clearest(label, [...taken, ...room], box) : first();
    stand(label, offset);
    taken.push(box(label, offset));
  }
  return taken.concat(room);
}

const isFree = (label, taken, box) => (away) => taken.every((other) => apart(box(label, away), other));

/** Return where a mark of a second record covers least: within its corners another's mark would seem its own. */
function clearest(label, taken, box) {
  const free = FARTHER.find(isFree(label, taken, box));
  if (free) return free;
  const covered = (away) => taken.reduce((sum, other) => sum + overlap(box(label, away), other), 0);
  const covers = FARTHER.map(covered);
  return FARTHER[covers.indexOf(Math.min(...covers))];
}

/** Let a label stand aside, tied to the middle of its area. Its size is known: measuring would lay out the page. */
function stand(label, [x, y]) {
  const icon = label.getElement();
  if (!icon) return;
  const [width, height] = label.options.icon.options.iconSize;
  icon.style.margin = `${y - height / 2}px 0 0 ${x - width / 2}px`;
  icon.querySelector(".leader")?.remove();
  if (!x && !y) return;
  const line = document.createElement("i");
  line.className = "leader";
  line.style.width = `${Math.hypot(x, y)}px`;
  line.style.transform = `rotate(${Math.atan2(-y, -x)}rad)`;
  icon.prepend(line);
}

/**
 * The boxes of legend and controls, which names should not run under. They are measured when they have another size:
 * to ask for them while an answer is drawn would have the browser lay out the page.
 */
export class Furniture {
  constructor(container, changed) {
    this.container = container;
    this.boxes = null;
    this.watch = new ResizeObserver(() => this.look() && changed());
    this.watch.observe(container);
  }

  /** Return the boxes (left, top, right, bottom; px in the map). */
  get() {
    if (!this.boxes) this.look();
    return this.boxes;
  }

  /** Measure; return whether anything stands elsewhere than before. */
  look() {
    const frame = this.container.getBoundingClientRect(),
      before = JSON.stringify(this.boxes);
    this.boxes = [...this.container.querySelectorAll(".leaflet-control")].map((element) => {
      this.watch.observe(element);
      const box = element.getBoundingClientRect();
      return [box.left - frame.left, box.top - frame.top, box.right - frame.left, box.bottom - frame.top];
    });
    return JSON.stringify(this.boxes) !== before;
  }
}
