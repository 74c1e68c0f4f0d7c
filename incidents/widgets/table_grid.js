// @ts-check
// The table of incidents as a plain HTML table: readable by assistive technology, in the direction of the language.
// All text arrives as data and is set as text, never as markup.

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

function head(column, data, setTriggerValue) {
  const { title, orders } = column;
  if (!orders.length) return element("th", { scope: "col", class: column.name }, title);
  const now = orders.indexOf(data.order);
  const sorted = now < 0 ? "none" : data.falling.includes(data.order) ? "descending" : "ascending";
  const button = element("button", { type: "button", title: data.words.sort }, title);
  button.onclick = () => setTriggerValue("order", orders[(now + 1) % orders.length]);
  return element("th", { scope: "col", class: column.name, "aria-sort": sorted }, button);
}

function row(incident, data, setTriggerValue) {
  const open = () => setTriggerValue("opened", incident.id);
  const button = element("button", { type: "button", class: "open" }, incident.date);
  button.onclick = (event) => { event.stopPropagation(); open(); };
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
    cell("summary", element("span", {}, incident.summary)),
    cell("id", element("bdi", { dir: "ltr" }, incident.id)),
  );
  made.onclick = () => { if (!String(getSelection())) open(); };
  return made;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const place = parentElement.querySelector(".incident-table");
  const held = document.activeElement;
  const focused = place.contains(held) ? held.closest("[data-id]")?.dataset.id : null;
  const heads = data.columns.map((column) => head(column, data, setTriggerValue));
  const rows = data.rows.map((incident) => row(incident, data, setTriggerValue));
  place.replaceChildren(element(
    "table", {}, element("caption", {}, data.words.caption),
    element("thead", {}, element("tr", {}, ...heads)), element("tbody", {}, ...rows),
  ));
  if (focused) place.querySelector(`[data-id="${CSS.escape(focused)}"] button`)?.focus({ preventScroll: true });
}
