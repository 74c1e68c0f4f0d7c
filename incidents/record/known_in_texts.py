"""Nations, parties and places that texts name and no list of a record has: Turkey, the PKK, the al-Omar field.

Who asks for such a nation asks for its parties too, as far as the lists have any: Turkey's intelligence, the US forces.
A nation is also meant by its adjective, and by an army that no list has: Turkish, the Turkish army.
"""

import csv
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from geodata.cells import parts_of
from geodata.normalising import normalise_name
from incidents.record.party_names import names_of_party, of_a_nation

KNOWN = "known:"
_TABLE = Path(__file__).parent / "known_in_texts.csv"


@cache
def known_in_texts() -> Mapping[str, Mapping[Hashable, Any]]:
    """Return the rows by their ids: names in both languages, aliases, adjectives, how names of its parties begin."""
    with _TABLE.open(encoding="utf-8", newline="") as lines:
        return {row["known_id"]: {**row} for row in csv.DictReader(lines)}


@cache
def adjectives_of_nations() -> frozenset[str]:
    """Return the adjectives, in any language: words so short that many a word of another language sounds like one."""
    return frozenset(adjective for row in known_in_texts().values() for adjective in parts_of(row["adjectives"]))


def names_known_in_texts(parties: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield pairs of a key and a name; no adjective or army that is a name of one of the parties of the lists."""
    taken = {normalise_name(name) for _, name in parties}
    for known, row in known_in_texts().items():
        adjectives = parts_of(row["adjectives"])
        by_adjective = (name for name in (*adjectives, *_armies(adjectives)) if normalise_name(name) not in taken)
        for name in (*names_of_party(row), *by_adjective):
            yield f"{KNOWN}{known}", name


def _armies(adjectives: Sequence[str]) -> Iterator[str]:
    """Yield what the army of a nation is called, of its adjectives: the first is English, an Arabic one feminine."""
    forces = [f"{adjectives[0]} {what}" for what in ("army", "forces")] if adjectives else []
    forces += [f"القوات ال{word}" for word in adjectives if word.endswith("ية")]
    for name in forces:
        yield from (name, *of_a_nation(name))


def parties_of_nations(parties: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """Return the parties of each nation by its key, of pairs of a key and the name that a list gives a party."""
    first_words = [(key, name.partition(" ")[0]) for key, name in parties]
    found = {
        f"{KNOWN}{known}": frozenset(key for key, word in first_words if word in parts_of(row["of_it"]))
        for known, row in known_in_texts().items()
    }
    return {key: of_it for key, of_it in found.items() if of_it}
