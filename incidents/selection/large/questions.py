"""What the page asks of a record, answered where a large one is kept: a short list of questions, each defined once.

ibis writes each as the SQL of the engine that is asked: DuckDB, PostgreSQL, and whatever else it knows (Trino, Spark).
What comes back is as large as the answer, never as large as the record; it is what memory answers, to the last digit.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from typing import Any

import ibis
import numpy as np
import pandas as pd
import pyarrow as pa

from geodata.gazetteer import Gazetteer, load_gazetteer
from incidents.language import Language
from incidents.record.derived import ENDS, NO_PERIOD
from incidents.record.record import Record, places_of
from incidents.record.schema import KINDS
from incidents.record.storage import Database, Home
from incidents.record.storage.databases import Engine, asked_tables, opened
from incidents.record.tables import Tables
from incidents.record.vocabulary import KILLED_CATEGORIES, NOT_STATED
from incidents.selection.circles import reaches_of
from incidents.selection.filters import LISTS
from incidents.selection.large.conditions import Rows, answering, codes_in
from incidents.selection.large.orders import keys_of
from incidents.selection.large.worked_out import CODES, SETS, WHEREABOUTS, WORKED_OUT
from incidents.selection.orders import Order
from incidents.selection.question import Bounds, Near, Question
from incidents.selection.summaries import KeyFigures, Total

TOTALS = ("killed", "wounded", "arrested", *KILLED_CATEGORIES)
_SUMS = (*ENDS, "known", "open")


class LargeRecord:
    """A record that is asked where it is kept.

    ``frame`` is a record without incidents: its schema, gazetteer, parties and sources, which are few. Answers are
    those that ``options``, ``summaries`` and the tables give of a ``Selection`` in memory.
    """

    def __init__(self, engine: Engine, dialect: str, frame: Record) -> None:
        self.frame, self._engine, self._dialect = frame, engine, dialect
        self._sets: dict[str, list[str]] = {}
        columns = engine.rows(f'SELECT * FROM {_named(engine, WORKED_OUT)} WHERE "number" < 0').schema  # noqa: S608
        self._rows: Rows = ibis.table(
            {field.name: _TYPES[str(field.type)] for field in columns if str(field.type) in _TYPES},
            name=WORKED_OUT,
            database=engine.schema,
        )

    def __len__(self) -> int:
        """Count the incidents."""
        return int(self._answer(self._rows.aggregate(held=self._rows.count()))["held"].iloc[0])

    def _answer(self, asked: Any) -> pd.DataFrame:  # noqa: ANN401 - an expression
        found = self._engine.rows(str(ibis.to_sql(asked, dialect=self._dialect)))
        whole = {name for name, kind in asked.schema().items() if kind.is_integer()}
        columns = zip(found.column_names, found.columns, strict=True)
        return pa.table({name: _number(cells) if name in whole else cells for name, cells in columns}).to_pandas()

    def _sets_of(self, column: str) -> list[str]:
        if column not in self._sets:
            self._sets[column] = self._answer(self._rows.select(column).distinct())[column].tolist()
        return self._sets[column]

    @cached_property
    def _whereabouts(self) -> tuple[list[int], Record]:
        """Return the numbers of all whereabouts, and a record that has one incident at each."""
        least = {name: self._rows[name].min() for name in WHEREABOUTS}
        found = self._answer(self._rows.group_by("whereabouts").aggregate(**least))
        lying = found[list(WHEREABOUTS)].astype("str").where(found[list(WHEREABOUTS)].notna(), None)
        return found["whereabouts"].tolist(), replace(self.frame, incidents=lying)

    def _within(self, near: Near) -> list[int]:
        numbers, lying = self._whereabouts
        return [numbers[row] for row in np.flatnonzero(reaches_of(lying, near).possible)]

    def _selected(self, question: Question) -> Rows:
        return answering(self._rows, question, self._sets_of, self._within)

    def count_options(self, question: Question, names: Iterable[str]) -> dict[str, dict[str, int]]:
        """Count per filter and code how many incidents the option alone would leave, all other filters kept."""
        return {name: self._options(question, name) for name in names}

    def _options(self, question: Question, name: str) -> dict[str, int]:
        column = SETS.get(name) or CODES[name]
        selected = self._selected(question.without(name))
        found = self._answer(selected.group_by(column).aggregate(counted=selected.count()))
        counts = dict.fromkeys(LISTS[name].codes(self.frame), 0)
        for held, counted in zip(found[column].fillna(""), found["counted"], strict=True):
            for code in codes_in(held) if name in SETS else (held or NOT_STATED,):
                counts[code] = counts.get(code, 0) + int(counted)
        return counts

    def key_figures(self, question: Question) -> KeyFigures:
        """Return the figures above the map."""
        rows = self._selected(question)
        sums = {f"{measure}_{name}": sum_ for measure in TOTALS for name, sum_ in _sums(rows, measure).items()}
        found = self._answer(
            rows.group_by(
                "in_totals"
            ).aggregate(  # a condition within each of so many sums would take four times as long
                incidents=rows.count(),
                contested=rows.contested.sum(),
                single_origin=(rows.origins == 1).sum(),
                placed=rows.latitude.count(),
                undated=(rows.week_first == NO_PERIOD).sum(),
                **sums,
            )
        ).fillna(0)
        summed = found[found["in_totals"]].sum().astype("int64")
        told = {
            **found.drop(columns=list(sums)).sum().astype("int64"),
            **summed[list(sums)],
            "counted": summed["incidents"],
        }
        told = {str(name): int(number) for name, number in told.items()}
        totals = {measure: _total(told, measure) for measure in TOTALS}
        within = self._options_held(question)
        return KeyFigures(
            incidents=told["incidents"],
            killed=totals["killed"],
            wounded=totals["wounded"],
            arrested=totals["arrested"],
            killed_by_side={side: totals[side] for side in KILLED_CATEGORIES},
            contested=told["contested"],
            single_origin=told["single_origin"],
            governorates=len(within & set(self.frame.gazetteer.governorates)),
            without_place=told["incidents"] - told["placed"],
            without_date=told["undated"],
            aggregates=told["incidents"] - told["counted"],
        )

    def _options_held(self, question: Question) -> set[str]:
        found = self._answer(self._selected(question).select("governorates").distinct())["governorates"]
        return {code for held in found for code in codes_in(held)}

    def per_month(self, question: Question) -> pd.DataFrame:
        """Count incidents dated within one month: columns period (its first day), kind, incidents."""
        rows = self._selected(question)
        rows = rows.filter((rows.month_first == rows.month_last) & (rows.month_first != NO_PERIOD))
        found = self._answer(rows.group_by(["month_first", "kind"]).aggregate(incidents=rows.count()))
        order = list(self.frame.schema.codes(KINDS))
        found = found.assign(rank=found["kind"].map(order.index)).sort_values(
            ["month_first", "rank"], ignore_index=True
        )
        months = found["month_first"].to_numpy().astype("datetime64[M]").astype("datetime64[s]")
        return pd.DataFrame({"period": months, "kind": found["kind"], "incidents": found["incidents"]})

    def points(self, question: Question, bounds: Bounds | None = None) -> pd.DataFrame:
        """Return what the marks of a view are made of: per point and kind the incidents and what they add.

        Columns latitude, longitude (degrees), uncertainty_km, geo_precision, place_id, kind, incidents, killed_low,
        killed_high (sums of what is stated), killed_known, killed_open.
        """
        by = ["latitude", "longitude", "uncertainty_km", "geo_precision", "place_id", "kind"]
        return self._added_up(self._placed(question, bounds), by)

    def cells(self, question: Question, step: float, bounds: Bounds | None = None) -> pd.DataFrame:
        """Return the same per cell of a grid of so many degrees, where points abound: row, column, kind and the sums.

        Rows count from the equator to the north, columns from Greenwich to the east. No answer is larger than the grid.
        """
        rows = self._placed(question, bounds)
        cells = rows.mutate(row=(rows.latitude / step).floor(), column=(rows.longitude / step).floor())
        return self._added_up(cells, ["row", "column", "kind"])

    def _placed(self, question: Question, bounds: Bounds | None) -> Rows:
        rows = self._selected(question)
        rows = rows.filter(~rows.latitude.isnull())  # noqa: PD003 - of ibis
        return answering(rows, Question(bounds=bounds), self._sets_of, self._within) if bounds else rows

    def _added_up(self, rows: Rows, by: list[str]) -> pd.DataFrame:
        sums = {f"killed_{name}": sum_ for name, sum_ in _sums(rows, "killed").items()}
        found = self._answer(rows.group_by([*by, "in_totals"]).aggregate(incidents=rows.count(), **sums))
        found[list(sums)] = found[list(sums)].where(found["in_totals"], 0).fillna(0)
        return found.drop(columns="in_totals").groupby(by, as_index=False).sum()

    def page(self, question: Question, order: Order, lang: Language, first: int, size: int) -> list[str]:
        """Return the ids of a page of the table: ``size`` incidents from ``first`` on, in an order."""
        rows = self._selected(question)
        ordered = rows.order_by([*keys_of(rows, order, lang, list(self.frame.schema.codes(KINDS)))])
        found = self._answer(ordered.limit(size, offset=first).select("incident_id"))
        return [str(incident_id) for incident_id in found["incident_id"]]

    def rows_of(self, table: str, incident_ids: Sequence[str]) -> pd.DataFrame:
        """Return the rows of some incidents in a table of the record, typed, in the order of the table."""
        return self.frame.tables.rows_of(table, incident_ids)


_TYPES = {"int64": "int64", "double": "float64", "string": "string", "bool": "boolean", "date32[day]": "date"}
_TYPES |= {"int32": "int64", "int16": "int64", "float": "float64", "large_string": "string"}


@contextmanager
def large_record(home: Home, gazetteer: Gazetteer | None = None) -> Iterator[LargeRecord]:
    """Open a record to be asked where it is kept: a database, a file of DuckDB, or a folder of Parquet.

    Expects what ``publish-to`` writes. Raises DatabaseError where it cannot be opened or asked.
    """
    dialect = "postgres" if isinstance(home, Database) else "duckdb"
    with opened(home) as engine:
        yield LargeRecord(engine, dialect, _frame(asked_tables(engine, home.name), gazetteer))


def _frame(tables: Tables, gazetteer: Gazetteer | None) -> Record:
    """Return what is left of a record without its incidents: what it is asked with."""
    return Record(
        tables=tables,
        gazetteer=places_of(tables, gazetteer or load_gazetteer()),
        stamp=tables.stamp,
        incidents=pd.DataFrame(),
        profiles=pd.DataFrame(),
        sources=tables.read("sources").set_index("source_id", drop=False),
        origins=tables.read("origins").set_index("origin_id", drop=False),
        actors=tables.read("actors").set_index("actor_id", drop=False),
        milestones=tables.read("milestones"),
    )


def _number(cells: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return whole numbers as such: PostgreSQL gives sums without end, which Arrow has only as text."""
    if isinstance(cells.type, pa.BaseExtensionType):
        cells = pa.chunked_array([part.storage for part in cells.chunks], cells.type.storage_type)
    return cells.cast(pa.int64())


def _named(engine: Engine, table: str) -> str:
    return f'"{engine.schema}"."{table}"'


def _sums(rows: Rows, measure: str) -> dict[str, Any]:
    """Return what makes a total of rows that are summed: both ends, for how many it is known, and open above."""
    low, high, open_ = (rows[f"{measure}_{name}"] for name in (*ENDS, "at_least"))
    return {"low": low.sum(), "high": high.sum(), "known": high.count(), "open": open_.sum()}


def _total(told: dict[str, int], measure: str) -> Total:
    low, high, known, open_ = (told[f"{measure}_{name}"] for name in _SUMS)
    of = told["counted"]
    return Total(low, high, of - known, of, open_) if known else Total(None, None, of, of)
