// @ts-check
// The base map: layers fetched once, governorates that can be chosen and shaded, names.

import { MapLabels } from "./labels.js";
import { contains } from "./map_geometry.js";

/* global L */

const PANES = {
  tiles: 205,
  land: 210,
  relief: 220,
  water: 230,
  shades: 250,
  lines: 270,
  areas: 420,
  names: 440,
  marks: 620,
};
const DRAWN = ["land", "water", "shades", "lines", "areas"];
const SEA = { names: { name_en: "Mediterranean Sea", name_ar: "البحر المتوسط" }, point: [34.55, 35.05] };

export class BaseLayers {
  /** ``told`` returns the last answer, ``choose`` hears the p-code of a governorate that was pressed. */
  constructor(map, { layers, relief, frame }, told, choose) {
    this.map = map;
    this.told = told;
    this.choose = choose;
    this.shapes = {}; // outlines of areas, by p-code or place
    this.waiting = []; // what has to be drawn once they are there
    for (const [name, level] of Object.entries(PANES)) map.createPane(name).style.zIndex = String(level);
    for (const name of ["names", "relief"]) map.getPane(name).style.pointerEvents = "none";
    this.drawings = Object.fromEntries(DRAWN.map((pane) => [pane, L.svg({ pane, padding: 0.6 })]));
    this.governorates = L.geoJSON(null, {
      pane: "shades",
      renderer: this.drawings.shades,
      className: "governorate",
      bubblingMouseEvents: false,
      onEachFeature: (feature, layer) => this.makeGovernorate(feature, layer),
    }).addTo(map);
    this.labels = new MapLabels(map);
    L.imageOverlay(relief, frame, { pane: "relief", className: "relief" }).addTo(map);
    this.arrived = this.load(layers);
  }

  async load(addresses) {
    const names = Object.keys(addresses);
    // A page in one file holds the layers themselves instead of their addresses.
    const get = async (at) => (typeof at === "string" ? (await fetch(at)).json() : at);
    const got = await Promise.all(names.map((name) => get(addresses[name])));
    const layers = /** @type {any} */ (Object.fromEntries(got.map((layer, place) => [names[place], layer])));
    this.draw(layers);
    if (document.fonts) await document.fonts.ready;
  }

  draw({ countries, governorates, golan, lakes, rivers, towns, badia }) {
    const draw = (layer, pane, className, filter) => {
      const drawn = { pane, renderer: this.drawings[pane], interactive: false, filter, style: { className } };
      L.geoJSON(layer, drawn).addTo(this.map);
    };
    const isSyria = (feature) => feature.properties.iso_a3 === "SYR";
    draw(countries, "land", "country", (feature) => !isSyria(feature));
    draw(countries, "land", "glow", isSyria);
    draw(countries, "land", "syria", isSyria);
    this.governorates.addData(governorates);
    draw(lakes, "water", "lake");
    draw(rivers, "water", "river small", (feature) => !feature.properties.name_en);
    draw(rivers, "water", "river", (feature) => Boolean(feature.properties.name_en));
    if (golan) draw(golan, "lines", "disputed");
    draw(countries, "lines", "border", isSyria);
    for (const feature of governorates.features) this.shapes[feature.properties.pcode] = feature;
    for (const feature of badia.features) this.shapes[feature.properties.place_id] = feature;
    this.name({ countries, governorates, golan, lakes, rivers, towns }, countries.features.find(isSyria).geometry);
    this.waiting.splice(0).forEach((due) => due());
  }

  name({ countries, governorates, golan, lakes, rivers, towns }, syria) {
    const inside = (wanted) => ({
      features: towns.features.filter((town) => wanted === contains(syria, town.geometry.coordinates)),
    });
    this.labels.add(countries, "country", 20, (p) => p.iso_a3 !== "SYR");
    this.labels.add(inside(true), "town", 0);
    this.labels.add(inside(false), "abroad", 14);
    this.labels.add(governorates, "governorate", 15);
    this.labels.add(lakes, "lake", 18);
    this.labels.add(rivers, "river", 12);
    if (golan) this.labels.add(golan, "region", 12);
    this.labels.names.push({ kind: "sea", rank: 1, minZoom: 0, lines: null, ...SEA });
  }

  /** Whether the outlines of areas have come. */
  get areThere() {
    return Object.keys(this.shapes).length > 0;
  }

  /** Draw something as soon as the outlines are there. */
  whenThere(draw) {
    if (this.areThere) draw();
    else this.waiting.push(draw);
  }

  makeGovernorate(feature, layer) {
    layer.on("click", () => this.choose(feature.properties.pcode));
    layer.bindTooltip(() => this.tip(feature.properties), { sticky: true, opacity: 1, className: "map-tip" });
  }

  tip(properties) {
    const box = document.createElement("div");
    box.className = "tip";
    const told = this.told();
    if (!told) return box;
    box.dir = told.words.dir;
    const name = properties[`name_${told.lang}`] ?? properties.name_en;
    box.appendChild(document.createElement("strong")).textContent = name;
    const shade = told.shading?.[properties.pcode];
    for (const line of [...(shade ? shade[1] : []), told.words.filter_here, told.words.near_here]) {
      box.appendChild(document.createElement("div")).textContent = line;
    }
    return box;
  }

  /** Shade the governorates, and outline those that were asked for. */
  shade({ shading, asked }) {
    this.governorates.eachLayer((layer) => {
      const path = layer.getElement();
      if (!path) return;
      const { pcode } = layer.feature.properties;
      const [style] = shading?.[pcode] ?? ["none"];
      const seen = `governorate leaflet-interactive ${style}${asked.includes(pcode) ? " asked" : ""}`;
      if (path.getAttribute("class") === seen) return;
      path.setAttribute("class", seen);
      path.setAttribute("aria-hidden", "true"); // the list of places offers the same by keyboard
      path.setAttribute("tabindex", "-1");
      if (asked.includes(pcode)) layer.bringToFront();
    });
  }

  tiles(address) {
    if (this.online && this.online._url !== address) {
      this.online.remove();
      this.online = null;
    }
    if (address && !this.online) this.online = L.tileLayer(address, { pane: "tiles", maxZoom: 16 }).addTo(this.map);
    this.map.getContainer().classList.toggle("online", Boolean(address));
  }
}
