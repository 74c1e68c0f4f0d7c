// @ts-check
// The messages of the list and of the head of a card.

import { counted, filled } from "./counted_words.js";

const PAGE = 60; // rows that come at once

/**
 * @param {any} data
 * @param {any} told
 * @param {{tab: string, shown: number, opened: string | null}} standing
 * @param {number[]} incidents  in the order of the record
 * @param {boolean} hasHere  whether a mark of several is chosen
 * @param {string} key  what the list is known by
 */
export function listTold(data, told, { tab, shown, opened }, incidents, hasHere, key) {
  const order = [...incidents].reverse();
  const upTo = Math.min(order.length, shown);
  /** @type {string[]} */
  const words = [];
  const rows = order.slice(0, upTo).map((at) => {
    const texts = [...told.rows[at].slice(0, 6), told.rows[at][8]];
    const said = texts.map((text) => [words.push(text) - 1]);
    return [data.ids[at], Number(Boolean(data.rows.flags[at] & 4)), ...said];
  });
  const left = order.length - upTo;
  return {
    ...told.side,
    tab,
    tabs: told.side.tabs.filter((/** @type {any} */ { name }) => name !== "here" || hasHere),
    opened,
    list: {
      key,
      from: 0,
      rows,
      words,
      total: order.length,
      read_as: told.read_as,
      caption: tab === "here" ? counted(told, "here", order.length) : told.words.recent,
      more: left ? counted(told, "more_rows", Math.min(PAGE, left)) : "",
      left: left ? filled(told.words.shown, { total: order.length }) : "",
    },
  };
}

/**
 * @param {any} data
 * @param {any} told
 * @param {string} id
 * @param {number[]} incidents  among which one walks, in the order of the record
 * @param {string[]} chain  the incident whose related ones one walks through, and those
 */
export function headTold(data, told, id, incidents, chain) {
  const at = data.ids.indexOf(id), order = [...incidents].reverse(), place = order.indexOf(at);
  const [kind, what, , where, , , , when, why] = told.rows[at];
  const idAt = (/** @type {number} */ number) => data.ids[order[number]] ?? null;
  const here = chain.indexOf(id), of = chain.length - 1;
  const words = told.card;
  return {
    lang: told.lang,
    dir: told.dir,
    id,
    anchor: `title-${id}`,
    kind,
    kind_label: told.dock.month.words.kinds[data.kinds.indexOf(kind)],
    what,
    when,
    where,
    why,
    walk: place < 0 ? null : {
      place: place + 1, of: order.length, before: idAt(place - 1), after: idAt(place + 1),
    },
    related: of > 0 ? { place: here, of, before: chain[here - 1] ?? null, after: chain[here + 1] ?? null } : null,
    words: {
      ...words,
      place: place < 0 ? "" : filled(words.place, { place: place + 1, count: order.length }),
      outside: place < 0 ? words.outside : "",
      related: here > 0
        ? filled(words.related_place, { place: here, count: of })
        : filled(formOf(words.related, told.lang, of), { count: of }),
      opened: filled(words.opened, { what }),
    },
  };
}

/** @param {Record<string, string>} forms @param {string} lang @param {number} count */
const formOf = (forms, lang, count) => forms[new Intl.PluralRules(lang).select(count)] ?? forms.other;
