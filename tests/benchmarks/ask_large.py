"""How long ten million incidents take to answer: ``python -m tests.benchmarks.ask_large [--postgres] [incidents]``.

A record in the shape of UCDP GED is made once and asked as the page would ask after a change of a filter: the counts of
all options, the figures, the months, the cells of a map, a page of the table with its claims. Printed are seconds per
question and the memory of the process.
"""

import argparse
import datetime as dt
import json
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psutil
import pyarrow as pa
import pyarrow.parquet as pq

from incidents.exchange.databases.publishing import SQL_TYPES
from incidents.language import ENGLISH
from incidents.record.storage import Home, home_of
from incidents.record.storage.databases import PACKAGE, Postgres, postgres, quoted
from incidents.selection.filters import LISTS
from incidents.selection.large.questions import LargeRecord, large_record
from incidents.selection.large.worked_out import WORKED_OUT
from incidents.selection.question import Near, Question
from tests.benchmarks.copies import COPIES
from tests.benchmarks.ucdp_shaped import build_ucdp_shaped
from tests.databases import private_server

ASKED = {
    "everything": Question(),
    "a governorate": Question(governorate=("SY09",)),
    "a governorate and a kind": Question(governorate=("SY09",), kind=("attack",)),
    "a year": Question(date_from=dt.date(2020, 1, 1), date_to=dt.date(2020, 12, 31)),
    "many killed, one party": Question(killed=("10+",), actor=("sdf",)),
    "a view of the map": Question(bounds=(35.0, 39.5, 36.0, 41.0)),
    "near a point, first": Question(near=Near((35.3, 40.1), 50)),
    "near a point, again": Question(near=Near((35.3, 40.1), 30)),
}

OFFERED = [name for name, kind in LISTS.items() if kind.section != "map"]  # lists whose options the page counts


def answer(large: LargeRecord, question: Question) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Yield what a page needs after a change of a filter, by name."""
    ids: list[str] = []
    yield "options", lambda: large.count_options(question, OFFERED)
    yield "figures", lambda: large.key_figures(question)
    yield "months", lambda: large.per_month(question)
    yield "cells", lambda: large.cells(question, 0.05)
    yield "page", lambda: ids.extend(large.page(question, "latest", ENGLISH, 0, 25))
    yield "claims", lambda: large.rows_of("claims", ids)
    yield "incidents", lambda: large.rows_of("incidents", ids)


def measure(home: Home) -> None:
    """Ask everything once and print a line each."""
    process, began = psutil.Process(), time.perf_counter()
    with large_record(home) as large:
        print(json.dumps({"opened": round(time.perf_counter() - began, 2), "MB": process.memory_info().rss // 10**6}))
        for name, question in ASKED.items():
            told: dict[str, float] = {}
            for part, ask in answer(large, question):
                start = time.perf_counter()
                ask()
                told[part] = round(time.perf_counter() - start, 2)
            line = {"asked": name, "seconds": round(sum(told.values()), 2)} | told
            print(json.dumps(line | {"MB": process.memory_info().rss // 10**6}), flush=True)


def load(engine: Postgres, folder: Path) -> None:
    """Copy a folder of Parquet into PostgreSQL, with PostGIS points and what is looked up in order."""
    engine.run(f"CREATE SCHEMA {quoted(engine.schema)}; CREATE EXTENSION IF NOT EXISTS postgis")
    for path in sorted(set(folder.glob("*.parquet")) - {folder / "incident_actors.parquet"}):
        file = pq.ParquetFile(path)
        kinds = pa.schema([(field.name, _kind(field.type)) for field in file.schema_arrow])
        declared = ", ".join(f"{quoted(field.name)} {SQL_TYPES[field.type]}" for field in kinds)
        engine.run(f"CREATE TABLE {quoted(engine.schema, path.stem)} ({declared})")
        if path.stem == WORKED_OUT:
            point = "st_setsrid(st_makepoint(longitude, latitude), 4326)"
            made = f"geom geometry(Point, 4326) GENERATED ALWAYS AS ({point}) STORED"
            engine.run(f"ALTER TABLE {quoted(engine.schema, WORKED_OUT)} ADD COLUMN {made}")
        for number in range(file.num_row_groups):
            engine.fill(path.stem, file.read_row_group(number).cast(kinds))
    home = engine.schema
    for table, columns in ((WORKED_OUT, '"number"'), (WORKED_OUT, "date_start"), ("claims", "incident_id")):
        engine.run(f"CREATE INDEX ON {quoted(home, table)} ({columns})")
    engine.run(f"CREATE INDEX ON {quoted(home, 'incidents')} (incident_id)")
    engine.run(f"CREATE INDEX ON {quoted(home, WORKED_OUT)} USING gist (geom)")
    engine.run(f"ANALYZE {quoted(home, WORKED_OUT)}; ANALYZE {quoted(home, PACKAGE)}")
    engine.commit()


def _kind(kind: pa.DataType) -> pa.DataType:
    """Return as what a database keeps a column."""
    if pa.types.is_timestamp(kind):
        return pa.date32()
    return kind if kind in SQL_TYPES else pa.string()


def main() -> None:
    """Make the record where it is missing, and ask it in DuckDB or in PostgreSQL."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("incidents", type=int, nargs="?", default=10_000_000)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--folder", type=Path)
    chosen = parser.parse_args()
    folder = build_ucdp_shaped(chosen.folder or COPIES / f"ucdp-{chosen.incidents}", chosen.incidents)
    with ExitStack() as open_:
        home: Home = folder
        if chosen.postgres:
            home = home_of(open_.enter_context(private_server()).database("keeper"))
            began = time.perf_counter()
            with postgres(home) as engine:  # type: ignore[arg-type]  # an address
                load(engine, folder)
            print(json.dumps({"loaded": round(time.perf_counter() - began)}), flush=True)
        measure(home)


if __name__ == "__main__":
    main()
