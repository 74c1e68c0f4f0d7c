// @ts-check
// A list of the desk: drafts, or incidents that lack something. It is filtered here, without asking the server.

import { button, element, redraw } from "./elements.js";

/** @type {WeakMap<HTMLElement, {kind: string, text: string}>} */
const chosen = new WeakMap();

/**
 * @param {HTMLElement} root
 * @param {any} told
 * @param {(name: string, value: any) => void} emit
 */
export function show(root, told, emit) {
  root.dir = told.dir;
  root.lang = told.lang;
  const asked = chosen.get(root) ?? { kind: "", text: "" };
  chosen.set(root, asked);
  const { words } = told;
  const rows = element("ul", { class: "desk-rows" });
  const kinds = element("div", { class: "desk-kinds", role: "group", "aria-label": words.filter });
  const drawKinds = () =>
    redraw(
      kinds,
      ...told.kinds.map((/** @type {any} */ { kind, label, count }) => {
        const press = () => ((asked.kind = asked.kind === kind ? "" : kind), drawKinds(), fill());
        const pressed = button("desk-kind", press, label, element("span", {}, count));
        pressed.dataset.id = `kind-${kind}`;
        pressed.setAttribute("aria-pressed", String(asked.kind === kind));
        return pressed;
      }),
    );
  const fill = () => {
    const sought = asked.text.toLocaleLowerCase();
    const fits = told.rows.filter(
      (/** @type {any} */ row) =>
        (!asked.kind || row.kinds.includes(asked.kind)) &&
        (!sought || `${row.title} ${row.sub}`.toLocaleLowerCase().includes(sought)),
    );
    rows.replaceChildren(...fits.map((/** @type {any} */ row) => rowOf(row, asked.kind, emit)));
    if (!fits.length) rows.append(element("li", { class: "desk-none" }, told.rows.length ? words.nothing : words.none));
  };
  const find = /** @type {HTMLInputElement} */ (
    element("input", { type: "search", "aria-label": words.find, placeholder: words.find, dir: "auto" })
  );
  find.value = asked.text;
  find.addEventListener("input", () => ((asked.text = find.value.trim()), fill()));
  drawKinds();
  fill();
  const lead = element("header", { class: "desk-lead" }, element("h1", {}, words.title), element("p", {}, words.lead));
  const bar = told.rows.length ? [element("div", { class: "desk-listbar" }, find, kinds)] : [];
  redraw(root, lead, ...bar, rows);
}

/** Let each part of a line run its own way: an id beside an Arabic day would take the number of the day along. */
function parted(/** @type {string} */ line) {
  return line.split(" · ").flatMap((part, place) => [...(place ? [" · "] : []), element("bdi", {}, part)]);
}

/**
 * @param {any} row
 * @param {string} kind
 * @param {(name: string, value: any) => void} emit
 */
function rowOf(row, kind, emit) {
  const mark = row.kind ? [element("i", { class: `mark ${row.kind}`, "aria-hidden": "true" })] : [];
  const tags = row.tags.map((/** @type {string} */ tag, /** @type {number} */ place) =>
    element("span", { class: row.kinds[place] === kind ? "desk-tag is-asked" : "desk-tag" }, tag),
  );
  const inside = [
    element("strong", {}, ...mark, row.title),
    element("span", { class: "desk-sub" }, ...parted(row.sub)),
    element("span", { class: "desk-tags" }, ...tags),
  ];
  if (!row.id) return element("li", {}, element("div", { class: "desk-item" }, ...inside));
  const pressed = button("desk-item", () => emit("open", row.id), ...inside);
  pressed.dataset.id = row.id;
  return element("li", {}, pressed);
}
