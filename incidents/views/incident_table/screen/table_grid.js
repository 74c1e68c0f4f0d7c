// @ts-check
// The table of incidents as a plain HTML table: readable by assistive technology, in the direction of the language.
// All text arrives as data and is set as text, never as markup.

import { element, redraw } from "./elements.js";

function head(column, data, emit) {
  const { title, orders } = column;
  if (!orders.length) return element("th", { scope: "col", class: column.name }, title);
  const now = orders.indexOf(data.order);
  const sorted = now < 0 ? "none" : data.falling.includes(data.order) ? "descending" : "ascending";
  const button = element("button", { type: "button", title: data.words.sort }, title);
  button.onclick = () => emit("order", orders[(now + 1) % orders.length]);
  return element("th", { scope: "col", class: column.name, "aria-sort": sorted }, button);
}

function row(incident, data, emit) {
  const open = () => emit("opened", incident.id);
  const button = element("button", { type: "button", class: "open" }, incident.date);
  button.onclick = (event) => {
    event.stopPropagation();
    open();
  };
  const cell = (name, ...children) => element("td", { class: name, "data-title": data.titles[name] }, ...children);
  const made = element(
    "tr",
    { "data-id": incident.id, "aria-current": incident.id === data.opened ? "true" : null },
    element("th", { scope: "row", class: "date" }, button),
    cell("place", incident.place),
    cell("kind", element("i", { class: `mark ${incident.kind}` }), incident.tactic),
    cell("killed", incident.killed),
    cell("origins", incident.origins),
    cell("contested", incident.contested ? data.words.contested : "–"),
    cell("summary", element("span", { dir: "auto" }, incident.summary)),
    cell("id", element("bdi", { dir: "ltr" }, incident.id)),
  );
  made.onclick = () => {
    if (!String(getSelection())) open();
  };
  return made;
}

/**
 * Draw what ``told`` says into ``root``; ``emit`` says "opened" (an id) or "order".
 * @param {HTMLElement} root
 * @param {any} told
 * @param {(name: string, value: any) => void} emit
 */
export function show(root, told, emit) {
  const place = root.querySelector(".incident-table") ?? root.appendChild(element("div", { class: "incident-table" }));
  const heads = told.columns.map((column) => head(column, told, emit));
  const rows = told.rows.map((incident) => row(incident, told, emit));
  redraw(
    /** @type {HTMLElement} */ (place),
    element(
      "table",
      {},
      element("caption", {}, told.words.caption),
      element("thead", {}, element("tr", {}, ...heads)),
      element("tbody", {}, ...rows),
    ),
  );
}
