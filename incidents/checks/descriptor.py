"""Is the description of a record (its ``datapackage.json``) one that can be used? Each problem names the part it is in.

First its shape, which ``descriptor.schema.json`` describes, then what the parts say of each other.
"""

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from incidents.checks.characters import unprintable_in
from incidents.checks.schema import NOT_A_DAY
from incidents.checks.shapes import Misfit, misfits
from incidents.checks.tables import day_of
from incidents.language import N_
from incidents.record.contract import DRAWN_KINDS, GAZETTEER, PLACE_TABLE, PLACES, TABLES, Column, Table
from incidents.record.problem import Problem
from incidents.record.ranges import COMBINED
from incidents.record.schema import KINDS, Described
from incidents.record.storage import CSV, DESCRIPTOR, PARQUET, is_table

_SHAPES = Path(__file__).with_name("descriptor.schema.json")
_EMPTY = N_("This must not be empty.")
_EXPECTED = {
    "array": N_("A list in square brackets is expected here."),
    "object": N_("Named parts in braces are expected here."),
    "string": N_("A text in quotation marks is expected here."),
    "number": N_("A number is expected here."),
    "boolean": N_("A yes or no without quotation marks, true or false, is expected here."),
}
_UNKNOWN = N_("Not a known code. Known are: {expected}.")
_SHOWN = re.compile("(title|short_title|label|description|purpose|scope|restraint|attribution|note|side)(_[a-z]+)?")
_OLDEST = dt.date(1900, 1, 1)

Found = Iterator[Problem]


def find_descriptor_problems(descriptor: object, today: dt.date) -> list[Problem]:
    """Return what is wrong with the description of a record. Where its shape is wrong, nothing else is said."""
    return _first_found(
        lambda: _misshapen(descriptor, "tables"),
        lambda: _misshapen(descriptor, "record"),
        lambda: _of_record(descriptor, today),  # type: ignore[arg-type]  # its shape was looked at
    )


def find_gazetteer_problems(descriptor: object) -> list[Problem]:
    """Return what is wrong with the description of a gazetteer."""
    return _first_found(
        lambda: _misshapen(descriptor, "tables"),
        lambda: _of_tables(descriptor, {GAZETTEER: PLACE_TABLE}),  # type: ignore[arg-type]
    )


def _first_found(*stages: Any) -> list[Problem]:  # noqa: ANN401
    """Return the problems of the first stage that has any: what comes after would only follow from them."""
    return next(filter(None, (list(stage()) for stage in stages)), [])


def _problem(part: str, sentence: str, value: object = "", /, **details: str) -> Problem:
    return Problem(DESCRIPTOR, None, part, str(value), sentence, details)


@cache
def _shapes() -> Described:
    shapes: Described = json.loads(_SHAPES.read_text(encoding="utf-8"))
    return shapes


def _misshapen(descriptor: object, shape: str) -> Found:
    """Say where the shape is another than expected, in the reader's words."""
    for misfit in misfits(descriptor, _shapes()["$defs"][shape], _shapes()):
        yield _shape_problem(misfit, part_name(descriptor, misfit.path))


def _shape_problem(misfit: Misfit, part: str) -> Problem:
    value = misfit.value if isinstance(misfit.value, str | int | float) else ""
    if misfit.word == "required":
        return _problem(part, N_("The part {part} is missing here."), part=misfit.asked)
    if misfit.word == "type":
        return _problem(part, _EXPECTED[misfit.asked], value)
    if misfit.word == "enum":
        return _problem(part, _UNKNOWN, value, expected=", ".join(misfit.asked))
    if misfit.word == "minItems" or not str(value).strip():
        return _problem(part, _EMPTY)
    return _problem(part, N_("Not written as it should be: {expected}"), value, expected=str(misfit.asked))


def part_name(descriptor: object, path: Iterable[str | int]) -> str:
    """Name a part of a descriptor as a person would: resources.claims.schema.fields.value; numbers where no name is."""
    names, at = [], descriptor
    for step in path:
        at = at[step]  # type: ignore[index]  # the path leads through lists and names
        named = at if isinstance(step, int) and isinstance(at, dict) else {}
        name = named.get("name", named.get("value"))
        names.append(name if isinstance(name, str) and name else str(step))
    return ".".join(names)


def _of_record(descriptor: Described, today: dt.date) -> Found:
    yield from _of_texts(descriptor)
    needed = dict(TABLES)
    if any(resource["name"] == PLACES for resource in descriptor["resources"]):
        needed[PLACES] = PLACE_TABLE
    yield from _of_tables(descriptor, needed)
    yield from _of_coverage(descriptor["coverage"], today)
    yield from _of_codes(KINDS, descriptor[KINDS], Column(codes=DRAWN_KINDS, may_have_more=False))
    yield from _of_codes("derived_measures", descriptor["derived_measures"], Column(codes=tuple(COMBINED)))
    yield from _of_groups(descriptor)


def _of_texts(descriptor: Described) -> Found:
    """Find titles, labels and descriptions that are no texts, and texts that could not be shown."""
    for path, text in _texts(descriptor, ()):
        if not isinstance(text, str):
            yield _problem(part_name(descriptor, path), _EXPECTED["string"])
        elif character := unprintable_in(text):
            sentence = N_("This text holds a character that cannot be printed: {character}.")
            yield _problem(part_name(descriptor, path), sentence, character=character)


def _texts(part: object, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], object]]:
    """Yield all texts of a part with the paths to them, and whatever stands where readers are shown a text."""
    if isinstance(part, str) or (path and isinstance(path[-1], str) and _SHOWN.fullmatch(path[-1])):
        yield path, part
    elif isinstance(part, Mapping | list):
        for step, inner in part.items() if isinstance(part, Mapping) else enumerate(part):
            yield from _texts(inner, (*path, step))


def _of_coverage(coverage: Described, today: dt.date) -> Found:
    days = {end: day_of(coverage[end]) for end in ("from", "to")}
    first, last = days["from"], days["to"]
    if first is None or last is None:
        yield from (_problem(f"coverage.{end}", NOT_A_DAY, coverage[end]) for end, day in days.items() if day is None)
        return
    if first > last:
        yield _problem("coverage", N_("The coverage ends before it begins."), f"{coverage['from']} … {coverage['to']}")
    if first < _OLDEST:
        yield _problem("coverage.from", N_("Earlier than {year}."), coverage["from"], year=str(_OLDEST.year))
    if last > today:
        yield _problem("coverage.to", N_("This day has not come yet."), coverage["to"])


def _of_groups(descriptor: Described) -> Found:
    """Hold the codes that belong to others against those others: a tactic to its kind, a sub-event to event types."""
    fields = {
        f"{resource['name']}.{field['name']}": field
        for resource in filter(is_table, descriptor["resources"])
        for field in resource["schema"]["fields"]
    }
    types = [code["value"] for code in fields["incidents.event_type"].get("categories", ())]
    kinds = [code["value"] for code in descriptor[KINDS]]
    for name, above, known in (("tactic", "group", kinds), ("sub_event_type", "event_type", types)):
        for code in fields[f"incidents.{name}"].get("categories", ()):
            part, groups = f"resources.incidents.schema.fields.{name}.categories.{code['value']}", code.get(above, ())
            for group in [groups] if isinstance(groups, str) else groups:
                if group not in known:
                    yield _problem(f"{part}.{above}", _UNKNOWN, group, expected=", ".join(known))
            if not groups and name == "tactic":
                yield _problem(part, N_("The part {part} is missing here."), part=above)


def _of_tables(descriptor: Described, needed: Mapping[str, Table]) -> Found:
    tables = [resource for resource in descriptor["resources"] if is_table(resource)]
    columns = {
        table["name"]: [field["name"] for field in table.get("schema", {}).get("fields", ())] for table in tables
    }
    for name in needed:
        if name not in columns:
            yield _problem("resources", N_("The table {table} is missing."), table=name)
    seen: set[str] = set()
    for table in tables:
        part = f"resources.{table['name']}"
        for said in (table["name"], table["path"]):
            if said in seen:
                yield _problem(part, N_("This stands twice."), said)
        seen |= {table["name"], table["path"]}
        if not table["path"].endswith((CSV, PARQUET)):
            yield _problem(
                f"{part}.path",
                N_("The path of a table ends with {endings}."),
                table["path"],
                endings=", ".join((CSV, PARQUET)),
            )
        if "schema" not in table:
            yield _problem(part, N_("The part {part} is missing here."), part="schema")
        else:
            yield from _of_table(table, columns, needed.get(table["name"]))


def _of_table(table: Described, columns: Mapping[str, list[str]], needed: Table | None) -> Found:
    part, schema = f"resources.{table['name']}.schema", table["schema"]
    described = {field["name"]: field for field in schema["fields"]}
    for number, field in enumerate(schema["fields"]):
        if field["name"] in columns[table["name"]][:number]:
            yield _problem(f"{part}.fields", N_("This stands twice."), field["name"])
    asked = needed.columns if needed and (described or table["name"] != PLACES) else {}
    for name, column in asked.items():
        if name not in described:
            yield _problem(f"{part}.fields", N_("The column {column} is missing."), column=name)
        elif described[name]["type"] not in _allowed(column):
            sentence = N_("The type of this column has to be {expected}.")
            yield _problem(f"{part}.fields.{name}.type", sentence, described[name]["type"], expected=column.type)
    for name, field in described.items():
        yield from _of_field(f"{part}.fields.{name}", field, asked.get(name, Column()))
    yield from _of_keys(part, table, columns)


def _allowed(column: Column) -> tuple[str, ...]:
    """Return the types that a column may have; where whole numbers are needed, cells are held to that in any case."""
    return ("integer", "number") if column.type == "integer" else (column.type,)


def _of_field(part: str, field: Described, needed: Column) -> Found:
    constraints = field.get("constraints", {})
    try:
        pc.match_substring_regex(pa.array([""]), f"^(?:{constraints.get('pattern', '')})$")
    except pa.ArrowInvalid:
        sentence = N_("This pattern cannot be used: it is no regular expression of RE2.")
        yield _problem(f"{part}.constraints.pattern", sentence, constraints["pattern"])
    if needed.codes is not None or "categories" in field:
        yield from _of_codes(f"{part}.categories", field.get("categories", ()), needed)
    listed, values = constraints.get("enum"), [code["value"] for code in field.get("categories", ())]
    if listed and values and set(listed) != set(values):
        sentence = N_("Another list than that of the categories; one of them is enough.")
        yield _problem(f"{part}.constraints.enum", sentence, ", ".join(sorted(set(listed) ^ set(values))))


def _of_codes(part: str, categories: Sequence[Described], needed: Column) -> Found:
    values = [category["value"] for category in categories]
    for number, value in enumerate(values):
        if value in values[:number]:
            yield _problem(part, N_("This stands twice."), value)
        if any(sign.isspace() or sign in ',;|"<>&' for sign in value):
            yield _problem(part, N_("A code is written without spaces, commas, | and the like."), value)
    missing = [code for code in needed.codes or () if code not in values]
    if missing or not values:
        yield _problem(part, N_("The list lacks codes: {codes}."), codes=", ".join(missing) or "…")
    if not needed.may_have_more:
        for value in values:
            if value not in (needed.codes or ()):
                yield _problem(part, _UNKNOWN, value, expected=", ".join(needed.codes or ()))


def _of_keys(part: str, table: Described, columns: Mapping[str, list[str]]) -> Found:
    """Hold the keys of a table against the columns that there are."""
    own, schema = table["name"], table["schema"]
    sides = [("primaryKey", own, schema.get("primaryKey", []))]
    for key in schema.get("foreignKeys", ()):
        other = key["reference"].get("resource") or own
        sides += [("foreignKeys", own, key["fields"]), ("foreignKeys", other, key["reference"]["fields"])]
        if len(_names(key["fields"])) != len(_names(key["reference"]["fields"])):
            yield _problem(f"{part}.foreignKeys", N_("As many columns are expected on either side of a reference."))
    for place, name, fields in sides:
        if name not in columns:
            yield _problem(f"{part}.{place}", N_("The table {table} is missing."), table=name)
        for column in _names(fields) if name in columns else ():
            if column not in columns[name] and columns[name]:
                yield _problem(f"{part}.{place}", N_("The column {column} is missing."), column=column)


def _names(fields: str | list[str]) -> list[str]:
    return [fields] if isinstance(fields, str) else fields
