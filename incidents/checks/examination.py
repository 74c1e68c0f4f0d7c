"""The whole examination of a record and its gazetteer, in the order in which one thing follows from another."""

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from incidents.checks.descriptor import find_descriptor_problems, find_gazetteer_problems
from incidents.checks.files import columns_held, failure_of, open_table, other_files
from incidents.checks.rules import find_rule_problems
from incidents.checks.schema import find_cell_problems, find_reference_problems
from incidents.checks.tables import Table, Tables
from incidents.language import N_
from incidents.record.contract import GAZETTEER, PLACE_TABLE, PLACES
from incidents.record.problem import Problem
from incidents.record.schema import Described, Schema
from incidents.record.storage import CSV, DESCRIPTOR, Snapshot, is_table, parsed


def examine(record: Snapshot, gazetteer: Snapshot) -> tuple[list[Problem], Tables | None]:
    """Return every problem of a record and its gazetteer, and the tables that were examined.

    Tables of a database are called by their names, and have no header: their first row is row 1.

    What follows from a problem is not said: nothing of the cells of a file that was saved in another way, of
    references to a table that cannot be read, of tables whose description cannot be used (then no tables are returned).
    """
    today = dt.datetime.now(dt.UTC).date()
    described, problems = _described(record, find_descriptor_problems, today)
    places, found = _described(gazetteer, find_gazetteer_problems)
    problems += [replace(problem, file=f"gazetteer/{problem.file}") for problem in found]
    known_places, of_places = _places_examined(gazetteer, today) if places else ({}, [])
    if described is None:
        return [_addressed(problem, record) for problem in (*problems, *of_places)], None
    held, of_record = _examined(record, _with_places_described(record, described, places), today)
    problems += [*of_record, *of_places, *other_files(record, _paths(described))]
    tables = Tables(Schema(described), held | {n: t for n, t in known_places.items() if n == GAZETTEER}, today)
    problems += find_rule_problems(tables)
    for table in held.values():
        table.forget()
    return [_addressed(problem, record) for problem in problems], tables


def _addressed(problem: Problem, record: Snapshot) -> Problem:
    name = record.called.get(problem.file)
    if name is None:
        return problem
    row = problem.row - 1 if problem.row is not None and problem.file.endswith(CSV) else problem.row
    return replace(problem, file=name, row=row)


def _described(
    snapshot: Snapshot, find: Callable[..., list[Problem]], *asked: dt.date
) -> tuple[Described | None, list[Problem]]:
    """Return the description of a folder, None where it cannot be used, and why."""
    if DESCRIPTOR in snapshot.failures:
        return None, [failure_of(DESCRIPTOR, snapshot.failures[DESCRIPTOR])]
    described, problems = _understood(snapshot.contents[DESCRIPTOR], find, *asked)
    return described, list(problems)


@lru_cache(maxsize=4)  # tables are edited often, and what they are seldom
def _understood(
    content: bytes, find: Callable[..., list[Problem]], *asked: dt.date
) -> tuple[Described | None, Sequence[Problem]]:
    try:
        descriptor = parsed(content)
    except json.JSONDecodeError as error:
        sentence = N_("This is no JSON from here on: {reason}")
        return None, [Problem(DESCRIPTOR, error.lineno, "", "", sentence, {"reason": error.msg})]
    except ValueError as error:  # no text, or numbers and brackets that nobody would write
        return None, [Problem(DESCRIPTOR, None, "", "", N_("This is no JSON: {reason}"), {"reason": str(error)})]
    problems = find(descriptor, *asked)
    return (None if problems else descriptor), problems


@lru_cache(maxsize=2)
def _places_examined(gazetteer: Snapshot, today: dt.date) -> tuple[Mapping[str, Table], Sequence[Problem]]:
    """Look at a gazetteer, which is one for many records."""
    places, _problems = _described(gazetteer, find_gazetteer_problems)
    return _examined(gazetteer, places or {}, today)


def _examined(snapshot: Snapshot, described: Described, today: dt.date) -> tuple[dict[str, Table], list[Problem]]:
    """Look at each table by itself, then at what they say of each other."""
    held: dict[str, Table] = {}
    problems: list[Problem] = []
    for resource in filter(is_table, described["resources"]):
        table, found = open_table(snapshot, resource)
        problems += found
        if table is not None:
            held[table.name] = table
            problems += find_cell_problems(table)
    tables = Tables(Schema(described), held, today)
    return held, problems + [problem for table in held.values() for problem in find_reference_problems(table, tables)]


def _with_places_described(record: Snapshot, described: Described, gazetteer: Described | None) -> Described:
    """Describe a record's own places as those of the gazetteer are, where the record itself does not."""
    known = Schema(gazetteer).fields(GAZETTEER) if gazetteer else []

    def with_fields(resource: Described) -> Described:
        if resource["name"] != PLACES or resource["schema"]["fields"]:
            return resource
        held = {*columns_held(record, str(resource["path"])), *PLACE_TABLE.columns}
        return {**resource, "schema": {"fields": [field for field in known if field["name"] in held]}}

    return {**described, "resources": [with_fields(resource) for resource in described["resources"]]}


def _paths(described: Described) -> list[str]:
    return [str(resource["path"]) for resource in described["resources"]]
