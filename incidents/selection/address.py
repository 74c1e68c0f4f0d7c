"""A question as an address and back: the codes in a link, in the shell and in the page are the same words.

Unknown or broken values are left out and named in a ``Notice``; nothing raises.
"""

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from incidents.record.record import Record
from incidents.selection.filters import COLUMNS, known_codes
from incidents.selection.question import Bounds, Question

LONGEST_TEXT = 200
MOST_VALUES = 100

# Names of the filters in an address; the others are named as the field.
PARAMETERS = {"date_from": "from", "date_to": "to"}


@dataclass(frozen=True)
class Notice:
    """A part of an address that could not be used: which parameter, and the value as it came."""

    parameter: str
    value: str


def parameter(name: str) -> str:
    """Return the name of a filter in an address."""
    return PARAMETERS.get(name, name)


def filters_to_query(filters: Question) -> dict[str, str]:
    """Write a question as parameters of an address; filters that limit nothing are left out."""
    query = {}
    for name in filters.active():
        value = getattr(filters, name)
        if name == "bounds":
            query[name] = ",".join(f"{degrees:.4f}" for degrees in value)
        elif isinstance(value, tuple):
            query[name] = ",".join(value)
        elif isinstance(value, bool):
            query[name] = "1"
        else:
            query[parameter(name)] = str(value)
    return query


def filters_from_query(query: Mapping[str, Sequence[str]], record: Record) -> tuple[Question, list[Notice]]:
    """Read a question from the parameters of an address; what cannot be used comes back as notices."""
    notices: list[Notice] = []
    values: dict[str, Any] = {}
    for field in fields(Question):
        given = [value for value in query.get(parameter(field.name), ()) if value != ""]
        if given:
            read, unused = _read(field.name, given, record)
            notices += [Notice(parameter(field.name), value[:LONGEST_TEXT]) for value in unused]
            if read is not None:
                values[field.name] = read
    if values.get("date_from") and values.get("date_to") and values["date_from"] > values["date_to"]:
        notices.append(Notice("to", str(values.pop("date_to"))))
    return Question(**values), notices


def _read(name: str, given: list[str], record: Record) -> tuple[Any, list[str]]:
    """Return the value of one filter (None if unusable) and what could not be used."""
    if name in COLUMNS:
        wanted = [code for value in given for code in value.split(",") if code][:MOST_VALUES]
        known = known_codes(record, name)
        good = tuple(dict.fromkeys(code for code in wanted if code in known))
        return good or None, [code for code in wanted if code not in known]
    last = given[-1]
    if name == "text":
        cleaned = " ".join(last[:LONGEST_TEXT].split())
        return cleaned or None, []
    try:
        if name in {"date_from", "date_to"}:
            return dt.date.fromisoformat(last), []
        if name == "bounds":
            return _bounds(last), []
        if name == "contested":
            return (True, []) if last == "1" else (None, [last])
        number = int(last) if last.isascii() and len(last) <= 3 else -1
        return (number, []) if number > 0 else (None, [last])
    except ValueError:
        return None, [last]


def _bounds(value: str) -> Bounds:
    """Read "south,west,north,east" in degrees; raises ValueError."""
    south, west, north, east = (float(part) for part in value.split(","))
    if not all(math.isfinite(part) for part in (south, west, north, east)):
        raise ValueError(value)
    if not (-90 <= south < north <= 90 and -180 <= west < east <= 180):
        raise ValueError(value)
    return tuple(round(part, 4) for part in (south, west, north, east))  # type: ignore[return-value]  # four parts


def query_of_link(link: str) -> dict[str, list[str]]:
    """Return the parameters of an address copied from the page."""
    return parse_qs(urlsplit(link).query)


def link_to(base: str, query: Mapping[str, str]) -> str:
    """Write an address with parameters, in a fixed order so that equal questions give equal links."""
    return f"{base}?{urlencode(sorted(query.items()), safe=',')}" if query else base
