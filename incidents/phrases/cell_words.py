"""Cells of the tables as readers know them: titles of columns, labels of codes, names for ids, days in words."""

from collections.abc import Sequence

import pandas as pd

from geodata.cells import SEPARATOR
from incidents.language import ENGLISH, Language, languages
from incidents.phrases.citations import source_text
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
    if column in _NAMED:
        return lang.say(", ").join(_name(record, column, part, lang) for part in text.split(SEPARATOR))
    return lang.date(pd.Timestamp(text).date()) if field.get("type") == "date" else text


_NAMED = ("place_id", "other_place_ids", "governorates", "origin_id", "source_id")


def _name(record: Record, column: str, code: str, lang: Language) -> str:
    """Return by what name readers know an id; the id itself where the version does not have it."""
    if column == "governorates":
        return record.governorate_name(code, lang) if code in record.gazetteer.governorates else code
    if column == "origin_id":
        return lang.of(record.origins.loc[code], "name") if code in record.origins.index else code
    if column == "source_id":
        return source_text(record.sources.loc[[code]].iloc[0], lang) if code in record.sources.index else code
    return lang.of(record.gazetteer.place(code), "name") if code in record.places.index else code


def language_of(record: Record, table: str, column: str) -> str:
    """Return the code of the language of which a column holds texts, "" where it holds no wording."""
    if table not in record.schema.tables:
        return ""
    names = {str(field["name"]) for field in record.schema.fields(table)}
    codes = [lang.code for lang in languages()]
    named = next((code for code in codes if column.endswith(f"_{code}")), "")
    return named or (ENGLISH.code if any(f"{column}_{code}" in names for code in codes) else "")


def table_label(record: Record, table: str, lang: Language) -> str:
    """Return what a table is called."""
    if table == GAZETTEER:
        return lang.say("Places")
    described = record.schema.tables.get(table)
    return lang.of(described, "title") if described else table
