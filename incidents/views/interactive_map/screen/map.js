// @ts-check
// The dashboard's map: a base that stays, and marks that are exchanged with every answer. It knows nothing of its host.

import { AskedAbout } from "./asked_about.js";
import { BaseLayers } from "./base_layers.js";
import { fillScreen, MapButton, ScaleControl } from "./controls.js";
import { Ruler } from "./distance.js";
import { LegendControl } from "./legend.js";
import { DrawnMarks } from "./drawn_marks.js";
import { dress } from "./map_dress.js";
import { reachByKeyboard } from "./marks_by_keyboard.js";
import { MovingMarks } from "./moving_marks.js";
import { Furniture, placeLabels } from "./placing.js";
import { hear, shared } from "./room.js";
import { SecondRecord } from "./second_record.js";
import { edgesOf, isShown } from "./seen_part.js";

/* global L */

const SIGNS = ["pointerdown", "wheel", "dblclick", "keydown"]; // by which a reader may move the map
const KEYS = /^(Arrow.+|[-+=_])$/;
// Without a reset Leaflet moves a map by whole pixels only, and cuts off the rest: a link would show another part.
const EXACTLY = { animate: false, reset: true };

export class IncidentMap {
  /** ``emit(name, value)`` says what the reader chose: a mark, a governorate, a kind, what he sees, or lets go. */
  constructor(container, base, emit) {
    this.emit = emit;
    this.country = base.country;
    L.Browser.ie3d = true; // flat positions: with translate3d each mark would be a layer of its own
    this.map = L.map(container, base.options);
    container.incidents = this; // for whoever looks at the page from outside
    this.mirrored = false;
    this.isBringing = false; // the map to a spot, for marks that are not there yet
    this.brought = null; // the spot to which the address brought the map, until the reader moves it
    this.marks = this.areaLabels = /** @type {any[]} */ ([]);
    this.base = new BaseLayers(
      this.map,
      base,
      () => this.data,
      (pcode) => this.emit("governorate", pcode),
    );
    this.about = new AskedAbout(this.map);
    this.group = L.layerGroup().addTo(this.map);
    this.drawn = new DrawnMarks(this.group, (item, layer) => this.choose(item, layer));
    this.second = new SecondRecord(this.map, (item, layer) => this.choose(item, layer, "beside"));
    this.ruler = new Ruler(this.map, (on) => this.measure.button.setAttribute("aria-pressed", String(on)));
    this.addControls();
    this.furniture = new Furniture(container, () => this.arrange());
    this.map.setMaxBounds(base.frame);
    // Leaflet focuses the map on a press; if that scrolled the page, the map would move away from under the click.
    container.focus = () => HTMLElement.prototype.focus.call(container, { preventScroll: true });
    const quietly = { capture: true, passive: true };
    for (const sign of SIGNS) container.addEventListener(sign, (event) => this.note(event), quietly);
    this.map.on("dragstart", () => this.hold()).on("zoomend moveend resize", () => this.isBringing || this.arrange());
    container.addEventListener("touchstart", ({ touches }) => touches.length > 1 && this.hold(), quietly);
    this.map.on("resize", () => (this.brought ? this.go(this.brought) : this.moved || this.fit()));
    this.map.on("moveend", () => this.moved && this.report()).on("contextmenu", (event) => this.askNear(event));
    new ResizeObserver(() => this.map.invalidateSize({ pan: false })).observe(container);
    this.passing = new MovingMarks(this.map);
    hear((days) => this.pass(days));
    this.base.arrived.then(() => this.data && (this.base.shade(this.data), this.arrange()));
  }

  addControls() {
    // The desert and Jordan leave room for the legend in the south-east, in either direction of writing.
    const letGo = () => this.emit("layer", "away");
    this.legend = new LegendControl((kind) => this.emit("kind", kind), { position: "bottomright", letGo });
    this.home = new MapButton("home", () => this.goHome(), { position: "topleft" });
    this.full = new MapButton("full", () => fillScreen(this.map.getContainer()), { position: "topleft" });
    this.measure = new MapButton("measure", () => this.ruler.toggle(), { position: "topleft" });
    this.scale = new ScaleControl({ imperial: false, maxWidth: 120, position: "bottomleft" });
    this.credits = L.control.attribution({ prefix: false, position: "bottomleft" });
    this.buttons = [this.home, this.full, this.measure];
    for (const control of [...this.buttons, this.credits, this.scale, this.legend]) control.addTo(this.map);
  }

  /** Note that the reader moves the map by himself; a press on it, on a mark or on another button moves nothing. */
  note(event) {
    const zooms = event.target.closest(".leaflet-control-zoom");
    const moves = event.type === "keydown" ? KEYS.test(event.key) : event.type !== "pointerdown";
    if (zooms || (moves && !event.target.closest(".mark, .leaflet-control"))) this.hold();
  }

  /** Know that the reader holds the map where he wants it. */
  hold() {
    this.moved = true;
    this.brought = null;
  }

  /** Show all that was asked for, and go on doing so. */
  free() {
    this.moved = false;
    this.brought = null;
    this.fit();
  }

  /** Show the spot that an address names, in the middle of the map as large as it is. */
  go(spot) {
    this.moved = true;
    this.brought = spot;
    this.map.setView(spot.slice(0, 2), spot[2], EXACTLY);
  }

  /** Show what was asked for: its governorates, its circle, or all of Syria. */
  fit() {
    const [south, west, north, east] = this.data?.extent ?? this.country;
    const edges = { paddingTopLeft: [10, 12], paddingBottomRight: [10, 26] }; // px; the scale bar stands below
    this.map.fitBounds(
      [
        [south, west],
        [north, east],
      ],
      { ...edges, ...EXACTLY, maxZoom: 11 },
    );
  }

  goHome() {
    this.free();
    this.emit("seen", { bounds: null, at: null });
  }

  /** Say what is seen: the link holds it, and what is printed shows the same. */
  report() {
    const { lat, lng } = this.map.getCenter();
    this.emit("seen", { bounds: edgesOf(this.map), at: [lat, lng, this.map.getZoom()] });
  }

  /** Draw what lies in the days that are dragged or played, until the next answer. */
  pass(days) {
    const rows = days && shared("rows");
    this.map.getContainer().classList.toggle("days-move", Boolean(rows));
    if (rows) this.passing.draw(rows, days);
    else this.passing.clear();
  }

  /** Draw an answer. */
  show(data) {
    this.pass(null);
    const before = this.data;
    this.data = data;
    dress(this, data);
    this.bring(data, before);
    this.about.show(data.near, data.layer);
    const second = this.second.take(data);
    const isOutlined = [...data.areas, ...(data.beside?.areas ?? [])].some((values) => values.at(-1));
    const draw = () => {
      if (this.data !== data) return;
      const { marks, areaLabels, items } = this.drawn.draw(data, this.base.shapes);
      this.marks = marks;
      this.areaLabels = [...areaLabels, ...this.second.draw(second, data, this.base.shapes)];
      reachByKeyboard([...this.marks, ...this.areaLabels], [...items, ...second], data.words);
      this.arrange();
    };
    if (this.base.areThere || !isOutlined) return draw();
    this.marks = this.drawn.draw(data, null).marks; // areas as soon as their outlines are there
    this.areaLabels = [];
    this.base.whenThere(draw);
  }

  /** Move to where the address left the map, or to a new question, unless the reader holds it somewhere. */
  bring(data, before) {
    const asked = JSON.stringify(data.extent);
    this.isBringing = true;
    const isBrought = data.brought !== before?.brought; // by a link, or by Back and Forward
    if (isBrought && data.at) this.go(data.at);
    else if ((isBrought && this.moved) || (asked !== this.shown && !isShown(this.map, data.extent))) {
      if (this.moved) this.emit("let_go", true); // the link is not to hold on to where the reader was
      this.free();
    } else if (!before) this.fit();
    this.isBringing = false;
    this.shown = asked;
  }

  choose(item, layer, name = "mark") {
    this.brought = null;
    if (item.count > 1 && this.map.getZoom() < 11 && !layer.isArea) {
      this.map.flyTo(layer.getLatLng(), Math.min(this.map.getZoom() + 1.5, 12), { duration: 0.4 });
    }
    this.emit(name, item);
  }

  /** Ask for what lies near a spot: the right button, a long press, or the key for it. */
  askNear({ latlng, originalEvent }) {
    originalEvent?.preventDefault();
    if (!this.ruler.on) this.emit("near", { lat: latlng.lat, lng: latlng.lng });
  }

  arrange() {
    if (!this.data) return;
    const taken = placeLabels(this.map, this.marks, this.areaLabels, this.furniture.get());
    this.base.labels.place(this.data.lang, taken, this.mirrored);
  }
}
