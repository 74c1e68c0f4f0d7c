"""The form of a draft, made from the schema: which fields a table has, what each asks for, and how they stand together.

Nothing is told twice: titles, meanings, closed lists and constraints are those of the data package, and so of the
codebook. What a reference is found by (a place, a party, a document) follows from the name of its column.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Literal

from incidents.language import Language
from incidents.phrases.codebook import gazetteer_tables
from incidents.record.schema import KINDS, Described, Schema

Kind = Literal["line", "text", "day", "number", "code", "name", "names", "id"]
PLACES = "gazetteer"
TABLES = ("incidents", "incident_actors", "sources", "claims", PLACES, "origins", "actors")  # as they are filled in
NEW_BY_NAME = (PLACES, "origins", "actors", "sources")  # what a field may name that the record has not yet

# The tables in which what a column refers to is found by name; governorates are places with codes of their own.
FOUND_IN: Mapping[str, str] = {
    "incident_id": "drafted",
    "place_id": PLACES,
    "other_place_ids": PLACES,
    "governorates": "governorates",
    "adm2_pcode": "districts",
    "related": "incidents",
    "origin_id": "origins",
    "actor_id": "actors",
    "source_id": "sources",
    "superseded_by": "claims",
}
SEVERAL = ("other_place_ids", "governorates", "related")  # ids separated by |
OWN_IDS: Mapping[str, str] = {
    "incidents": "incident_id",
    "claims": "claim_id",
    "sources": "source_id",
    PLACES: "place_id",
    "origins": "origin_id",
    "actors": "actor_id",
}
_KEY_OF_A_ROLE = ("incident_id", "actor_id", "role")
_DAYS = ("published",)  # which may be a month or a year only, and so is no date to the schema
_LONG = ("summary", "text", "note", "date_note", "location_note", "description", "position")
_LANGUAGES = ("en", "ar")


@dataclass(frozen=True)
class Option:
    """A code that may be chosen, with the codebook's words; ``under`` names the codes of the list above it."""

    value: str
    label: str
    meaning: str
    under: tuple[str, ...] = ()


@dataclass(frozen=True)
class Field:
    """One column as a form asks for it.

    ``kind`` says how: a line or a longer text, a day, a whole number, a code, what is found by name in
    ``found_in`` (once or several times), or the row's own id. ``tongue`` is the language a text is written in, "" where
    it has none, and ``pair`` the name that both languages of a text share.
    """

    table: str
    column: str
    label: str
    meaning: str
    kind: Kind
    needed: bool
    options: tuple[Option, ...] = ()
    found_in: str = ""
    tongue: str = ""
    pair: str = ""
    pattern: str = ""


@dataclass(frozen=True)
class Group:
    """Fields that are read together. Those that are seldom needed stand folded (``folded``)."""

    name: str
    columns: tuple[str, ...]
    folded: bool = False


# How the columns stand together; one that the schema has and no group names stands in the last.
GROUPS: Mapping[str, tuple[Group, ...]] = {
    "incidents": (
        Group("when", ("date_start", "date_end", "date_precision", "date_note_en", "date_note_ar")),
        Group("where", ("place_id", "geo_precision", "governorates", "location_note_en", "location_note_ar")),
        Group("what", ("tactic", "event_type", "sub_event_type", "is_role")),
        Group("told", ("summary_en", "summary_ar")),
        Group("beside", ("incident_id", "other_place_ids", "related"), folded=True),
    ),
    "incident_actors": (Group("who", ("actor_id", "role", "incident_id")),),
    "sources": (
        Group("page", ("publisher", "publisher_ar", "publisher_kind", "language", "published", "url")),
        Group("about", ("description_en", "description_ar")),
        Group("beside", ("source_id",), folded=True),
    ),
    "claims": (
        Group("said", ("incident_id", "measure", "value", "low", "high", "text_en", "text_ar")),
        Group("by", ("origin_id", "source_id", "attributed_to", "attributed_to_ar")),
        Group(
            "beside",
            ("position_en", "position_ar", "note_en", "note_ar", "standing", "superseded_by", "claim_id"),
            folded=True,
        ),
    ),
    PLACES: (
        Group("names", ("name_en", "name_ar", "aliases", "kind", "adm2_pcode", "governorates")),
        Group("point", ("latitude", "longitude", "uncertainty_km", "verified", "basis", "refs")),
        Group("beside", ("place_id", "adm3_pcode", "reported_elsewhere"), folded=True),
    ),
    "origins": (Group("names", ("name_en", "name_ar", "kind")), Group("beside", ("origin_id",), folded=True)),
    "actors": (Group("names", ("name_en", "name_ar", "kind", "aliases")), Group("beside", ("actor_id",), folded=True)),
}


@lru_cache(maxsize=64)  # the tables of a few records, each in two languages: asked for with every step of a curator
def form_fields(schema: Schema, table: str, lang: Language) -> tuple[Field, ...]:
    """Return the fields of a table in the order of its columns; of ``gazetteer`` those of the places.

    Where a draft is of several incidents, the rows of a claim and of who took part say of which (``incident_id``).
    """
    described = _columns(schema, table)
    names = [str(column["name"]) for column in described]
    return tuple(_field(table, column, names, schema, lang) for column in described)


def form_groups(schema: Schema, table: str) -> tuple[Group, ...]:
    """Return the groups of a table with the columns it has; what no group names joins the last one."""
    names = [str(column["name"]) for column in _columns(schema, table)]
    groups = GROUPS.get(table, ())
    known = set(chain.from_iterable(group.columns for group in groups))
    held = [Group(group.name, tuple(name for name in group.columns if name in names), group.folded) for group in groups]
    left = tuple(name for name in names if name not in known)
    if left or not held:
        held = [*held[:-1], Group("beside", (*(held[-1].columns if held else ()), *left), bool(held))]
    return tuple(group for group in held if group.columns)


def _columns(schema: Schema, table: str) -> list[Described]:
    if table == PLACES:
        held = next(resource for resource in gazetteer_tables() if resource["name"] == PLACES)
        columns: list[Described] = held["schema"]["fields"]
        return columns
    return schema.fields(table)


def _field(table: str, column: Described, names: list[str], schema: Schema, lang: Language) -> Field:
    name, asked = str(column["name"]), column.get("constraints", {})
    tongue, pair = _tongue(name, names)
    found_in = "" if OWN_IDS.get(table) == name else FOUND_IN.get(name, "")
    kind: Kind = "id" if OWN_IDS.get(table) == name else _kind(column, pair or name, found_in)
    return Field(
        table,
        name,
        lang.of(column, "title") or name,
        lang.of(column, "description"),
        kind,
        bool(asked.get("required")),
        _options(table, column, schema, lang),
        found_in,
        tongue,
        pair,
        str(asked.get("pattern", "")),
    )


def _kind(column: Described, bare: str, found_in: str) -> Kind:
    if found_in:
        return "names" if column["name"] in SEVERAL else "name"
    if "categories" in column:
        return "code"
    if column["type"] == "date":
        return "day"
    if column["type"] == "integer":
        return "number"
    return "text" if bare in _LONG else "line"


def _tongue(name: str, names: list[str]) -> tuple[str, str]:
    """Return the language of a column and the name it shares with its other language; "" and "" where it has none.

    A pair is ``summary_en`` and ``summary_ar``, or ``publisher`` and ``publisher_ar``.
    """
    base, _line, tongue = name.rpartition("_")
    if tongue in _LANGUAGES and base:
        return tongue, base
    return ("en", name) if f"{name}_ar" in names else ("", "")


def _options(table: str, column: Described, schema: Schema, lang: Language) -> tuple[Option, ...]:
    if "categories" not in column:
        return ()
    if table == PLACES:
        told = column["categories"]
        return tuple(Option(str(code["value"]), lang.of(code, "label"), lang.of(code, "description")) for code in told)
    codes = schema.codes(f"{table}.{column['name']}").values()
    return tuple(Option(code.value, code.label(lang), code.definition(lang), code.groups) for code in codes)


def holds_a_day(field: Field) -> bool:
    """Say whether a field holds a day, or as much of one as is known."""
    return field.kind == "day" or field.column in _DAYS


def row_name(table: str, row: Mapping[str, str]) -> tuple[str, ...]:
    """Return by what a row of a table is known: its own id, or who took part where and how."""
    return tuple(row.get(column, "") for column in ([OWN_IDS[table]] if table in OWN_IDS else _KEY_OF_A_ROLE))


def kind_labels(schema: Schema, lang: Language) -> dict[str, str]:
    """Return the kinds of events under which the detailed kinds stand, by their codes."""
    return {code.value: code.label(lang) for code in schema.codes(KINDS).values()}
