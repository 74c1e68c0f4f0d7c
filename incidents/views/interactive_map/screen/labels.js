// @ts-check
// Names on the base map, placed so that they cover neither marks nor each other.

import { apart, middle, overlap, pointAt } from "./map_geometry.js";
import { fontOf, isSpaced, styleOf } from "./name_styles.js";

/* global L */

const measuring = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));

export class MapLabels {
  constructor(map) {
    this.map = map;
    this.group = L.layerGroup().addTo(map);
    this.names = []; // {kind, names: {name_en, name_ar …}, point, lines, minZoom, rank}
    this.written = new Map(); // by what is seen of each and where
  }

  add(layer, kind, rank, keep = (/** @type {any} */ _properties) => true) {
    for (const feature of layer.features) {
      const p = feature.properties;
      if (!keep(p) || !p.name_en) continue;
      const { type, coordinates } = feature.geometry;
      const lines = type.includes("Line") ? [coordinates].flat(type === "LineString" ? 0 : 1) : null;
      const own = type === "Point" ? [...coordinates].reverse() : null;
      const point = ("label_latitude" in p ? [p.label_latitude, p.label_longitude] : own) || middle(feature.geometry);
      const minZoom = p.min_zoom || 0;
      this.names.push({ kind, rank: rank + minZoom, minZoom, names: p, point, lines });
    }
    this.names.sort((a, b) => a.rank - b.rank);
  }

  /** Write every name that has room in the view; ``taken`` are boxes (left, top, right, bottom) of marks. */
  place(lang, taken, mirrored) {
    this.mirrored = mirrored;
    const zoom = this.map.getZoom();
    const view = this.map.getPixelBounds();
    const origin = view.min;
    const due = this.names.filter((item) => zoom >= item.minZoom + (item.kind === "abroad" ? 0.5 : -0.25));
    // A name that ends at another town's dot would read as that town's.
    const dots = due
      .filter((item) => item.kind === "town" || item.kind === "abroad")
      .map((item) => {
        const { x, y } = this.drawn(item).at.subtract(origin);
        return Object.assign([x - 12, y - 5, x + 12, y + 5], { of: item });
      });
    const boxes = taken.concat(dots);
    const before = this.written;
    this.written = new Map();
    for (const item of due) {
      const text = item.names[`name_${lang}`] ?? item.names.name_en;
      const spoken = item.names[`name_${lang}`] ? lang : "en";
      const style = styleOf(item);
      measuring.font = fontOf(style, spoken);
      const seen = style.capitals && isSpaced(spoken) ? text.toLocaleUpperCase(spoken) : text;
      const width = measuring.measureText(seen).width + (isSpaced(spoken) ? style.spacing * text.length : 0);
      const found = item.lines
        ? this.along(this.drawn(item).lines, width, boxes, origin, view.getSize())
        : this.beside(item, width, style.height, boxes, origin, view.getSize());
      if (!found) continue;
      boxes.push(found.box);
      const key = JSON.stringify([item.kind, item.rank, text, found.latlng, found.offset, found.angle]);
      this.written.set(key, before.get(key) ?? this.write(item, text, found, spoken));
    }
    for (const [key, name] of before) if (!this.written.has(key)) this.group.removeLayer(name);
  }

  /** Return point and lines of a name in pixels of the map's zoom, which are worked out once for each zoom. */
  drawn(item) {
    const zoom = this.map.getZoom(),
      project = (point) => this.map.project(point);
    if (item.drawn?.zoom === zoom) return item.drawn;
    const lines = item.lines?.map((line) => line.map(([x, y]) => project([y, x])));
    return (item.drawn = { zoom, at: project(item.point), lines });
  }

  beside(item, width, height, boxes, origin, size) {
    const at = this.drawn(item).at.subtract(origin);
    if (at.x < -20 || at.y < -20 || at.x > size.x + 20 || at.y > size.y + 20) return null;
    const town = item.kind === "town" || item.kind === "abroad";
    const dot = town ? 6 : 0;
    const side = this.mirrored ? -1 : 1;
    const others = boxes.filter((other) => other.of !== item);
    const reach = dot + width / 2;
    const round = (far) => {
      const [across, down] = [side * (reach + far), height * 0.7 + far];
      const aslant = [-1, 1].flatMap((up) => [
        [across * 0.75, up * down],
        [-across * 0.75, up * down],
      ]);
      return [[across, 0], [-across, 0], [0, -height - far], [0, height + far], ...aslant];
    };
    const large = item.kind === "town" && item.minZoom <= 6;
    const farther = this.map.getZoom() >= 6.5 ? [7, 14, 22] : [7, 14];
    const places = town
      ? [...round(0), ...(large ? farther.flatMap(round) : [])]
      : [
          [0, 0],
          [0, -14],
          [0, 14],
          [-24, 0],
          [24, 0],
        ];
    const bearable = item.minZoom <= 5 ? 170 : 90; // square px of others that a large town may cover
    let best = null;
    for (const [x, y] of places) {
      const box = [at.x + x - width / 2 - 2, at.y + y - height / 2, at.x + x + width / 2 + 2, at.y + y + height / 2];
      if (box[0] < 2 || box[2] > size.x - 2) continue;
      // A large town is named even where it cannot stand clear: there with the least in its way.
      const cover = others.reduce((sum, other) => sum + overlap(box, other), 0);
      if (!cover || (large && cover < bearable && (!best || cover < best.cover))) {
        best = { cover, box, offset: [x, y], angle: 0, latlng: item.point, dot };
      }
      if (!cover) break;
    }
    return best;
  }

  /** Find a fairly straight stretch of a river that a name fits on. */
  along(lines, width, boxes, origin, size) {
    let best = null;
    for (const line of lines) {
      const points = line.map((point) => point.subtract(origin));
      const lengths = [0];
      for (let i = 1; i < points.length; i++) lengths.push(lengths[i - 1] + points[i].distanceTo(points[i - 1]));
      const total = lengths[lengths.length - 1];
      for (let start = 0; start + width < total; start += Math.max(width / 2, 12)) {
        const [from, mid, to] = [0, 0.5, 1].map((part) => pointAt(points, lengths, start + width * part));
        const chord = from.distanceTo(to);
        const inside = [from, to].every((p) => p.x > 20 && p.y > 20 && p.x < size.x - 20 && p.y < size.y - 20);
        if (!inside || chord < width * 0.88) continue;
        let angle = Math.atan2(to.y - from.y, to.x - from.x);
        if (angle > Math.PI / 2) angle -= Math.PI;
        if (angle < -Math.PI / 2) angle += Math.PI;
        const away = 9,
          centre = L.point((from.x + to.x) / 2, (from.y + to.y) / 2);
        const bend = Math.abs((mid.x - centre.x) * Math.sin(angle) - (mid.y - centre.y) * Math.cos(angle));
        const at = L.point(centre.x + away * Math.sin(angle), centre.y - away * Math.cos(angle));
        const w = (Math.abs(Math.cos(angle)) * width) / 2 + 6,
          h = (Math.abs(Math.sin(angle)) * width) / 2 + 6;
        const box = [at.x - w, at.y - h, at.x + w, at.y + h];
        if (!boxes.every((other) => apart(box, other))) continue;
        const cost = bend * 3 + Math.abs(angle) * 14 + Math.hypot(at.x - size.x / 2, at.y - size.y / 2) / 40;
        if (best && cost >= best.cost) continue;
        best = { cost, box, angle, latlng: this.map.unproject(at.add(origin)), offset: [0, 0], dot: 0 };
      }
    }
    return best;
  }

  write(item, text, found, lang) {
    const box = document.createElement("div");
    const label = box.appendChild(document.createElement("span"));
    label.textContent = text;
    label.lang = lang;
    label.dir = "auto";
    const style = styleOf(item);
    label.style.font = fontOf(style, lang);
    label.style.textTransform = style.capitals && isSpaced(lang) ? "uppercase" : "none";
    label.style.letterSpacing = isSpaced(lang) ? `${style.spacing}px` : "normal";
    const [x, y] = found.offset;
    label.style.transform = `translate(-50%,-50%) translate(${x}px,${y}px) rotate(${found.angle}rad)`;
    if (found.dot) box.insertBefore(document.createElement("i"), label);
    const icon = L.divIcon({ html: box, className: `name name-${item.kind} rank-${item.minZoom}`, iconSize: [0, 0] });
    const name = L.marker(found.latlng, { icon, pane: "names", interactive: false, keyboard: false });
    this.group.addLayer(name);
    return name;
  }
}
