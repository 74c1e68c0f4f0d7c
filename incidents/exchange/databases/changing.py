"""Rows of a record that is kept in PostgreSQL, changed where they stand, and what follows from them written anew.

All within the transaction of whoever asks; nothing is true before that is committed.
"""

from collections.abc import Iterable, Mapping, Sequence

from incidents.exchange.databases.definition import in_order, key_of
from incidents.exchange.databases.publishing import write_worked_out_anew
from incidents.record.record import Record
from incidents.record.storage import DESCRIPTOR, TEXT
from incidents.record.storage.databases import PACKAGE, POSITION, TEXTS, Engine, literal, quoted

Cells = Mapping[str, str]
Keyed = Mapping[tuple[str, ...], Cells]


def write_changes(
    engine: Engine, record: Record, tables: Mapping[str, tuple[Keyed, Keyed]], texts: Mapping[str, str]
) -> None:
    """Turn rows by their keys, before and after, into what the database holds; ``record`` is the one of after.

    Rows that are equal before and after are not touched; the order of the rows becomes that of after. ``texts`` are
    the texts and the descriptor that are other than before, by their names.
    """
    ordered = [name for name in in_order(record.schema) if name in tables]
    keys = {name: key_of(record.schema.tables[name]) for name in ordered}
    for name in ordered:  # what is referred to, before what refers to it
        before, after = tables[name]
        _insert(engine, name, [row for key, row in after.items() if key not in before])
        for key, row in after.items():
            cells = {column: cell for column, cell in row.items() if cell != before.get(key, row)[column]}
            if cells:
                _update(engine, name, zip(keys[name], key, strict=True), cells)
    for name in reversed(ordered):
        before, after = tables[name]
        _delete(engine, name, keys[name], [key for key in before if key not in after])
    for name in ordered:
        _put_in_order(engine, name, keys[name], list(tables[name][1]))
    _write_texts(engine, texts)
    write_worked_out_anew(engine, record)


def _value(cell: str) -> str:
    return literal(cell) if cell else "NULL"


def _same(column: str, cell: str) -> str:
    return f"CAST({quoted(column)} AS text) = {literal(cell)}"


def _insert(engine: Engine, table: str, rows: Sequence[Cells]) -> None:
    if rows:
        columns = ", ".join(map(quoted, rows[0]))
        values = ", ".join(f"({', '.join(map(_value, row.values()))})" for row in rows)
        engine.run(f"INSERT INTO {quoted(engine.schema, table)} ({columns}) VALUES {values}")  # noqa: S608


def _update(engine: Engine, table: str, key: Iterable[tuple[str, str]], cells: Cells) -> None:
    told = ", ".join(f"{quoted(column)} = {_value(cell)}" for column, cell in cells.items())
    where = " AND ".join(_same(column, cell) for column, cell in key)
    engine.run(f"UPDATE {quoted(engine.schema, table)} SET {told} WHERE {where}")  # noqa: S608


def _delete(engine: Engine, table: str, columns: Sequence[str], gone: Sequence[Sequence[str]]) -> None:
    if gone:
        each = (" AND ".join(_same(*pair) for pair in zip(columns, key, strict=True)) for key in gone)
        engine.run(f"DELETE FROM {quoted(engine.schema, table)} WHERE ({') OR ('.join(each)})")  # noqa: S608


def _put_in_order(engine: Engine, table: str, columns: Sequence[str], wanted: Sequence[tuple[str, ...]]) -> None:
    """Give the rows their places in an order, of the places that they have together."""
    named = [f"CAST({quoted(column)} AS text) AS k{number}" for number, column in enumerate(columns)]
    home = quoted(engine.schema, table)
    held = engine.rows(f"SELECT {quoted(POSITION)} AS p, {', '.join(named)} FROM {home} ORDER BY 1").to_pylist()  # noqa: S608
    at = {tuple(str(row[f"k{number}"]) for number in range(len(columns))): row["p"] for row in held}
    places = dict(zip(wanted, sorted(at.values()), strict=True))
    moved = [(key, place) for key, place in places.items() if at[key] != place]
    if moved:
        values = ", ".join(f"({place}, {', '.join(map(literal, key))})" for key, place in moved)
        names = [f"k{number}" for number in range(len(columns))]
        same = " AND ".join(
            f"CAST(t.{quoted(column)} AS text) = v.{name}" for column, name in zip(columns, names, strict=True)
        )
        engine.run(
            f"UPDATE {home} AS t SET {quoted(POSITION)} = v.p "  # noqa: S608
            f"FROM (VALUES {values}) AS v(p, {', '.join(names)}) WHERE {same}"
        )


def _write_texts(engine: Engine, texts: Mapping[str, str]) -> None:
    if DESCRIPTOR in texts:
        home = quoted(engine.schema, PACKAGE)
        engine.run(f"UPDATE {home} SET descriptor = {literal(texts[DESCRIPTOR])}")  # noqa: S608
    for name, text in texts.items():
        if name.endswith(TEXT):
            home = quoted(engine.schema, TEXTS)
            engine.run(f"DELETE FROM {home} WHERE name = {literal(name)}")  # noqa: S608
            if text:
                engine.run(f"INSERT INTO {home} (name, content) VALUES ({literal(name)}, {literal(text)})")  # noqa: S608
