"""Is a page in the record already? By its address, whatever a link adds to it, or by what it says."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from rapidfuzz import fuzz

from geodata.normalising import folded
from incidents.desk.draft import Draft
from incidents.record.record import Record
from incidents.record.web_addresses import true_address

_SAME_TEXT = 0.5  # what part of the word sequences of two texts they share, if one is a reprint of the other
_SAME_DESCRIPTION = 92.0  # of 100
_SEQUENCE = 5  # words
_FEWEST_WORDS = 20  # of a text that can be told from others by its words
_TRACKING = re.compile("(utm_.*|fbclid|gclid|ref|share|amp)", re.IGNORECASE)


@dataclass(frozen=True)
class KnownSource:
    """A source that is there: of the record (``source_id``) or what another ``draft`` was made from.

    ``row`` is that of the draft's sources; None for the text that the draft was made from.
    """

    row: int | None
    why: Literal["address", "text"]
    source_id: str
    draft: str = ""


def find_known_sources(record: Record, draft: Draft, others: Iterable[Draft] = ()) -> list[KnownSource]:
    """Return the sources of a draft, and what it was made from, that record or other drafts have already."""
    known = {name: _descriptions(row) for name, row in zip(record.sources.index, _rows(record), strict=True)}
    urls = {str(name): plain_address(row["url"]) for name, row in zip(record.sources.index, _rows(record), strict=True)}
    found: list[KnownSource] = []
    told = [(None, {"url": draft.address}), *enumerate(draft.rows.get("sources", ()))]
    seen = {row.get("source_id") for row in draft.seen.get("sources", ())}
    for number, row in told:
        own, texts = plain_address(row.get("url")), _descriptions(row)
        if row.get("source_id") in seen:
            continue
        for name, url in urls.items():
            if own and own == url:
                found.append(KnownSource(number, "address", name))
            elif any(fuzz.ratio(text, other) >= _SAME_DESCRIPTION for text in texts for other in known[name]):
                found.append(KnownSource(number, "text", name))
    return [*found, *_of_drafts(draft, others)]


def _rows(record: Record) -> list[dict[str, Any]]:
    names = ["url", "description_en", "description_ar"]
    return record.sources[names].to_dict("records")  # type: ignore[return-value]  # names are texts


def _descriptions(row: Mapping[str, Any]) -> list[str]:
    texts = (row.get("description_en"), row.get("description_ar"))
    plain = (folded(text) for text in texts if isinstance(text, str))
    return [text for text in plain if len(text.split()) >= _SEQUENCE]


def _of_drafts(draft: Draft, others: Iterable[Draft]) -> Iterator[KnownSource]:
    own, address = _sequences(draft.text), plain_address(draft.address)
    for other in others:
        if other.name == draft.name:
            continue
        theirs = _sequences(other.text)
        if address and address == plain_address(other.address):
            yield KnownSource(None, "address", "", other.name)
        elif own and theirs and len(own & theirs) >= _SAME_TEXT * min(len(own), len(theirs)):
            yield KnownSource(None, "text", "", other.name)


def _sequences(text: str) -> set[tuple[str, ...]]:
    words = folded(text).split()
    if len(words) < _FEWEST_WORDS:
        return set()
    return {tuple(words[at : at + _SEQUENCE]) for at in range(len(words) - _SEQUENCE + 1)}


def plain_address(url: object) -> str:
    """Return an address without what does not change the page: scheme, www, a closing slash, tracking, the fragment."""
    if not isinstance(url, str) or not url.strip():
        return ""
    try:
        parts = urlsplit(true_address(url.strip()))
    except ValueError:
        return ""
    host = (parts.netloc.rpartition("@")[2]).casefold().removeprefix("www.").removeprefix("m.")
    asked = [(name, value) for name, value in parse_qsl(parts.query) if not _TRACKING.fullmatch(name)]
    path = unquote(parts.path).rstrip("/").removesuffix("/amp")
    return f"{host}{path}{'?' + urlencode(asked) if asked else ''}"
