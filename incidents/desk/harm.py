"""What may do harm when it is published: names of people, points too fine, links to ISIS media, bare accusations.

These are pointers for a person, not verdicts: who is accused by officials in public may be named. The words by which
they are found stand in ``harmful_words.csv``; the rule itself is the codebook's, "Do no harm".
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from geodata.cells import parts_of
from geodata.gazetteer import Gazetteer
from incidents.checks.weaknesses import ACCUSED, incidents_without_accuser
from incidents.desk.draft import Draft, Row
from incidents.desk.kept_record import KeptRecord
from incidents.desk.problems import find_weaknesses
from incidents.language import N_, Language

Kind = Literal["name", "point", "isis media", "accusation"]

DECIMALS = 3  # of a degree in the gazetteer: about a hundred metres, and its circle of uncertainty around that
FINEST_KM = 0.3  # the smallest circle of a place: a camp or a prison
_WORDS = Path(__file__).with_name("harmful_words.csv")
_TOLD = {  # in which columns somebody could be named, by table
    "incidents": ("summary", "date_note", "location_note"),
    "claims": ("text", "position", "note"),
}
_POINT = re.compile(r"(?<![\d.])\d{2}\.\d{3,}\s*°?\s*[NEش]?[\s,،;/]+\d{2}\.\d{3,}|\d{1,2}\s*°\s*\d{1,2}\s*['′]\s*\d")
_LINK = re.compile(r"(?:https?://|www\.)[^\s|<>\"]+", re.IGNORECASE)
_VOWELS = re.compile("[\u064b-\u0652]")
_START = r"(?<![\w\u064b-\u0652])"  # of a word; vowel signs are part of one
SENTENCES: Mapping[Kind, str] = {
    "name": N_("“{found}” may be the name of a person. Victims, relatives, residents and minors are not named."),
    "point": N_("“{found}” is finer than a neighbourhood or a camp."),
    "isis media": N_("“{found}” may lead to media of ISIS: they are cited and never linked."),
    "accusation": N_("Nobody is named as saying so: “{found}”"),
}


_CODED = "is_role"
_BY_CODE = N_("Called the attacker while no account names it: add a claim on responsibility, or call it suspected.")


@dataclass(frozen=True)
class Harm:
    """What may do harm, in a cell of a draft: ``text[start:end]`` of the cell is ``found``."""

    kind: Kind
    table: str
    row: int
    column: str
    found: str
    start: int
    end: int

    def say(self, lang: Language) -> str:
        """Say what is found and what the rule is."""
        sentence = _BY_CODE if self.column == _CODED else SENTENCES[self.kind]
        return lang.say(sentence).format(found=self.found)


def find_harm(kept: KeptRecord, draft: Draft) -> list[Harm]:
    """Return what of a draft may do harm; of rows that it corrects only the cells that it changes."""
    return [*_in_cells(kept, draft), *_without_accuser(kept, draft)]


def _in_cells(kept: KeptRecord, draft: Draft) -> Iterator[Harm]:
    places = kept.record.gazetteer
    for table, row, cells, whole in _changed_cells(kept, draft):
        for column, text in cells.items():
            for kind, found in _of_cell(table, column, text, whole, places, _groups(kept)):
                yield Harm(kind, table, row, column, found[0], found.start(), found.end())


def _groups(kept: KeptRecord) -> tuple[str, ...]:
    return tuple(map(str, kept.schema.descriptor.get("group_names", ())))


def _changed_cells(kept: KeptRecord, draft: Draft) -> Iterator[tuple[str, int, Row, Row]]:
    for table, rows in draft.rows.items():
        key = kept.table(table).key
        seen = {tuple(row.get(name, "") for name in key): row for row in draft.seen.get(table, ())}
        for place, row in enumerate(rows):
            before = seen.get(tuple(row.get(name, "") for name in key), {})
            yield table, place, {name: cell for name, cell in row.items() if cell and cell != before.get(name)}, row


def _of_cell(
    table: str, column: str, text: str, row: Row, places: Gazetteer, groups: tuple[str, ...]
) -> Iterator[tuple[Kind, re.Match[str]]]:
    stem, _, script = column.rpartition("_")
    if script in _NAMES and stem in _TOLD.get(table, ()):
        yield from (("name", found) for found in names_in(text, script, places))
        yield from (("point", found) for found in _POINT.finditer(text))
    if table in {"gazetteer", "places"} and (found := _too_fine(column, text)):
        yield "point", found
    if column == "url":
        yield from (("isis media", found) for found in re.finditer(".+", text) if is_isis_media(text))
    elif stem not in {"", "url"}:
        yield from (("isis media", found) for found in _LINK.finditer(text) if is_isis_media(found[0]))
    if (table, stem) == ("incidents", "summary") and row.get(_CODED) in ACCUSED:
        yield from (("accusation", found) for found in _bare_accusation(text, script, groups))


def _too_fine(column: str, text: str) -> re.Match[str] | None:
    """Return the cell of a place that is drawn finer than any of the gazetteer."""
    if column in {"latitude", "longitude"}:
        return re.fullmatch(rf"-?\d+\.\d{{{DECIMALS + 1},}}", text)
    if column == "uncertainty_km" and re.fullmatch(r"\d+(\.\d+)?", text) and float(text) < FINEST_KM:
        return re.fullmatch(".*", text)
    return None


def names_in(text: str, script: str, places: Gazetteer) -> list[re.Match[str]]:
    """Return what may be names of people in a text; what the gazetteer calls a place is none."""
    masked = _place_names(places).sub(lambda found: "·" * len(found[0]), text)
    found = [match for match in _name_pattern(script).finditer(masked) if match["name"]]
    return [_at(text, match.start("name"), match.end("name")) for match in found]


def _at(text: str, start: int, end: int) -> re.Match[str]:
    found = re.compile(".*", re.DOTALL).match(text, start, end)
    assert found is not None  # noqa: S101  matches anything
    return found


@lru_cache(maxsize=2)
def _place_names(places: Gazetteer) -> re.Pattern[str]:
    """Return what finds the names of places that begin or end as those of people do: Abu Kamal, Sayyida Zaynab."""
    kinds = ("kunya", "honorific", "given")
    alike = {word for (kind, _script), told in words().items() if kind in kinds for word in told}
    names = {name for _place_id, name in places.named() if len(split := name.split()) > 1 and alike & set(split)}
    of_fathers = [name.removeprefix("أبو ") for name in names if name.startswith("أبو ")]
    names |= {f"{other} {name}" for name in of_fathers for other in ("أبي", "أبا")}
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"{_START}[وبلف]?(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})(?!\w)")


@cache
def words() -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Return the words by which harm is found, by kind and script."""
    with _WORDS.open(encoding="utf-8", newline="") as file:
        return {(row["kind"], row["language"]): tuple(parts_of(row["words"])) for row in csv.DictReader(file)}


def _any(kind: str, script: str) -> str:
    return "|".join(map(re.escape, words()[kind, script])) or r"(?!)"


def _arabic_names() -> str:
    """Return what names in Arabic are recognised by: there are no capitals, so a usual first name has to be there."""
    kunya, given, named, honorific = (_any(kind, "ar") for kind in ("kunya", "given", "named", "honorific"))
    no_name = rf"(?!(?:{_any('no_name', 'ar')})\b)"
    word = r"[\u0621-\u064a\u064b-\u0652]{2,}"
    kunya = rf"[وبل]?(?:{kunya})\s+{no_name}(?:عبد\s+)?{word}(?:\s+ال{word})?"
    full = rf"(?:{given})\s+{no_name}(?:{given}|{word})(?:\s+(?:{given}|ال{word}))*(?!\w)"
    alone = rf"(?:(?:{given})(?!\w)(?:\s+(?:{given}|ال{word})(?!\w))*|{kunya})"
    called = rf"(?:{named})\s+ب?{no_name}(?!و){word}(?:\s+ال{word})?"
    parts = rf"{called}|[وبل]?(?:{honorific})\s+{alone}|{kunya}|{full}"
    return rf"{_START}(?:{_any('place_before', 'ar')})\s+\S+|{_START}(?P<name>{parts})"


def _latin_names() -> str:
    """Return what names in English are recognised by: capitals after a title, a by-name or a usual first name."""
    kunya, given, named, honorific = (_any(kind, "en") for kind in ("kunya", "given", "named", "honorific"))
    after, no_name = rf"(?!\s+(?:{_any('place_after', 'en')})\b)", rf"(?!(?:{_any('no_name', 'en')})\b)"
    word = r"(?:[Aa]l-|[Ee]l-|[Aa]z-|[Aa]sh-)?[A-Z][\w’'-]+"
    kunya = rf"(?:{kunya})\s+(?:al-)?{no_name}{word}(?:\s+{word})?{after}"
    full = rf"(?:{given})\s+{no_name}{word}(?:\s+{word})*{after}"
    titled = rf"(?:{honorific})\.?\s+{no_name}{word}(?:\s+{word})*{after}"
    parts = rf"(?:{named})\s+(?:an?\s+)?{no_name}{word}(?:\s+{word})+|{titled}|{kunya}|{full}"
    return rf"{_START}(?:{_any('place_before', 'en')})\s+(?:{kunya}|{full})|{_START}(?P<name>{parts})"


_NAMES: Mapping[str, Callable[[], str]] = {"ar": _arabic_names, "en": _latin_names}


@cache
def _name_pattern(script: str) -> re.Pattern[str]:
    """Return what finds names; what stands behind a word for a place is taken by the same pattern and is none."""
    return re.compile(_NAMES[script]())


def is_isis_media(url: str) -> bool:
    """Say whether an address may lead to media of ISIS: their names, or where they are usually put."""
    parts = urlsplit(url if "://" in url else f"https://{url}")
    host = (parts.hostname or "").casefold()
    names = re.compile(rf"(?<![a-z0-9])(?:{_any('isis_media', '')})")
    carried = re.search(rf"(?:^|\.)(?:{_any('carrier', '')})(?:\.|$)", host)
    return bool(carried or names.search(host))


def _bare_accusation(text: str, script: str, groups: tuple[str, ...]) -> Iterable[re.Match[str]]:
    """Yield a summary that says what the group did, in which no word says who says so."""
    plain = _VOWELS.sub("", text)
    named = any(re.search(rf"{_START}[وبلف]?{re.escape(name)}", plain) for name in groups)
    speaks = re.search(rf"{_START}(?:[وفبل]?ل?(?:ال)?)(?:{_any('speaker', script)})", plain, re.IGNORECASE)
    if named and not speaks:
        yield _at(text, 0, len(text))


def _without_accuser(kept: KeptRecord, draft: Draft) -> Iterator[Harm]:
    """Yield incidents that are coded as attacks of the group while no account names it: the rule of the checks."""
    for weakness in find_weaknesses(kept, draft, rules=[incidents_without_accuser]):
        if weakness.row is not None:
            code = draft.rows["incidents"][weakness.row].get(_CODED, "")
            yield Harm("accusation", "incidents", weakness.row, _CODED, code, 0, len(code))
