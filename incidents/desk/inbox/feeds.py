"""What a feed lists: RSS and Atom, read by feedparser from what was asked, which itself asks nobody."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import urljoin

from incidents.desk.needed import needed

MOST_ENTRIES = 50  # of one feed at a time, the first ones
_ENDS_ENTRY = re.compile(rb"</(?:\w+:)?(?:item|entry)\s*>")


@dataclass(frozen=True)
class Entry:
    """A page that a feed lists; ``published`` as YYYY-MM-DD, "" where it does not say."""

    address: str
    title: str
    published: str


def entries_in(content: bytes, address: str) -> list[Entry] | None:
    """Return the entries of a feed, each with a whole address; None where the content is no feed.

    One that brings entities of its own is none: no feed needs them, and they can be made to grow without end.
    """
    if b"<!entity" in content.replace(b"\0", b"").lower():  # in UTF-16 too
        return None
    told = needed("feedparser").parse(BytesIO(_first_entries(content)), response_headers={"content-location": address})
    if not told.get("version"):
        return None
    return list(_entries(told["entries"][:MOST_ENTRIES], address))


def _first_entries(content: bytes) -> bytes:
    """Return a feed without the entries that nobody reads: to parse five megabytes of them takes ten seconds."""
    ends = [found.end() for found in _ENDS_ENTRY.finditer(content)]
    return content if len(ends) <= MOST_ENTRIES else content[: ends[MOST_ENTRIES - 1]] + content[ends[-1] :]


def _entries(entries: list[dict[str, object]], address: str) -> Iterator[Entry]:
    for entry in entries:
        link = str(entry.get("link") or "")
        if link:
            # Of a plain dictionary: feedparser's own takes the one for the other, with a warning.
            moment = dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed")
            day = "{:04}-{:02}-{:02}".format(*moment[:3]) if moment else ""  # type: ignore[index]  # a time tuple
            yield Entry(urljoin(address, link), str(entry.get("title") or ""), day)
