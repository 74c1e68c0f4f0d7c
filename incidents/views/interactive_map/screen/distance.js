// @ts-check
// The ruler of the map: points that are pressed, a line through them, and how long it is.

import { element } from "./elements.js";

/* global L */

/** @typedef {{measure_how: string, distance: string, units: {km: string, m: string}, dir: string}} Words */

/**
 * Say a distance: in metres below one kilometre, with a decimal below ten.
 * @param {number} meters
 * @param {Words["units"]} units
 */
export function distanceInWords(meters, units) {
  const write = (/** @type {number} */ value) => value.toLocaleString("en", { maximumFractionDigits: 1 });
  if (meters < 1000) return units.m.replace("{distance}", write(Math.round(meters / 10) * 10));
  const km = meters / 1000;
  return units.km.replace("{distance}", write(km < 10 ? km : Math.round(km)));
}

export class Ruler {
  /**
   * While it measures, a press adds a point and chooses nothing; Enter adds the middle of the map, Esc ends.
   * @param {any} map  Leaflet's
   * @param {(on: boolean) => void} told  hears when it begins and ends
   */
  constructor(map, told) {
    this.map = map;
    this.told = told;
    this.on = false;
    /** @type {any[]} */
    this.points = [];
    this.layers = L.layerGroup().addTo(map);
    /** @type {Words | null} */
    this.words = null;
    const container = map.getContainer();
    this.said = container.appendChild(element("div", { class: "ruler-said", role: "status" }));
    container.addEventListener("click", (/** @type {MouseEvent} */ event) => this.press(event), { capture: true });
    container.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => this.key(event), { capture: true });
  }

  /** @param {Words} words */
  speak(words) {
    this.words = words;
    this.said.dir = words.dir;
    if (this.on) this.draw();
  }

  /** Begin, or end and clear. */
  toggle() {
    this.on = !this.on;
    this.points = [];
    this.map.getContainer().classList.toggle("measuring", this.on);
    this.map.doubleClickZoom[this.on ? "disable" : "enable"]();
    this.told(this.on);
    this.draw();
    if (this.on) this.map.getContainer().focus(); // so that the arrow keys pan and Enter adds a point
  }

  /** @param {MouseEvent} event */
  press(event) {
    if (!this.measuresAt(event)) return;
    event.stopPropagation();
    if (!this.map.dragging.moved()) this.add(this.map.mouseEventToLatLng(event));
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (this.on && event.key === "Escape") this.toggle();
    else if (event.key === "Enter" && this.measuresAt(event)) this.add(this.map.getCenter());
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /**
   * Say whether something done here is a measure: buttons of the map keep what they do.
   * @param {Event} event
   */
  measuresAt(event) {
    return this.on && event.target instanceof Element && !event.target.closest(".leaflet-control");
  }

  /** @param {any} point */
  add(point) {
    this.points.push(point);
    this.draw();
  }

  draw() {
    this.layers.clearLayers();
    this.said.textContent = this.on && this.words ? this.words.measure_how : "";
    const style = { pane: "areas", interactive: false };
    for (const point of this.points) {
      this.layers.addLayer(L.circleMarker(point, { ...style, radius: 4, className: "measured-point" }));
    }
    if (this.points.length < 2 || !this.words) return;
    const sum = this.points.slice(1).reduce((far, point, place) => far + this.points[place].distanceTo(point), 0);
    const written = distanceInWords(sum, this.words.units);
    this.said.textContent = this.words.distance.replace("{distance}", written);
    const end = { permanent: true, direction: "top", offset: [0, -6], className: "map-tip measured-sum" };
    const line = L.polyline(this.points, { ...style, className: "measured" });
    const label = L.tooltip(end).setLatLng(this.points[this.points.length - 1]);
    const text = element("bdi", { dir: this.words.dir }, written);
    this.layers.addLayer(line).addLayer(label.setContent(text));
  }
}
