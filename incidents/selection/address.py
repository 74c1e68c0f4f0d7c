"""A question as an address and back: the codes in a link, in the shell and in the page are the same words.

What a hand or a letter did to an address is undone where its meaning is clear. Whatever is not read word for word is
named in a ``Notice``; nothing raises.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlencode

from geodata.own_layers import OwnLayer
from incidents.record.older import mark_of, noted_versions
from incidents.record.record import Record
from incidents.selection.filter_kinds import Filter
from incidents.selection.filters import FILTERS, LISTS
from incidents.selection.near import with_layer
from incidents.selection.notices import LONGEST_TEXT, Notice
from incidents.selection.plain_writing import bare
from incidents.selection.question import Question

__all__ = [
    "LONGEST_TEXT",
    "VERSION",
    "Notice",
    "filters_from_query",
    "filters_to_query",
    "link_to",
    "made_from",
    "mended",
    "query_of_link",
]

Query = dict[str, list[str]]

VERSION = "version"  # of the record from which a link was made; it selects nothing

# What an address says beside the question: the page reads it (``widgets/standing.py``), the shell passes over it.
OF_THE_PAGE = frozenset(
    {
        "lang",
        "view",
        "incident",
        "at",
        "shading",
        "step",
        "milestones",
        "order",
        "page",
        "compare",
        "chapter",
        "change_by",
        "against",
        "drawer",
        "rank",
        "rank_by",
        "dossier",
        "since",
        "story",
        "record",
        "beside",
    }
)
YEAR = "year"  # stands for the first and the last day of a year
_OF_FILTERS = {kind.parameter: kind for kind in FILTERS.values()}
_HTML = re.compile(r"(?i)^(?:amp;|&)+")  # what is left of "&amp;" in an address copied from a page's source


def filters_to_query(question: Question) -> dict[str, str]:
    """Write a question as parameters of an address; filters that limit nothing are left out."""
    return {
        FILTERS[name].parameter: FILTERS[name].write(getattr(question, name))
        for name in FILTERS
        if name in question.active()
    }


def filters_from_query(
    query: Mapping[str, Sequence[str]], record: Record, layer: OwnLayer | None = None, beside: Record | None = None
) -> tuple[Question, list[Notice]]:
    """Read a question from the parameters of an address; what was not read word for word comes back as notices.

    ``layer`` is the reader's own, where there is one; an address only names it. ``beside`` is a second record that is
    asked the same: a value of a closed list may be one of either.
    """
    given, notices = mended(query)
    values: dict[str, Any] = {}
    for parameter, kind in _OF_FILTERS.items():
        texts = [text for text in given.get(parameter, ()) if text]
        if texts:
            value, more = kind.read(texts, record)
            if beside is not None and kind.name in LISTS:
                value, more = _of_either(kind, value, more, beside)
            notices += more
            if value is not None:
                values[kind.name] = value
    question, not_here = with_layer(Question(**values), layer)
    notices += not_here
    if question.date_from and question.date_to and question.date_from > question.date_to:
        notices.append(Notice(FILTERS["date_to"].parameter, FILTERS["date_to"].write(question.date_to)))
        question = replace(question, date_to=None)
    return question, notices


def _of_either(kind: Filter[Any], codes: Any, notices: list[Notice], beside: Record) -> tuple[Any, list[Notice]]:  # noqa: ANN401 - the value of a filter
    """Read the values of a closed list that one record lacks by the list of another."""
    lacking = [notice.value for notice in notices if notice.fate == "unused"]
    if not lacking:
        return codes, notices
    others, more = kind.read(lacking, beside)
    return kind.take([*(codes or ()), *(others or ())]), [one for one in notices if one.fate != "unused"] + more


def mended(query: Mapping[str, Sequence[str]]) -> tuple[Query, list[Notice]]:
    """Return the parameters by the names the page knows: whatever their case, their hyphens, what HTML left of them.

    A year becomes its first and last day. What changed, and names that mean nothing here, come back as notices.
    """
    known: Query = {}
    notices: list[Notice] = []
    for name, values in query.items():
        meant = name if name in _KNOWN else _HTML.sub("", bare(name)).casefold().replace("-", "_")
        filled = [value for value in values if value]
        if meant in _KNOWN:
            known.setdefault(meant, []).extend(filled)
            notices += [Notice(name, value, "changed", f"{meant}={value}") for value in filled if meant != name]
        else:
            notices += [Notice(name, value, "unknown") for value in filled or [""]]
    return known, notices + _spread_year(known)


def _spread_year(query: Query) -> list[Notice]:
    """Put the days of a year in its place, unless the address has days of its own."""
    *earlier, last = query.pop(YEAR, []) or [""]
    if not last:
        return []
    first_day, last_day = (FILTERS[name].parameter for name in ("date_from", "date_to"))
    year = bare(last)
    if not re.fullmatch(r"(?!0000)\d{4}", year, re.ASCII) or query.get(first_day) or query.get(last_day):
        return [Notice(YEAR, value) for value in (*earlier, last)]
    query[first_day], query[last_day] = [f"{year}-01-01"], [f"{year}-12-31"]
    instead = f"{first_day}={year}-01-01&{last_day}={year}-12-31"
    return [*(Notice(YEAR, value, "repeated", instead) for value in earlier), Notice(YEAR, last, "changed", instead)]


_KNOWN = frozenset({*_OF_FILTERS, *OF_THE_PAGE, YEAR, VERSION})


def query_of_link(link: str) -> Query:
    """Return the parameters of an address copied from the page; an address without any has none."""
    return parse_qs(link.partition("?")[2].partition("#")[0])


def made_from(record: Record) -> dict[str, str]:
    """Return the part of an address that names the version it is made from, where the record tells of its versions."""
    return {VERSION: mark_of(record.version, record.stamp)} if noted_versions(record) else {}


def link_to(base: str, query: Mapping[str, str]) -> str:
    """Write an address with parameters, in a fixed order so that equal questions give equal links."""
    return f"{base}?{urlencode(sorted(query.items()), safe=',')}" if query else base
