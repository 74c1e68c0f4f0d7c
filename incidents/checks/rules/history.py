"""Rules on what the record tells of its older versions."""

import math
from collections.abc import Callable, Iterator

import numpy as np

from incidents.checks.tables import Table, Tables, day_of
from incidents.language import N_
from incidents.record.contract import EDITS, GAZETTEER, VERSIONS
from incidents.record.edits import WHOLE_ROW
from incidents.record.problem import Problem
from incidents.record.schema import Described

_Cell = tuple[str, str, str]  # table, column and what stood there


def edits_can_be_undone(tables: Tables) -> Iterator[Problem]:
    """Find edits of what the record does not have, and cells that could not stand where they are said to have stood."""
    if EDITS not in tables:
        return
    edits = tables[EDITS]
    cells = list(zip(*(edits.text(name).fillna("").astype("str") for name in ("table", "column", "was")), strict=True))
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
