"""How long ten million incidents take to answer: ``python -m tests.benchmarks.ask_large [--postgres] [incidents]``.

A record in the shape of UCDP GED is made once and asked what the page asks after a change of a filter: the marks of the
map, kinds, figures, a ranking, the list, the time dock, and the options of the lists that stand open. Printed are the
seconds of each, the memory of the process, what it has worked, and the load of the machine by others.
"""

import argparse
import datetime as dt
import json
import random
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psutil
import pyarrow as pa
import pyarrow.parquet as pq

from incidents.exchange.databases.publishing import SQL_TYPES
from incidents.record.record import Record
from incidents.record.storage import Home, home_of
from incidents.record.storage.databases import PACKAGE, Postgres, postgres, quoted
from incidents.record.vocabulary import NOT_STATED
from incidents.selection.change_periods import change_periods
from incidents.selection.filters import LISTS
from incidents.selection.large.worked_out import WORKED_OUT
from incidents.selection.question import Near, Question
from incidents.views.incident_list import PAGE
from incidents.views.map_points import FIRST_ZOOM
from incidents.views.map_points.of_cells import is_one_place
from incidents.widgets.large.answers import Answers
from incidents.widgets.large.asked_record import AskedRecord
from tests.benchmarks.copies import COPIES
from tests.benchmarks.ucdp_shaped import build_ucdp_shaped
from tests.databases import private_server

ASKED = {
    "a governorate": Question(governorate=("SY09",)),
    "a governorate and a kind": Question(governorate=("SY09",), kind=("attack",)),
    "a year": Question(date_from=dt.date(2020, 1, 1), date_to=dt.date(2020, 12, 31)),
    "many killed, one party": Question(killed=("10+",), actor=("sdf",)),
    "a view of the map": Question(bounds=(35.0, 39.5, 36.0, 41.0)),
    "near a point, first": Question(near=Near((35.3, 40.1), 50)),
    "near a point, again": Question(near=Near((35.3, 40.1), 30)),
}


def parts_of_screen(answers: Answers) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Yield what the page asks after a change of a filter, by name; of the lists the three that stand open first."""
    periods = change_periods(answers.frame, answers.question)
    yield "marks", lambda: _marks(answers)
    yield "kinds", lambda: answers.options("kind")
    yield "figures", lambda: answers.compared(periods)
    yield "ranking", lambda: answers.rankings(["governorate"], periods)
    yield "list", lambda: answers.told(answers.latest(0, PAGE))
    yield "dock", lambda: answers.dock("month")
    yield "lists", lambda: answers.options_of(["governorate", "district", "precision"])


def _marks(answers: Answers) -> None:
    cells = answers.cells(None, FIRST_ZOOM)
    answers.told(cells.loc[is_one_place(cells), "newest"].astype(int).tolist())


def settle(record: AskedRecord, question: Question) -> dict[str, float]:
    """Ask all that one screen needs, and return the seconds of each part."""
    told: dict[str, float] = {}
    with record.asking() as asking:
        for name, ask in parts_of_screen(Answers(asking, question)):
            start = time.perf_counter()
            ask()
            told[name] = round(time.perf_counter() - start, 2)
    return told


def at_random(frame: Record, count: int) -> dict[str, Question]:
    """Return so many filters at random: one to three lists, days, a view."""
    chance = random.Random(count)  # noqa: S311 - a trial
    names = ("governorate", "kind", "tactic", "actor", "killed", "precision", "date_from", "bounds")
    return {f"at random {number}": _a_filter(frame, chance.sample(names, chance.choice((1, 2, 3))), chance)
            for number in range(1, count + 1)}  # fmt: skip


def _a_filter(frame: Record, names: list[str], chance: random.Random) -> Question:
    asked: dict[str, Any] = {}
    first, last = (end.date() for end in frame.coverage)
    for name in names:
        if name == "date_from":
            asked[name] = first + dt.timedelta(days=chance.randint(0, (last - first).days - 400))
            asked["date_to"] = asked[name] + dt.timedelta(days=chance.choice((30, 90, 365)))
        elif name == "bounds":
            south, west = round(chance.uniform(33, 36), 2), round(chance.uniform(36, 40), 2)
            asked[name] = (south, west, south + 1, west + 1.5)
        else:
            asked[name] = (chance.choice([code for code in LISTS[name].codes(frame) if code != NOT_STATED]),)
    return Question(**asked)


def measure(home: Home, filters: int) -> None:
    """Open the screen, change its filters, and print a line each; then the median and the longest."""
    process, began = psutil.Process(), time.perf_counter()
    record = AskedRecord(home, 600)
    with record.asking() as asking:
        frame = asking.frame
        count = Answers(asking, Question()).total
    _say({"incidents": count, "opened": round(time.perf_counter() - began, 2)}, process)
    first = settle(record, Question())
    _say({"first screen": round(time.perf_counter() - began, 2)} | first, process)
    seconds = []
    for name, question in (at_random(frame, filters) | ASKED).items():
        told = settle(record, question)
        _say({"asked": name, "seconds": round(sum(told.values()), 2)} | told, process)
        if name.startswith("at random"):
            seconds.append(sum(told.values()))
    with record.asking() as asking:
        start, answers = time.perf_counter(), Answers(asking, Question())
        opened = str(answers.told([count // 2]).incidents["incident_id"].iloc[0])
        answers.few([opened])
        answers.walk(opened)
        _say({"a card": round(time.perf_counter() - start, 2)}, process)
    if seconds:
        _say({"median": round(statistics.median(seconds), 2), "longest": round(max(seconds), 2)}, process)


def _say(line: dict[str, Any], process: psutil.Process) -> None:
    cores, load = process.cpu_times(), psutil.getloadavg()[0]
    beside = {"MB": process.memory_info().rss // 10**6, "CPU s": round(cores.user + cores.system, 1), "load": load}
    print(json.dumps(line | beside), flush=True)


def load(engine: Postgres, folder: Path) -> None:
    """Copy a folder of Parquet into PostgreSQL, with PostGIS points and what is looked up in order."""
    engine.run(f"CREATE SCHEMA {quoted(engine.schema)}; CREATE EXTENSION IF NOT EXISTS postgis")
    for path in sorted(folder.glob("*.parquet")):
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
    for table, columns in (
        (WORKED_OUT, '"number"'),
        (WORKED_OUT, "date_start"),
        ("claims", "incident_id"),
        ("incident_actors", "incident_id"),
    ):
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
    parser.add_argument("--filters", type=int, default=20)
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
        measure(home, chosen.filters)


if __name__ == "__main__":
    main()
