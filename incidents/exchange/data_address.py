"""The address for the data: what a request asks, read by the filters of the page, and the file that answers it.

Knows nothing of servers. A part of a request that means nothing is an error and not left out: whoever computes with the
answer does not read notices.
"""

import hashlib
import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from incidents.exchange.feed import FEED
from incidents.exchange.feed import MEDIA_TYPE as FEED_TYPE
from incidents.exchange.formats import EXPORTS
from incidents.exchange.provenance import provenance
from incidents.language import ENGLISH, Language, languages
from incidents.phrases import notices_in_words
from incidents.record.record import Record
from incidents.selection.address import OF_THE_PAGE, filters_from_query, filters_to_query
from incidents.selection.file_names import file_stem
from incidents.selection.filters import FILTERS
from incidents.selection.question import Question
from incidents.selection.selection import Selection, select

PLACE = "/api/incidents"
DESCRIPTION = "/api/openapi.json"
FORMATS = ("json", "geojson", "csv", "parquet")  # of ``EXPORTS``; each is the ending of an address as well
USUAL, MOST = 1_000, 10_000  # incidents in one answer
_NOT_READ = {"unused", "unknown", "cut", "not here"}
_NUMBER = re.compile(r"\d{1,7}", re.ASCII)

Query = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Asked:
    """What a request asks: the incidents of a question from one of them on, in a format and a language."""

    question: Question
    code: str
    lang: Language
    first: int
    most: int


@dataclass(frozen=True)
class Refused:
    """Why a request cannot be answered, one sentence for each reason."""

    sentences: tuple[str, ...]


class Page(NamedTuple):
    """A part of the answer: a file with its name, how many incidents answer in all, and where the next part begins."""

    content: bytes
    media_type: str
    name: str
    total: int
    following: int | None


def read_asked(query: Query, ending: str, record: Record, not_answered: Collection[str] = ()) -> Asked | Refused:
    """Read a request; ``ending`` is what the address ends with (``geojson``), "" where the format is a parameter.

    ``not_answered`` names filters that a record of this size is not asked by.
    """
    spoken = {lang.code: lang for lang in languages()}
    own = {name: _last(query, name) for name in ("format", "lang", "limit", "offset")}
    lang = spoken.get(own["lang"], ENGLISH)
    code = ending or own["format"] or FORMATS[0]
    first, most = own["offset"] or "0", own["limit"] or str(USUAL)
    question, notices = filters_from_query({name: query[name] for name in query if name not in own}, record)
    foreign = sorted((OF_THE_PAGE & query.keys()) - {"lang"})
    wrong = [f"{name}={_last(query, name)}" for name in foreign]  # a view of the page is no view of the data
    wrong += [f"format={code}"] * (code not in FORMATS) + [f"lang={own['lang']}"] * (own["lang"] not in {"", *spoken})
    wrong += [f"offset={first}"] * (not _NUMBER.fullmatch(first))
    wrong += [f"limit={most}"] * (not (_NUMBER.fullmatch(most) and 1 <= int(most) <= MOST))
    sentences = notices_in_words([notice for notice in notices if notice.fate in _NOT_READ], lang)
    if wrong:
        cannot = lang.say("{option}: {value} cannot be used.")
        sentences += [
            cannot.format(option=part.partition("=")[0], value=part.partition("=")[2][:100]) for part in wrong
        ]
    unsearched = lang.say("{option}: a record of this size can be counted, but not searched for words.")
    sentences += [
        unsearched.format(option=FILTERS[name].parameter) for name in question.active() if name in not_answered
    ]
    return Refused(tuple(sentences)) if sentences else Asked(question, code, lang, int(first), int(most))


def _last(query: Query, name: str) -> str:
    return next(reversed(query.get(name) or [""]))


def made_page(record: Record, asked: Asked) -> Page:
    """Return the part of the answer that is asked for, as the export of that format makes it."""
    whole = select(record, asked.question)
    part = whole.only(whole.incidents["incident_id"].iloc[asked.first : asked.first + asked.most])
    return page_of(part, asked, len(whole))


def page_of(part: Selection, asked: Asked, total: int) -> Page:
    """Return a part of what answers as a file; ``total`` counts all that does."""
    export, after = EXPORTS[asked.code], asked.first + asked.most
    return Page(
        export.make(part, asked.lang).content,
        export.media_type,
        file_stem(part, asked.lang) + export.ending,
        total,
        after if after < total else None,
    )


def mark_of(record: Record, asked: Asked) -> str:
    """Return what an answer is known by: the same record, question, format and part have the same."""
    parts = [record.stamp, sorted(filters_to_query(asked.question).items()), asked.code, asked.lang.code]
    return hashlib.sha256(json.dumps([*parts, asked.first, asked.most]).encode()).hexdigest()[:20]


def described(record: Record, base: str) -> dict[str, Any]:
    """Describe both addresses, the feed's too, as OpenAPI 3.1 does; ``base`` is the path of the page."""
    answers = {
        EXPORTS[code].media_type: {"schema": {"type": "string", "format": "binary"} if code == "parquet" else {}}
        for code in FORMATS
    }
    headers = {
        "ETag": _header("changes with the record and the question"),
        "X-Total-Count": _header("how many incidents answer in all"),
        "Link": _header('the next part, rel="next"'),
    }
    said = provenance(select(record))
    return {
        "openapi": "3.1.0",
        "info": {
            "title": record.short_title(ENGLISH),
            "version": said["record_version"],
            "description": f"{record.schema.purpose(ENGLISH)} Stamp of the record: {said['record_stamp']}.".strip(),
            "license": {"name": said["licence"]},
        },
        "servers": [{"url": base or "/"}],
        "paths": {
            PLACE: {
                "get": {
                    "operationId": "incidents",
                    "summary": "Incidents that answer the filters of the page, in the order of the record",
                    "parameters": [*map(_filter, FILTERS), *_own_parameters()],
                    "responses": {
                        "200": {"description": "The incidents", "content": answers, "headers": headers},
                        "206": {"description": "The bytes that the header Range asks for"},
                        "304": {"description": "Unchanged since the ETag that was sent"},
                        "400": {"description": "A part of the request means nothing; the sentences say which"},
                        "416": {"description": "The answer has no such bytes"},
                        "503": {"description": "No record yet, or too many requests at once; Retry-After says when"},
                    },
                }
            },
            FEED: {"get": _feed()},
        },
    }


def _feed() -> dict[str, Any]:
    return {
        "operationId": "changes",
        "summary": "What changed from version to version, as an Atom feed",
        "parameters": [_language()],
        "responses": {
            "200": {
                "description": "One entry per version",
                "content": {FEED_TYPE: {"schema": {"type": "string"}}},
                "headers": {"ETag": _header("changes with the record")},
            },
            "304": {"description": "Unchanged since the ETag that was sent"},
            "503": {"description": "No record yet, or too many requests at once; Retry-After says when"},
        },
    }


def _language() -> dict[str, Any]:
    return _parameter(
        "lang", "of labels and sentences", {"type": "string", "enum": [lang.code for lang in languages()]}
    )


def _header(means: str) -> dict[str, Any]:
    return {"description": means, "schema": {"type": "string"}}


def _filter(name: str) -> dict[str, Any]:
    kind = FILTERS[name]
    return _parameter(kind.parameter, kind.help(ENGLISH), {"type": "string"})


def _own_parameters() -> list[dict[str, Any]]:
    return [
        _parameter("format", "also as the ending of the address: .geojson", {"type": "string", "enum": list(FORMATS)}),
        _language(),
        _parameter("limit", "incidents at once", {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL}),
        _parameter("offset", "incidents to pass over", {"type": "integer", "minimum": 0, "default": 0}),
    ]


def _parameter(name: str, means: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": means, "schema": schema}
