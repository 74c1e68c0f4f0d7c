// @ts-check
// Marks and areas: one Leaflet layer per row of map_points. The symbols come from symbology.py.

import { SYMBOLS } from "./symbols.js";

/* global L */

export const row = (fields, values) => Object.fromEntries(fields.map((name, place) => [name, values[place]]));
const BRIEF = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
export const compact = (count) => (count < 1000 ? String(count) : BRIEF.format(count));

/** Return the radius at which a number still fits. */
function roomy(mark) {
  if (mark.count === 1) return mark.size;
  const { length } = compact(mark.count);
  return Math.max(mark.size, [9.5, 9.5, 10.5, 12.5][Math.min(length, 3)] + 1.2 * Math.max(0, length - 3));
}

export function symbol(kind, radius, style) {
  return `<path d="${SYMBOLS[kind].path}" transform="scale(${radius})" class="${style} kind-${SYMBOLS[kind].kind}"/>`;
}

/** Draw the composition of several kinds as a ring. */
function ring(mark, radius) {
  const width = Math.min(5, radius * 0.36);
  const middle = radius - width / 2;
  const around = 2 * Math.PI * middle;
  let start = 0;
  const parts = mark.parts.map(([kind, count]) => {
    const length = (around * count) / mark.count;
    const dashes = `stroke-dasharray="${Math.max(length - 1, 0.6)} ${around}" stroke-dashoffset="${-start}"`;
    const style = `class="part kind-${SYMBOLS[kind].kind}" stroke-width="${width}"`;
    const part = `<circle r="${middle}" ${style} ${dashes} transform="rotate(-90)"/>`;
    start += length;
    return part;
  });
  return `<circle r="${radius + 1}" class="disc"/>${parts.join("")}`;
}

function figure(mark, radius, style) {
  const text = compact(mark.count);
  const size = Math.min(12.5, Math.max(9.5, (radius * 2.05) / Math.max(text.length, 1.6)));
  const sink = mark.kind >= 0 ? SYMBOLS[mark.kind].sink : 0;
  return `<text class="${style}" font-size="${size}" y="${size * 0.36 + radius * sink}">${text}</text>`;
}

/**
 * Return the inside of a mark's svg and the half width it needs.
 * @param {any} mark
 * @returns {[string, number]}
 */
export function drawing(mark) {
  const radius = roomy(mark);
  const reach = mark.reach > radius + 0.5 ? mark.reach : 0;
  let inside = "";
  if (mark.kind < 0) {
    inside = ring(mark, radius) + figure(mark, radius, "count");
    if (reach) inside = `<circle r="${reach}" class="reach mixed"/>` + inside;
  } else {
    const known = mark.size > 0 && mark.reach > 0;
    inside = symbol(mark.kind, radius, known ? "solid" : "hollow");
    if (reach) inside = symbol(mark.kind, reach, "reach") + inside;
    if (mark.count > 1) inside += figure(mark, radius, known ? `count on-${SYMBOLS[mark.kind].kind}` : "count");
  }
  return [inside, Math.max(radius, reach) * (mark.kind >= 0 ? SYMBOLS[mark.kind].extent : 1) + 2.5];
}

/** Return the icon of a mark: never smaller than a fingertip needs, the drawing in its middle. */
export function markIcon(inside, half, className) {
  const box = 2 * Math.max(half, 12);
  return L.divIcon({ html: svg(inside, half), className, iconSize: [box, box] });
}

export function svg(inside, half) {
  const side = 2 * half;
  const box = `viewBox="${-half} ${-half} ${side} ${side}" width="${side}" height="${side}"`;
  return `<svg ${box} aria-hidden="true">${inside}</svg>`;
}

/** Build the tooltip from text nodes: nothing in a text is ever read as markup. */
function tooltip(item, words) {
  const box = document.createElement("div");
  box.dir = words.dir;
  box.className = "tip";
  const title = box.appendChild(document.createElement("strong"));
  title.textContent = item.title;
  if (item.of) box.appendChild(document.createElement("em")).textContent = item.of;
  for (const line of describe(item, words)) box.appendChild(document.createElement("div")).textContent = line;
  return box;
}

/** Say in words what a mark stands for: texts of the server, and the numbers the mark has anyway. */
export function describe(item, words) {
  const counted = words.incidents.replace("{count}", item.count.toLocaleString("en"));
  const lines = item.count > 1 ? [counted] : [...item.lines];
  lines.push(words.killed.replace("{figures}", item.killed));
  if (item.count > 1) {
    if (item.km) lines.push(words.within.replace("{distance}", Math.round(item.km)));
    lines.push(item.parts.map(([kind, count]) => `${words.kinds[kind]} ${count.toLocaleString("en")}`).join(" · "));
  }
  return lines;
}

/** Make a layer answer clicks and keys. */
export function makeChoosable(layer, item, number, words, choose) {
  layer.number = number; // in this answer; the next one may have the same mark at another place
  layer.on("click", () => choose({ number: layer.number, id: item.id, count: item.count }, layer));
  const style = { direction: "top", opacity: 1, sticky: !layer.getIcon, className: "map-tip" };
  layer.bindTooltip(() => tooltip(item, words), style);
}

export function markLayer(item, number, words, opened, choose) {
  const [inside, half] = drawing(item);
  const chosen = opened ? `<circle r="${half + 2}" class="opened"/>` : "";
  const width = opened ? half + 5 : half;
  const icon = markIcon(inside + chosen, width, "mark");
  const layer = L.marker([item.latitude, item.longitude], {
    icon,
    pane: "marks",
    keyboard: false,
    riseOnHover: true,
    bubblingMouseEvents: false,
    zIndexOffset: Math.round(20000 - 400 * half),
  });
  layer.half = half;
  makeChoosable(layer, item, number, words, choose);
  return layer;
}

/** Draw an area: its true outline, or the circle of its uncertainty. */
export function areaOutline(item, shapes, className) {
  const drawn = { pane: "areas", className, interactive: false };
  const outline = item.polygon
    ? L.geoJSON(shapes[item.polygon], drawn)
    : L.circle([item.latitude, item.longitude], { ...drawn, radius: item.km * 1000 });
  outline.areaKey = item.polygon || null;
  return outline;
}

/** Return the layers of an area: its outline at true size, and a label that can be chosen. */
export function areaLayers(item, number, words, opened, shapes, choose) {
  const wide = item.km > 35 ? " wide" : ""; // many of them lie on each other: only an outline until it is pointed at
  const kind = item.kind < 0 ? "mixed" : `kind-${SYMBOLS[item.kind].kind}`;
  const style = `area${wide} ${kind}`;
  const outline = areaOutline(item, shapes, style);
  const small = { ...item, size: 7, reach: 0 };
  const inside =
    item.count > 1 || item.kind < 0
      ? `<rect x="-12" y="-9" width="24" height="18" rx="9" class="pill ${kind}"/>${number_in_pill(item)}`
      : symbol(item.kind, 6.2, "rough");
  const half = item.count > 1 ? 13 : 6.2 * SYMBOLS[small.kind].extent + 3;
  const chosen = opened ? `<circle r="${half + 1.5}" class="opened"/>` : "";
  const width = opened ? half + 4 : half;
  const icon = markIcon(inside + chosen, width, "mark area-label");
  const label = L.marker([item.latitude, item.longitude], {
    icon,
    pane: "marks",
    keyboard: false,
    riseOnHover: true,
    bubblingMouseEvents: false,
    zIndexOffset: 9000,
  });
  label.half = half;
  label.isArea = true;
  makeChoosable(label, item, number, words, choose);
  const emphasise = (on) => {
    const paths = outline.getLayers ? outline.getLayers() : [outline];
    for (const path of paths) if (path.getElement()) path.getElement().classList.toggle("emphasised", on);
  };
  label.on("mouseover focus", () => emphasise(true)).on("mouseout blur", () => emphasise(false));
  return [outline, label];
}

const number_in_pill = (item) => `<text class="count" font-size="11" y="4">${compact(item.count)}</text>`;
