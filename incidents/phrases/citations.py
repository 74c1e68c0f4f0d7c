"""From claims to what a footnote says: numbered sources, and how to cite an incident or the record."""

import datetime as dt
import re
from urllib.parse import quote, unquote

import pandas as pd

from incidents.language import Language, Row, isolate, plain_text
from incidents.record.record import Record

_CODED_LETTERS = re.compile("(?:%[89A-Fa-f][0-9A-Fa-f])+")  # no marks: a coded slash is not a slash
# Characters of an address that every typeface of the prints has and no program takes for its end.
_LEGIBLE = re.compile("[!#-;=?-~\u00c0-\u024f\u0620-\u064a\u0660-\u0669\u0671-\u06d5\u06f0-\u06f9]+")


def numbered_sources(record: Record, claims: pd.DataFrame) -> pd.DataFrame:
    """Return the sources of some claims, numbered from 1 in the order in which they are first cited.

    Columns of the sources table and ``number``; index source_id.
    """
    sources = record.sources.loc[claims["source_id"].drop_duplicates()]
    return sources.assign(number=range(1, len(sources) + 1))


def publisher(source: Row, lang: Language) -> str:
    """Return the publisher's name in a language."""
    return lang.of(source, "publisher")


def legible_address(url: str) -> str:
    """Return an address with letters instead of their codes, where it leads to the same place and stays whole.

    What no typeface has or a reader of PDF would misplace, such as a vowel sign, keeps its code.
    """
    plain = _CODED_LETTERS.sub(_lettered, url)
    return plain if _LEGIBLE.fullmatch(plain) else url


def _lettered(coded: re.Match[str]) -> str:
    try:
        letters = unquote(coded[0], errors="strict")
    except UnicodeDecodeError:  # somebody cut the address inside a letter
        return coded[0]
    return "".join(letter if _LEGIBLE.fullmatch(letter) else quote(letter) for letter in letters)


def source_text(source: pd.Series, lang: Language) -> str:
    """Write a source as a footnote does: publisher, date of publication (or that it is not known)."""
    name = isolate(publisher(source, lang))
    published = source["published"]
    if pd.isna(published):
        return lang.say("{publisher}, no date").format(publisher=name)
    return lang.say("{publisher}, {date}").format(publisher=name, date=day_as_read(str(published), lang))


def day_as_read(cell: str, lang: Language) -> str:
    """Write a day, or a month only, as readers read it; a year, and what is no day or not yet, as it stands."""
    try:
        if len(cell) == len("2025-05"):
            return lang.date(dt.date.fromisoformat(f"{cell}-01"), "MMMM y")
        return lang.date(dt.date.fromisoformat(cell)) if len(cell) == len("2025-05-17") else cell
    except ValueError:
        return cell


def incident_citation(record: Record, incident: pd.Series, lang: Language, link: str = "") -> str:
    """Return the sentence with which a reader cites one incident."""
    sentence = lang.say("{record}, dataset version {version}, incident {id}: {summary}").format(
        record=plain_text(record.short_title(lang)),
        version=isolate(record.version),
        id=isolate(incident["incident_id"]),
        summary=plain_text(lang.of(incident, "summary")),
    )
    return f"{sentence} {isolate(link)}" if link else sentence


def record_citation(record: Record, lang: Language) -> str:
    """Return the sentence with which a reader cites the record, and its licence where it has one."""
    sentence = lang.say("{record}, dataset version {version}, data from {start} to {end}.").format(
        record=plain_text(record.title(lang)),
        version=isolate(record.version),
        start=lang.date(record.coverage[0].date()),
        end=lang.date(record.coverage[1].date()),
    )
    licence = plain_text(record.schema.licence_title)
    return f"{sentence} {licence}." if licence else sentence
