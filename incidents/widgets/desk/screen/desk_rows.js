// @ts-check
// The rows of one table in the form: their fields in groups, both languages side by side; rows come and go.

import { fieldOf } from "./desk_field.js";
import { button, element } from "./elements.js";

/** @type {Map<string, boolean>} which rows lie open, by draft, table and number */
const opened = new Map();

/**
 * @param {any} table  as it is told: name, title, many, groups, fields
 * @param {any} told
 * @param {any} desk
 * @param {Map<string, any>} fields  filled with the fields by their addresses
 */
export function tableOf(table, told, desk, fields) {
  const rows = told.rows[table.name] ?? [];
  const drawn = rows.map((/** @type {any} */ _row, /** @type {number} */ place) =>
    table.many || rows.length > 1
      ? rowCard(table, place, rows.length, told, desk, fields)
      : rowGroups(table, place, told, desk, fields),
  );
  const ghosts = ghostRows(table, rows.length, told, desk);
  const more = ghosts.length && !table.many ? [element("h2", {}, told.words.more_incidents), ...ghosts] : [];
  if (!drawn.length && !ghosts.length && !table.offered) return [];
  const add = button("desk-add", () => desk.add(table.name), table.add);
  add.dataset.id = `add-${table.name}`;
  return [
    element(
      "section",
      { class: `desk-table of-${table.name}`, "aria-label": table.title },
      ...(table.many ? [element("h2", {}, table.title)] : []),
      ...drawn.flat(),
      ...(more.length ? [element("section", { class: "desk-group of-others" }, ...more)] : []),
      ...(table.many ? ghosts : []),
      ...(table.many && table.offered ? [add] : []),
    ),
  ];
}

function rowGroups(/** @type {any} */ table, /** @type {number} */ row, told, desk, fields) {
  return table.groups.map((/** @type {any} */ group) => {
    const inside = inPairs(group.columns.map((/** @type {string} */ name) => table.byName[name])).map((held) => {
      const made = held.map((/** @type {any} */ field) => {
        const one = fieldOf(field, row, desk);
        fields.set(`${table.name}.${row}.${field.column}`, one);
        return one.node;
      });
      return held.length > 1 ? element("div", { class: "desk-pair" }, ...made) : made[0];
    });
    const isPlace = group.name === "where" || group.name === "point";
    const picture = isPlace ? [element("div", { class: "desk-map", "data-map": `${table.name}.${row}` })] : [];
    const body = element("div", { class: `desk-grid of-${group.name}` }, ...inside, ...picture);
    if (!group.folded) {
      const head = table.many || !group.label ? [] : [element("h2", {}, group.label)];
      return element("section", { class: `desk-group of-${group.name}` }, ...head, body);
    }
    return folded(`${told.draft}.${table.name}.${row}.${group.name}`, false, group.label, body, "desk-more");
  });
}

/** Put the two languages of a text side by side. */
function inPairs(/** @type {any[]} */ fields) {
  /** @type {any[][]} */
  const held = [];
  for (const field of fields) {
    const last = held.at(-1);
    if (last && field.pair && last[0].pair === field.pair) last.push(field);
    else held.push([field]);
  }
  return held;
}

function rowCard(table, /** @type {number} */ row, /** @type {number} */ count, told, desk, fields) {
  const key = `${told.draft}.${table.name}.${row}`;
  const isNew = row === count - 1 && desk.added === table.name;
  const isRecorded = told.recorded[table.name]?.[row];
  const said = isRecorded ? told.words.remove_recorded : told.words.remove_row;
  const remove = button("desk-remove", () => desk.remove(table.name, row), said);
  if (isRecorded) remove.title = told.words.removed_later;
  remove.setAttribute("aria-label", `${said}: ${table.title} ${row + 1}`);
  const groups = rowGroups(table, row, told, desk, fields);
  if (table.name === "incident_actors") {
    return element("div", { class: "desk-line" }, ...groups, remove);
  }
  const later = table.name === "claims" ? [button("desk-remove", () => desk.supersede(row), told.words.supersede)] : [];
  const body = element("div", {}, ...groups, element("p", { class: "desk-foot" }, ...later, remove));
  const title = element("span", { class: "desk-title", "data-title": `${table.name}.${row}` });
  return folded(key, isNew || table.name !== "claims" || !desk.isFilled(table.name, row), title, body, "desk-row");
}

/**
 * What folds and stays as the curator left it.
 * @param {string} key
 * @param {boolean} isOpen
 * @param {Node | string} title
 * @param {HTMLElement} body
 * @param {string} className
 */
function folded(key, isOpen, title, body, className) {
  const made = /** @type {HTMLDetailsElement} */ (
    element("details", { class: className, "data-fold": key }, element("summary", {}, title), body)
  );
  made.open = opened.get(key) ?? isOpen;
  opened.set(key, made.open);
  made.addEventListener("toggle", () => opened.set(key, made.open));
  return made;
}

/** Rows that the text suggests and the draft has not: each is taken whole, and can be changed then. */
function ghostRows(/** @type {any} */ table, /** @type {number} */ count, told, desk) {
  const marks = told.marks.filter(
    (/** @type {any} */ mark) => mark.table === table.name && mark.row >= count && !mark.waits,
  );
  const rows = [...new Set(marks.map((/** @type {any} */ mark) => mark.row))];
  return rows.map((row) => {
    const own = marks.filter((/** @type {any} */ mark) => mark.row === row);
    const firsts = own.filter(
      (/** @type {any} */ mark) => own.find((/** @type {any} */ one) => one.column === mark.column) === mark,
    );
    const said = firsts
      .filter((/** @type {any} */ mark) => !mark.silent)
      .map((/** @type {any} */ mark) => element("bdi", {}, mark.shown || mark.value));
    const take = button("desk-take", () => desk.takeRow(table.name, row), told.words.take);
    take.setAttribute("aria-label", `${told.words.take}: ${said.map((part) => part.textContent).join(" ")}`);
    const isSpot = (/** @type {any} */ mark) => mark.end > mark.start;
    const spot = own.find((mark) => isSpot(mark) && mark.column === "place_id") ?? own.find(isSpot) ?? own[0];
    const made = element(
      "div",
      { class: "desk-ghost", "data-row": row },
      element("p", { class: "desk-said" }, ...said.flatMap((part, place) => (place ? [" · ", part] : [part]))),
      element("q", { dir: "auto" }, spot.sentence),
      take,
    );
    for (const name of ["pointerenter", "focusin"]) made.addEventListener(name, () => desk.point(spot));
    made.addEventListener("pointerleave", () => desk.point(null));
    return made;
  });
}

/**
 * Open all that a field is folded into, and go there.
 * @param {HTMLElement} root
 * @param {string} at  table.row.column
 */
export function goTo(root, at) {
  const node = root.querySelector(`[data-at="${CSS.escape(at)}"]`);
  for (let fold = node?.closest("details"); fold; fold = fold.parentElement?.closest("details")) fold.open = true;
  node?.scrollIntoView({ block: "center" });
  /** @type {HTMLElement | null | undefined} */ (node?.querySelector("input, textarea, select"))?.focus();
}
