"""The source of a draft: publisher, address, day and language of the page that was read."""

import datetime as dt
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from incidents.record.record import Record

_ARABIC = re.compile("[\u0600-\u06ff]")
_LATIN = re.compile("[A-Za-z]")
_COLUMNS = ("publisher", "publisher_ar", "publisher_kind")


def source_cells(record: Record, text: str, published: str, address: str) -> dict[str, str]:
    """Return what is known of the page as a source; a publisher by the host of its other pages in the record."""
    cells = {"url": address, **(dict(_known(record, address)) if address else {}), "published": published}
    cells["language"] = "ar" if len(_ARABIC.findall(text)) > len(_LATIN.findall(text)) else "en"
    return {column: value for column, value in cells.items() if value}


def told_of_source(record: Record, text: str, day: dt.date | None, address: str, title: str) -> dict[str, str]:
    """Return the cells of the source that a draft suggests: ``source_cells``, and the title as what it is about."""
    cells = source_cells(record, text, f"{day or ''}", address)
    return cells | ({f"description_{'ar' if _ARABIC.search(title) else 'en'}": title} if title else {})


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
        held = dict(zip(_COLUMNS, tuple(row), strict=True))  # type: ignore[arg-type, var-annotated]
        yield from ((column, str(cell)) for column, cell in held.items())
