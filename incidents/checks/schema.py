"""What the schema says of cells and keys, of text and typed columns alike: of a cell the first thing that is wrong."""

from collections.abc import Iterator
from itertools import chain

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from incidents.checks.characters import UNPRINTABLE, unprintable_in
from incidents.checks.tables import Details, Mask, Table, Tables, always
from incidents.language import N_
from incidents.record.contract import PLACE_TABLE, Column, bounds_of, needed_of
from incidents.record.distinct import are_all_distinct, distinct_rows
from incidents.record.problem import Problem
from incidents.record.runs import are_rising, is_text
from incidents.record.schema import Described
from incidents.record.side_by_side import side_by_side
from incidents.record.vocabulary import NOT_STATED

Test = tuple[Mask, str, Details | None]

_BLANK = r"^[\s\pZ\pC]*$"
_DIGIT = r"\pN"

NOT_A_NUMBER = N_("Not a number.")
PLAIN_DIGITS = N_("A number is written with the digits 0 to 9 alone, such as 12: no spaces, signs or separators.")
NOT_WHOLE = N_("Not a whole number.")
NOT_A_DAY = N_("Not a day of the calendar, written YYYY-MM-DD.")
UNIQUE = N_("This id is already used in row {row}.")
REPEATED = N_("The same row stands already above.")


def find_cell_problems(table: Table) -> Iterator[Problem]:
    """Find cells that the schema of a table does not allow, column by column, and repeated keys."""
    if not len(table):
        return
    needed = needed_of(table.name)
    columns = needed.columns if needed else {}

    def find(described: Described) -> list[Problem]:
        return list(_in_column(table, described, columns.get(str(described["name"]), Column())))

    yield from chain.from_iterable(side_by_side(find, table.fields, len(table)))
    yield from chain.from_iterable(side_by_side(lambda key: list(_repeated(table, key)), _keys(table), len(table)))


def _in_column(table: Table, described: Described, needed: Column) -> Iterator[Problem]:
    name = str(described["name"])
    said = np.zeros(len(table), dtype=bool)
    for mask, sentence, details in _tests(table, described, needed):
        yield from table.where(mask & ~said, name, sentence, details)
        said |= mask


def _tests(table: Table, described: Described, needed: Column) -> Iterator[Test]:
    """Yield what may be wrong with the cells of a column, first things first."""
    name, constraints = str(described["name"]), described.get("constraints", {})
    is_plain = needed.pattern is not None and _all_fit(table, name, needed.pattern)
    if not is_plain:
        yield from _text_tests(table, name)
    if constraints.get("required") or needed.required:
        blank = np.False_ if is_plain or not is_text(table.column(name).type) else table.matches(name, _BLANK)
        yield ~table.is_filled(name) | blank, N_("This cell must not be empty."), None
    yield from _type_tests(table, name, "integer" if needed.type == "integer" else str(described["type"]))
    patterns = (constraints.get("pattern"), None if is_plain else needed.pattern)
    for pattern in dict.fromkeys(filter(None, patterns)):
        misspelt = table.is_filled(name) & ~table.matches(name, f"^(?:{pattern})$")
        yield misspelt, N_("Not written as it should be: {expected}"), always(expected=str(pattern))
    codes = [category["value"] for category in described.get("categories", ())] or constraints.get("enum")
    if codes:
        unknown = table.is_filled(name) & ~table.is_among(name, pa.array(codes))
        yield unknown, N_("Not a known code. Known are: {expected}."), always(expected=", ".join(codes))
    if needed_of(table.name) is PLACE_TABLE and name in {"latitude", "longitude"}:
        yield _is_exchanged(table), N_("Latitude and longitude are in each other's column."), None
    for low, high in dict.fromkeys(
        ((constraints.get("minimum"), constraints.get("maximum")), (needed.low, needed.high))
    ):
        yield from _bound_tests(table, name, low, high)
    if needed.pattern and name.endswith("_id"):
        taken = N_("{id} is taken for what is not stated.")
        yield table.is_among(name, pa.array([NOT_STATED])), taken, always(id=NOT_STATED)
    if constraints.get("unique"):
        yield _again(table, [name]), UNIQUE, lambda place: {"row": _first_row(table, name, place)}


def _all_fit(table: Table, name: str, pattern: str) -> bool:
    """Say whether all texts are what every record needs here, and so neither blank nor unprintable.

    Of six million ids each look takes a second: what one look has answered is not asked again.
    """
    return is_text(table.column(name).type) and bool(
        (table.matches(name, f"^(?:{pattern})$") == table.is_filled(name)).all()
    )


def _text_tests(table: Table, name: str) -> Iterator[Test]:
    if is_text(table.column(name).type) and table.matches(name, f"{UNPRINTABLE}|^$").any():
        sentence = N_("This cell holds a character that cannot be printed: {character}.")
        unseen = table.matches(name, UNPRINTABLE)
        yield unseen, sentence, lambda place: {"character": unprintable_in(table.cell(name, place)) or ""}
        yield table.matches(name, "^$"), N_("An empty cell holds nothing, not a text without letters."), None


def _type_tests(table: Table, name: str, kind: str) -> Iterator[Test]:
    filled = table.is_filled(name)
    if kind in {"integer", "number"}:
        numbers = table.numbers(name)
        unreadable = filled & ~np.isfinite(numbers)
        if is_text(table.column(name).type):
            yield unreadable & table.matches(name, _DIGIT), PLAIN_DIGITS, None
        yield unreadable, NOT_A_NUMBER, None
        if kind == "integer":
            yield filled & ~_is_whole(table, name, numbers), NOT_WHOLE, None
    elif kind == "date":
        days = table.days(name)
        yield filled & (np.isnat(days) | _has_an_hour(table, name)), NOT_A_DAY, None


def _is_whole(table: Table, name: str, numbers: npt.NDArray[np.float64]) -> Mask:
    if is_text(table.column(name).type):
        return table.matches(name, "^-?[0-9]+$")
    return np.asarray(np.modf(np.where(np.isfinite(numbers), numbers, 0))[0] == 0)


def _has_an_hour(table: Table, name: str) -> Mask:
    """Say which cells hold more than a day: an hour of it."""
    cells = table.column(name)
    if is_text(cells.type) or pa.types.is_date(cells.type) or pa.types.is_null(cells.type):
        return np.zeros(len(table), dtype=bool)
    moments = np.asarray(cells.to_numpy())
    return np.asarray(moments != moments.astype("datetime64[D]")) & ~np.isnat(moments)


def _is_exchanged(table: Table) -> Mask:
    """Say which points lie in Syria only if longitude is taken for latitude."""
    latitude, longitude = table.numbers("latitude"), table.numbers("longitude")
    return is_in_syria(longitude, latitude) & ~is_in_syria(latitude, longitude)


def is_in_syria(latitude: npt.NDArray[np.float64], longitude: npt.NDArray[np.float64]) -> Mask:
    """Say which points (degrees) lie within the bounds that every gazetteer keeps."""
    held = np.ones(len(latitude), dtype=bool)
    for name, degrees in (("latitude", latitude), ("longitude", longitude)):
        low, high = bounds_of(PLACE_TABLE.columns[name])
        held &= (degrees >= low) & (degrees <= high)
    return held


def _bound_tests(table: Table, name: str, low: float | None, high: float | None) -> Iterator[Test]:
    if low is not None:
        yield table.numbers(name) < low, N_("Smaller than {expected}."), always(expected=str(low))
    if high is not None:
        yield table.numbers(name) > high, N_("Larger than {expected}."), always(expected=str(high))


def _keys(table: Table) -> list[list[str]]:
    """Return the columns that together may not be repeated, but for those of one column that are unique anyway."""
    primary = table.described["schema"].get("primaryKey", [])
    keys = [[primary] if isinstance(primary, str) else list(map(str, primary))]
    needed = needed_of(table.name)
    if needed and list(needed.key) not in keys:
        keys.append(list(needed.key))
    unique = {str(field["name"]) for field in table.fields if field.get("constraints", {}).get("unique")}
    return [key for key in keys if key and not (len(key) == 1 and key[0] in unique)]


def _repeated(table: Table, key: list[str]) -> Iterator[Problem]:
    if len(key) == 1:
        name = key[0]
        yield from table.where(_again(table, key), name, UNIQUE, lambda place: {"row": _first_row(table, name, place)})
    else:
        yield from table.where(_again(table, key), ", ".join(key), REPEATED)


def _again(table: Table, names: list[str]) -> Mask:
    """Say which rows repeat what an earlier one has in some columns; rows with nothing there repeat nothing."""
    columns = [table.column(name) for name in names]
    if len(names) == 1 and _are_unlike(columns[0].drop_null()):
        return np.zeros(len(table), dtype=bool)
    filled = np.logical_or.reduce([table.is_filled(name) for name in names])
    codes = list(map(_codes, columns))
    if are_all_distinct(codes):
        return np.zeros(len(table), dtype=bool)
    number, first = distinct_rows(codes)
    return np.asarray((first[number] != np.arange(len(number))) & filled, dtype=bool)


def _codes(cells: pa.ChunkedArray) -> npt.NDArray[np.int64]:
    """Return a number for each cell, the same for equal ones."""
    if not pa.types.is_dictionary(cells.type):
        return pd.factorize(cells.to_pandas())[0].astype(np.int64)
    held = cells.combine_chunks()
    places = held.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    if not held.dictionary.null_count and are_rising(held.dictionary):
        return np.asarray(places, dtype=np.int64)
    number = np.append(pd.factorize(held.dictionary.to_pandas())[0], -1)  # a file may hold one text in two places
    return np.asarray(number[places], dtype=np.int64)


def _are_unlike(cells: pa.ChunkedArray) -> bool:
    """Say whether no cell stands twice."""
    is_plain = is_text(cells.type) and not pa.types.is_dictionary(cells.type) and cells.num_chunks == 1
    return (is_plain and are_rising(cells.chunk(0))) or len(pc.unique(cells)) == len(cells)


def _first_row(table: Table, name: str, place: int) -> str:
    cells = table.text(name)
    return str(table.rows[int(np.argmax((cells == cells.iloc[place]).to_numpy()))])


def find_reference_problems(table: Table, tables: Tables) -> Iterator[Problem]:
    """Find cells that refer to something that another table has not. One that could not be read is asked nothing."""
    for columns, parent, keys in references(table.described):
        if parent not in tables:
            continue
        filled = np.logical_and.reduce([table.is_filled(name) for name in columns])
        if len(columns) == 1:
            found = table.is_among(columns[0], tables[parent].column(keys[0]))
        else:
            known = pd.MultiIndex.from_frame(pd.DataFrame({key: tables[parent].text(key) for key in keys}))
            found = pd.MultiIndex.from_frame(pd.DataFrame({name: table.text(name) for name in columns})).isin(known)
        sentence = N_("Not found in the table {table}.")
        yield from table.where(filled & ~found, ", ".join(columns), sentence, always(table=parent))


def references(described: Described) -> list[tuple[tuple[str, ...], str, tuple[str, ...]]]:
    """Return (columns, the other table, its columns) of a table, as it is described and as every record has them."""
    found, name_of_table = {}, str(described["name"])
    for key in described["schema"].get("foreignKeys", ()):
        other = key["reference"]
        columns, keys = ((one,) if isinstance(one, str) else tuple(one) for one in (key["fields"], other["fields"]))
        parent = str(other.get("resource") or name_of_table)
        found[columns, parent] = (columns, parent, keys)
    needed = needed_of(name_of_table)
    for name, column in needed.columns.items() if needed else ():
        if column.refers:
            parent, _dot, key = column.refers.partition(".")
            found.setdefault(((name,), parent), ((name,), parent, (key,)))
    return list(found.values())
