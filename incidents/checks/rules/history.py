"""Rules on what the record tells of its older versions."""

import math
from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

from incidents.checks.tables import Table, Tables, always, day_of
from incidents.language import N_
from incidents.record.contract import EDITS, GAZETTEER, VERSIONS
from incidents.record.edits import WHOLE_ROW, as_texts, digest_of, key_columns, undone
from incidents.record.problem import Problem
from incidents.record.schema import Described

_Cell = tuple[str, str, str]  # table, column and what stood there


def edits_can_be_undone(tables: Tables) -> Iterator[Problem]:
    """Find edits of what the record does not have, and cells that could not stand where they are said to have stood."""
    if EDITS not in tables:
        return
    edits = tables[EDITS]
    texts = (edits.text(name).fillna("").astype("str") for name in ("table", "column", "was"))
    cells = list(zip(*(column.to_numpy(dtype=object) for column in texts), strict=True))
    held = {name: {str(field["name"]): field for field in tables.schema.fields(name)} for name in tables.schema.tables}
    if GAZETTEER in tables:
        held[GAZETTEER] = {str(field["name"]): field for field in tables[GAZETTEER].fields}

    def knows(cell: _Cell) -> bool:
        return cell[0] in {*held, GAZETTEER} - {VERSIONS, EDITS}

    def has_column(cell: _Cell) -> bool:
        return not knows(cell) or cell[0] not in held or cell[1] in {WHOLE_ROW, *held[cell[0]]}

    def fits(cell: _Cell) -> bool:
        described = held.get(cell[0], {}).get(cell[1])
        return described is None or not cell[2] or _fits(cell[2], described)

    yield from _where_not(edits, cells, knows, "table", N_("Not a table of the record."))
    yield from _where_not(edits, cells, has_column, "column", N_("Not a column of this table."))
    yield from _where_not(
        edits, cells, fits, "was", N_("This could not stand in the column, so it cannot be put back.")
    )


def latest_version_is_led_back_to(tables: Tables) -> Iterator[Problem]:
    """Say where the latest version is not what comes out: the record was edited by hand since it was noted.

    That is no reason to show no record, but readers are then not told what is new.
    """
    names = [name for name in tables.schema.tables if name not in {VERSIONS, EDITS}]
    if VERSIONS not in tables or not len(tables[VERSIONS]) or not all(name in tables for name in (EDITS, *names)):
        return
    versions, edits = tables[VERSIONS], tables[EDITS]
    latest = len(versions) - 1
    rows = pd.DataFrame({name: edits.text(name).astype(object).fillna("") for name in _ROW})
    theirs = rows[(rows["stamp"] == versions.cell("stamp", latest)).to_numpy(dtype=bool)]
    by_table = {str(name): part.to_dict("records") for name, part in theirs.groupby("table", sort=False)}
    made = {name: undone(_texts(tables[name], tables), by_table.get(name, ())) for name in names}
    sentence = N_("The edits do not lead back to this version: the record was edited since. {command} notes it anew.")
    if digest_of(made) != versions.cell("digest", latest):
        command = always(command="python -m incidents diff --since … --note")
        yield from versions.where(versions.mask_of([latest]), "stamp", sentence, command)


_ROW = ("stamp", "table", "row", "column", "was")


def _texts(table: Table, tables: Tables) -> pd.DataFrame:
    """Return a table as a record would write it."""
    columns = {
        str(field["name"]): pd.Series(table.numbers(str(field["name"])))
        if field["type"] in {"integer", "number"}
        else table.text(str(field["name"])).reset_index(drop=True)
        for field in table.fields
    }
    return as_texts(pd.DataFrame(columns), key_columns(tables.schema, table.name))


def _where_not(
    edits: Table, cells: list[_Cell], holds: Callable[[_Cell], bool], column: str, sentence: str
) -> Iterator[Problem]:
    answers = {cell: holds(cell) for cell in dict.fromkeys(cells)}
    yield from edits.where(np.array([not answers[cell] for cell in cells], dtype=bool), column, sentence)


def _fits(text: str, field: Described) -> bool:
    """Say whether a text is one that a column can be read from."""
    if "categories" in field:
        return any(str(category["value"]) == text for category in field["categories"])
    if field["type"] in {"integer", "number"}:
        try:
            return math.isfinite(float(text))
        except ValueError:
            return False
    return field["type"] != "date" or day_of(text) is not None
