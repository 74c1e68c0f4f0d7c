"""Nations, parties and places that texts name and no list of a record has: Turkey, the PKK, the al-Omar field.

Who asks for such a nation asks for its parties too, as far as the lists have any: Turkey's intelligence, the US forces.
"""

import csv
from collections.abc import Hashable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from geodata.cells import parts_of
from incidents.record.party_names import names_of_party

KNOWN = "known:"
_TABLE = Path(__file__).parent / "known_in_texts.csv"


@cache
def known_in_texts() -> Mapping[str, Mapping[Hashable, Any]]:
    """Return the rows by their ids: names in both languages, ``aliases``, and how names of its parties begin."""
    with _TABLE.open(encoding="utf-8", newline="") as lines:
        return {row["known_id"]: {**row} for row in csv.DictReader(lines)}


def names_known_in_texts() -> Iterator[tuple[str, str]]:
    """Yield pairs of a key and a name."""
    for known, row in known_in_texts().items():
        for name in names_of_party(row):
            yield f"{KNOWN}{known}", name


def parties_of_nations(parties: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """Return the parties of each nation by its key, of pairs of a key and the name that a list gives a party."""
    first_words = [(key, name.partition(" ")[0]) for key, name in parties]
    found = {
        f"{KNOWN}{known}": frozenset(key for key, word in first_words if word in parts_of(row["of_it"]))
        for known, row in known_in_texts().items()
    }
    return {key: of_it for key, of_it in found.items() if of_it}
