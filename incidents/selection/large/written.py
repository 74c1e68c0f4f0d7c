"""A question as SQL, written once for its shape: ibis takes as long to write one as a database to answer it.

What differs from reader to reader is no part of the shape: which rows answer (a name stands for them, until they are
written in its place), and the days and numbers that a question is asked with (marks stand for those).
"""

import datetime as dt
import secrets
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import ibis

from incidents.record.storage.databases.engines import literal, quoted

Rows = Any  # a table of ibis, which ships no types
Writer = Callable[..., Any]  # (rows, *how, *bound) → an expression, or one that is asked ``Apart``
Bound = dt.date | int | tuple[int, ...]  # a value that is no part of a shape
ROWS = f"answering_{secrets.token_hex(8)}"  # stands for the rows which answer; no text of a reader holds it
_NUMBER = 9_100_000_000_000_000_000  # and so on: no number of a record is as high


@dataclass(frozen=True)
class Shown:
    """How a database shows the rows of ``worked_out``: its columns and their types, and what SQL it reads."""

    columns: tuple[tuple[str, str], ...]
    dialect: str

    def rows(self, name: str = ROWS, columns: Sequence[str] = (), database: str | None = None) -> Rows:
        """Return a table of these columns, or of some of them."""
        held = dict(self.columns)
        return ibis.table({column: held[column] for column in columns or held}, name=name, database=database)


@dataclass(frozen=True)
class Apart:
    """Rows that are grouped by each of some sets of their keys: what several questions count is counted in one look.

    ``asked`` groups them by all keys; a set names keys by their place, from 1. A key outside of a set is null.
    """

    asked: Any
    sets: Sequence[Sequence[int]]


@dataclass(frozen=True)
class Written:
    """SQL in which a name stands for the rows, and which columns of the answer are whole numbers."""

    sql: str
    whole: frozenset[str]

    def filled(self, rows: str, bound: Sequence[Bound] = ()) -> str:
        """Put in the rows, as SQL, and the values. These are days and numbers: nothing a reader wrote."""
        text = self.sql
        for place, value in enumerate(bound):
            if isinstance(value, dt.date):
                text = text.replace(literal(_mark(place)), literal(value.isoformat()))
            else:
                numbers = value if isinstance(value, tuple) else (value,)
                text = text.replace(str(_NUMBER + place), ", ".join(str(int(number)) for number in numbers) or "NULL")
        return text.replace(quoted(ROWS), rows)


def written(write: Writer, how: tuple[Hashable, ...], bound: Sequence[Bound], shown: Shown) -> Written:
    """Write what is asked of rows."""
    return _written(write, how, tuple(isinstance(value, dt.date) for value in bound), shown)


@lru_cache(maxsize=1024)
def _written(write: Writer, how: tuple[Hashable, ...], are_days: tuple[bool, ...], shown: Shown) -> Written:
    marks = [_mark_of(place, is_day=is_day) for place, is_day in enumerate(are_days)]
    asked = write(shown.rows(), *how, *marks)
    sets = asked.sets if isinstance(asked, Apart) else ()
    return of_expression(asked.asked if isinstance(asked, Apart) else asked, shown.dialect, sets)


def of_expression(asked: Any, dialect: str, sets: Sequence[Sequence[int]] = ()) -> Written:  # noqa: ANN401
    """Write an expression of ibis."""
    text = str(ibis.to_sql(asked, dialect=dialect))
    if sets:  # for which ibis has no words: it ends in the keys by their places
        listed = ", ".join(f"({', '.join(map(str, keys))})" for keys in sets)
        text = f"{text.rpartition('GROUP BY')[0]}GROUP BY GROUPING SETS ({listed})"
    return Written(text, frozenset(name for name, kind in asked.schema().items() if kind.is_integer()))


def _mark_of(place: int, *, is_day: bool) -> Any:  # noqa: ANN401 - of ibis
    return ibis.literal(_mark(place)).cast("date") if is_day else ibis.literal(_NUMBER + place, "int64")


def _mark(place: int) -> str:
    return f"day {place} "
