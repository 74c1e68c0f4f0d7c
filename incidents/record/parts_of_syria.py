"""Parts of the country that are called by a direction: north-east Syria, جنوب سوريا, nord-est de la Syrie.

The table beside this module says which governorates and districts (p-codes) each is, as OCHA and common usage have it
(``basis``), and the words for it in each language. Who asks for such a part asks for what lies there, and for what only
says that it was there.
"""

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from geodata.cells import parts_of

PART = "part:"
_TABLE = Path(__file__).parent / "parts_of_syria.csv"
# How a direction and the country are put together; words between them (of, de la, في) do not matter.
_BESIDE_THE_COUNTRY: Mapping[str, tuple[str, ...]] = {
    "en": ("{} Syria", "Syrian {}", "Syria's {}"),
    "ar": ("{} سوريا", "{} سورية", "{} السوري"),
    "fr": ("{} Syrie", "{} syrien"),
    "de": ("{} Syrien", "{} Syriens", "{}-Syrien"),
    "es": ("{} Siria", "{} sirio"),
    "it": ("{} Siria", "{} siriano"),
    "tr": ("{} Suriye", "Suriye'nin {}"),
    "ru": ("{} Сирия", "{} Сирии", "{} Сирию"),
    "ku": ("{} Sûriyê", "{} Sûriyeyê", "{} Sûriye"),
}


@cache
def parts_of_syria() -> Mapping[str, Mapping[str, str]]:
    """Return the rows of the table by their keys; ``name_en`` and ``name_ar`` tell in brackets what a part is."""
    with _TABLE.open(encoding="utf-8", newline="") as lines:
        return {f"{PART}{row['part_id']}": row for row in csv.DictReader(lines)}


@cache
def names_of_parts() -> tuple[tuple[str, str], ...]:
    """Return pairs of a key and a name, each name of a part in every language."""
    return tuple((key, name) for key, row in parts_of_syria().items() for name in dict.fromkeys(_names(row)))


def _names(row: Mapping[str, str]) -> Iterator[str]:
    yield from parts_of(row["whole"])
    for language, patterns in _BESIDE_THE_COUNTRY.items():
        yield from (pattern.format(word) for word in parts_of(row[language]) for pattern in patterns)


def pcodes_of_parts() -> Mapping[str, tuple[str, ...]]:
    """Return by key the p-codes of the governorates and districts that a part is."""
    return {key: tuple(parts_of(row["pcodes"])) for key, row in parts_of_syria().items()}


def parts_around(pcode: str) -> tuple[str, ...]:
    """Return the keys of the parts to which a governorate or a district, by its p-code, belongs."""
    return _parts_around().get(pcode, ())


@cache
def _parts_around() -> Mapping[str, tuple[str, ...]]:
    held = pcodes_of_parts()
    codes = {code for some in held.values() for code in some}
    return {code: tuple(key for key, some in held.items() if code in some) for code in codes}
