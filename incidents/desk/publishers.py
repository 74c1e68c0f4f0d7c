"""Who publishes a page, and in which language: by the other pages of its host in the record, and by its letters."""

import re
from functools import lru_cache

import pandas as pd

from incidents.desk.draft import Row
from incidents.record.record import Record
from incidents.record.web_addresses import host_of

_TOLD = ("publisher", "publisher_ar", "publisher_kind", "language")
_REPOST = r"[(/]"  # "A / B", "A (B)"
_EDITIONS = re.compile(r"^(english|arabic|en|ar|m)\.")
_FEW = 0.02  # of the letters of a text: names that another language lends it
_ARABIC = re.compile(r"[\u0620-\u064a]")
_LATIN = re.compile("[A-Za-z]")
# Letters of languages that share most of their letters with Arabic (Persian, Kurdish) or English.
_OF_OTHERS = re.compile(r"[\u067e\u0686\u0698\u06af\u06b5\u06c6\u06cc\u06ce\u06d5\u00c0-\u024f]")
_LETTER = re.compile(r"[^\W\d_]")


def publisher_of_page(record: Record, address: str, language: str = "") -> Row:
    """Return how the record writes the publisher of a page: its cells, nothing where no page is of the same host.

    Of several, the one that most pages of the host in this language are of, reposts only where there is nothing else.
    Held against the record's own pages, each by the others, this finds 57 % of the publishers, and 84 % of those it
    finds are right.
    """
    site = _site_of(address)
    return _of_site(record, site, language) or _of_site(record, site, "") if site else {}


def publisher_named(record: Record, name: str) -> Row:
    """Return how the record writes a publisher of a name: its cells, nothing where it has none."""
    sources = _sources(record)
    return _usual(sources[sources["publisher"] == name])


def language_of(text: str) -> str:
    """Return the language of a text by its letters: ``ar``, ``en``, or "" where they are those of another."""
    letters = len(_LETTER.findall(text))
    if not letters or len(_OF_OTHERS.findall(text)) > letters * _FEW:
        return ""
    arabic, latin = (len(script.findall(text)) for script in (_ARABIC, _LATIN))
    if max(arabic, latin) * 2 <= letters:
        return ""
    return "ar" if arabic > latin else "en"


def _site_of(address: str) -> str:
    """Return what the editions of one publisher share of their hosts."""
    return _EDITIONS.sub("", host_of(address))


@lru_cache(maxsize=2)
def _sources(record: Record) -> pd.DataFrame:
    sources = record.sources[[*_TOLD, "url"]].astype("str").fillna("")
    return sources.assign(site=sources["url"].map(_site_of))


@lru_cache(maxsize=256)  # a record has hundreds of sites: each is looked up when a page of it comes
def _of_site(record: Record, site: str, language: str) -> Row:
    """Return the publisher of a site's pages in a language, or ("") whatever the language."""
    sources = _sources(record)
    of_it = sources["site"] == site
    return _usual(sources[of_it & (sources["language"] == language) if language else of_it])


def _usual(rows: pd.DataFrame) -> Row:
    """Return the most frequent publisher of some sources, and the language if all have one; nothing of none."""
    if rows.empty:
        return {}
    own = rows[~rows["publisher"].str.contains(_REPOST)]
    told = (own if len(own) else rows).groupby(list(_TOLD[:-1])).size().idxmax()
    languages = rows["language"].unique()
    cells = dict(zip(_TOLD, map(str, told), strict=False))  # type: ignore[call-overload]  # a row of texts
    return {**cells, "language": str(languages[0]) if len(languages) == 1 else ""}
