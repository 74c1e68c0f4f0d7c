"""What the schema says of the tables: frictionless reads them, its errors are said in the reader's words."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from incidents.language import N_
from incidents.record.problem import Problem
from incidents.record.schema import Schema

if TYPE_CHECKING:
    from frictionless import Error

DESCRIPTOR = "datapackage.json"
MOST_ERRORS_PER_TABLE = 10_000

Row = dict[str, str]


class Tables(dict[str, list[tuple[int, Row]]]):
    """Table → its rows with their numbers as a spreadsheet shows them (the header is row 1).

    A table that cannot be read is not in it, and has no rows for a rule that asks all the same. ``schema`` is that of
    the record, None where it cannot be read.
    """

    schema: Schema | None = None

    def __missing__(self, table: str) -> list[tuple[int, Row]]:
        """Return no rows."""
        return []


def find_table_problems(directory: Path) -> list[Problem]:
    """Return all problems of a data package that its schema describes, table by table."""
    from frictionless import FrictionlessException, Package  # large copies are not checked and do without its weight

    descriptor, problems = _descriptor(directory)
    if descriptor is None:
        return problems
    readable = []
    for resource in _curated(descriptor):
        problem = _unreadable(directory, str(resource["path"]))
        if problem is None:
            readable.append(resource)
        else:
            problems.append(problem)
    try:
        package = Package.from_descriptor(_only(descriptor, readable), basepath=str(directory))
        report = package.validate(limit_errors=MOST_ERRORS_PER_TABLE)
    except FrictionlessException as error:
        return [*problems, _descriptor_problem(error.error.message)]
    problems += [_descriptor_problem(error.message) for error in report.errors]
    resources = {resource["name"]: resource for resource in readable}
    damaged = {task.name for task in report.tasks if any("rowNumber" not in e.to_descriptor() for e in task.errors)}
    for task in report.tasks:
        found = [_problem(error, resources[task.name]) for error in task.errors]
        problems += [problem for problem in _said_once(found) if problem.details.get("table") not in damaged]
    return problems


def read_tables(directory: Path) -> Tables:
    """Read the tables as text, whatever is wrong with them; a table that cannot be read is left out."""
    descriptor, _problems = _descriptor(directory)
    tables = Tables()
    tables.schema = Schema(descriptor) if descriptor else None
    for resource in _curated(descriptor) if descriptor else []:
        path = directory / str(resource["path"])
        if _unreadable(directory, str(resource["path"])) is None:
            rows: list[tuple[int, Row]] = []
            columns = dict.fromkeys((field["name"] for field in resource["schema"]["fields"]), "")
            with path.open(encoding="utf-8", newline="") as file:
                for number, row in enumerate(csv.DictReader(file), start=2):
                    rows.append((number, columns | {name: cell or "" for name, cell in row.items() if name in columns}))
            tables[str(resource["name"])] = rows
    return tables


def _descriptor(directory: Path) -> tuple[dict[str, Any] | None, list[Problem]]:
    problem = _unreadable(directory, DESCRIPTOR)
    if problem is not None:
        return None, [problem]
    try:
        descriptor: dict[str, Any] = json.loads((directory / DESCRIPTOR).read_text(encoding="utf-8"))
        named = all({"name", "path"} <= resource.keys() for resource in descriptor["resources"])
        described = named and all("schema" in resource for resource in _curated(descriptor))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return None, [_descriptor_problem(f"{type(error).__name__}: {error}")]
    if not described:
        return None, [_descriptor_problem("name, path, schema")]
    return descriptor, []


def _curated(descriptor: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the tables written by hand; columnar copies are made by programs from checked tables."""
    return [resource for resource in descriptor["resources"] if str(resource["path"]).endswith(".csv")]


def _descriptor_problem(detail: str) -> Problem:
    return Problem(
        DESCRIPTOR, None, "", "", N_("The description of the tables cannot be used: {detail}"), {"detail": detail}
    )


def _unreadable(directory: Path, name: str) -> Problem | None:
    """Say why a file cannot be read as UTF-8 text, or None."""
    path = directory / name
    if not path.is_file():
        return Problem(name, None, "", "", N_("This file is missing."))
    content = path.read_bytes()
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        return Problem(name, row, "", repr(error.object[error.start : error.end]), N_("This file is not UTF-8 text."))
    return None


def _only(descriptor: dict[str, Any], readable: list[dict[str, Any]]) -> dict[str, Any]:
    """Keep the readable tables and the keys between them: one missing file is one problem, not one per reference."""
    names = {resource["name"] for resource in readable} | {""}
    resources = []
    for resource in readable:
        keys = resource["schema"].get("foreignKeys", [])
        kept = [key for key in keys if key["reference"]["resource"] in names]
        resources.append(resource | {"schema": resource["schema"] | {"foreignKeys": kept}})
    return descriptor | {"resources": resources}


def _said_once(problems: list[Problem]) -> list[Problem]:
    """Leave out the second report of one repeated id: as a value that must be unique and as a key."""
    repeated = {(problem.file, problem.row) for problem in problems if problem.sentence == _UNIQUE}
    return [p for p in problems if p.sentence != _PRIMARY_KEY or (p.file, p.row) not in repeated]


_UNIQUE = N_("This id is already used in row {row}.")
_PRIMARY_KEY = N_("The same row stands already above.")
_SENTENCES = {
    "unique-error": _UNIQUE,
    "primary-key": _PRIMARY_KEY,
    "foreign-key": N_("Not found in the table {table}."),
    "missing-label": N_("This column is missing."),
    "extra-label": N_("This column is not part of the table."),
    "incorrect-label": N_("Another column is expected here."),
    "duplicate-label": N_("This column stands twice."),
    "blank-label": N_("A column has no name."),
    "blank-header": N_("The table has no header."),
    "missing-cell": N_("The row has fewer cells than the table has columns."),
    "extra-cell": N_("The row has more cells than the table has columns."),
    "blank-row": N_("The row is empty."),
}
_CONSTRAINTS = {
    "required": N_("This cell must not be empty."),
    "enum": N_("Not a known code. Known are: {expected}."),
    "pattern": N_("Not written as it should be: {expected}"),
    "minimum": N_("Smaller than {expected}."),
    "maximum": N_("Larger than {expected}."),
    "unique": _UNIQUE,
}
_TYPES = {
    "number": N_("Not a number."),
    "integer": N_("Not a whole number."),
    "date": N_("Not a day of the calendar, written YYYY-MM-DD."),
}


def _problem(error: "Error", resource: dict[str, Any]) -> Problem:
    told = error.to_descriptor()
    column, value = str(told.get("fieldName", "")), str(told.get("cell", ""))
    details = {"detail": str(told.get("note") or told["message"])}
    sentence = _SENTENCES.get(error.type, "{detail}")
    if error.type == "foreign-key":
        column, value = ", ".join(told["fieldNames"]), ", ".join(map(str, told["fieldCells"]))
        details["table"] = str(told["referenceName"] or resource["name"])
    elif error.type == "unique-error":
        details["row"] = (re.findall(r"\d+", details["detail"]) or ["?"])[-1]
    elif error.type in {"type-error", "constraint-error"}:
        sentence, expected = _expectation(error.type, column, details["detail"], resource)
        details["expected"] = expected
    if "label" in told:
        value = str(told["label"])
    return Problem(str(resource["path"]), told.get("rowNumber"), column, value, sentence, details)


def _expectation(kind: str, column: str, note: str, resource: dict[str, Any]) -> tuple[str, str]:
    """Return the sentence for a cell of the wrong type or outside its constraint, and what was expected."""
    field = next((field for field in _fields(resource) if field["name"] == column), {})
    if kind == "type-error":
        return _TYPES.get(str(field.get("type")), "{detail}"), ""
    named = re.match(r'constraint "(\w+)"', note)
    constraint = named.group(1) if named else ""
    expected = field.get("constraints", {}).get(constraint, "")
    text = ", ".join(map(str, expected)) if isinstance(expected, list) else str(expected)
    return _CONSTRAINTS.get(constraint, "{detail}"), text


def _fields(resource: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from resource["schema"]["fields"]
