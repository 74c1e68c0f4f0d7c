"""What the page asks of a record, answered where a large one is kept: a short list of questions, each defined once.

ibis writes each as the SQL of the engine that is asked: DuckDB, PostgreSQL, and whatever else it knows (Trino, Spark);
each once for its shape, and each filter once for its value (see ``written``). What comes back is as large as the
answer, never as large as the record; it is what memory answers, to the last digit.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

import ibis
import numpy as np
import pandas as pd
import pyarrow as pa

from incidents.language import N_, Language
from incidents.record.derived import ENDS
from incidents.record.kept import Kept
from incidents.record.record import Record, record_of_rows
from incidents.record.schema import KINDS
from incidents.record.storage.databases import AskedTables, DatabaseError, Engine, quoted
from incidents.record.vocabulary import NOT_STATED
from incidents.selection.circles import reaches_of
from incidents.selection.large.conditions import COLUMNS, answering, codes_in
from incidents.selection.large.few import TOLD, as_incidents, few_of, read_or_none
from incidents.selection.large.found_by import DOCUMENT
from incidents.selection.large.mentioning import mentioning
from incidents.selection.large.orders import keys_of
from incidents.selection.large.worked_out import SETS, SOURCES, WHEREABOUTS, WORKED_OUT
from incidents.selection.large.written import Bound, Rows, Shown, Writer, Written, of_expression, written
from incidents.selection.orders import Order
from incidents.selection.question import Bounds, Near, Question

OLDER = N_("This database was written by an older version of the programs. {command} with {option} writes it anew.")
_LATE, _LEAST = 50, 1_000  # the part of a record, and at least how many incidents, in which the latest are sought


# What is asked once of a version of a record, whoever asks: its frame stays while that version does.
_shown: Kept[None, Shown] = Kept()
_filters: Kept[tuple[str, Any], Written] = Kept(most=400)
_sets: Kept[str, list[str]] = Kept()
_lying: Kept[None, tuple[list[int], Record]] = Kept()
_counts: Kept[None, int] = Kept()


class LargeRecord:
    """A record that is asked where it is kept.

    ``frame`` is a record without incidents: its schema, gazetteer, parties and sources, which are few. Answers are
    those that ``options``, ``summaries`` and the tables give of a ``Selection`` in memory. Other modules put their
    questions by ``ask``; ``rows`` are those of ``worked_out``, for what is asked of all of them by ``answer``.
    """

    def __init__(self, engine: Engine, dialect: str, frame: Record, tables: AskedTables) -> None:
        self.frame, self._engine, self._tables = frame, engine, tables
        self._shown = _shown.find(frame, None) or _shown.keep(frame, None, _look(engine, dialect))
        self.rows: Rows = self._shown.rows(WORKED_OUT, database=engine.schema)

    def __len__(self) -> int:
        """Count the incidents."""

        def ask() -> int:
            return int(self.answer(self.rows.aggregate(held=self.rows.count()))["held"].iloc[0])

        return _counts.of(self.frame, None, ask)

    def ask(
        self, write: Writer, question: Question, *how: Hashable, bound: Sequence[Bound] = (), view: Bounds | None = None
    ) -> pd.DataFrame:
        """Return what is found among the rows that answer a question, and lie in a view where one is given.

        ``write``, a function of a module, makes an expression of them, of ``how`` and of a mark for each value of
        ``bound``; what it makes is kept, whatever those values are.
        """
        asked = written(write, how, bound, self._shown)
        return self._found(asked.filled(self._rows_of(question, view), bound), asked.whole)

    def answer(self, asked: Any) -> pd.DataFrame:  # noqa: ANN401 - an expression
        """Return what an expression on ``rows`` finds."""
        found = _of_node(asked.op(), self._shown.dialect)
        return self._found(found.sql, found.whole)

    def _found(self, sql: str, whole: frozenset[str]) -> pd.DataFrame:
        found = self._engine.rows(sql)
        columns = zip(found.column_names, found.columns, strict=True)
        return pa.table({name: _number(cells) if name in whole else cells for name, cells in columns}).to_pandas()

    def _rows_of(self, question: Question, view: Bounds | None) -> str:
        """Write the rows that answer a question: those of one filter are looked for among those of the others."""
        rows = quoted(self.home, WORKED_OUT)
        asked = [(name, getattr(question, name)) for name in question.active()]
        for name, value in (*asked, *([("bounds", view)] if view else [])):
            rows = f"({self._filter(name, value).filled(rows)})"
        return rows

    def _filter(self, name: str, value: Any) -> Written:  # noqa: ANN401 - of whatever kind the filter is
        known = _filters.find(self.frame, (name, value))
        if known:
            return known
        if name in self.not_answered:
            raise ValueError("this record cannot be searched where it is kept")
        rows = self._shown.rows(columns=COLUMNS[name])  # ibis takes ten times as long to write a filter of all
        if name == "text":
            condition = mentioning(self, rows, value)
        else:
            condition = answering(rows, name, value, self.sets_of, self._within)
        return _filters.keep(self.frame, (name, value), of_expression(rows.filter(condition), self._shown.dialect))

    def sets_of(self, column: str) -> list[str]:
        """Return the distinct sets, or codes, that stand in a column."""

        def ask() -> list[str]:
            found: list[str] = self.answer(self.rows.select(column).distinct())[column].tolist()
            return found

        return _sets.of(self.frame, column, ask)

    @property
    def _whereabouts(self) -> tuple[list[int], Record]:
        """Return the numbers of all whereabouts, and a record that has one incident at each."""
        return _lying.of(self.frame, None, self._ask_whereabouts)

    def _ask_whereabouts(self) -> tuple[list[int], Record]:
        least = {name: self.rows[name].min() for name in WHEREABOUTS}
        found = self.answer(self.rows.group_by("whereabouts").aggregate(**least))
        lying = found[list(WHEREABOUTS)].astype("str").where(found[list(WHEREABOUTS)].notna(), None)
        return found["whereabouts"].tolist(), replace(self.frame, incidents=lying)

    @property
    def home(self) -> str:
        """Return the name under which the database holds its tables together."""
        return self._engine.schema

    @property
    def not_answered(self) -> tuple[str, ...]:
        """Return the filters by which it cannot be asked: the search, where what it looks up was not written."""
        return () if DOCUMENT in self.rows.schema() else ("text",)

    def _within(self, near: Near) -> list[int]:
        numbers, lying = self._whereabouts
        return [numbers[row] for row in np.flatnonzero(reaches_of(lying, near).possible)]

    def lying_nowhere(self, question: Question) -> tuple[int, ...]:
        """Return the whereabouts of which nobody states whether they lie as near as a question asks."""
        if question.near is None:
            return ()
        numbers, lying = self._whereabouts
        return tuple(numbers[row] for row in np.flatnonzero(reaches_of(lying, question.near).unplaced))

    def leaves_out_any(self, column: str) -> bool:
        """Say whether any incident of the record holds no code in a column of sets or of codes."""
        return any(pd.isna(held) or not held for held in self.sets_of(column))

    def page(self, question: Question, order: Order, lang: Language, first: int, size: int) -> list[str]:
        """Return the ids of a page of the table: ``size`` incidents from ``first`` on, in an order."""
        kinds = tuple(self.frame.schema.codes(KINDS))
        found = self.ask(_page, question, order, lang, kinds, first, size)
        return [str(incident_id) for incident_id in found["incident_id"]]

    def told(self, numbers: Sequence[int]) -> Record:
        """Return a record of the incidents with these numbers, of which is known what a list and a mark say of them.

        Its incidents stand in the order of their numbers. Nothing is asked but ``worked_out``.
        """
        found = self.ask(_told, Question(), bound=[tuple(numbers)])
        return replace(self.frame, incidents=as_incidents(found.sort_values("number", ignore_index=True)))

    def numbers(self, question: Question, first: int, size: int) -> list[int]:
        """Return the numbers of the latest incidents, ``size`` from ``first`` on."""
        late, found = len(self) - max(len(self) // _LATE, _LEAST), pd.DataFrame()
        for since in (late, 0) if late > 0 else (0,):  # most often the latest few of the record hold them
            found = self.ask(_latest, question, first, size, bound=[since])
            if len(found) == size:
                break
        return [int(number) for number in found["number"]]

    def table(self, name: str, columns: Sequence[str]) -> Rows:
        """Return a table of the record, of which columns of text are asked."""
        return table_of(self.home, name, columns)

    def rows_of(self, table: str, incident_ids: Sequence[str]) -> pd.DataFrame:
        """Return the rows of some incidents in a table of the record, typed, in the order of the table."""
        return self._tables.rows_of(table, incident_ids)

    def read(self, table: str) -> pd.DataFrame:
        """Return a table that is small, typed; without rows where the record does not keep it."""
        return read_or_none(self._tables, table)

    def few(self, incident_ids: Sequence[str]) -> Record:
        """Return a record in memory of some incidents alone; unknown ids are left out."""
        return record_of_rows(self.frame, few_of(self._tables, self.frame, incident_ids))


def _page(rows: Rows, order: Order, lang: Language, kinds: tuple[str, ...], first: int, size: int) -> Rows:
    return rows.order_by([*keys_of(rows, order, lang, kinds)]).limit(size, offset=first).select("incident_id")


def _told(rows: Rows, numbers: Rows) -> Rows:
    return rows.filter(rows.number.isin([numbers]))[["number", *TOLD]]


def _latest(rows: Rows, first: int, size: int, since: Rows) -> Rows:
    found = rows.select("number").filter(rows.number >= since)
    return found.order_by(found.number.desc()).limit(size, offset=first)


@lru_cache(maxsize=256)  # what is asked of all of a record, each time alike
def _of_node(asked: Any, dialect: str) -> Written:  # noqa: ANN401 - the node of an expression
    return of_expression(asked.to_expr(), dialect)


def _look(engine: Engine, dialect: str) -> Shown:
    """Look what a database shows of the rows; DatabaseError where an older version has written them."""
    columns = engine.rows(f"SELECT * FROM {quoted(engine.schema, WORKED_OUT)} LIMIT 0").schema  # noqa: S608
    if not {*TOLD, SOURCES} <= {field.name for field in columns}:
        raise DatabaseError(OLDER, command="python -m incidents publish-to", option="--force")
    told = ((field.name, str(field.type)) for field in columns)
    return Shown(tuple((name, _TYPES[kind]) for name, kind in told if kind in _TYPES), dialect)


_TYPES = {"int64": "int64", "double": "float64", "string": "string", "bool": "boolean", "date32[day]": "date"}
_TYPES |= {"int32": "int64", "int16": "int64", "float": "float64", "large_string": "string"}


def _number(cells: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return whole numbers as such: PostgreSQL gives sums without end, which Arrow has only as text."""
    if isinstance(cells.type, pa.BaseExtensionType):
        cells = pa.chunked_array([part.storage for part in cells.chunks], cells.type.storage_type)
    return cells.cast(pa.int64())


def table_of(home: str, name: str, columns: Sequence[str]) -> Rows:
    """Return a table of the record, of which columns of text are asked."""
    return ibis.table(dict.fromkeys(columns, "string"), name=name, database=home)


def codes_held(name: str, held: str | float | None) -> Iterable[str]:
    """Return the codes of a list that stand in a cell; of an empty or a missing one, "not stated"."""
    text = held if isinstance(held, str) else ""
    return codes_in(text) if name in SETS else (text or NOT_STATED,)


def sums_of(rows: Rows, measure: str) -> dict[str, Any]:
    """Return what makes a total of rows that are summed: both ends, for how many it is known, and open above."""
    low, high, open_ = (rows[f"{measure}_{name}"] for name in (*ENDS, "at_least"))
    return {"low": low.sum(), "high": high.sum(), "known": high.count(), "open": open_.sum()}
