// @ts-check
// The head of the card: what it is about, and the ways on: close, before, after, related, wider. It holds the focus.

import { listenForCopies } from "./card_copy.js";
import { focusAgain, noteOpener } from "./card_focus.js";
import { related, sign, step } from "./card_ways.js";
import { element, redraw } from "./elements.js";
import { bringIntoView } from "./into_view.js";

const CARD = ".st-key-incident_card";
const ANSWERS_ESCAPE = "input, textarea, select, [role=dialog], [role=listbox], [data-baseweb=popover]";

let isWide = false;
/** @type {((name: string, value: any) => void) | null} */
let tell = null;
/** @type {WeakMap<HTMLElement, string>} which incident each root shows */
const shown = new WeakMap();

/**
 * @param {HTMLElement} root
 * @param {any} told
 * @param {(name: string, value: any) => void} emit
 */
export function show(root, told, emit) {
  const was = shown.get(root);
  const keepsFocus = root.contains(document.activeElement) && document.activeElement?.matches("button");
  shown.set(root, told.id);
  tell = emit;
  const card = root.closest(CARD);
  card?.removeAttribute("data-closing");
  root.dir = told.dir;
  root.lang = told.lang;
  const status = root.querySelector("[role=status]") ?? element("p", { class: "unseen", role: "status" });
  redraw(root, bar(told, root, emit), about(told), ...related(told, emit), ...outside(told), status);
  widen(root, told, isWide);
  listen();
  listenForCopies();
  if (was === told.id) return;
  if (card) {
    card.scrollTop = 0;
    if (!told.stays) bringIntoView(card); // in a story it is the sentence and the map that are looked at
  }
  const heading = root.querySelector("h2");
  if (!was && !card?.contains(document.activeElement) && document.activeElement !== document.body) {
    noteOpener(told.id);
  }
  const goesByStory = Boolean(document.activeElement?.closest(".story")); // whoever goes by its keys keeps them
  if ((!was || !keepsFocus) && !goesByStory) heading?.focus({ preventScroll: true });
  const said = [told.words.opened, told.words.place].filter(Boolean).join(" · ");
  requestAnimationFrame(() => (status.textContent = said));
}

/**
 * @param {any} told
 * @param {HTMLElement} root
 * @param {(name: string, value: any) => void} emit
 */
function bar({ walk, words, ...told }, root, emit) {
  const wider = sign("wider", words.widen, () => widen(root, { words }, !isWide));
  const closer = sign("close", words.close, close);
  const steps = walk
    ? [
        step("before", words.before, walk.before, (id) => emit("open", id)),
        element("span", { class: "card-place" }, words.place),
        step("after", words.after, walk.after, (id) => emit("open", id)),
      ]
    : [element("span", { class: "card-place" }, told.id)];
  return element("div", { class: "card-bar" }, ...steps, element("span", { class: "card-gap" }), wider, closer);
}

function about(/** @type {any} */ told) {
  return element(
    "header",
    { class: `card-about kind-${told.kind}` },
    element(
      "p",
      { class: "eyebrow" },
      element("i", { class: `mark ${told.kind}`, "aria-hidden": true }),
      element("span", {}, told.kind_label),
      element("bdi", { dir: "ltr" }, told.id),
    ),
    element("h2", { id: told.anchor, tabindex: -1 }, told.what),
    element("p", { class: "card-where" }, element("span", {}, told.when), element("span", {}, told.where)),
    ...(told.why ? [element("p", { class: "card-why" }, told.why)] : []),
  );
}

function outside(/** @type {any} */ { words }) {
  return words.outside ? [element("p", { class: "notice" }, words.outside)] : [];
}

/**
 * @param {HTMLElement} root
 * @param {any} told
 * @param {boolean} wide
 */
function widen(root, { words }, wide) {
  isWide = wide;
  const card = root.closest(CARD);
  if (card instanceof HTMLElement) card.toggleAttribute("data-wide", wide);
  const pressed = root.querySelector(".sign.wider");
  const label = wide ? words.narrow : words.widen;
  pressed?.setAttribute("aria-expanded", String(wide));
  pressed?.setAttribute("aria-label", label);
  pressed?.setAttribute("title", label);
}

/** Take the card away at once, give the focus back to what opened it, and say so. */
function close() {
  const card = document.querySelector(CARD);
  const list = document.querySelector(".part.incident_list");
  card?.setAttribute("data-closing", "");
  if (list instanceof HTMLElement) {
    list.inert = false;
    focusAgain(list, card?.querySelector(".card-about h2")?.id.replace("title-", "") ?? "");
  }
  tell?.("close", true);
}

let isListening = false;

/** Close the open card with Escape, unless something else is there to be closed by it; open the dossiers it names. */
function listen() {
  if (isListening) return;
  isListening = true;
  document.addEventListener("click", ({ target }) => {
    const named = target instanceof Element ? target.closest(".incident-card [data-dossier]") : null;
    if (named instanceof HTMLElement) tell?.("dossier", named.dataset.dossier);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    if (!document.querySelector(CARD) || document.fullscreenElement) return;
    const isOthers = event.target instanceof Element && event.target.closest(ANSWERS_ESCAPE);
    if (!isOthers && !document.querySelector("[data-testid=stPopoverBody]")) close();
  });
}
