"""Is the description of a record (its ``datapackage.json``) one that can be used? Each problem names the part it is in.

First its shape, which ``descriptor.schema.json`` describes, then what the parts say of each other.
"""

import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from geodata.outlines import PCODES
from incidents.checks.characters import unprintable_in
from incidents.checks.described_tables import LACKING, UNKNOWN, Found, codes_described, problem_at, tables_described
from incidents.checks.schema import NOT_A_DAY
from incidents.checks.shapes import Misfit, misfits
from incidents.checks.tables import day_of
from incidents.language import N_
from incidents.record.contract import DRAWN_KINDS, GAZETTEER, OPTIONAL, PLACE_TABLE, TABLES, TALLIES, Column
from incidents.record.problem import Problem
from incidents.record.ranges import COMBINED
from incidents.record.schema import KINDS, Described
from incidents.record.storage import is_table

_SHAPES = Path(__file__).with_name("descriptor.schema.json")
_EMPTY = N_("This must not be empty.")
_EXPECTED = {
    "array": N_("A list in square brackets is expected here."),
    "object": N_("Named parts in braces are expected here."),
    "string": N_("A text in quotation marks is expected here."),
    "number": N_("A number is expected here."),
    "boolean": N_("A yes or no without quotation marks, true or false, is expected here."),
}
_SHOWN = re.compile("(title|short_title|label|description|purpose|scope|restraint|attribution|note|side)(_[a-z]+)?")
_OLDEST = dt.date(1900, 1, 1)

_Path = tuple[str | int, ...]


def find_descriptor_problems(descriptor: object, today: dt.date) -> list[Problem]:
    """Return what is wrong with the description of a record. Where its shape is wrong, nothing else is said."""
    return _first_found(
        lambda: _misshapen(descriptor, "tables"),
        lambda: _misshapen(descriptor, "record"),
        lambda: _of_texts(descriptor),
        lambda: _of_record(descriptor, today),  # type: ignore[arg-type]  # its shape was looked at
    )


def find_gazetteer_problems(descriptor: object) -> list[Problem]:
    """Return what is wrong with the description of a gazetteer."""
    return _first_found(
        lambda: _misshapen(descriptor, "tables"),
        lambda: _of_texts(descriptor),
        lambda: tables_described(descriptor, {GAZETTEER: PLACE_TABLE}),  # type: ignore[arg-type]
    )


def _first_found(*stages: Any) -> list[Problem]:  # noqa: ANN401
    """Return the problems of the first stage that has any: what comes after would only follow from them."""
    return next(filter(None, (list(stage()) for stage in stages)), [])


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
        return problem_at(part, LACKING, part=misfit.asked)
    if misfit.word == "type":
        return problem_at(part, _EXPECTED[misfit.asked], value)
    if misfit.word == "enum":
        return problem_at(part, UNKNOWN, value, expected=", ".join(misfit.asked))
    if misfit.word == "minItems" or not str(value).strip():
        return problem_at(part, _EMPTY)
    return problem_at(part, N_("Not written as it should be: {expected}"), value, expected=str(misfit.asked))


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
    names = {resource["name"] for resource in descriptor["resources"]}
    yield from tables_described(descriptor, {**TABLES, **{name: OPTIONAL[name] for name in OPTIONAL if name in names}})
    yield from _of_coverage(descriptor["coverage"], today)
    yield from codes_described(KINDS, descriptor[KINDS], Column(codes=DRAWN_KINDS, may_have_more=False))
    yield from codes_described("derived_measures", descriptor["derived_measures"], Column(codes=tuple(COMBINED)))
    fields = _fields(descriptor)
    yield from _of_groups(descriptor, fields)
    yield from _of_tallies(descriptor, fields)


def _of_texts(descriptor: object) -> Found:
    """Find titles, labels and descriptions that are no texts, and texts that could not be shown."""
    for path, text in _texts(descriptor):
        if not isinstance(text, str):
            yield problem_at(part_name(descriptor, path), _EXPECTED["string"])
        elif character := unprintable_in(text):
            sentence = N_("This text holds a character that cannot be printed: {character}.")
            yield problem_at(part_name(descriptor, path), sentence, character=character)


def _texts(whole: object) -> list[tuple[_Path, object]]:
    """Return all texts with the paths to them, and whatever stands where readers are shown a text."""
    found: list[tuple[_Path, object]] = []

    def look_at(part: object, path: _Path) -> None:
        if isinstance(part, str) or (path and isinstance(path[-1], str) and _SHOWN.fullmatch(path[-1])):
            found.append((path, part))
        elif isinstance(part, dict | list):
            for step, inner in part.items() if isinstance(part, dict) else enumerate(part):
                look_at(inner, (*path, step))

    look_at(whole, ())
    return found


def _of_coverage(coverage: Described, today: dt.date) -> Found:
    days = {end: day_of(coverage[end]) for end in ("from", "to")}
    first, last = days["from"], days["to"]
    if first is None or last is None:
        yield from (problem_at(f"coverage.{end}", NOT_A_DAY, coverage[end]) for end, day in days.items() if day is None)
        return
    if first > last:
        yield problem_at(
            "coverage", N_("The coverage ends before it begins."), f"{coverage['from']} … {coverage['to']}"
        )
    if first < _OLDEST:
        yield problem_at("coverage.from", N_("Earlier than {year}."), coverage["from"], year=str(_OLDEST.year))
    if last > today:
        yield problem_at("coverage.to", N_("This day has not come yet."), coverage["to"])


def _of_groups(descriptor: Described, fields: Mapping[str, Described]) -> Found:
    """Hold the codes that belong to others against those others: a tactic to its kind, a sub-event to event types."""
    types = [code["value"] for code in _codes(fields, "event_type")]
    kinds = [code["value"] for code in descriptor[KINDS]]
    for name, above, known in (
        ("tactic", "group", kinds),
        ("sub_event_type", "event_type", types),
        ("event_type", "kind", kinds),
        ("sub_event_type", "kind", kinds),
    ):
        for code in _codes(fields, name):
            part = f"resources.incidents.schema.fields.{name}.categories.{code['value']}"
            yield from _strangers(part, code, above, known)
            if not code.get(above) and name == "tactic":
                yield problem_at(part, LACKING, part=above)


def _of_tallies(descriptor: Described, fields: Mapping[str, Described]) -> Found:
    """Hold what a tally is compared with against the codes and areas there are: what none has would count as 0."""
    known = {
        "kinds": [code["value"] for code in descriptor[KINDS]],
        "roles": [code["value"] for code in _codes(fields, "is_role")],
        "measures": [*COMBINED, *(code["value"] for code in _codes(fields, "measure", "claims"))],
        "governorates": list(PCODES),
    }
    for name in ("counted", "area"):
        for code in _codes(fields, name, TALLIES):
            part = f"resources.{TALLIES}.schema.fields.{name}.categories.{code['value']}"
            for above, values in known.items():
                yield from _strangers(part, code, above, values)


def _strangers(part: str, code: Described, above: str, known: Sequence[str]) -> Found:
    """Find what a code names, one by one or in a list, that is not known."""
    named = code.get(above, ())
    for value in [named] if isinstance(named, str) else named:
        if value not in known:
            yield problem_at(f"{part}.{above}", UNKNOWN, value, expected=", ".join(known))


def _fields(descriptor: Described) -> dict[str, Described]:
    """Return the columns of all tables by the names of both."""
    return {
        f"{resource['name']}.{field['name']}": field
        for resource in filter(is_table, descriptor["resources"])
        for field in resource.get("schema", {}).get("fields", ())
    }


def _codes(fields: Mapping[str, Described], name: str, table: str = "incidents") -> list[Described]:
    codes: list[Described] = fields.get(f"{table}.{name}", {}).get("categories", [])
    return codes
