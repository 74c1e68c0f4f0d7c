"""Cells of the tables as readers know them: titles of columns, labels of codes, names for ids, days in words."""

from collections.abc import Sequence

import pandas as pd

from incidents.language import ENGLISH, Language, languages
from incidents.record.contract import GAZETTEER
from incidents.record.edits import Cell
from incidents.record.record import Record


def read_in(cells: Sequence[Cell], lang: Language) -> list[Cell]:
    """Leave out a text in another language where it is told in the reader's as well."""
    columns = {cell.column for cell in cells}
    endings = [f"_{known.code}" for known in languages()]

    def own(column: str) -> set[str]:
        stem = next((column.removesuffix(end) for end in endings if column.endswith(end)), column)
        return {f"{stem}_{lang.code}", *([stem] if lang == ENGLISH else [])} & columns

    return [cell for cell in cells if not own(cell.column) or cell.column in own(cell.column)]


def column_label(record: Record, table: str, column: str, lang: Language) -> str:
    """Return what a column is called; its name where the record does not describe it."""
    described = record.schema.fields(table) if table in record.schema.tables else []
    field = next((field for field in described if field["name"] == column), None)
    return lang.of(field, "title") if field else column


def cell_in_words(record: Record, table: str, column: str, text: str, lang: Language) -> str:
    """Write a cell as readers know it: labels for codes, names for ids, days in words; a word for an empty one."""
    if not text:
        return lang.say("empty")
    lists = record.schema.fields(table) if table in record.schema.tables else []
    field = next((field for field in lists if field["name"] == column), {})
    if "categories" in field:
        return record.schema.label(f"{table}.{column}", text, lang)
    if column == "place_id" and text in record.places.index:
        return lang.of(record.gazetteer.place(text), "name")
    if column == "origin_id" and text in record.origins.index:
        return lang.of(record.origins.loc[text], "name")
    return lang.date(pd.Timestamp(text).date()) if field.get("type") == "date" else text


def table_label(record: Record, table: str, lang: Language) -> str:
    """Return what a table is called."""
    if table == GAZETTEER:
        return lang.say("Places")
    described = record.schema.tables.get(table)
    return lang.of(described, "title") if described else table
