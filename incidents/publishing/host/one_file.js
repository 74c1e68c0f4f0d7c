// @ts-check
// The host of the screen's parts in a page that is one file: it keeps the question, and answers it by itself.

import { Address } from "./file_address.js";
import { Answers } from "./answers.js";
import { CardShown } from "./file_card.js";
import { dayOf } from "./days.js";
import { setTypeface, unpacked } from "./file_data.js";
import { dockTold } from "./dock_answer.js";
import { figuresTold } from "./figures_answer.js";
import { showFilters } from "./file_filters.js";
import { frame } from "./file_frame.js";
import { listTold, PAGE } from "./list_answer.js";
import { mapTold } from "./map_answer.js";
import { changed, nothing, readQuestion, toggled, written } from "./question.js";
import { rankingsTold } from "./rankings_answer.js";
import { showQuestion } from "./file_question.js";
import { Search } from "./file_search.js";
import { FIRST_ZOOM, standingAtFirst } from "./file_standing.js";
import { Story } from "./file_story.js";
import { show as showList } from "./incident_list.js";
import { show as showFigures } from "./key_figures.js";
import { show as showMap } from "./map_part.js";
import { show as showRankings } from "./rankings.js";
import { show as showDock } from "./time_dock.js";

class OneFile {
  /** @param {any} data */
  constructor(data) {
    this.data = { ...data.counted, ...data };
    this.data.known = Object.fromEntries(
      Object.entries(this.data.lists).map(([name, list]) => [name, new Set(/** @type {any} */ (list).codes)]),
    );
    this.parts = frame(this);
    this.address = new Address(this);
    const given = this.address.given();
    this.question = this.read(location.hash.slice(1));
    this.card = new CardShown(this);
    this.story = new Story(this);
    const { langs } = data,
      codes = Object.keys(langs);
    const liked = navigator.languages.map((tag) => tag.slice(0, 2)).find((code) => code in langs);
    this.lang = [given.lang, liked].find((code) => code && code in langs) ?? codes[0];
    this.standing = standingAtFirst(given.opened);
    /** @type {any} */ (document.getElementById("file")).file = this; // for whoever looks at the file from outside
    this.speak();
    this.answer();
    this.story.enter(given.story);
  }

  get told() {
    return this.data.langs[this.lang];
  }

  /** Ask something else. @param {any} question */
  ask(question) {
    this.question = question;
    this.start({});
  }

  /** Stand elsewhere, with the list from its beginning. @param {any} parts */
  start(parts) {
    this.move({ here: null, tab: "recent", shown: PAGE, ...parts });
  }

  /** Stand elsewhere. @param {any} parts */
  move(parts) {
    Object.assign(this.standing, parts);
    this.answer();
  }

  /** Read a question; an address that asks nothing opens with the days of the file. @param {string} text  parameters */
  read = (text) => (text ? readQuestion(text, this.data) : { ...nothing(), ...this.data.opens });

  /** Change parts of the question. @param {any} parts */
  set(parts) {
    this.ask(changed(this.question, parts));
  }

  /** @param {string} name @param {string} code */
  pick(name, code) {
    this.ask(toggled(this.question, name, code));
  }

  /** Ask only for what holds one option: what a name in a card leads to. @param {string} name @param {string} code */
  only(name, code) {
    if (this.data.known[name]?.has(code)) this.ask({ ...nothing(), lists: { [name]: [code] } });
  }

  /** @param {string | null} id */
  open(id) {
    if (!this.story.follows(id)) this.move({ opened: id });
  }

  speak() {
    this.parts.speak(this.told, this.data, this.lang);
  }

  /** @param {string} lang */
  speakIn(lang) {
    this.lang = lang;
    this.speak();
    this.answer();
  }

  /** Answer the question: every part is told what it shows. */
  answer() {
    const { data, told, standing, parts } = this;
    const answers = new Answers(data, this.question);
    this.answers = answers;
    const map = mapTold(data, told, answers, standing);
    this.members = map.members;
    const said = {
      map: map.message,
      figures: figuresTold(data, told, answers),
      rankings: rankingsTold(data, told, answers, standing),
      dock: dockTold(data, told, answers, standing),
    };
    this.said = said;
    showMap(parts.map, said.map, (name, value) => this.fromMap(name, value));
    this.drawQuestion(answers);
    showFigures(parts.figures, said.figures);
    showRankings(parts.rankings, said.rankings, (name, value) => {
      if (name === "pick") this.pick(value.name, value.code);
      else if (name === "rank" || name === "rank_by") this.move({ [name === "rank" ? "rank" : "by"]: value });
    });
    this.drawSide(answers);
    showDock(parts.dock, said.dock, (name, value) => {
      if (name === "days") this.set({ from: dayOf(value.from), to: dayOf(value.to) });
      else this.move({ [name]: name === "milestones" ? value === "shown" : value });
    });
    if (!parts.filters.hidden) showFilters(parts.filters, data, told, answers, this.filterHost());
    this.story.show();
    this.address.note();
    document.documentElement.dataset.answered = String(Number(document.documentElement.dataset.answered ?? 0) + 1);
  }

  drawSide(/** @type {Answers} */ answers) {
    const { data, told, standing, parts } = this;
    const listed = standing.tab === "here" && standing.here ? standing.here : answers.selected;
    const key = JSON.stringify([this.lang, standing.tab, standing.here, written(this.question, data), standing.shown]);
    showList(parts.list, listTold(data, told, standing, listed, Boolean(standing.here), key), (name, value) => {
      if (name === "tab") this.move({ tab: value, shown: PAGE });
      if (name === "open") this.open(value);
      if (name === "more") this.move({ shown: standing.shown + PAGE });
    });
    this.card.show(standing.opened, this.story.at ? this.story.listed() : listed);
  }

  drawQuestion(/** @type {Answers} */ answers) {
    const { told, parts } = this;
    showQuestion(parts, told, answers, this.filterHost());
    if (document.activeElement !== parts.search) parts.search.value = this.question.text;
    parts.none.hidden = answers.selected.length > 0;
  }

  filterHost() {
    return {
      data: this.data,
      pick: (/** @type {string} */ name, /** @type {string} */ code) => this.pick(name, code),
      set: (/** @type {any} */ asked) => this.set(asked),
      close: () => this.parts.toggleFilters(false),
      reset: () => this.ask(nothing()),
    };
  }

  /** @param {string} name @param {any} value */
  fromMap(name, value) {
    if (name === "governorate") this.pick("governorate", value);
    if (name === "kind") this.pick("kind", this.data.kinds[value]);
    if (name === "near") {
      const { decimals, usual } = this.data.near,
        center = [value.lat, value.lng];
      this.set({ near: { center: center.map((one) => Number(one.toFixed(decimals))), km: usual } });
    }
    const zoom = name === "seen" ? (value.at?.[2] ?? FIRST_ZOOM) : this.standing.zoom;
    if (Math.round(zoom) !== Math.round(this.standing.zoom)) this.move({ zoom });
    if (name !== "mark") return;
    const members = this.members?.[value.number] ?? [];
    if (value.count > 1) this.move({ here: members, tab: "here", shown: PAGE, opened: null });
    else this.open(value.id);
  }
}

unpacked("held").then(async (data) => {
  setTypeface(data.fonts);
  const file = new OneFile(data);
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done))); // the map is painted
  file.data.searching = new Search(file.data, await unpacked("search"));
  file.parts.search.disabled = false;
  if (file.question.text) file.answer();
});
