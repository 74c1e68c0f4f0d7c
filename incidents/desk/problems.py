"""What keeps a draft from being accepted: the rules of ``check``, run on the record with the draft in it.

Only what concerns the draft is told, at the row and column of the draft where it stands, so that a form can show it at
the field. Nothing is written; what the draft leaves alone is shared with the record and not read again.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from incidents.checks.examination import examine
from incidents.checks.rules import Rule
from incidents.checks.tables import Tables
from incidents.checks.weaknesses import WEAKNESSES
from incidents.desk.changed_record import ChangedRecord, with_draft
from incidents.desk.draft import Draft
from incidents.desk.kept_record import KeptRecord
from incidents.desk.table_rows import Key, key_of
from incidents.record.problem import Problem
from incidents.record.storage import Snapshot, is_table

Said = tuple[str, Key | None, str, str, str, str]


@dataclass(frozen=True)
class DraftProblem:
    """A problem, and where of the draft it stands: its table, its row from 0, and the columns.

    ``row`` is None for what stands elsewhere in the record and is there because of the draft.
    """

    table: str
    row: int | None
    columns: tuple[str, ...]
    problem: Problem


def find_problems(kept: KeptRecord, draft: Draft, today: dt.date | None = None) -> list[DraftProblem]:
    """Return what is wrong with a draft, or becomes wrong by it; DraftError for a table or column that there is not."""
    changed = with_draft(kept, draft, today or _today())
    problems, _tables = _examined(changed.kept.files, changed.kept.places)
    standing = _examined(kept.files, kept.places)[0] if problems else []
    return list(_concerning(kept, changed, draft, problems, {said for _place, said in _placed(kept, standing)}))


def find_weaknesses(
    kept: KeptRecord, draft: Draft, today: dt.date | None = None, rules: Sequence[Rule] = WEAKNESSES
) -> list[DraftProblem]:
    """Return what readers would have to know of the rows of a draft: single origins, unverified places."""
    changed = with_draft(kept, draft, today or _today())
    _problems, tables = _examined(changed.kept.files, changed.kept.places)
    if tables is None:
        return []
    weaknesses = (weakness for rule in rules for weakness in rule(tables))
    found = _concerning(kept, changed, draft, weaknesses, None)
    return [weakness for weakness in found if weakness.row is not None]


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()


@lru_cache(maxsize=4)  # a form asks again and again, and the record stays
def _examined(files: Snapshot, places: Snapshot) -> tuple[list[Problem], Tables | None]:
    return examine(files, places)


def _concerning(
    kept: KeptRecord, changed: ChangedRecord, draft: Draft, problems: Iterable[Problem], standing: set[Said] | None
) -> Iterator[DraftProblem]:
    """Yield the problems of the draft's rows, and those that the record has not without it (None: none of these)."""
    rows = {(kept.called(change.table), change.key): change.row for change in changed.changes if change.row is not None}
    named = {kept.called(table): table for table in draft.rows}
    rows |= {
        (kept.called(table), key_of(kept.table(table).key, row)): place
        for table, held in draft.rows.items()
        for place, row in enumerate(held)
    }
    for (problem, (table, key)), said in _placed(changed.kept, problems):
        row = rows.get((table, key)) if key is not None else None
        if row is not None or (standing is not None and said not in standing):
            yield DraftProblem(named.get(table, table), row, tuple(filter(None, problem.column.split(", "))), problem)


def _placed(
    kept: KeptRecord, problems: Iterable[Problem]
) -> Iterator[tuple[tuple[Problem, tuple[str, Key | None]], Said]]:
    """Yield each problem with the table and the key of its row, and with what it says, wherever the row stands."""
    tables = _tables_by_file(kept)
    for problem in problems:
        table, is_shifted = tables.get(problem.file, ("", False))
        key = _key_at(kept, table, problem.row + is_shifted) if table and problem.row else None
        details = str(sorted(problem.details.items()))
        yield (problem, (table, key)), (table, key, problem.column, problem.value, problem.sentence, details)


def _tables_by_file(kept: KeptRecord) -> dict[str, tuple[str, bool]]:
    """Return by what a problem calls a file its table, and whether its rows are counted without the header."""
    found: dict[str, tuple[str, bool]] = {}
    for table in (*kept.schema.tables, kept.place_table):
        if is_table(kept.described(table)):
            files, path = kept.where(table)
            found[files.called.get(path, path)] = (table, path in files.called)
    return found


def _key_at(kept: KeptRecord, table: str, number: int) -> Key | None:
    held = kept.table(table)
    place = number - 2  # the header is row 1
    return key_of(held.key, held.row(held.rows[place])) if 0 <= place < len(held.rows) else None
