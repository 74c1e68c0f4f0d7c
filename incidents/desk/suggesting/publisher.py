"""The source of a draft: publisher, address, day and language of the page that was read."""

import datetime as dt
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from incidents.record.record import Record

_ARABIC = re.compile("[\u0600-\u06ff]")
_LATIN = re.compile("[A-Za-z]")
_COLUMNS = ("publisher", "publisher_ar", "publisher_kind")
Cell = tuple[str, str, int, int]  # column, value, and the characters of the text that say so


def publisher_cells(record: Record, text: str, day: dt.date | None, address: str, title: str) -> Iterator[Cell]:
    """Yield the cells of the source row; a publisher is known by the host of its other pages in the record."""
    end = len(title) if title and text.startswith(title) else 0
    if address:
        yield "url", address, 0, end
        yield from ((column, value, 0, end) for column, value in _known(record, address))
    if day:
        yield "published", f"{day}", 0, end
    yield "language", "ar" if len(_ARABIC.findall(text)) > len(_LATIN.findall(text)) else "en", 0, end
    if title:
        yield f"description_{'ar' if _ARABIC.search(title) else 'en'}", title, 0, end


def host_of(address: str) -> str:
    """Return the host of an address without www; "" where it has none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _known(record: Record, address: str) -> Iterator[tuple[str, str]]:
    """Yield publisher and kind, as most pages of the same host have them."""
    host = host_of(address)
    if not host:
        return
    same = record.sources[record.sources["url"].map(lambda url: isinstance(url, str) and host_of(url) == host)]
    if len(same):
        row = same.groupby(list(_COLUMNS), observed=True).size().idxmax()
        yield from zip(_COLUMNS, map(str, row), strict=True)
