"""The changes of a record as an Atom feed (RFC 4287): one entry per version, the same wherever it is read.

What an entry tells stands in the change log; where the record tells of older versions, what is new is said first.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from itertools import pairwise
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from incidents.exchange.noting import day_named
from incidents.language import Language, plain_text
from incidents.phrases.news import news_in_words
from incidents.record.change_log import Entry, entries, moment_written
from incidents.record.older import Version, noted_versions, older_record
from incidents.record.record import Record
from incidents.selection.differences import difference

FEED = "/api/changes.xml"  # where a running dashboard hands it out
MEDIA_TYPE = "application/atom+xml"
_ATOM = "http://www.w3.org/2005/Atom"


def changes_feed(
    record: Record, lang: Language, page: str, own: str = "", since: Callable[[str], str] | None = None
) -> bytes:
    """Return the feed in a language. ``page`` is where a reader goes on, ``own`` the address of the feed, if known.

    ``since`` gives where one reads what is new since an older version, by the mark that links have of it: an entry
    leads to what is new since the version before. Addresses may be relative to that of the feed.

    An entry is known by record, language and version: a feed reader takes it for the same, wherever the feed stands.
    """
    ET.register_namespace("", _ATOM)
    held = entries(record.tables, lang)
    feed = ET.Element(f"{{{_ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": lang.code})
    days = {version.name: version.date for version in noted_versions(record)}
    last = record.coverage[1].date().isoformat()
    updated = _in_order([entry.moment or f"{_day(entry.version, days, last)}T00:00:00Z" for entry in held])
    _add(feed, "id", _identity(record, lang, ""))
    _add(feed, "title", record.short_title(lang))
    _add(feed, "updated", max(updated, default=f"{last}T00:00:00Z"))
    _add(_add(feed, "author"), "name", record.title(lang))
    _add(feed, "link", href=page)
    if own:
        _add(feed, "link", rel="self", href=own)
    news, before = _news(record, lang), _marks_before(record)
    for entry, moment in zip(held, updated, strict=True):
        there = since(before[entry.version]) if since and entry.version in before else page
        _add_entry(feed, entry, moment, news.get(entry.version, ""), record, lang, there)
    return ET.tostring(feed, encoding="utf-8", xml_declaration=True) + b"\n"


def _add_entry(
    feed: ET.Element, entry: Entry, moment: str, news: str, record: Record, lang: Language, page: str
) -> None:
    told = _add(feed, "entry")
    _add(told, "id", _identity(record, lang, entry.version))
    _add(told, "title", entry.version)
    _add(told, "updated", moment)
    _add(told, "link", href=page)
    if news:
        _add(told, "summary", news)
    _add(told, "content", "\n".join(plain_text(line) for line in entry.text.splitlines()), type="text")


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    made = ET.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    made.text = "\n".join(map(plain_text, text.split("\n"))) or None
    return made


def _day(version: str, days: dict[str, str], otherwise: str) -> str:
    """Return the day of a version: as it is noted, or as its name says; else the last day that the record covers."""
    return days.get(version) or day_named(version, otherwise)


def _in_order(moments: Sequence[str]) -> list[str]:
    """Return the moments of entries, the latest first, each later than the one that was before.

    Of two versions of one day, whose moments nobody wrote down, a feed reader could not tell which is the newer.
    """
    ordered: list[dt.datetime] = []
    for moment in map(dt.datetime.fromisoformat, reversed(moments)):
        ordered.append(max(moment, ordered[-1] + dt.timedelta(seconds=1)) if ordered else moment)
    return [moment_written(moment) for moment in reversed(ordered)]


def _news(record: Record, lang: Language) -> dict[str, str]:
    """Return by the name of each version what is new in it since the one before, as far as that can be told."""
    versions: list[Version] = list(noted_versions(record))
    held = [record, *(older_record(record, version) for version in versions)]
    return {
        later.version: news_in_words(difference(older, later), lang)
        for later, older in pairwise(held)
        if later is not None and older is not None
    }


def _marks_before(record: Record) -> dict[str, str]:
    """Return by the name of each version the mark of the one before it."""
    versions = list(noted_versions(record))
    names = [record.schema.version, *(version.name for version in versions)]
    return {name: older.mark for name, older in zip(names, versions, strict=False) if name != older.name}


def _identity(record: Record, lang: Language, version: str) -> str:
    return uuid5(NAMESPACE_URL, "/".join([record.schema.file_stem, lang.code, version])).urn
