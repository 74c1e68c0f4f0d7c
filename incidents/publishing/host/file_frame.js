// @ts-check
// The frame of the file: head, line of honesty, the rooms of the parts, the filters, the sheet about the file.

import { button, element } from "./elements.js";
import { tellAbout } from "./file_about.js";
import { today } from "./days.js";
import { showFilters } from "./file_filters.js";
import { counted, filled } from "./counted_words.js";

const PAPER = 690; // px of a line on A4
const TALLEST = 760; // px of a page, beside the head
const DARK = matchMedia("(prefers-color-scheme: dark)");

/** @param {string} name */
const room = (name) => element("div", { class: `part ${name}` });

/**
 * Build the frame once; languages change its words.
 * @param {any} file
 */
export function frame(file) {
  const parts = {
    map: room("map_part"),
    figures: room("key_figures"),
    rankings: room("rankings"),
    list: room("incident_list"),
    dock: room("time_dock"),
    side: element("div", { class: "st-key-room_side" }),
    card: element("div", { class: "st-key-incident_card" }),
    title: element("h1", {}),
    question: room("question_line"),
    voice: element("p", { class: "unseen", role: "status" }),
    honest: element("section", { class: "honest-line", tabindex: 0 }),
    none: element("div", { class: "none-found", hidden: true }),
    filters: element("aside", { class: "filters", hidden: true }),
    about: /** @type {HTMLDialogElement} */ (element("dialog", { class: "about" })),
    langs: element("span", { class: "langs" }),
    story: element("section", { class: "story", hidden: true }),
    tale: button("plain", () => file.story.enter(file.story.at === null ? 0 : null)),
    search: /** @type {HTMLInputElement} */ (element("input", { type: "search", class: "search", disabled: true })),
    toggle: button("plain filters-toggle", () => toggleFilters(Boolean(parts.filters.hidden))),
    theme: button("plain theme", () => setTheme(document.documentElement.dataset.theme === "dark" ? "light" : "dark")),
    print: button("plain print", () => window.print()),
    tells: button("plain tells", () => tellAbout(parts.about, file.data, file.told)),
    toggleFilters,
    speak,
  };
  parts.theme.append(element("span", { "aria-hidden": true }));
  parts.side.append(parts.list);
  parts.search.maxLength = file.data.longest_text;
  parts.search.addEventListener("input", () => file.set({ text: parts.search.value.trim() }));

  /** @param {boolean} isOpen */
  function toggleFilters(isOpen) {
    parts.filters.hidden = !isOpen;
    parts.toggle.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) showFilters(parts.filters, file.data, file.told, file.answers, file.filterHost());
    const aim = isOpen ? parts.filters.querySelector("button") : parts.toggle;
    if (aim instanceof HTMLElement) aim.focus({ preventScroll: true });
  }

  /** @param {any} told @param {any} data @param {string} lang */
  function speak(told, data, lang) {
    const { words } = told;
    document.documentElement.lang = told.lang;
    document.documentElement.dir = told.dir;
    document.title = told.title;
    parts.honest.replaceChildren(...honesty(told, data));
    parts.honest.setAttribute("aria-label", words.about);
    parts.title.textContent = told.title;
    parts.title.title = told.purpose;
    parts.toggle.textContent = words.filters;
    parts.search.placeholder = words.search;
    parts.search.title = words.search_note;
    parts.search.setAttribute("aria-label", words.search);
    parts.filters.setAttribute("aria-label", words.filters);
    parts.print.textContent = words.print;
    parts.tells.textContent = words.about;
    parts.theme.title = words.theme;
    parts.theme.setAttribute("aria-label", words.theme);
    parts.none.replaceChildren(element("strong", {}, words.no_match), " ", words.no_match_reason);
    const others = Object.values(data.langs).filter((/** @type {any} */ other) => other.lang !== lang);
    parts.langs.replaceChildren(
      ...others.map((/** @type {any} */ other) => {
        const press = button("plain", () => file.speakIn(other.lang), other.name);
        press.lang = other.lang;
        return press;
      }),
    );
  }

  const asked = [parts.toggle, parts.search, parts.question, parts.voice, parts.tale, parts.tells];
  const question = element("div", { class: "question" }, ...asked);
  const switches = element("div", { class: "switches" }, parts.langs, parts.theme, parts.print);
  const beside = element("div", { class: "figures-room" }, parts.figures, parts.rankings);
  const map = element("div", { class: "map-room" }, parts.map, parts.none);
  const main = element("main", { class: "room" }, map, parts.story, beside, parts.side, parts.dock);
  const head = element("header", { class: "bar" }, parts.title, question, switches);
  document.getElementById("file")?.replaceChildren(head, parts.honest, main, parts.filters, parts.about);
  document.addEventListener("keydown", ({ key }) => key === "Escape" && !parts.filters.hidden && toggleFilters(false));
  follow();
  return parts;
}

/**
 * Say what the file holds, how far the record goes, and how long ago that is.
 * @param {any} told
 * @param {any} data
 */
function honesty(told, data) {
  const held = filled(told.words.in_this_file, { filters: told.chosen.join(" · ") });
  const ago = today() - data.coverage[1];
  return [
    ...(told.chosen.length ? [element("strong", { class: "held" }, held)] : []),
    document.createRange().createContextualFragment(told.honest), // written by the program, every text escaped
    ...(ago > 0 ? [element("strong", {}, `(${counted(told, "ago", ago)})`)] : []),
  ];
}

/** Be light or dark as the reader's computer is, until he says otherwise; on paper always light. */
function follow() {
  setTheme(DARK.matches ? "dark" : "light");
  DARK.addEventListener("change", () => setTheme(DARK.matches ? "dark" : "light"));
  let before = "light";
  addEventListener("beforeprint", () => {
    before = document.documentElement.dataset.theme ?? "light";
    setTheme("light");
    keepSizes();
  });
  addEventListener("afterprint", () => setTheme(before));
}

/** Let map and time keep on paper the size for which they are drawn, made as wide as the page as a whole. */
function keepSizes() {
  for (const part of document.querySelectorAll(".map-room, .time_dock")) {
    if (!(part instanceof HTMLElement)) continue;
    const { clientWidth: width, clientHeight: height } = part;
    part.style.setProperty("--width", `${width}px`);
    part.style.setProperty("--height", `${height}px`);
    part.style.setProperty("--scale", String(Math.min(PAPER / width, TALLEST / height)));
  }
}

/** @param {string} theme */
function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
}
