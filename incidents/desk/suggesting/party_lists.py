"""Who a party's word means on a day and beside what else a text names, and as which origins parties speak: two lists.

``data/parties.csv`` holds the parties, ``data/party_meanings.csv`` the words of which time or text says who is meant.
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from geodata.cells import parts_of
from incidents.desk.suggesting.lexicon import Entry, rows_of
from incidents.desk.suggesting.told import Sentence, fold

_INTERNAL_SECURITY, _ASAYISH = "internal-security", "asayish"
_INITIALS = 3  # letters; so short a word is no part of a longer one


@cache
def speak_as() -> Mapping[str, str]:
    """Return by actor the origin as which it speaks."""
    return {row["party"]: row["speaks_as"] for row in rows_of("parties") if row["speaks_as"]}


@cache
def issuing() -> frozenset[str]:
    """Return the actors whose statements say "our forces"."""
    return frozenset(row["party"] for row in rows_of("parties") if row["issues_statements"])


@cache
def rulers() -> frozenset[str]:
    """Return the origins that are named with the area in which they rule: "the Asayish of north and east Syria"."""
    return frozenset(row["speaks_as"] for row in rows_of("parties") if row["rules_an_area"])


@cache
def nameless_sources() -> Mapping[str, str]:
    """Return by actor whose a nameless security source is where it was that actor that acted."""
    return {row["party"]: row["nameless_source"] for row in rows_of("parties") if row["nameless_source"]}


def of_its_time(actor: str, day: dt.date | None, plain: str = "") -> str:
    """Return who an actor was on a day: what is called army or security forces now was the former army's before.

    In a text (``plain``) on the north-west before that day its security forces were those of its own government.
    """
    rows = (row for row in rows_of("party_meanings") if row["word"] == actor)
    return next((row["means"] for row in rows if _is_then(row, day) and _is_of(row, plain)), actor)


def as_meant(sentences: Sequence[Sentence], day: dt.date | None) -> list[Sentence]:
    """Return the sentences of a text, which know whether it means the Asayish by "internal security forces".

    ``day`` is when the text was published: before the fall of the government that force was the north-east's.
    """
    plain = " ".join(one.plain for one in sentences)
    rows = (row for row in rows_of("party_meanings") if row["word"] == _INTERNAL_SECURITY)
    means = next((row["means"] for row in rows if _is_then(row, day) and _is_of(row, plain)), "")
    return [replace(one, means_asayish=means == _ASAYISH) for one in sentences] if means else list(sentences)


def _is_then(row: Entry, day: dt.date | None) -> bool:
    return not row["until"] or (day is not None and day < dt.date.fromisoformat(row["until"]))


def _is_of(row: Entry, plain: str) -> bool:
    if not row["text_names"]:
        return True
    lacks = row["text_lacks"] and _any_of(row["text_lacks"]).search(plain)
    return _any_of(row["text_names"]).search(plain) is not None and not lacks


@cache
def _any_of(words: str) -> re.Pattern[str]:
    """Return a pattern of the beginnings of words, as texts are folded: "mercenar" begins mercenary."""
    pieces = [re.escape(fold(word)) for word in parts_of(words)]
    return re.compile("|".join(rf"\b{piece}\b" if len(piece) <= _INITIALS else piece for piece in pieces))
