// @ts-check
// The marks that are drawn. Those that an answer leaves as they are stay where they stand, with the focus of the reader
// and the tooltip that he looks at; only what is new is made, and only what is gone is taken away.

import { areaLayers, markLayer, row } from "./marks.js";

/** @typedef {any[]} Layers  of a mark its own, of an area its outline and its label */

export class DrawnMarks {
  /**
   * @param {any} group  Leaflet's, on the map
   * @param {(item: any, layer: any) => void} choose  hears which mark was pressed
   */
  constructor(group, choose) {
    this.group = group;
    this.choose = choose;
    this.spoken = "";
    /** @type {Map<string, Layers>} by all that is seen and heard of them */
    this.drawn = new Map();
  }

  /**
   * Draw the marks and, if their outlines are there, the areas of an answer.
   * @param {any} data
   * @param {Record<string, any> | null} shapes  outlines by p-code or place; null where they have not come yet
   * @returns {{marks: any[], areaLabels: any[], items: any[]}}  layers that can be chosen, and what they stand for
   */
  draw(data, shapes) {
    const { words, fields, opened } = data;
    const marks = data.marks.map((/** @type {any[]} */ values) => row(fields, values));
    const areas = shapes
      ? data.areas.map((/** @type {any[]} */ values) => row([...fields, "km", "polygon"], values))
      : [];
    this.forgetOtherWords(words);
    const before = this.drawn,
      items = [...marks, ...areas];
    this.drawn = new Map();
    const layers = items.map((item, number) => {
      const isOpened = number === opened,
        key = JSON.stringify([item, isOpened]);
      const known = this.drawn.has(key) ? undefined : before.get(key);
      const made =
        known ??
        (number < marks.length
          ? [markLayer(item, number, words, isOpened, this.choose)]
          : areaLayers(item, number, words, isOpened, shapes, this.choose));
      made[made.length - 1].number = number;
      this.drawn.set(this.drawn.has(key) ? `${key} ${number}` : key, made);
      return made;
    });
    this.exchange(before, layers);
    const labels = layers.map((one) => one[one.length - 1]);
    inOrder(labels.map((label) => label.getElement()));
    return { marks: labels.slice(0, marks.length), areaLabels: labels.slice(marks.length), items };
  }

  /** Make all marks anew where they are spoken of in other words. @param {any} words */
  forgetOtherWords({ dir, incidents, killed, within, kinds }) {
    const spoken = JSON.stringify([dir, incidents, killed, within, kinds]);
    if (spoken === this.spoken) return;
    this.spoken = spoken;
    this.group.clearLayers();
    this.drawn.clear();
  }

  /**
   * Take away what is gone, put on what is new; a smaller area lies on a larger one.
   * @param {Map<string, Layers>} before
   * @param {Layers[]} now
   */
  exchange(before, now) {
    const stay = new Set(now);
    for (const layers of before.values()) {
      if (!stay.has(layers)) for (const layer of layers) this.group.removeLayer(layer);
    }
    let isNew = false;
    for (const layers of now) {
      if (!this.group.hasLayer(layers[0])) for (const layer of layers) this.group.addLayer(layer);
      else if (!isNew) continue;
      isNew ||= layers.length > 1;
      if (isNew && layers.length > 1) layers[0].bringToFront();
    }
  }
}

/** Let elements of one parent follow each other; those that do already are not touched. @param {HTMLElement[]} all */
function inOrder(all) {
  /** @type {Element | null} */
  let last = null;
  for (const one of all) {
    const due = last ? last.nextElementSibling : one.parentElement?.firstElementChild;
    if (due !== one) one.parentElement?.insertBefore(one, due ?? null);
    last = one;
  }
}
