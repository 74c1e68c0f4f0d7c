// @ts-check
// Marks and areas of a second record: in corners, on a plate, off the marks of the first and tied to where they lie.

import { areaOutline, compact, drawing, makeChoosable, markIcon, row, symbol } from "./marks.js";
import { SYMBOLS } from "./symbols.js";

/* global L */

/** Return what is drawn of a second record, marks before areas; nothing where there is none. */
function itemsOf({ beside, fields }) {
  if (!beside) return [];
  const of = beside.words.of;
  const items = (rows, names) => rows.map((values) => ({ ...row(names, values), of }));
  return [...items(beside.marks, fields), ...items(beside.areas, [...fields, "km", "polygon"])];
}

/** Put a drawing on a plate with corners: by its shape alone it is of the second record. */
export function cornered(inside, half, isArea = false) {
  const arm = Math.max(4, half * 0.45);
  const corner = (x, y) => `M${x * half},${y * (half - arm)}V${y * half}H${x * (half - arm)}`;
  const corners = [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ]
    .map(([x, y]) => corner(x, y))
    .join("");
  const plate = `<rect x="${-half}" y="${-half}" width="${2 * half}" height="${2 * half}" class="plate"/>`;
  return `${plate}${inside}<path d="${corners}" class="corners${isArea ? " rough-place" : ""}"/>`;
}

/**
 * Return the inside of an area's label and the half width it takes.
 * @param {any} item
 * @returns {[string, number]}
 */
function ofArea(item) {
  if (item.count === 1 && item.kind >= 0) return [symbol(item.kind, 5.6, "rough"), 5.6 * SYMBOLS[item.kind].extent];
  return [`<text class="count" font-size="11" y="4">${compact(item.count)}</text>`, 9];
}

export class SecondRecord {
  /** ``choose(item, layer)`` hears which mark was pressed. */
  constructor(map, choose) {
    this.group = L.layerGroup().addTo(map);
    this.choose = choose;
  }

  /** Let go of what was drawn before, and return what an answer has. */
  take(data) {
    this.group.clearLayers();
    return itemsOf(data);
  }

  /** Draw all of it; return the labels, each of which looks for a free place. */
  draw(items, data, shapes) {
    return items.map((item, number) => {
      const isArea = item.km !== undefined;
      if (isArea) this.group.addLayer(areaOutline(item, shapes, "area second-area"));
      const [inside, within] = isArea ? ofArea(item) : drawing(item);
      const half = within + (isArea ? 3 : 1);
      const opened = number === data.beside.opened ? `<circle r="${half + 5}" class="opened"/>` : "";
      const icon = markIcon(cornered(inside, half, isArea) + opened, half + (opened ? 7 : 1.5), "mark second-mark");
      const label = L.marker([item.latitude, item.longitude], {
        icon,
        pane: "marks",
        keyboard: false,
        riseOnHover: true,
        bubblingMouseEvents: false,
        zIndexOffset: 8900,
      });
      label.half = half + 2;
      label.isArea = isArea;
      label.isSecond = true;
      makeChoosable(label, item, number, data.words, this.choose);
      this.group.addLayer(label);
      return label;
    });
  }
}
