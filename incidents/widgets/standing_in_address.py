"""Where the reader stands as parameters of an address: how it is written, read, and read where it was spoilt."""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from decimal import Decimal
from typing import Any

from incidents.language import plain_text
from incidents.record.older import version_meant
from incidents.record.record import Record
from incidents.record.story import NO_STORIES, Stories
from incidents.selection.change_periods import read_period
from incidents.selection.dossiers import dossier_meant, is_dossier
from incidents.selection.linked_stories import left_out, with_linked
from incidents.selection.mentions import incident_meant
from incidents.selection.notices import Notice
from incidents.selection.plain_writing import bare
from incidents.selection.spot import read_spot
from incidents.selection.story_order import Telling, order_meant, story_order, telling, telling_meant
from incidents.widgets.standing import CHOICES, RECORDS, Standing, Which


def standing_to_query(standing: Standing) -> dict[str, str]:
    """Write a standing as parameters of an address; what is as at the start is left out."""
    return {
        field.name: _written(getattr(standing, field.name))
        for field in fields(Standing)
        if getattr(standing, field.name) != field.default
    }


def _written(value: Any) -> str:  # noqa: ANN401 - the value of any field
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, tuple):
        return ",".join(map(_written, value))
    return format(Decimal(repr(value)), "f") if isinstance(value, float) else str(value)  # 0.00001, not 1e-05


def standing_from_query(
    query: Mapping[str, Sequence[str]], record: Record, beside: Record | None = None, stories: Stories = NO_STORIES
) -> tuple[Standing, list[Notice]]:
    """Read a standing from the parameters of an address; what is not read word for word comes back as notices.

    ``beside`` is the second record, where two are shown; ``stories`` are those told with the first.
    """
    standing, notices = Standing(), []
    stories = with_linked(stories, query.get("story", ())[-1:], record)  # the last counts: no other is unpacked
    for field in fields(Standing):
        *earlier, last = [text for text in query.get(field.name, ()) if text] or [""]
        if not last:
            continue
        of = beside if field.name == "beside" else record
        value, instead = _understood(_as_read(field.name), last, of, stories)
        if value is None:
            notices += [Notice(field.name, text) for text in earlier]
            notices += left_out(last, record) if field.name == "story" else [Notice(field.name, last)]
            continue
        if instead is not None:
            notices.append(Notice(field.name, last, "changed", f"{field.name}={instead}"))
        standing = replace(standing, **{field.name: value})
        notices += [Notice(field.name, text, "repeated", f"{field.name}={_written(value)}") for text in earlier]
    return _told(standing), notices


def still_there(standing: Standing, record: Record, beside: Record | None, stories: Stories) -> Standing:
    """Return a standing without what its record does not have: an edit took it away, or no page has offered it."""
    left: dict[str, Any] = {}
    for name, of in (("incident", record), ("beside", beside), ("dossier", record)):
        text = getattr(standing, name)
        if text is not None and of is not None and _read(_as_read(name), text, of, stories) is None:
            left[name] = None
    return replace(standing, **left)


def _as_read(name: str) -> str:
    return "incident" if name == "beside" else name


def which_record(query: Mapping[str, Sequence[str]]) -> Which:
    """Return which record an address asks for; it is known before anything is read of either."""
    *_earlier, last = [text for text in query.get("record", ()) if text] or [""]
    return next((which for which in RECORDS if _alike(which) == _alike(bare(last))), Standing.record)


def _told(standing: Standing) -> Standing:
    """Return where one stands with the card and the spot of the step that a story is at."""
    story = standing.story
    if isinstance(story, Telling):
        return replace(standing, incident=story.step.incident_id, at=standing.at or story.step.spot)
    return replace(standing, incident=story[0]) if story and standing.incident is None else standing


def _understood(name: str, text: str, record: Record | None, stories: Stories) -> tuple[Any, str | None]:
    """Return the value of one field of a standing or None, and how it is written where it was written otherwise."""
    if record is None:
        return None, None
    value = _read(name, text, record, stories)
    if value is not None:
        return value, None
    instead = _mended(name, text, record, stories)
    return _read(name, instead, record, stories), instead


def _read(name: str, text: str, record: Record, stories: Stories) -> Any:  # noqa: ANN401 - the value of any field
    """Return the value of one field of a standing, written as the page writes it, or None."""
    if name in CHOICES:
        return text if text in CHOICES[name] else None
    if name == "incident":
        is_text = plain_text(text) == text  # half a character cannot be compared
        return text if is_text and (record.incidents["incident_id"] == text).any() else None
    if name == "dossier":
        return text if is_dossier(text, record) else None
    if name == "since":
        version = version_meant(record, text)
        return version.mark if version is not None else None
    if name == "story":
        return telling(text, stories) or story_order(text, record)
    return _compare(text, record) if name == "compare" else _READERS[name](text)


def _mended(name: str, text: str, record: Record, stories: Stories) -> str:
    """Return a text as the page would have written it, as far as that can be told."""
    plain = bare(text)
    if name in CHOICES:
        return next((code for code in CHOICES[name] if _alike(code) == _alike(plain)), plain)
    if name == "incident":
        return incident_meant(record, text) or plain
    if name == "dossier":
        return dossier_meant(text, record) or plain
    if name == "story":
        return telling_meant(text, stories) or order_meant(text, record)
    return re.sub(r"\s*[,;|،؛]\s*", ",", plain).upper()


def _alike(code: str) -> str:
    return re.sub(r"[\W_]+", "-", code.casefold())


def _page(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[1-9]\d{0,5}", text, re.ASCII) else None


def _compare(text: str, record: Record) -> tuple[str, str] | None:
    """Read two p-codes of governorates, or two periods."""
    first, _comma, second = text.partition(",")
    if not (is_side(first) and is_side(second)) or (".." in first) != (".." in second):
        return None
    known = ".." in first or {first, second} <= record.gazetteer.governorates.keys()
    return (first, second) if known else None


_DAYS = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})", re.ASCII)


def is_side(side: str) -> bool:
    """Say whether a side of a comparison reads as a p-code or as a period ``2025-01-01..2025-03-31``."""
    period = _DAYS.fullmatch(side)
    if period is None:
        return re.fullmatch(r"SY\d{2}", side, re.ASCII) is not None
    try:
        start, end = map(dt.date.fromisoformat, period.groups())
    except ValueError:
        return False
    return start <= end


_READERS: dict[str, Callable[[str], Any]] = {
    "against": lambda text: text if read_period(text) else None,
    "milestones": {"0": False, "1": True}.get,
    "at": read_spot,
    "page": _page,
}
