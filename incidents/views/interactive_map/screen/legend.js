"use strict";
/* The legend, the scale bar and the button back to the whole country. All words come from the server. */

const LegendControl = L.Control.extend({
  onAdd() {
    this.box = L.DomUtil.create("details", "legend");
    this.box.open = window.innerWidth > 560;
    this.detailed = window.innerWidth > 820;
    L.DomEvent.disableClickPropagation(this.box).disableScrollPropagation(this.box);
    return this.box;
  },

  /** Write the legend anew; ``data`` is the message of draw_marks. */
  show(data) {
    const { words, legend } = data;
    const entry = (drawn, text) => `<li>${drawn}<span>${escaped(text)}</span></li>`;
    const known = { size: 1, reach: 1, count: 1, parts: [] };
    const kinds = SYMBOLS.map((_, kind) => (legend.kinds.includes(kind) ? entry(svg(symbol(kind, 6, "solid"), 9.5), words.kinds[kind]) : ""));
    const sizes = legend.sizes.map(([figure, radius]) => `<li>${svg(`<circle r="${radius}" class="step"/>`, Math.max(radius + 1.5, 9))}<span>${figure.toLocaleString("en")}</span></li>`);
    const several = drawing({ ...known, kind: -1, size: 11, reach: 11, count: 7, parts: [[0, 4], [3, 3]] });
    const shades = legend.shades
      ? `<h4>${escaped(legend.shades.title)}</h4><ul class="shades">${legend.shades.classes.map(([style, text]) => `<li><i class="${style}"></i><span>${escaped(text)}</span></li>`).join("")}</ul>`
      : "";
    const list = `<ul class="kinds">${kinds.join("")}</ul>`;
    // A narrow map has no room for both: the shading is what the reader has just asked for.
    const folded = shades && window.innerWidth < 700;
    this.box.dir = words.dir;
    this.box.innerHTML = `<summary>${escaped(words.legend)}</summary><div class="legend-body">
      ${folded ? `${shades}<details class="fold"><summary>${escaped(words.symbols)}</summary>${list}</details>` : list + shades}
      <details class="fold more"${this.detailed ? " open" : ""}><summary>${escaped(words.more)}</summary>
      <h4>${escaped(words.size)}</h4><ul class="sizes">${sizes.join("")}</ul>
      <ul class="notes">${entry(svg('<circle r="5.2" class="hollow kind-mixed"/>', 9), words.unknown)}
      ${entry(svg('<circle r="8" class="reach kind-mixed"/><circle r="4.6" class="solid kind-mixed"/>', 10), words.reach)}
      ${entry(svg(several[0], 13), words.several)}
      ${entry(svg('<circle r="8.6" class="area mixed"/><circle r="3.6" class="rough kind-mixed"/>', 10), words.area)}</ul></details></div>`;
    const more = this.box.querySelector(".more");
    more.addEventListener("toggle", () => (this.detailed = more.open));
  },
});

/** Leaflet's scale bar, its unit in the language of the page. */
const ScaleControl = L.Control.Scale.extend({
  units: { km: "{distance} km", m: "{distance} m" },

  _updateMetric(maxMeters) {
    const meters = this._getRoundNum(maxMeters);
    const label = meters < 1000 ? this.units.m.replace("{distance}", meters) : this.units.km.replace("{distance}", meters / 1000);
    this._updateScale(this._mScale, label, meters / maxMeters);
  },

  speak(units) {
    this.units = units;
    this._update();
  },
});

const HomeControl = L.Control.extend({
  onAdd(map) {
    const bar = L.DomUtil.create("div", "leaflet-bar");
    this.button = L.DomUtil.create("a", "home", bar);
    this.button.href = "#";
    this.button.setAttribute("role", "button");
    this.button.innerHTML = svg('<path d="M-6-2V-6H-2M2-6H6V-2M6 2V6H2M-2 6H-6V2" class="glyph"/>', 9);
    L.DomEvent.disableClickPropagation(bar).on(this.button, "click", (event) => {
      L.DomEvent.preventDefault(event);
      map.incidents.moved = false;
      map.incidents.wholeCountry();
      map.incidents.writeAddress();
    });
    return bar;
  },
});

function escaped(text) {
  const box = document.createElement("span");
  box.textContent = text;
  return box.innerHTML;
}
