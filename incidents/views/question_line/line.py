"""What the line of the question is told: a count, and a chip for each part that is asked."""

from collections.abc import Sequence
from typing import Any

from incidents.language import Language
from incidents.phrases import filters_in_words
from incidents.record.record import Record
from incidents.selection.filters import FILTERS, LISTS
from incidents.selection.question import Question

MOST_CHIPS = 6  # options of one filter; more share one chip


def question_message(record: Record, question: Question, shown: int, total: int, lang: Language) -> dict[str, Any]:
    """Return "34 of 179 incidents" and the chips of a question, as plain JSON.

    ``count`` is the sentence with a gap ``{shown}`` for the number ``shown``. ``chips`` are filter, option (None = the
    whole filter) and words of each part, in the ``order`` of all filters.
    """
    sentence = lang.plural("{shown} of {total} incident", "{shown} of {total} incidents", total)
    return {
        "dir": lang.direction,
        "count": sentence.format(shown="{shown}", total=lang.number(total)),
        "shown": lang.number(shown),
        "chips": _chips(record, question, lang),
        "order": list(FILTERS),
        "most": MOST_CHIPS,
        "words": {"remove": lang.say("Remove: {filter}"), "reset": lang.say("Reset all")},
    }


def _chips(record: Record, question: Question, lang: Language) -> list[tuple[str, str | None, str]]:
    chips: list[tuple[str, str | None, str]] = []
    for name, words in filters_in_words(record, question, lang).items():
        chosen = getattr(question, name)
        if name in LISTS and len(chosen) <= MOST_CHIPS:
            chips += [
                (name, code, words) for code, words in zip(chosen, chip_words(record, name, chosen, lang), strict=True)
            ]
        else:
            chips.append((name, None, words))
    return chips


def shared_chip(record: Record, name: str, codes: Sequence[str], lang: Language) -> dict[str, Any] | None:
    """Return the ``phrase`` of a chip that many options of a list share, and how each is ``named`` in it.

    None for a list that has not so many.
    """
    if len(codes) <= MOST_CHIPS:
        return None
    return {"phrase": LISTS[name].phrase(record, lang), "named": LISTS[name].named(record, tuple(codes), lang)}


def chip_words(record: Record, name: str, codes: Sequence[str], lang: Language) -> list[str]:
    """Return what the chip of each option of a list says."""
    return [FILTERS[name].say(record, (code,), lang) for code in codes]
