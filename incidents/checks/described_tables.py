"""What a description says of tables, columns and keys: that all which is needed is there, and fits together."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import pyarrow as pa
import pyarrow.compute as pc

from incidents.language import N_
from incidents.record.contract import PLACES, Column, Table
from incidents.record.problem import Problem
from incidents.record.schema import Described
from incidents.record.storage import CSV, DESCRIPTOR, PARQUET, is_table

UNKNOWN = N_("Not a known code. Known are: {expected}.")
LACKING = N_("The part {part} is missing here.")

_CONSTRAINTS = {"required", "unique", "pattern", "minimum", "maximum", "enum"}

Found = Iterator[Problem]


def problem_at(part: str, sentence: str, value: object = "", /, **details: str) -> Problem:
    """Return a problem of a part of a description."""
    return Problem(DESCRIPTOR, None, part, str(value), sentence, details)


def tables_described(descriptor: Described, needed: Mapping[str, Table]) -> Found:
    """Find tables that are missing or described twice, and what is wrong with each."""
    tables = [resource for resource in descriptor["resources"] if is_table(resource)]
    columns = {
        table["name"]: [field["name"] for field in table.get("schema", {}).get("fields", ())] for table in tables
    }
    missing = [name for name in needed if name not in columns]
    if missing:
        yield problem_at("resources", N_("Missing tables: {tables}."), tables=", ".join(missing))
    seen: set[str] = set()
    for table in tables:
        part = f"resources.{table['name']}"
        for said in (table["name"], table["path"]):
            if said in seen:
                yield problem_at(part, N_("This stands twice."), said)
        seen |= {table["name"], table["path"]}
        if not table["path"].endswith((CSV, PARQUET)):
            yield problem_at(
                f"{part}.path",
                N_("The path of a table ends with {endings}."),
                table["path"],
                endings=", ".join((CSV, PARQUET)),
            )
        if "schema" not in table:
            yield problem_at(part, LACKING, part="schema")
        else:
            yield from _of_table(table, columns, needed.get(table["name"]))


def _of_table(table: Described, columns: Mapping[str, list[str]], needed: Table | None) -> Found:
    part, schema = f"resources.{table['name']}.schema", table["schema"]
    described = {field["name"]: field for field in schema["fields"]}
    for number, field in enumerate(schema["fields"]):
        if field["name"] in columns[table["name"]][:number]:
            yield problem_at(f"{part}.fields", N_("This stands twice."), field["name"])
    asked = needed.columns if needed and (described or table["name"] != PLACES) else {}
    missing = [name for name in asked if name not in described]
    if missing:
        yield problem_at(f"{part}.fields", N_("Missing columns: {columns}."), columns=", ".join(missing))
    for name, column in asked.items():
        if name in described and described[name]["type"] not in _allowed(column):
            sentence = N_("The type of this column has to be {expected}.")
            yield problem_at(f"{part}.fields.{name}.type", sentence, described[name]["type"], expected=column.type)
    for name, field in described.items():
        yield from _of_field(f"{part}.fields.{name}", field, asked.get(name, Column()))
    yield from _of_keys(part, table, columns)


def _allowed(column: Column) -> tuple[str, ...]:
    """Return the types that a column may have; where whole numbers are needed, cells are held to that in any case."""
    return ("integer", "number") if column.type == "integer" else (column.type,)


def _of_field(part: str, field: Described, needed: Column) -> Found:
    constraints = field.get("constraints", {})
    if "pattern" in constraints and not _is_pattern(constraints["pattern"]):
        sentence = N_("This pattern cannot be used: it is no regular expression of RE2.")
        yield problem_at(f"{part}.constraints.pattern", sentence, constraints["pattern"])
    if needed.codes is not None or "categories" in field:
        yield from codes_described(f"{part}.categories", field.get("categories", ()), needed)
    for name in constraints.keys() - _CONSTRAINTS:
        yield problem_at(f"{part}.constraints.{name}", N_("This constraint is not known here: nothing would hold it."))
    listed, values = constraints.get("enum"), [code["value"] for code in field.get("categories", ())]
    if listed and values and set(listed) != set(values):
        sentence = N_("Another list than that of the categories; one of them is enough.")
        yield problem_at(f"{part}.constraints.enum", sentence, ", ".join(sorted(set(listed) ^ set(values))))


@lru_cache(maxsize=1024)
def _is_pattern(written: str) -> bool:
    """Say whether RE2, by which cells are held to a pattern, can read it."""
    try:
        pc.match_substring_regex(pa.array([""]), f"^(?:{written})$")
    except pa.ArrowInvalid:
        return False
    return True


def codes_described(part: str, categories: Sequence[Described], needed: Column) -> Found:
    """Find codes of a closed list that are written twice or otherwise than a code, and those that it lacks."""
    values = [category["value"] for category in categories]
    for number, value in enumerate(values):
        if value in values[:number]:
            yield problem_at(part, N_("This stands twice."), value)
        if any(sign.isspace() or sign in ',;|"<>&' for sign in value):
            yield problem_at(part, N_("A code is written without spaces, commas, | and the like."), value)
    missing = [code for code in needed.codes or () if code not in values]
    if missing or not values:
        yield problem_at(part, N_("The list lacks codes: {codes}."), codes=", ".join(missing) or "…")
    if not needed.may_have_more:
        for value in values:
            if value not in (needed.codes or ()):
                yield problem_at(part, UNKNOWN, value, expected=", ".join(needed.codes or ()))


def _of_keys(part: str, table: Described, columns: Mapping[str, list[str]]) -> Found:
    """Hold the keys of a table against the columns that there are."""
    own, schema = table["name"], table["schema"]
    sides = [("primaryKey", own, schema.get("primaryKey", []))]
    for key in schema.get("foreignKeys", ()):
        other = key["reference"].get("resource") or own
        sides += [("foreignKeys", own, key["fields"]), ("foreignKeys", other, key["reference"]["fields"])]
        if len(_names(key["fields"])) != len(_names(key["reference"]["fields"])):
            yield problem_at(f"{part}.foreignKeys", N_("As many columns are expected on either side of a reference."))
    for place, name, fields in sides:
        if name not in columns:
            yield problem_at(f"{part}.{place}", N_("The table {table} is missing."), table=name)
        for column in _names(fields) if name in columns else ():
            if column not in columns[name] and columns[name]:
                yield problem_at(f"{part}.{place}", N_("The column {column} is missing."), column=column)


def _names(fields: str | list[str]) -> list[str]:
    return [fields] if isinstance(fields, str) else fields
