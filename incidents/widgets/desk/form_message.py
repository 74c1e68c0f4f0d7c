"""What the form of a draft is told, as plain JSON: fields and rows, what the text suggests, what is wrong where."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from functools import cache
from itertools import pairwise
from typing import Any

from incidents.desk.draft import Draft, Suggestion
from incidents.desk.form import (
    OWN_IDS,
    PLACES,
    TABLES,
    Field,
    form_fields,
    form_groups,
    holds_a_day,
    kind_labels,
    row_name,
)
from incidents.language import Language, plain_text
from incidents.phrases.citations import day_as_read
from incidents.record.record import Record
from incidents.record.schema import Schema
from incidents.record.vocabulary import TEXT_MEASURES
from incidents.record.web_addresses import host_of
from incidents.widgets.desk.concerns import Concern
from incidents.widgets.desk.form_words import form_words, group_labels, table_words
from incidents.widgets.desk.names import Names

_MANY = tuple(table for table in TABLES if table != "incidents")


def form_message(draft: Draft, record: Record, lang: Language, concerns: Sequence[Concern]) -> dict[str, Any]:
    """Write a draft as its form: what changes with every step of the curator stands here, and the form itself.

    ``concerns`` are what is wrong or should be looked at. ``names`` hold how what the cells refer to is called.
    """
    names = Names(record, draft, lang)
    return {
        "draft": draft.name,
        **_form(record.schema, lang),
        "rows": {table: [dict(row) for row in draft.rows.get(table, ())] for table in TABLES},
        "recorded": _recorded(draft),
        "titles": _titles(draft, record.schema, names, lang),
        "lists": names.lists(),
        "names": names.of_cells(),
        "text": marked_text(draft.text, draft.suggestions),
        "address": draft.address,
        "host": host_of(draft.address),
        "title": plain_text(draft.title),
        "marks": marks_of(draft, record.schema, names),
        "problems": [asdict(concern) for concern in concerns],
    }


def _recorded(draft: Draft) -> dict[str, list[bool]]:
    """Say of each row whether the record has it: it then leaves the record where it is taken out."""
    seen = {(table, *row_name(table, row)) for table, rows in draft.seen.items() for row in rows}
    return {table: [(table, *row_name(table, row)) in seen for row in draft.rows.get(table, ())] for table in TABLES}


@cache
def _form(schema: Schema, lang: Language) -> dict[str, Any]:
    """Return what of the form is the same for every draft of a record."""
    kinds = {f"above {code}": label for code, label in kind_labels(schema, lang).items()}
    events = {f"above {code}": held.label(lang) for code, held in schema.codes("incidents.event_type").items()}
    return {
        "lang": lang.code,
        "dir": lang.direction,
        "tables": [_table(schema, table, lang) for table in TABLES],
        "text_measures": sorted(TEXT_MEASURES),
        "numbers": {number: lang.number(number) for number in range(1, 100)},
        "words": kinds | events | form_words(lang),
    }


def _table(schema: Schema, table: str, lang: Language) -> dict[str, Any]:
    title, add = table_words(table, lang)
    labels = group_labels(lang)
    return {
        "name": table,
        "title": title,
        "add": add,
        "many": table in _MANY,
        "offered": bool(add),
        "groups": [
            asdict(group) | {"label": labels.get(group.name, ""), "columns": _in_order(group.columns, lang)}
            for group in form_groups(schema, table)
        ],
        "fields": [_field(field) for field in form_fields(schema, table, lang)],
    }


def _in_order(columns: Iterable[str], lang: Language) -> list[str]:
    """Put the reader's own language first where a text has two."""
    held = list(columns)
    if lang.code != "ar":
        return held
    for place, (one, other) in enumerate(pairwise(tuple(held))):
        if other.removesuffix("_ar") == one.removesuffix("_en"):
            held[place], held[place + 1] = other, one
    return held


def _field(field: Field) -> dict[str, Any]:
    options = [[option.value, option.label, option.meaning, list(option.under)] for option in field.options]
    return asdict(field) | {"options": options}


def _titles(draft: Draft, schema: Schema, names: Names, lang: Language) -> dict[str, list[str]]:
    """Name each row by what it holds: a claim by what it says and who says it, a document by its publisher."""
    return {
        "incidents": [_incident_title(row, schema, names) for row in draft.rows.get("incidents", ())],
        "claims": [claim_title(row, schema, names, lang) for row in draft.rows.get("claims", ())],
        "sources": [
            " · ".join(filter(None, (lang.of(row, "publisher"), day_as_read(row.get("published", ""), lang))))
            or lang.say("New source")
            for row in draft.rows.get("sources", ())
        ],
        PLACES: [lang.of(row, "name") or lang.say("New place") for row in draft.rows.get(PLACES, ())],
        "origins": [lang.of(row, "name") for row in draft.rows.get("origins", ())],
        "actors": [lang.of(row, "name") for row in draft.rows.get("actors", ())],
    }


def _incident_title(row: Mapping[str, str], schema: Schema, names: Names) -> str:
    tactic = schema.codes("incidents.tactic").get(row.get("tactic", ""))
    place = names.of(PLACES, row["place_id"]) if row.get("place_id") else ""
    day = day_as_read(row.get("date_start", ""), names.lang)
    told = (row.get("incident_id", ""), tactic.label(names.lang) if tactic else "", place, day)
    return " · ".join(filter(None, told))


def claim_title(row: Mapping[str, str], schema: Schema, names: Names, lang: Language) -> str:
    """Name a claim by what it says and who says it."""
    measure = row.get("measure", "")
    known = measure in schema.codes("claims.measure")
    bounds = "–".join(filter(None, (row.get("low"), row.get("high"))))
    said = row.get("value") or bounds or lang.of(row, "text")
    parts = (
        schema.measure_label(measure, lang) if known else "",
        said if len(said) < 60 else f"{said[:59]}…",
        names.of("origins", row.get("origin_id", "")) if row.get("origin_id") else "",
    )
    return " · ".join(filter(None, parts)) or lang.say("New claim")


def marks_of(draft: Draft, schema: Schema, names: Names) -> list[dict[str, Any]]:
    """Write what the text suggests, each value as a reader says it.

    What need not be read where a whole row is offered is ``silent``. What is of an incident that the text tells of and
    the draft has not ``waits`` until that is taken.
    """
    taken = {row.get("incident_id", "") for row in draft.rows.get("incidents", ())}
    offered = {one.value for one in draft.suggestions if (one.table, one.column) == ("incidents", "incident_id")}
    named = {(one.table, one.row): one.value for one in draft.suggestions if one.column == "incident_id"}
    many = len(taken) > 1
    known = {(one.table, one.row) for one in draft.suggestions if one.column == "origin_id"}  # who speaks is named so

    def waits(one: Suggestion) -> bool:
        return one.table != "incidents" and named.get((one.table, one.row), "") in offered - taken

    return [
        asdict(one)
        | {
            "shown": _shown(one, schema, names, names.lang),
            "silent": _is_silent(one)
            and not (many and one.column == "incident_id" != OWN_IDS.get(one.table))
            and not (one.column in _CALLED and (one.table, one.row) not in known),
            "waits": waits(one),
        }
        for one in draft.suggestions
    ]


_CALLED = ("attributed_to", "attributed_to_ar")
_SILENT = ("incident_id", *_CALLED)
_NAMES_AN_INCIDENT = ("tactic", "place_id", "date_start")


def _is_silent(one: Suggestion) -> bool:
    if one.table == "incidents":
        return one.column not in _NAMES_AN_INCIDENT
    return one.column in (OWN_IDS.get(one.table), *_SILENT)


def marked_text(text: str, suggestions: Sequence[Suggestion]) -> list[list[tuple[str, int]]]:
    """Cut a text into its paragraphs, and these where a suggestion begins or ends: words and the number of it, or -1.

    Where two suggestions come from the same words, the longer one that begins first has them.
    """
    cuts: list[tuple[int, int, int]] = []
    numbered = sorted(enumerate(suggestions), key=lambda one: (one[1].start, -one[1].end))
    for number, one in numbered:
        if (not cuts or one.start >= cuts[-1][1]) and 0 <= one.start < one.end <= len(text):
            cuts.append((one.start, one.end, number))
    paragraphs: list[list[tuple[str, int]]] = [[]]
    at = 0
    for start, end, number in (*cuts, (len(text), len(text), -1)):
        for words, of in ((text[at:start], -1), (text[start:end], number)):
            first, *others = words.split("\n")
            paragraphs[-1] += [(first, of)] * bool(first)
            paragraphs += [[(line, of)] * bool(line) for line in others]
        at = end
    return [paragraph for paragraph in paragraphs if paragraph]


def _shown(one: Suggestion, schema: Schema, names: Names, lang: Language) -> str:
    field = next((held for held in _fields(schema, one.table, lang) if held.column == one.column), None)
    if field is None:
        return one.value
    if field.kind == "code":
        return next((option.label for option in field.options if option.value == one.value), one.value)
    if field.kind in ("name", "names"):
        return lang.listed([names.of(field.found_in, value) for value in one.value.split("|")])
    if holds_a_day(field):
        return day_as_read(one.value, lang)
    return one.value if len(one.value) < 80 else f"{one.value[:79]}…"


@cache
def _fields(schema: Schema, table: str, lang: Language) -> tuple[Field, ...]:
    return form_fields(schema, table, lang) if table in TABLES else ()
