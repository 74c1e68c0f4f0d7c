"""What a draft would change in the record as it is now, and where somebody else has changed the same meanwhile.

A cell that the draft leaves as it was seen is nobody's business: it keeps what the record has now. A cell that both
have changed is a conflict, and nothing is overwritten.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from incidents.desk.beginnings import with_cells, with_row, without_row
from incidents.desk.draft import Draft, DraftError, Row, Rows
from incidents.desk.kept_record import KeptRecord
from incidents.desk.table_rows import Key, TextTable, key_of, with_changes
from incidents.language import N_, Language

Deed = Literal["add", "correct", "remove"]

_NO_COLUMN = N_("The table {table} has no column {column}.")
_TWICE = N_("The draft has two rows {key} in the table {table}.")


@dataclass(frozen=True)
class Change:
    """A row to be added, corrected (``now``: as it stands) or removed; ``row`` is its place in the draft, if any.

    ``cells`` are those that will stand otherwise than now: of an added row all that are filled.
    """

    deed: Deed
    table: str
    key: Key
    row: int | None
    cells: Row
    now: Row


@dataclass(frozen=True)
class Conflict:
    """A cell (no ``column``: a whole row) that was ``seen``, is ``now``, and is ``wanted``, each time otherwise."""

    table: str
    key: Key
    row: int | None
    column: str
    seen: str
    now: str
    wanted: str

    def say(self, lang: Language, *, table: str = "", column: str = "") -> str:
        """Say in a sentence what was changed meanwhile; ``table`` and ``column`` are how its reader calls them."""
        named = {"table": table or self.table, "key": ", ".join(self.key), "column": column or self.column}
        if not self.column:
            return lang.say(_GONE_ROW if self.seen else _TAKEN_ROW).format(**named)
        told = {name: value or lang.say("(empty)") for name, value in (("now", self.now), ("wanted", self.wanted))}
        return lang.say(_CHANGED if self.row is not None else _CHANGED_AND_REMOVED).format(**named, **told)


_TAKEN_ROW = N_("{table}: {key} was given to another row of the record meanwhile.")
_GONE_ROW = N_("{table}: {key} was removed from the record meanwhile.")
_CHANGED = N_("{table}: {key}: {column} was changed meanwhile to “{now}”; the draft has “{wanted}”.")
_CHANGED_AND_REMOVED = N_("{table}: {key}: {column} was changed meanwhile to “{now}”; the draft takes the row out.")


def find_changes(kept: KeptRecord, draft: Draft) -> tuple[list[Change], list[Conflict]]:
    """Return what a draft changes in a record, and what stands in its way.

    Raises DraftError for a table or a column that the record has not, and for two rows of one key.
    """
    changes: list[Change] = []
    conflicts: list[Conflict] = []
    for table in dict.fromkeys((*draft.rows, *draft.seen)):
        if draft.rows.get(table) or draft.seen.get(table):
            for found in _of_table(kept, draft, table):
                (conflicts if isinstance(found, Conflict) else changes).append(found)  # type: ignore[arg-type]  # by kind
    return changes, conflicts


def _of_table(kept: KeptRecord, draft: Draft, table: str) -> Iterator[Change | Conflict]:
    held, rows = kept.table(table), kept.rows(table)
    seen = _by_key(held, table, draft.seen.get(table, ()))
    for key, (_row, before) in seen.items():
        if key not in _by_key(held, table, draft.rows.get(table, ())):
            yield from _removal(table, key, before, rows.get(key))
    for key, (row, wanted) in _by_key(held, table, draft.rows.get(table, ())).items():
        if key in seen:
            yield from _correction(table, key, row, seen[key][1], wanted, rows.get(key))
        else:
            yield from _addition(table, key, row, wanted, rows.get(key))


def _by_key(held: TextTable, table: str, rows: tuple[Row, ...]) -> Mapping[Key, tuple[int, Row]]:
    found: dict[Key, tuple[int, Row]] = {}
    for place, row in enumerate(rows):
        for column in row:
            if column not in held.columns:
                raise DraftError(_NO_COLUMN, table=table, column=column)
        key = key_of(held.key, row)
        if key in found:
            raise DraftError(_TWICE, table=table, key=", ".join(key))
        found[key] = (place, row)
    return found


def _removal(table: str, key: Key, before: Row, now: Row | None) -> Iterator[Change | Conflict]:
    if now is None:
        return  # somebody else has removed it as well
    moved = [name for name in now if now[name] != before.get(name, "")]
    for name in moved:
        yield Conflict(table, key, None, name, before.get(name, ""), now[name], "")
    if not moved:
        yield Change("remove", table, key, None, {}, now)


def _addition(table: str, key: Key, row: int, wanted: Row, now: Row | None) -> Iterator[Change | Conflict]:
    if now is None:
        yield Change("add", table, key, row, {name: cell for name, cell in wanted.items() if cell}, {})
    elif any(now[name] != cell for name, cell in wanted.items()):
        yield Conflict(table, key, row, "", "", ", ".join(key), ", ".join(key))


def _correction(
    table: str, key: Key, row: int, before: Row, wanted: Row, now: Row | None
) -> Iterator[Change | Conflict]:
    touched = {name: cell for name, cell in wanted.items() if cell != before.get(name, "")}
    if now is None:
        if touched:
            yield Conflict(table, key, row, "", ", ".join(key), "", ", ".join(key))
        return
    cells = {name: cell for name, cell in touched.items() if cell != now[name]}
    clashing = [name for name in cells if now[name] != before.get(name, "")]
    for name in clashing:
        yield Conflict(table, key, row, name, before.get(name, ""), now[name], cells[name])
    if cells and not clashing:
        yield Change("correct", table, key, row, cells, now)


def changed_table(held: TextTable, changes: list[Change]) -> TextTable:
    """Return a table with the changes that concern it."""
    moved: dict[Key, Row | None] = {
        change.key: None if change.deed == "remove" else change.cells for change in changes if change.deed != "add"
    }
    return with_changes(held, moved, [change.cells for change in changes if change.deed == "add"])


def brought_up_to_date(kept: KeptRecord, draft: Draft, *, yields: bool = False) -> Draft:
    """Return a draft as if it were begun on the record of now: for a curator who has seen every conflict.

    What the draft has changed stays as the draft has it, or where it ``yields`` what both have changed as the record
    has it; what it has not takes what stands in the record now.
    """
    if yields:
        draft = _yielding(kept, draft)
    rows: dict[str, tuple[Row, ...]] = dict(draft.rows)
    seen: dict[str, tuple[Row, ...]] = dict(draft.seen)
    for table in draft.seen:
        held, stands = kept.table(table), kept.rows(table)
        before = {key_of(held.key, row): row for row in draft.seen[table]}
        rows[table] = tuple(
            _merged(row, before[key], stands[key])
            if (key := key_of(held.key, row)) in before and key in stands
            else row
            for row in draft.rows.get(table, ())
        )
        seen[table] = tuple(stands[key] for key in before if key in stands)
    return replace(draft, base=kept.stamp, rows=rows, seen=seen)


def _yielding(kept: KeptRecord, draft: Draft) -> Draft:
    """Return a draft without what it wants of cells and rows that somebody else has changed meanwhile."""
    _changes, conflicts = find_changes(kept, draft)
    stay = {(one.table, one.key) for one in conflicts if one.row is None}  # which it was to take out
    for table, key in sorted(stay):
        draft = with_row(draft, table, dict(kept.rows(table)[key]))
    clashing = [one for one in conflicts if one.row is not None]
    for one in sorted(clashing, key=lambda one: -(one.row or 0)):  # from behind, so that no row moves before its turn
        place = one.row or 0
        if one.column:
            now = kept.rows(one.table)[one.key][one.column]
            draft = with_cells(draft, one.table, place, {one.column: now})
        else:
            draft = without_row(draft, one.table, place)
    return draft


def _merged(wanted: Row, before: Row, now: Row) -> Row:
    return dict(now) | {name: cell for name, cell in wanted.items() if cell != before.get(name, "")}


def rows_seen(kept: KeptRecord, wanted: Mapping[str, list[Key]]) -> Rows:
    """Return rows of the record by table and key, for a draft that begins from them; KeyError for one it has not."""
    return {table: tuple(dict(kept.rows(table)[key]) for key in keys) for table, keys in wanted.items()}
