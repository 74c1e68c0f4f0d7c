"""What the page asks of a record, answered where a large one is kept: a short list of questions, each defined once.

ibis writes each as the SQL of the engine that is asked: DuckDB, PostgreSQL, and whatever else it knows (Trino, Spark).
What comes back is as large as the answer, never as large as the record; it is what memory answers, to the last digit.
"""

from collections.abc import Iterable, Sequence
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
from incidents.record.storage.databases import AskedTables, DatabaseError, Engine
from incidents.record.vocabulary import NOT_STATED
from incidents.selection.circles import reaches_of
from incidents.selection.filters import LISTS
from incidents.selection.large.conditions import Rows, answering, codes_in
from incidents.selection.large.few import TOLD, as_incidents, few_of, read_or_none
from incidents.selection.large.found_by import DOCUMENT
from incidents.selection.large.mentioning import mentioning
from incidents.selection.large.orders import keys_of
from incidents.selection.large.worked_out import CODES, SETS, SOURCES, WHEREABOUTS, WORKED_OUT
from incidents.selection.orders import Order
from incidents.selection.question import Near, Question

OLDER = N_("This database was written by an older version of the programs. {command} with {option} writes it anew.")
_STANDS_FOR = "answering_"  # how the names of such rows begin
_LATE, _LEAST = 50, 1_000  # the part of a record, and at least how many incidents, in which the latest are sought


# What is asked once of a version of a record, whoever asks: its frame stays while that version does.
_sets: Kept[str, list[str]] = Kept()
_lying: Kept[None, tuple[list[int], Record]] = Kept()
_counts: Kept[None, int] = Kept()


class LargeRecord:
    """A record that is asked where it is kept.

    ``frame`` is a record without incidents: its schema, gazetteer, parties and sources, which are few. Answers are
    those that ``options``, ``summaries`` and the tables give of a ``Selection`` in memory. ``rows`` are those of
    ``worked_out``, for questions that other modules put (``selected`` narrows them, ``answer`` asks).
    """

    def __init__(self, engine: Engine, dialect: str, frame: Record, tables: AskedTables) -> None:
        self.frame, self._engine, self._dialect, self._tables = frame, engine, dialect, tables
        self._selected: dict[Question, tuple[str, str]] = {}  # the name that stands for its rows, and their SQL
        columns = engine.rows(f"SELECT * FROM {_named(engine, WORKED_OUT)} LIMIT 0").schema  # noqa: S608
        if not {*TOLD, SOURCES} <= {field.name for field in columns}:
            raise DatabaseError(OLDER, command="python -m incidents publish-to", option="--force")
        self.rows: Rows = ibis.table(
            {field.name: _TYPES[str(field.type)] for field in columns if str(field.type) in _TYPES},
            name=WORKED_OUT,
            database=engine.schema,
        )

    def __len__(self) -> int:
        """Count the incidents."""

        def ask() -> int:
            return int(self.answer(self.rows.aggregate(held=self.rows.count()))["held"].iloc[0])

        return _counts.of(self.frame, None, ask)

    def answer(self, asked: Any) -> pd.DataFrame:  # noqa: ANN401 - an expression
        """Return what an expression on ``rows`` finds."""
        found = self._engine.rows(self._sql(asked))
        whole = {name for name, kind in asked.schema().items() if kind.is_integer()}
        columns = zip(found.column_names, found.columns, strict=True)
        return pa.table({name: _number(cells) if name in whole else cells for name, cells in columns}).to_pandas()

    def _sql(self, asked: Any) -> str:  # noqa: ANN401 - an expression
        """Write an expression, and in the place of each name the rows that it stands for."""
        written = _written(asked.op(), self._dialect)
        for name, rows in self._selected.values():
            written = written.replace(f'"{name}"', f"({rows})")
        return written

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

    def _mentioning(self, text: str) -> Any:  # noqa: ANN401 - a condition
        if "text" in self.not_answered:
            raise ValueError("this record cannot be searched where it is kept")
        return mentioning(self, text)

    def _within(self, near: Near) -> list[int]:
        numbers, lying = self._whereabouts
        return [numbers[row] for row in np.flatnonzero(reaches_of(lying, near).possible)]

    def selected(self, question: Question, *columns: str) -> Rows:
        """Return the rows that answer a question, all columns or some.

        A name stands for them until they are asked for: ibis takes ten times as long to write an expression on so many
        columns that are filtered, and each question is the ground of many.
        """
        if not question.active():
            return self._named(WORKED_OUT, columns, self._engine.schema)
        if question not in self._selected:
            rows = self._sql(answering(self.rows, question, self.sets_of, self._within, self._mentioning))
            self._selected[question] = f"{_STANDS_FOR}{len(self._selected)}_", rows
        return self._named(self._selected[question][0], columns)

    def _named(self, name: str, columns: Sequence[str], database: str | None = None) -> Rows:
        held = self.rows.schema()
        return ibis.table({column: held[column] for column in columns or held}, name=name, database=database)

    def lying_nowhere(self, question: Question) -> Rows:
        """Return the rows that answer all of a question but how near they lie, as nobody states where that is."""
        rows = self.selected(question.without("near"))
        numbers, lying = self._whereabouts
        if question.near is None:
            return rows.filter(ibis.literal(False))  # noqa: FBT003 - of ibis
        nowhere = np.flatnonzero(reaches_of(lying, question.near).unplaced)
        return rows.filter(rows.whereabouts.isin([numbers[row] for row in nowhere]))

    def leaves_out_any(self, column: str) -> bool:
        """Say whether any incident of the record holds no code in a column of sets or of codes."""
        return any(pd.isna(held) or not held for held in self.sets_of(column))

    def count_options(self, question: Question, names: Iterable[str]) -> dict[str, dict[str, int]]:
        """Count per filter and code how many incidents the option alone would leave, all other filters kept."""
        return {name: self._options(question, name) for name in names}

    def _options(self, question: Question, name: str) -> dict[str, int]:
        column = SETS.get(name) or CODES[name]
        selected = self.selected(question.without(name), column)
        found = self.answer(selected.group_by(column).aggregate(counted=selected.count()))
        counts = dict.fromkeys(LISTS[name].codes(self.frame), 0)
        for held, counted in zip(found[column], found["counted"], strict=True):
            for code in codes_held(name, held):
                counts[code] = counts.get(code, 0) + int(counted)
        return counts

    def page(self, question: Question, order: Order, lang: Language, first: int, size: int) -> list[str]:
        """Return the ids of a page of the table: ``size`` incidents from ``first`` on, in an order."""
        rows = self.selected(question)
        ordered = rows.order_by([*keys_of(rows, order, lang, list(self.frame.schema.codes(KINDS)))])
        found = self.answer(ordered.limit(size, offset=first).select("incident_id"))
        return [str(incident_id) for incident_id in found["incident_id"]]

    def told(self, numbers: Sequence[int]) -> Record:
        """Return a record of the incidents with these numbers, of which is known what a list and a mark say of them.

        Its incidents stand in the order of their numbers. Nothing is asked but ``worked_out``.
        """
        found = self.answer(self.rows.filter(self.rows.number.isin(list(numbers)))[["number", *TOLD]])
        return replace(self.frame, incidents=as_incidents(found.sort_values("number", ignore_index=True)))

    def numbers(self, question: Question, first: int, size: int) -> list[int]:
        """Return the numbers of the latest incidents, ``size`` from ``first`` on."""
        late, found = len(self) - max(len(self) // _LATE, _LEAST), pd.DataFrame()
        for since in (late, 0) if late > 0 else (0,):  # most often the latest few of the record hold them
            rows = self.selected(question, "number")
            rows = rows.filter(rows.number >= since) if since else rows
            found = self.answer(rows.order_by(rows.number.desc()).limit(size, offset=first).select("number"))
            if len(found) == size:
                break
        return [int(number) for number in found["number"]]

    def table(self, name: str, columns: Sequence[str]) -> Rows:
        """Return a table of the record, of which columns of text are asked."""
        return ibis.table(dict.fromkeys(columns, "string"), name=name, database=self._engine.schema)

    def rows_of(self, table: str, incident_ids: Sequence[str]) -> pd.DataFrame:
        """Return the rows of some incidents in a table of the record, typed, in the order of the table."""
        return self._tables.rows_of(table, incident_ids)

    def read(self, table: str) -> pd.DataFrame:
        """Return a table that is small, typed; without rows where the record does not keep it."""
        return read_or_none(self._tables, table)

    def few(self, incident_ids: Sequence[str]) -> Record:
        """Return a record in memory of some incidents alone; unknown ids are left out."""
        return record_of_rows(self.frame, few_of(self._tables, self.frame, incident_ids))


@lru_cache(maxsize=2048)  # to write a question takes as long as to answer it, and the next reader asks the same
def _written(asked: Any, dialect: str) -> str:  # noqa: ANN401 - the node of an expression
    return str(ibis.to_sql(asked.to_expr(), dialect=dialect))


_TYPES = {"int64": "int64", "double": "float64", "string": "string", "bool": "boolean", "date32[day]": "date"}
_TYPES |= {"int32": "int64", "int16": "int64", "float": "float64", "large_string": "string"}


def _number(cells: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return whole numbers as such: PostgreSQL gives sums without end, which Arrow has only as text."""
    if isinstance(cells.type, pa.BaseExtensionType):
        cells = pa.chunked_array([part.storage for part in cells.chunks], cells.type.storage_type)
    return cells.cast(pa.int64())


def _named(engine: Engine, table: str) -> str:
    return f'"{engine.schema}"."{table}"'


def codes_held(name: str, held: str | float | None) -> Iterable[str]:
    """Return the codes of a list that stand in a cell; of an empty or a missing one, "not stated"."""
    text = held if isinstance(held, str) else ""
    return codes_in(text) if name in SETS else (text or NOT_STATED,)


def sums_of(rows: Rows, measure: str) -> dict[str, Any]:
    """Return what makes a total of rows that are summed: both ends, for how many it is known, and open above."""
    low, high, open_ = (rows[f"{measure}_{name}"] for name in (*ENDS, "at_least"))
    return {"low": low.sum(), "high": high.sum(), "known": high.count(), "open": open_.sum()}
