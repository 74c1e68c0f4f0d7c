// @ts-check
// The open incident: its card was written before, in each language, with every account and source.

import { show as showHead } from "./card_head.js";
import { element } from "./elements.js";
import { unpacked } from "./file_data.js";
import { headTold } from "./file_head.js";

export class CardShown {
  /** @param {any} file */
  constructor(file) {
    this.file = file;
    /** @type {Map<string, Promise<string[]>>} the cards by language, in the order of the record */
    this.cards = new Map();
    this.root = "";
    this.drawn = "";
    document.addEventListener("click", (event) => this.follow(event));
  }

  /** @param {string} lang */
  of(lang) {
    const held = this.cards.get(lang) ?? unpacked(`cards-${lang}`);
    this.cards.set(lang, held);
    return held;
  }

  /**
   * Show the card of an incident over the list, or take it away.
   * @param {string | null} id
   * @param {number[]} listed  among which one walks from it
   */
  show(id, listed) {
    const { card } = this.file.parts;
    if (!id) {
      this.drawn = "";
      card.remove();
      card.replaceChildren();
      return;
    }
    if (!card.isConnected) {
      card.replaceChildren(element("div", { class: "part card_head" }), element("div", { class: "card-body" }));
      this.file.parts.side.append(card);
    }
    const [head, body] = card.children;
    const told = headTold(this.file.data, this.file.told, id, listed, this.chainOf(id));
    showHead(head, { ...told, stays: Boolean(this.file.story.at) }, (name, value) => {
      if (name === "close") this.file.open(null);
      if (name === "open") this.file.open(value);
      if (name === "dossier") this.file.only(...String(value).split(":"));
      if (name === "related") {
        this.root = this.chainOf(id)[0];
        this.file.open(value);
      }
    });
    this.fill(body, id);
  }

  /** @param {Element} body @param {string} id */
  async fill(body, id) {
    const { lang, data } = this.file,
      drawn = `${lang} ${id}`;
    if (this.drawn === drawn) return;
    this.drawn = drawn;
    const cards = await this.of(lang);
    if (this.drawn !== drawn) return;
    // Written before by the program, every text of the record escaped; the policy of the file runs no script in it.
    body.replaceChildren(document.createRange().createContextualFragment(cards[data.ids.indexOf(id)]));
  }

  /** Return the incident through whose related ones the reader walks, and those. @param {string} id */
  chainOf(id) {
    const { related } = this.file.data;
    const root = this.root && related[this.root]?.includes(id) ? this.root : id;
    return [root, ...(related[root] ?? [])];
  }

  /** Lead to a source or a claim of the card. @param {MouseEvent} event */
  follow(event) {
    const target = event.target instanceof Element ? event.target : null;
    const link = target?.closest(".incident-card a[href^='#']");
    if (!link) return;
    event.preventDefault();
    const name = CSS.escape(link.getAttribute("href")?.slice(1) ?? "");
    const aim = link.closest(".incident-card")?.querySelector(`[id="${name}"]`);
    const fold = aim?.closest("details");
    if (fold) fold.open = true;
    if (!(aim instanceof HTMLElement)) return;
    aim.tabIndex = -1;
    aim.focus({ preventScroll: true });
    aim.scrollIntoView({ block: "center" });
  }
}
