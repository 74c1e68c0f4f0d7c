// @ts-check
// The message of the head of a card.

import { filled } from "./counted_words.js";

/**
 * @param {any} data
 * @param {any} told
 * @param {string} id
 * @param {number[]} incidents  among which one walks, in the order of the record
 * @param {string[]} chain  the incident whose related ones one walks through, and those
 */
export function headTold(data, told, id, incidents, chain) {
  const at = data.ids.indexOf(id),
    order = [...incidents].reverse(),
    place = order.indexOf(at);
  const [kind, what, , where, , , , when, why] = told.rows[at];
  const idAt = (/** @type {number} */ number) => data.ids[order[number]] ?? null;
  const here = chain.indexOf(id),
    of = chain.length - 1;
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
    walk:
      place < 0
        ? null
        : {
            place: place + 1,
            of: order.length,
            before: idAt(place - 1),
            after: idAt(place + 1),
          },
    related: of > 0 ? { place: here, of, before: chain[here - 1] ?? null, after: chain[here + 1] ?? null } : null,
    words: {
      ...words,
      place: place < 0 ? "" : filled(words.place, { place: place + 1, count: order.length }),
      outside: place < 0 ? words.outside : "",
      related:
        here > 0
          ? filled(words.related_place, { place: here, count: of })
          : filled(formOf(words.related, told.lang, of), { count: of }),
      opened: filled(words.opened, { what }),
    },
  };
}

/** @param {Record<string, string>} forms @param {string} lang @param {number} count */
const formOf = (forms, lang, count) => forms[new Intl.PluralRules(lang).select(count)] ?? forms.other;
