// @ts-check
// Review: what a draft would change, field by field; each is accepted or sent back, and the whole is.

import { button, element, redraw } from "./elements.js";

/**
 * @param {HTMLElement} root
 * @param {any} told
 * @param {(name: string, value: any) => void} emit
 */
export function show(root, told, emit) {
  root.dir = told.dir;
  root.lang = told.lang;
  const note = root.querySelector("#desk-note");
  const held = note instanceof HTMLTextAreaElement ? note.value : "";
  const conflicts = told.conflicts.map((/** @type {string} */ said) => element("li", {}, said));
  const stops = told.stops.map((/** @type {string} */ said) => element("li", {}, said));
  const settling = (/** @type {string} */ way) => button("desk-add", () => emit("settle", way), told.words[way]);
  redraw(
    root,
    ...(told.deeds.length ? [element("p", { class: "desk-hint" }, told.words.lead)] : []),
    ...listed(told.words.conflicts, conflicts, "alert", told.can_settle ? ["keep", "yield"].map(settling) : []),
    ...listed(told.words.stops, stops, "status"),
    ...listed(
      told.words.still,
      told.still.map((/** @type {string} */ said) => element("li", {}, said)),
      "status",
    ),
    ...listed(
      told.words.own,
      told.own.map((/** @type {string} */ said) => element("li", {}, said)),
      "status",
    ),
    ...listed(
      told.words.notes,
      told.notes.map((/** @type {string} */ said) => element("li", {}, said)),
      "note",
    ),
    ...told.deeds.map((/** @type {any} */ deed) => deedOf(deed, told, emit)),
    ...(told.deeds.length ? [] : [element("p", { class: "desk-none" }, told.words.nothing, ...readings(told.read))]),
    decide(told, held, emit),
  );
}

function readings(/** @type {{href: string, label: string}[]} */ read) {
  return read.flatMap(({ href, label }) => [" ", element("a", { class: "desk-read", href, target: "_self" }, label)]);
}

/** @param {string} title @param {HTMLElement[]} items @param {string} role @param {HTMLElement[]} ways */
function listed(title, items, role, ways = []) {
  if (!items.length) return [];
  return [element("div", { class: "notice", role }, element("p", {}, title), element("ul", {}, ...items), ...ways)];
}

/** @param {any} deed @param {any} told @param {(name: string, value: any) => void} emit */
function deedOf(deed, told, emit) {
  const cells = deed.cells.map((/** @type {any} */ one) => {
    const at = { table: deed.table, row: deed.row, column: one.column };
    const verdict = one.verdict && `is-${one.verdict.replace(" ", "-")}`;
    const classes = ["desk-diff", verdict, deed.deed !== "correct" && "is-new"];
    const lang = one.tongue ? { lang: one.tongue, dir: one.tongue === "ar" ? "rtl" : "ltr" } : { dir: one.dir };
    const before = deed.deed === "add" ? [] : [element("dd", {}, element("del", lang, one.before || told.words.empty))];
    const written = one.own ? told.words.yours : one.by;
    const by = written && told.can_judge ? [element("dd", { class: "desk-by" }, element("bdi", {}, written))] : [];
    const verdicts = told.can_judge && deed.row !== null && !one.own ? [verdictsOf(one, at, told, emit)] : [];
    const notes = one.note ? [element("dd", { class: "desk-noteline" }, one.note)] : [];
    return element(
      "div",
      { class: classes.filter(Boolean).join(" ") },
      element("dt", {}, one.label),
      ...before,
      ...(deed.deed === "remove" ? [] : [element("dd", {}, element("ins", lang, one.after || told.words.empty))]),
      ...(verdicts.length ? verdicts : by),
      ...(verdicts.length ? by : []),
      ...notes,
    );
  });
  return element(
    "section",
    { class: "desk-deed", "aria-label": deed.title },
    element("h2", {}, deed.title),
    element("p", {}, deed.said),
    element("dl", {}, ...cells),
  );
}

/** @param {any} one @param {any} at @param {any} told @param {(name: string, value: any) => void} emit */
function verdictsOf(one, at, told, emit) {
  const good = button("desk-verdict", () => emit("verdict", { ...at, verdict: "accepted" }), told.words.accepted);
  const why = /** @type {HTMLInputElement} */ (
    element("input", { type: "text", "aria-label": `${told.words.why}: ${one.label}`, placeholder: told.words.why })
  );
  const sendBack = () => {
    if (why.value.trim()) emit("verdict", { ...at, verdict: "sent back", note: why.value.trim() });
    else why.focus();
  };
  why.addEventListener("keydown", (event) => event.key === "Enter" && sendBack());
  const reason = element("span", { class: "desk-why" }, why, button("desk-verdict", sendBack, told.words.say_why));
  reason.hidden = true;
  const bad = button("desk-verdict", () => ((reason.hidden = !reason.hidden), why.focus()), told.words["sent back"]);
  for (const [pressed, verdict] of /** @type {[HTMLElement, string][]} */ ([
    [good, "accepted"],
    [bad, "sent back"],
  ])) {
    pressed.dataset.id = `${at.table}.${at.row}.${at.column}.${verdict}`;
    pressed.setAttribute("aria-pressed", String(one.verdict === verdict));
    pressed.setAttribute("aria-label", `${told.words[verdict]}: ${one.label}`);
  }
  return element("dd", { class: "desk-verdicts" }, reason, good, bad);
}

/** @param {any} told @param {string} held @param {(name: string, value: any) => void} emit */
function decide(told, held, emit) {
  const note = /** @type {HTMLTextAreaElement} */ (
    element("textarea", { id: "desk-note", rows: 1, dir: "auto", "data-id": "desk-note" })
  );
  note.value = held;
  const field = element("label", { for: "desk-note" }, told.words.note, note);
  const made = told.ways.map((/** @type {any} */ { name, label, main, off }) => {
    const press = () => {
      emit(name, { note: note.value.trim() });
      if (name === "send_back") note.value = "";
    };
    const pressed = button(main ? "desk-take" : "desk-add", press, label);
    pressed.disabled = off;
    pressed.dataset.id = `way-${name}`;
    return pressed;
  });
  const said = element("p", {}, told.deeds.length ? told.words.done : "");
  return element("div", { class: "desk-decide" }, told.needs_note ? field : said, ...made);
}
