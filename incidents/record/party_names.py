"""What parties are called: as the record has them, in other languages, by their nation in other words."""

import csv
import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from geodata.cells import parts_of
from geodata.normalising import normalise_name

_OTHER_NAMES = Path(__file__).parent / "other_names.csv"
_NATIONS_ABROAD = Path(__file__).parent / "nations.csv"


def names_elsewhere(parties: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield what else parties are called, of pairs of a key and a name: in other languages, and by their nation."""
    others = [*_in_other_languages(parties)]
    yield from others
    for key, name in (*parties, *others):
        for other in of_a_nation(name):
            yield key, other


def names_of_party(row: Mapping[Hashable, Any]) -> Iterator[str]:
    """Yield what a party is called: both names, without and with what stands in brackets, if that is initials."""
    initials = _INITIALS.search(str(row["name_en"]))  # "nan", where it has none, ends otherwise
    for name in (name for name in (row["name_en"], row["name_ar"]) if isinstance(name, str)):
        before, bracket, inside = name.partition(" (")
        yield name
        if bracket and inside.endswith(")"):
            yield from (before, inside[:-1]) if initials else (before,)
    aliases = row.get("aliases")
    yield from parts_of(aliases)


_NATIONS = (
    ("Syrian", "Syria's", "Syria"),
    ("Iraqi", "Iraq's", "Iraq"),
    ("Turkish", "Turkey's", "Türkiye's"),
    ("Israeli", "Israel's", "Israel"),
    ("Jordanian", "Jordan's", "Jordan"),
    ("French", "France's"),
    ("British", "Britain's", "UK"),
    ("American", "America's", "US", "U.S.", "USA", "United States"),
    ("Russian", "Russia's", "Russia"),
    ("Iranian", "Iran's", "Iran"),
    ("Lebanese", "Lebanon's", "Lebanon"),
)


_OF_AN_ARMY = ("army", "military", "troops", "soldiers", "soldier", "armed forces", "air force")
_OF_FORCES = (
    *_OF_AN_ARMY, "aircraft", "warplanes", "warplane", "jets", "jet", "planes", "plane", "fighter jets", "fighter jet",
    "personnel", "service members", "special forces",
)  # fmt: skip
_IN_OTHER_WORDS = {"army": _OF_AN_ARMY, "forces": _OF_FORCES}
_ARMED = frozenset((*_IN_OTHER_WORDS, "armed forces", "military", "air force"))
_FORCES = "القوات"
_FEMININE = re.compile(r"(?<=ي)ة$")  # forces are feminine in Arabic, an army is not
_ARABIC_FORCES = ("القوات الجوية", "القوات المسلحة", "القوات الخاصة", "الطائرات", "المقاتلات")
_ARABIC_ARMIES = ("الجيش", "الطيران", "الطيران الحربي", "سلاح الجو")


def of_a_nation(name: str) -> Iterator[str]:
    """Yield how else a party is called that is called by its nation: Syrian army, Syria's army, الجيش الفرنسي."""
    first, _, rest = name.partition(" ")
    for forms in _NATIONS if rest else ():
        if first in forms:
            said = dict.fromkeys((rest, *_IN_OTHER_WORDS.get(rest, ())))
            yield from (f"{form} {what}" for form in forms for what in said if f"{form} {what}" != name)
        if first in forms and rest in _ARMED:
            yield from _abroad(forms[0])
    if first == _FORCES and _FEMININE.search(rest):
        yield from (f"{what} {rest}" for what in _ARABIC_FORCES)
        yield from (f"{what} {_FEMININE.sub('', rest)}" for what in _ARABIC_ARMIES)


def _abroad(nation: str) -> Iterator[str]:
    """Yield what other languages call the army of a nation: armée française, Türk ordusu."""
    with _NATIONS_ABROAD.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield from (words.format(row[nation]) for words in parts_of(row["words"]) if row[nation])


_INITIALS = re.compile(r" \([A-Z-]+\)$")


def _in_other_languages(parties: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield what parties are called elsewhere, for whoever bears the name under which a line of the file stands."""
    bearers: defaultdict[str, list[str]] = defaultdict(list)
    for key, name in parties:
        bearers[normalise_name(name)].append(key)
    with _OTHER_NAMES.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            for key in dict.fromkeys(key for name in parts_of(row["name"]) for key in bearers[normalise_name(name)]):
                for name in parts_of(row["others"]):
                    yield key, name
