// @ts-check
// The buttons and the scale bar of the map. Words come with each answer.

import { svg } from "./marks.js";

/* global L */

/** Leaflet's scale bar, its unit in the language of the page. */
export const ScaleControl = L.Control.Scale.extend({
  units: { km: "{distance} km", m: "{distance} m" },

  _updateMetric(maxMeters) {
    const meters = this._getRoundNum(maxMeters);
    const { m, km } = this.units;
    const label = meters < 1000 ? m.replace("{distance}", meters) : km.replace("{distance}", meters / 1000);
    this._updateScale(this._mScale, label, meters / maxMeters);
  },

  speak(units) {
    this.units = units;
    this._update();
  },
});

const GLYPHS = {
  home: '<path d="M-7-3V-7H-3M3-7H7V-3M7 3V7H3M-3 7H-7V3" class="glyph"/><circle r="2" class="glyph"/>',
  full: '<path d="M-6-1V-6H-1M6 1V6H1M-6-6L-1.5-1.5M6 6L1.5 1.5" class="glyph"/>',
  measure: '<path d="M-7 3L3-7L7-3L-3 7ZM-4.2 0.2L-2.6 1.8M-1.4-2.6L0.8-0.4M1.4-5.4L3-3.8" class="glyph"/>',
};

/** A button of the map; ``name`` is also its class. */
export const MapButton = L.Control.extend({
  initialize(name, act, options) {
    L.setOptions(this, options);
    this.name = name;
    this.act = act;
  },

  onAdd() {
    const bar = L.DomUtil.create("div", "leaflet-bar");
    this.button = L.DomUtil.create("button", `map-button ${this.name}`, bar);
    this.button.type = "button";
    this.button.innerHTML = svg(GLYPHS[this.name], 9);
    L.DomEvent.disableClickPropagation(bar).on(this.button, "click", () => this.act());
    return bar;
  },

  speak(title) {
    this.button.title = title;
    this.button.setAttribute("aria-label", title);
  },
});

/** Name the buttons of Leaflet's own zoom. */
export function speakZoom(zoom, words) {
  for (const [button, name] of [
    ["_zoomInButton", words.zoom_in],
    ["_zoomOutButton", words.zoom_out],
  ]) {
    zoom[button].title = name;
    zoom[button].setAttribute("aria-label", name);
  }
}

/** Return a text as HTML that shows it. */
export function escaped(text) {
  const box = document.createElement("span");
  box.textContent = text;
  return box.innerHTML;
}

/** Let the map fill the screen, or give the screen back. @param {HTMLElement} container */
export function fillScreen(container) {
  if (document.fullscreenElement) document.exitFullscreen();
  else container.requestFullscreen();
}
