"""A data package as SQL: what a table is made of, what its cells have to be, and what it all means.

What a database can watch over by itself stands here; the rest of the rules is what ``check`` looks after.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from incidents.checks.schema import references
from incidents.language import Language, languages, plain_text
from incidents.record.contract import needed_of
from incidents.record.schema import Described, Schema
from incidents.record.storage.databases import POSITION, literal, quoted

TYPES = {"integer": "bigint", "number": "double precision", "date": "date", "boolean": "boolean"}
# Parts of patterns that both engines read alike; one that holds others is left to the checks.
_COMMON = re.compile(r"(\\[dwsDWS.|()\[\]/?+*{}-]|[^\\])*")
_LOOKS_AROUND = re.compile(r"\(\?[^:]")


@dataclass(frozen=True)
class Dialect:
    """In what the engines differ: how a cell is held against a pattern, and whether a table may refer to itself."""

    fits: Callable[[str, str], str]
    may_refer_to_itself: bool


POSTGRES = Dialect(lambda cell, pattern: f"{cell} ~ {literal(f'^(?:{pattern})$')}", may_refer_to_itself=True)
DUCKDB = Dialect(lambda cell, pattern: f"regexp_full_match({cell}, {literal(pattern)})", may_refer_to_itself=False)


def columns_of(fields: Sequence[Described]) -> list[str]:
    """Return the columns of a table as they are declared, that of its order first."""
    declared = [f"{quoted(str(field['name']))} {TYPES.get(str(field['type']), 'text')}" for field in fields]
    return [f"{quoted(POSITION)} bigint NOT NULL", *declared]


def constraints_of(described: Described, schema: Schema, home: str, dialect: Dialect) -> Iterator[str]:
    """Yield what a table watches over: keys, references, and what each cell has to be."""
    key = key_of(described)
    if key:
        yield f"PRIMARY KEY ({_listed(key)})"
    for field in described["schema"]["fields"]:
        yield from _of_cells(field, key, dialect)
    for columns, parent, keys in references(described):
        refers_to_itself = parent == described["name"]
        if parent not in schema.tables or (refers_to_itself and not dialect.may_refer_to_itself):
            continue
        if list(keys) == key_of(schema.tables[parent]):
            yield f"FOREIGN KEY ({_listed(columns)}) REFERENCES {quoted(home, parent)} ({_listed(keys)})"


def key_of(described: Described) -> list[str]:
    """Return the columns that together name a row, as the table is described or as every record has it."""
    primary = described["schema"].get("primaryKey", [])
    named = [primary] if isinstance(primary, str) else [str(name) for name in primary]
    needed = needed_of(str(described["name"]))
    return named or (list(needed.key) if needed else [])


def _of_cells(field: Described, key: Sequence[str], dialect: Dialect) -> Iterator[str]:
    constraints, cell = field.get("constraints", {}), quoted(str(field["name"]))
    if constraints.get("required") and field["name"] not in key:
        yield f"CHECK ({cell} IS NOT NULL)"
    if constraints.get("unique") and [field["name"]] != list(key):
        yield f"UNIQUE ({cell})"
    pattern = str(constraints.get("pattern") or "")
    if pattern and _COMMON.fullmatch(pattern) and not _LOOKS_AROUND.search(pattern):
        yield f"CHECK ({dialect.fits(cell, pattern)})"
    codes = [category["value"] for category in field.get("categories", ())] or constraints.get("enum", ())
    if codes:
        yield f"CHECK ({cell} IN ({', '.join(literal(str(code)) for code in codes)}))"
    if field["type"] in {"integer", "number"}:
        for name, sign in (("minimum", ">="), ("maximum", "<=")):
            if name in constraints:
                yield f"CHECK ({cell} {sign} {float(constraints[name]):g})"


def in_order(schema: Schema) -> list[str]:
    """Return the tables, each after those that it refers to."""
    ordered: dict[str, None] = {}

    def place(name: str, under: tuple[str, ...]) -> None:
        for _columns, parent, _keys in references(schema.tables[name]):
            if parent in schema.tables and parent not in (name, *under):
                place(parent, (*under, name))
        ordered.setdefault(name)

    for name in schema.tables:
        place(name, ())
    return list(ordered)


def comments(schema: Schema, home: str) -> Iterator[str]:
    """Yield what a table and each column mean, in every language, as comments of the database."""
    for name, table in schema.tables.items():
        yield f"COMMENT ON TABLE {quoted(home, name)} IS {literal(_meaning(table))}"
        for field in table["schema"]["fields"]:
            column = quoted(home, name, str(field["name"]))
            yield f"COMMENT ON COLUMN {column} IS {literal(_meaning(field))}"


def _meaning(part: Described) -> str:
    return "\n".join(filter(None, (_meaning_in(part, lang) for lang in languages())))


def _meaning_in(part: Described, lang: Language) -> str:
    said = dict.fromkeys(plain_text(lang.of(part, name)) for name in ("title", "description"))
    return ": ".join(filter(None, said))


def code_rows(schema: Schema) -> list[dict[str, str]]:
    """Return every code of a closed list: its column (``table.column``), the code, its label in each language."""
    return [
        {"field": f"{table}.{field['name']}", "code": code.value}
        | {f"label_{lang.code}": code.label(lang) for lang in languages()}
        for table in schema.tables
        for field in schema.fields(table)
        if "categories" in field
        for code in schema.codes(f"{table}.{field['name']}").values()
    ]


def _listed(names: Sequence[str]) -> str:
    return ", ".join(map(quoted, names))
