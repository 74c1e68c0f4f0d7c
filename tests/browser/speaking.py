"""The words of the interface and of the record, for tests that run in both languages."""

import datetime as dt
from collections.abc import Sequence
from functools import cache
from itertools import cycle
from typing import TypeVar

from incidents.language import Language
from incidents.phrases import option_label, place_name
from incidents.selection.question import Question
from incidents.selection.selection import Selection, select
from tests.conftest import AR, EN, LANGS, shipped_record

Case = TypeVar("Case")

LOCALES = {EN: "en-GB", AR: "ar-SY"}


@cache
def selected(question: Question | None = None) -> Selection:
    """Return the incidents that answer a question, or all."""
    return select(shipped_record(), question or Question())


def other_than(lang: Language) -> Language:
    """Return the language to which the page switches."""
    return next(other for other in LANGS if other != lang)


def by_turns(cases: Sequence[Case]) -> list[tuple[Language, Case]]:
    """Return each case with a language, by turns: for sentences that hold in every language, of many cases alike."""
    return list(zip(cycle(LANGS), cases, strict=False))


def say(sentence: str, lang: Language, **values: object) -> str:
    """Return a sentence of the interface in a language."""
    return lang.say(sentence).format(**values)


def label_of(name: str, code: str, lang: Language) -> str:
    """Return what an option of a filter is called."""
    return option_label(shipped_record(), name, code, lang)


def place_of(place_id: str, lang: Language) -> str:
    """Return what a place is called."""
    return place_name(shipped_record(), place_id, lang)


def date_of(day: dt.date, lang: Language) -> str:
    """Return a date as the page writes it."""
    return lang.date(day)
