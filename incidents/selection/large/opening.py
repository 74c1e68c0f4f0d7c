"""Opening a record to be asked where it is kept, and what is known of it before anything is asked."""

from collections.abc import Iterator
from contextlib import contextmanager

import pandas as pd

from geodata.gazetteer import Gazetteer, load_gazetteer
from incidents.record.record import Record, places_of, record_of_rows
from incidents.record.storage import Database, Home
from incidents.record.storage.databases import AskedTables, asked_tables, opened
from incidents.record.web_addresses import with_true_addresses
from incidents.selection.large.few import few_of
from incidents.selection.large.questions import LargeRecord


@contextmanager
def large_record(
    home: Home, gazetteer: Gazetteer | None = None, *, frame: Record | None = None, seconds: float | None = None
) -> Iterator[LargeRecord]:
    """Open a record to be asked where it is kept: a database, a file of DuckDB, or a folder of Parquet.

    Expects what ``publish-to`` writes. Raises DatabaseError where it cannot be opened or asked, and where an answer
    takes longer than ``seconds``. ``frame`` is that of an earlier opening, if the record has not changed since.
    """
    dialect = "postgres" if isinstance(home, Database) else "duckdb"
    with opened(home, seconds) as engine:
        if frame is None:
            tables = asked_tables(engine, home.name)
            frame = _frame(tables, gazetteer)
        else:  # which holds what is said of the tables
            tables = AskedTables(engine, frame.schema, frame.stamp, home.name, frame.tables.texts)
        yield LargeRecord(engine, dialect, frame, tables)


def _frame(tables: AskedTables, gazetteer: Gazetteer | None) -> Record:
    """Return what is left of a record without its incidents: what it is asked with."""
    bare = Record(
        tables=tables,
        gazetteer=places_of(tables, gazetteer or load_gazetteer()),
        stamp=tables.stamp,
        incidents=pd.DataFrame(),
        profiles=pd.DataFrame(),
        sources=with_true_addresses(tables.read("sources")).set_index("source_id", drop=False),
        origins=tables.read("origins").set_index("origin_id", drop=False),
        actors=tables.read("actors").set_index("actor_id", drop=False),
        milestones=tables.read("milestones").sort_values("date", ignore_index=True),
    )
    return record_of_rows(bare, few_of(tables, bare, ()))
