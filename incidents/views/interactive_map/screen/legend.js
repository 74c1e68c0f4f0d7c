// @ts-check
// The legend, which is the filter by kind. All words come with each answer.

import { escaped } from "./controls.js";
import { button, element, redraw } from "./elements.js";
import { drawing, svg, symbol } from "./marks.js";
import { cornered } from "./second_record.js";
import { SYMBOLS } from "./symbols.js";

/* global L */

const KNOWN = { size: 1, reach: 1, count: 1, parts: [] };
const SEVERAL = {
  ...KNOWN,
  kind: -1,
  size: 11,
  reach: 11,
  count: 7,
  parts: [
    [0, 4],
    [3, 3],
  ],
};
const [NARROW, LOW] = [640, 400]; // px of the map: below that the legend folds, and unfolds above it

/** Return markup of ours as elements. */
const drawn = (markup) => document.createRange().createContextualFragment(markup);

const samples = new Map();

/** Return the symbol of a kind. */
function sample(kind) {
  if (!samples.has(kind)) samples.set(kind, drawn(svg(symbol(kind, 6, "solid"), 9.5)));
  return samples.get(kind).cloneNode(true);
}

export const LegendControl = L.Control.extend({
  initialize(choose, options) {
    L.setOptions(this, options);
    this.choose = choose;
  },

  onAdd(map) {
    this.box = L.DomUtil.create("details", "legend");
    const fits = () => map.getSize().x > NARROW && map.getSize().y > LOW;
    let fitted = (this.box.open = fits());
    map.on("resize", () => fits() !== fitted && (this.box.open = fitted = fits()));
    this.detailed = false;
    L.DomEvent.disableClickPropagation(this.box).disableScrollPropagation(this.box);
    return this.box;
  },

  /** Write the legend anew; ``data`` is the message of the map. */
  show(data) {
    const { words, legend } = data;
    const title = element("summary", {}, words.legend);
    const body = element("div", { class: "legend-body" }, this.kinds(legend.kinds, words));
    if (data.beside) body.append(records(data.beside.words));
    if (data.layer) body.append(this.layer(data.layer.words));
    if (legend.shades) body.append(shades(legend.shades));
    body.append(this.moreOf(legend.sizes, words));
    this.box.dir = words.dir;
    redraw(this.box, title, body);
  },

  kinds(kinds, words) {
    const rows = kinds.map(([kind, count, isChosen]) => {
      const act = () => this.choose(kind);
      const mark = sample(kind);
      const number = element("b", {}, count.toLocaleString("en"));
      const row = button("kind", act, mark, element("span", {}, words.kinds[kind]), number);
      row.setAttribute("aria-pressed", String(isChosen));
      row.classList.toggle("none", !count);
      return element("li", { "data-id": `kind-${SYMBOLS[kind].kind}` }, row);
    });
    return element("ul", { class: "kinds", "aria-label": words.filter_kind }, ...rows);
  },

  /** Name the reader's own layer, with a way to take it away. */
  layer({ layer, away }) {
    const line = drawn(svg('<path d="M-10 3Q-4-6 0 0T10-3" class="own-layer"/>', 11));
    const act = button("own-away", () => this.options.letGo(), "×");
    act.setAttribute("aria-label", away);
    act.title = away;
    return element("div", { class: "own-row", "data-id": "own-layer" }, line, element("span", {}, layer), act);
  },

  /** What is said of the marks, made anew only in other words. */
  moreOf(sizes, words) {
    const said = JSON.stringify([sizes, { ...words, summary: "" }]);
    if (said !== this.said) this.folded = this.more(sizes, words);
    this.said = said;
    return this.folded;
  },

  more(sizes, words) {
    const entry = (markup, text) => `<li>${markup}<span>${escaped(text)}</span></li>`;
    const steps = sizes.map(([figure, radius]) => {
      const circle = svg(`<circle r="${radius}" class="step"/>`, Math.max(radius + 1.5, 9));
      return `<li>${circle}<span>${figure.toLocaleString("en")}</span></li>`;
    });
    const notes = [
      entry(svg('<circle r="5.2" class="hollow kind-mixed"/>', 9), words.unknown),
      entry(svg('<circle r="8" class="reach kind-mixed"/><circle r="4.6" class="solid kind-mixed"/>', 10), words.reach),
      entry(svg(drawing(SEVERAL)[0], 13), words.several),
      entry(svg('<circle r="8.6" class="area mixed"/><circle r="3.6" class="rough kind-mixed"/>', 10), words.area),
    ];
    const folded = element("details", { class: "fold more", open: this.detailed || null });
    const more = /** @type {HTMLDetailsElement} */ (folded);
    more.append(
      element("summary", {}, words.more),
      drawn(`<h4>${escaped(words.size)}</h4><ul class="sizes">${steps.join("")}</ul>`),
      drawn(`<ul class="notes">${notes.join("")}</ul>`),
    );
    more.addEventListener("toggle", () => (this.detailed = more.open));
    return more;
  },
});

/** Tell two records apart: what their marks look like, and how many incidents each has. */
function records(words) {
  const entry = (markup, text) => element("li", {}, drawn(markup), element("span", {}, text));
  const rows = [
    entry(svg('<circle r="5.6" class="solid kind-mixed"/>', 10), words.here),
    entry(svg(cornered('<circle r="4" class="solid kind-mixed"/>', 7.5), 10), words.beside),
    entry(svg(`<circle r="9" class="area second-area"/>${cornered("", 4.5, true)}`, 10), words.area),
  ];
  return element("div", { class: "records" }, element("h4", {}, words.records), element("ul", {}, ...rows));
}

function shades({ title, classes }) {
  const step = (style, text) => element("li", {}, element("i", { class: style }), element("span", {}, text));
  const steps = classes.map(([style, text]) => step(style, text));
  return element("div", {}, element("h4", {}, title), element("ul", { class: "shades" }, ...steps));
}
