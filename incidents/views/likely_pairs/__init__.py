"""Likely pairs of two records side by side: what either says of day, place, kind and figures. Nothing is merged."""

from typing import Any

from incidents.language import Language, plain_text
from incidents.phrases.beside import apart_in_words, pairs_in_words, rule_of_pairs, sides_in_words
from incidents.record.record import Record
from incidents.selection.likely_pairs import Pair

MOST_PAIRS = 200  # that one answer carries


def pairs_message(
    pairs: list[Pair], one: Record, other: Record, lang: Language, opened: tuple[str | None, str | None] = (None, None)
) -> dict[str, Any]:
    """Write the list as plain JSON: the rule, and per pair both sides (see ``sides_in_words``) and what lies between.

    ``opened`` are the ids of the pair that is open.
    """
    shown = pairs[:MOST_PAIRS]
    firsts = sides_in_words(one, [pair.first for pair in shown], lang)
    seconds = sides_in_words(other, [pair.second for pair in shown], lang)
    more = len(pairs) - len(shown)
    sentence = lang.plural("{count} more; filters leave fewer.", "{count} more; filters leave fewer.", more)
    return {
        "lang": lang.code,
        "dir": lang.direction,
        "titles": [plain_text(record.short_title(lang)) for record in (one, other)],
        "pairs": [
            {
                "sides": [firsts[pair.first] | {"id": pair.first}, seconds[pair.second] | {"id": pair.second}],
                "apart": list(apart_in_words(pair, lang)),
                "opened": opened == (pair.first, pair.second),
            }
            for pair in shown
        ],
        "words": {
            "count": pairs_in_words(len(pairs), lang),
            "rule": rule_of_pairs(lang),
            "none": "" if pairs else lang.say("No likely pairs among what is shown."),
            "more": sentence.format(count=lang.number(more)) if more else "",
            "open": lang.say("Open both"),
            "no_figure": lang.say("no figure stated"),
        },
    }
