// @ts-check
// The form of a draft, with its text beside it. What is typed goes out at once and is kept until it is known to be
// saved; an answer of the server never takes away what is being typed.

import { besideForm } from "./desk_beside.js";
import { among } from "./desk_find.js";
import { Queue } from "./desk_queue.js";
import { goTo, tableOf } from "./desk_rows.js";
import { pointTo } from "./desk_text.js";
import { element, redraw } from "./elements.js";

/** @type {WeakMap<HTMLElement, any>} */
const desks = new WeakMap();
const ASK_REST = 150; // milliseconds without a key until a name is sought

/**
 * @param {HTMLElement} root
 * @param {any} told
 * @param {(name: string, value: any) => void} emit
 */
export function show(root, told, emit) {
  root.dir = told.dir;
  root.lang = told.lang;
  for (const table of told.tables) {
    table.byName = Object.fromEntries(table.fields.map((/** @type {any} */ field) => [field.column, field]));
  }
  const before = desks.get(root);
  const desk = before?.told.draft === told.draft ? before : deskOf(root, told);
  desks.set(root, desk);
  desk.told = told;
  desk.emit = emit;
  desk.words = told.words;
  desk.queue.send = (/** @type {any} */ changes) => desk.emit("changes", { ...changes, seen: desk.seen });
  desk.queue.told = () => (root.dataset.waiting = String(desk.queue.waiting.length));
  desk.queue.let_go(told.acked);
  desk.queue.told();
  if (told.found && desk.asked?.serial === told.found.serial) desk.asked.answer(told.found.options);
  const counts = told.tables.map((/** @type {any} */ { name }) => told.rows[name]?.length);
  const shape = JSON.stringify([told.lang, counts, told.marks]);
  if (shape !== desk.shape) build(root, desk);
  desk.shape = shape;
  refuse(desk);
  fill(root, desk);
  if (!before) desk.queue.flush();
}

function deskOf(/** @type {HTMLElement} */ root, /** @type {any} */ told) {
  /** @type {any} */
  const desk = { told, fields: new Map(), queue: new Queue(told.draft), shape: "", seen: 0 };
  desk.tab = told.text.length ? "text" : "checks";
  let timer = 0;
  let serial = 0;
  const value = (/** @type {string} */ table, /** @type {number} */ row, /** @type {string} */ column) =>
    desk.queue.of(table, row, column) ?? desk.told.rows[table]?.[row]?.[column] ?? "";
  return Object.assign(desk, {
    value,
    set(/** @type {any} */ field, /** @type {number} */ row, /** @type {string} */ given, soon = false) {
      if (!soon && given === value(field.table, row, field.column) && !desk.queue.waiting.length) return;
      desk.queue.note({ step: "set", table: field.table, row, column: field.column, value: given }, soon);
    },
    ask(/** @type {string} */ kind, /** @type {string} */ text, /** @type {(found: any[]) => void} */ answer) {
      const known = desk.told.lists[kind];
      if (known) return answer(among(known, text));
      clearTimeout(timer);
      desk.asked = { serial: (serial += 1), answer };
      timer = window.setTimeout(() => desk.emit("find", { kind, text, serial }), ASK_REST);
    },
    nameOf(/** @type {string} */ kind, /** @type {string} */ id) {
      const known = desk.told.lists[kind]?.find((/** @type {any} */ one) => one.value === id);
      return known?.label ?? desk.told.names[kind]?.[id] ?? id;
    },
    tell(/** @type {any} */ field, /** @type {string} */ given) {
      const option = field.options.find((/** @type {any} */ one) => one[0] === given);
      const strip = root.querySelector(".desk-codebook");
      const code = option ? [" ", element("b", {}, option[1]), ` — ${option[2]}`] : [];
      strip?.replaceChildren(element("b", {}, field.label), ` — ${field.meaning}`, ...code);
    },
    take(/** @type {any} */ mark) {
      desk.queue.note({ step: "set", table: mark.table, row: mark.row, column: mark.column, value: mark.value });
      fill(root, desk);
    },
    anew(/** @type {any} */ field, /** @type {number} */ row, /** @type {string} */ name) {
      desk.added = field.found_in;
      desk.queue.note({ step: "new", table: field.table, row, column: field.column, value: name });
    },
    takeRow(/** @type {string} */ table, /** @type {number} */ row) {
      desk.queue.note({ step: "take_row", table, row });
    },
    add(/** @type {string} */ table) {
      desk.added = table;
      desk.queue.note({ step: "add", table, row: desk.told.rows[table]?.length ?? 0 });
    },
    supersede(/** @type {number} */ row) {
      desk.added = "claims";
      desk.queue.note({ step: "supersede", table: "claims", row });
    },
    remove(/** @type {string} */ table, /** @type {number} */ row) {
      desk.queue.note({ step: "remove", table, row });
    },
    point(/** @type {any} */ mark) {
      const text = root.querySelector(".desk-text");
      if (text instanceof HTMLElement) pointTo(text, mark);
    },
    isFilled: (/** @type {string} */ table, /** @type {number} */ row) =>
      Boolean(value(table, row, "measure") && value(table, row, "origin_id")),
  });
}

function build(/** @type {HTMLElement} */ root, /** @type {any} */ desk) {
  const { told } = desk;
  const held = root.contains(document.activeElement) ? document.activeElement : null;
  const [id, caret] = [held?.id, held instanceof HTMLTextAreaElement ? held.selectionStart : null];
  desk.fields.clear();
  const tables = told.tables.flatMap((/** @type {any} */ table) => tableOf(table, told, desk, desk.fields));
  const strip = element("p", { class: "desk-codebook", "aria-live": "off" }, told.words.codebook);
  const classes = (told.rows.incidents?.length ?? 0) > 1 ? "desk-form is-many" : "desk-form";
  const form = element("form", { class: classes, "aria-label": told.words.form, novalidate: true }, ...tables);
  form.addEventListener("submit", (event) => event.preventDefault());
  const beside = element("aside", { class: "desk-beside", "aria-label": told.words.beside });
  redraw(root, element("div", { class: "desk-main" }, form, strip), beside);
  const again = id ? root.querySelector(`#${CSS.escape(id)}`) : null;
  if (again instanceof HTMLElement) again.focus({ preventScroll: true });
  if (again instanceof HTMLTextAreaElement && caret !== null) again.setSelectionRange(caret, caret);
  if (desk.added && !again) {
    const last = (told.rows[desk.added]?.length ?? 0) - 1;
    const first = root.querySelector(`[data-at^="${desk.added}.${last}."] :is(select, input, textarea)`);
    if (first instanceof HTMLElement) first.focus();
    desk.added = "";
  }
}

/** Let the fields in which another curator has written meanwhile show that, and keep beside them what was typed. */
function refuse(/** @type {any} */ desk) {
  const told = Object.entries(desk.told.refused);
  for (const [at, { number, wanted }] of told) {
    const one = desk.fields.get(at);
    if (number <= desk.seen || !one) continue;
    const typed = desk.queue.drop(...at.split(".")) ?? wanted;
    one.refuse(typed, one.field.options.find((/** @type {any} */ option) => option[0] === typed)?.[1] ?? typed);
  }
  desk.seen = Math.max(desk.seen, ...told.map(([, { number }]) => number));
}

/** Write what the draft has into the fields, but for what waits for the server and what is being typed. */
function fill(/** @type {HTMLElement} */ root, /** @type {any} */ desk) {
  const { told } = desk;
  for (const [at, one] of desk.fields) {
    const [table, row] = [one.field.table, Number(at.split(".")[1])];
    const { column } = one.field;
    const of = (/** @type {any} */ held) => held.table === table && held.row === row && held.column === column;
    one.take(desk.value(table, row, column), told.marks.filter(of), told.problems.filter(of));
  }
  for (const title of root.querySelectorAll("[data-title]")) {
    const [table, row] = (title instanceof HTMLElement ? (title.dataset.title ?? "") : "").split(".");
    title.textContent = told.titles[table]?.[Number(row)] ?? "";
  }
  for (const card of root.querySelectorAll(".of-claims > .desk-row")) {
    const measure = card.querySelector("select[id$=-measure]");
    const isText = measure instanceof HTMLSelectElement && told.text_measures.includes(measure.value);
    card.classList.toggle("is-told", isText);
  }
  for (const place of root.querySelectorAll("[data-map]")) drawMap(place, desk);
  drawBeside(root, desk);
}

/** The pictures of places that have come, by their keys: each is sent once. @type {Map<string, string>} */
const pictures = new Map();

function drawMap(/** @type {Element} */ place, /** @type {any} */ desk) {
  const map = desk.told.maps[place.getAttribute("data-map") ?? ""];
  if (map?.src) pictures.set(map.key, map.src);
  const src = map && pictures.get(map.key);
  if (map && !src && desk.wanted !== map.key) {
    desk.wanted = map.key;
    desk.emit("anew", map.key);
  }
  if (place.getAttribute("data-drawn") === (src ? map.key : "")) return;
  place.setAttribute("data-drawn", src ? map.key : "");
  if (!src) return place.replaceChildren();
  const said = element("figcaption", {}, map.said);
  place.replaceChildren(element("figure", {}, element("img", { src, alt: map.said }), said));
}

function drawBeside(/** @type {HTMLElement} */ root, /** @type {any} */ desk) {
  const aside = root.querySelector(".desk-beside");
  if (!(aside instanceof HTMLElement)) return;
  const { told } = desk;
  const key = JSON.stringify([desk.tab, told.lang, told.problems, told.same, told.text.length, told.marks.length]);
  if (aside.dataset.drawn === key) return;
  aside.dataset.drawn = key;
  const choose = (/** @type {string} */ tab) => {
    desk.tab = tab;
    drawBeside(root, desk);
    const chosen = aside.querySelector(`#desk-tab-${tab}`);
    if (chosen instanceof HTMLElement) chosen.focus();
  };
  const there = (/** @type {string} */ table, /** @type {number} */ row, /** @type {string} */ column) =>
    goTo(root, `${table}.${row}.${column}`);
  redraw(aside, ...besideForm(told, desk.tab, { choose, goTo: there, open: (id) => desk.emit("incident", id) }));
}
