// @ts-check
// Something found by its name: a place, a party, a document. What is near is offered below while one types.

import { button, element } from "./elements.js";

/** @typedef {{value: string, label: string, hint?: string, isNew?: boolean}} Found */

let serial = 0;

/**
 * Return a box in which one types a name; ``pick`` is told what was chosen, ``ask`` what is sought. What is not found
 * may be new (``anew``): "{name}" of ``newly`` is what was typed.
 * @param {{id: string, label: string, describedBy: string, words: Record<string, string>, needed: boolean,
 *   ask: (text: string, answer: (found: Found[]) => void) => void, pick: (value: string) => void,
 *   newly?: string, anew?: (name: string) => void}} given
 */
export function finder({ id, label, describedBy, words, needed, ask, pick, newly, anew }) {
  serial += 1;
  const list = element("ul", { class: "desk-found", role: "listbox", id: `found-${serial}`, "aria-label": label });
  list.hidden = true;
  const input = /** @type {HTMLInputElement} */ (
    element("input", {
      id,
      type: "text",
      role: "combobox",
      autocomplete: "off",
      spellcheck: "false",
      dir: "auto",
      "aria-expanded": "false",
      "aria-controls": list.id,
      "aria-autocomplete": "list",
      "aria-describedby": describedBy,
      "aria-required": needed ? "true" : null,
      placeholder: words.find,
    })
  );
  let shown = { value: "", label: "" };
  let at = -1;
  /** @type {Found[]} */
  let found = [];

  const open = (/** @type {boolean} */ isOpen) => {
    list.hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) input.removeAttribute("aria-activedescendant");
  };
  const choose = (/** @type {Found} */ one) => {
    if (one.isNew) {
      const name = input.value.trim();
      input.value = shown.label;
      input.blur(); // what is new is filled in where it stands
      return anew?.(name);
    }
    shown = { value: one.value, label: one.label };
    input.value = one.label;
    open(false);
    pick(one.value);
  };
  const point = (/** @type {number} */ to) => {
    at = found.length ? (to + found.length) % found.length : -1;
    const items = [...list.querySelectorAll("[aria-selected]")];
    items.forEach((one, place) => one.setAttribute("aria-selected", String(place === at)));
    const item = items[at];
    if (!item) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", item.id);
    item.scrollIntoView({ block: "nearest" });
  };
  const offer = (/** @type {Found[]} */ options) => {
    if (document.activeElement !== input) return;
    const name = input.value.trim();
    found = name && newly ? [...options, { value: "", label: newly.replace("{name}", name), isNew: true }] : options;
    list.replaceChildren(
      ...found.map((one, place) => {
        const hint = one.hint ? [element("small", {}, one.hint)] : [];
        const attributes = { role: "option", id: `${list.id}-${place}`, "aria-selected": "false" };
        const item = element("li", attributes, element("bdi", {}, one.label), ...hint);
        item.classList.toggle("is-new", Boolean(one.isNew));
        item.addEventListener("pointerdown", (event) => (event.preventDefault(), choose(one)));
        return item;
      }),
    );
    if (!options.length) list.prepend(element("li", { role: "option", "aria-disabled": "true" }, words.nothing));
    open(true);
    point(0);
  };
  input.addEventListener("input", () => ask(input.value.trim(), offer));
  input.addEventListener("focus", () => input.select());
  input.addEventListener("blur", () => {
    open(false);
    if (!input.value.trim() && shown.value) choose({ value: "", label: "" });
    else input.value = shown.label; // what was not chosen is nothing
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) ask(input.value.trim(), offer);
      else point(at + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && !list.hidden && found[at]) {
      event.preventDefault();
      choose(found[at]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.stopPropagation();
      open(false);
    }
  });
  return {
    node: element("div", { class: "desk-finder" }, input, list),
    input,
    /** @param {string} value @param {string} name */
    take(value, name) {
      shown = { value, label: name };
      if (document.activeElement !== input || list.hidden) input.value = name;
    },
    forget() {
      shown = { value: "", label: "" };
      input.value = "";
    },
  };
}

/**
 * Return what was chosen several times, each with a way to take it away.
 * @param {string[]} values
 * @param {(value: string) => string} nameOf
 * @param {string} remove  how a way to take something away is called, "{name}" for what
 * @param {(value: string) => void} drop
 */
export function chips(values, nameOf, remove, drop) {
  return values.map((value) => {
    const away = button("chip-away", () => drop(value), "×");
    away.setAttribute("aria-label", remove.replace("{name}", nameOf(value)));
    return element("span", { class: "desk-chip" }, element("bdi", {}, nameOf(value)), away);
  });
}

/** Return what of a list bears a name, those that begin with it first. */
export function among(/** @type {any[]} */ known, /** @type {string} */ text) {
  const sought = text.toLocaleLowerCase();
  const fits = (/** @type {any} */ one) => `${one.label} ${one.hint} ${one.other} ${one.value}`.toLocaleLowerCase();
  const found = known.filter((one) => fits(one).includes(sought));
  return found.toSorted((one, other) => rank(one, sought) - rank(other, sought)).slice(0, 12);
}

function rank(/** @type {any} */ one, /** @type {string} */ sought) {
  if (one.value.toLocaleLowerCase() === sought || one.label.toLocaleLowerCase() === sought) return -1;
  return one.label.toLocaleLowerCase().startsWith(sought) ? 0 : 1;
}
