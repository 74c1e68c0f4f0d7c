"""Asks a large record where it is kept, and memory, the same questions at random, and compares every answer.

``python -m tests.benchmarks.large_records`` tries 500 questions on copies of 180 to 100,000 incidents, in DuckDB, as
Parquet, and in PostgreSQL where one can be started.
"""

import argparse
import datetime as dt
import json
import random
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import fields
from functools import partial
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from geodata.boundaries import places_with_area
from incidents.exchange.databases import publish, publish_file
from incidents.exchange.databases.publishing import beside, described_tables, rows_of
from incidents.exchange.rows import cited_incident_rows
from incidents.record.record import Record, load_record
from incidents.record.storage import DATA, Home, home_of, load_tables
from incidents.record.vocabulary import NOT_STATED
from incidents.selection.change_periods import change_periods
from incidents.selection.compared_figures import compared_figures
from incidents.selection.dossiers import dossier_of, with_dossier
from incidents.selection.filters import LISTS
from incidents.selection.large import options, ranked, sums, times, told_by_claims
from incidents.selection.large.cells import HOW_SPANS_JOIN
from incidents.selection.large.marks import COARSE, cells, points
from incidents.selection.large.opening import large_record
from incidents.selection.large.questions import LargeRecord
from incidents.selection.large.taken import in_parts
from incidents.selection.options import count_options
from incidents.selection.orders import ORDERS
from incidents.selection.question import Near, Question
from incidents.selection.rankings import RankedList, Ranking, ranking
from incidents.selection.selection import Selection, select
from incidents.selection.sides import Side, side_of
from incidents.selection.summaries import (
    Step,
    count_undated,
    incidents_by_governorate,
    incidents_per_period,
    key_figures,
    undated_spans,
)
from incidents.views.incident_list import PAGE as LISTED
from incidents.views.incident_list import list_message, list_told
from incidents.views.incident_table import rows_in_words, table_page
from incidents.views.map_points.located import locate
from tests.benchmarks.copies import COPIES, build_copies
from tests.conftest import LANGS
from tests.databases import private_server, why_not

STEP = 0.1  # degrees of a cell
KEPT = ("Parquet", "DuckDB", "PostgreSQL")
STEPS: tuple[Step, ...] = get_args(Step)
PART = 20  # incidents that are taken out of the record as a file would have them
DOSSIERS = ("governorate:SY09", "place:raqqa", "actor:islamic-state", "actor:sdf", "origin:sohr", "kind:attack")
TOLD_EVERY = 50  # questions
Asked = tuple[Question, Mapping[str, Any]]  # and what memory answers to it
SIZES = (180, 1_000, 10_000, 100_000)


def a_question(record: Record, chance: random.Random) -> Question:
    """Return a question at random: up to four filters, of codes that occur and that do not."""
    asked: dict[str, Any] = {}
    for name in chance.sample([*LISTS, "near", "date_from", "date_to", "contested", "min_origins", "bounds"], 4):
        if chance.random() < 0.4:
            continue
        if name in LISTS:
            codes = [code for code in LISTS[name].codes(record) if code != NOT_STATED]
            asked[name] = tuple(chance.sample(codes, min(len(codes), chance.choice((1, 1, 2, 5)))))
            asked[name] += (NOT_STATED,) if chance.random() < 0.15 else ()
        elif name in {"date_from", "date_to"}:
            first, last = (end.date() for end in record.coverage)
            asked[name] = first + dt.timedelta(days=chance.randint(0, (last - first).days))
        elif name == "near":
            places = record.places.index[record.places["kind"] != "country"]
            point = (round(chance.uniform(33, 37), 2), round(chance.uniform(36, 42), 2))
            asked[name] = Near(chance.choice([str(chance.choice(places)), point]), chance.choice((5, 30, 150)))
        elif name == "bounds":
            south, west = chance.uniform(33, 36.5), chance.uniform(36, 41)
            asked[name] = (
                round(south, 4),
                round(west, 4),
                round(south + chance.uniform(0.1, 3), 4),
                round(west + 2, 4),
            )
        else:
            asked[name] = True if name == "contested" else chance.choice((2, 3))
    return Question(**asked)


def answers_of_memory(selection: Selection, chance: random.Random) -> Iterator[tuple[str, Any]]:
    """Yield what memory answers, question by question."""
    record = selection.record
    yield "options", count_options(selection, LISTS)
    yield "figures", key_figures(selection)
    for step in STEPS:
        yield f"{step}s", _plain(incidents_per_period(selection, step))
        yield f"spans over {step}s", (_lengths(undated_spans(selection, step)), count_undated(selection, step))
    yield "governorates", _plain(incidents_by_governorate(selection).reset_index())
    periods = change_periods(record, selection.question)
    yield "compared", compared_figures(selection, periods)
    yield from ((f"ranked by {name}", _ranked(ranking(selection, name, periods))) for name in get_args(RankedList))
    yield "points", _points_of(selection.incidents)
    yield "cells", _cells_of(selection, STEP)
    yield "side", _side(side_of(selection))
    written = chance.choice(DOSSIERS)
    if (about := with_dossier(selection.question, written)) is not None:
        yield f"dossier {written}", dossier_of(select(record, about), written)
    taken_out = selection.only(selection.incidents["incident_id"].iloc[:PART])
    yield "rows taken out", _plain(cited_incident_rows(taken_out, LANGS[0]))
    order, lang, page = chance.choice(ORDERS), chance.choice(LANGS), chance.randint(0, max(0, len(selection) // 25))
    held = table_page(selection, lang, order, page)
    ids = held.rows.index.tolist()
    yield f"page {order} {lang.code} {held.number}", ids
    yield "claims", _plain(record.claims_of(ids))
    yield "in words", held.rows.to_numpy().tolist()
    yield "list", _said(list_message(selection, lang, first=held.number * 25))


def answers_where_kept(large: LargeRecord, question: Question, asked: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield what the database answers to the same."""
    yield "options", options.count_options(large, question, LISTS)
    yield "figures", sums.key_figures(large, question)
    for step in STEPS:
        within, wider = times.dated(large, question, step)
        yield f"{step}s", _plain(within)
        yield f"spans over {step}s", (_lengths(times.undated_spans(large, question, step)), wider)
    yield "governorates", _plain(ranked.by_governorate(large, question).reset_index())
    periods = change_periods(large.frame, question)
    yield "compared", ranked.compared_figures(question, periods, partial(sums.sums_of_each, large))
    for listed, found in ranked.rankings(large, question, get_args(RankedList), periods).items():
        yield f"ranked by {listed}", _ranked(found)
    yield "points", _sorted(points(large, question))
    drawn = cells(large, question, STEP).drop(columns=["across", "up"])  # sums that depend on their order
    keys = ["vague", "outline", "row", "column", "kind"]
    yield "cells", _sorted(drawn[[*keys, *sorted(set(drawn) - set(keys))]])
    yield "side", _side(told_by_claims.side(large, question))
    for written in (name.removeprefix("dossier ") for name in asked if name.startswith("dossier ")):
        about = with_dossier(question, written)
        assert about is not None
        yield f"dossier {written}", told_by_claims.dossier(large, about, written)
    yield "rows taken out", _plain(cited_incident_rows(next(in_parts(large, question, PART)), LANGS[0]))
    name = next(name for name in asked if name.startswith("page"))
    _page, order, code, number = name.split()
    lang = next(lang for lang in LANGS if lang.code == code)
    ids = large.page(question, order, lang, int(number) * 25, 25)
    yield name, ids
    yield "claims", _plain(large.rows_of("claims", ids))
    few = large.few(ids)
    positions = few.incidents.reset_index().set_index("incident_id")["index"].reindex(ids)
    numbers = large.numbers(question, int(number) * 25, LISTED)
    told = large.told(numbers)
    yield "list", _said(list_told(told, np.arange(len(told))[::-1], 0, lang))
    yield "in words", rows_in_words(few, positions.to_numpy(), lang).to_numpy().tolist()


def _side(side: Side) -> tuple[Any, ...]:
    return side.figures, round(side.sources, 9) if side.figures.incidents else None, side.kinds.to_dict()


def _said(page: Mapping[str, Any]) -> tuple[Any, Any]:
    """Return what a page of the list says of its incidents."""
    return page["rows"], page["words"]


def _lengths(spans: pd.DataFrame) -> list[int]:
    """Return how long the spans are: of equally long ones each side may take others."""
    return (spans["date_end"] - spans["date_start"]).dt.days.tolist()


def _ranked(found: Ranking) -> dict[str, Any]:
    return {field.name: _listed(getattr(found, field.name)) for field in fields(found)}


def _listed(value: Any) -> Any:
    return value.tolist() if isinstance(value, np.ndarray) else value


def _cells_of(selection: Selection, step: float) -> list[tuple[Any, ...]]:
    """Return the cells as memory has them: the points of the map (``locate``) by the grid of a large record."""
    incidents, located = selection.incidents, locate(selection.record)
    state = located.state[selection.rows]
    point = located.point[state]
    there = point >= 0
    at, incidents, state = point[there], incidents[there], state[there]
    vague, place = located.radius_km[at] > 0, located.place_id[at].astype(str)
    outline = np.where(vague & np.isin(place, places_with_area(selection.record.places)), place, "")
    size = np.where(vague, step * COARSE, step)
    latitude, longitude = located.latitude[at], located.longitude[at]
    cell = [np.where(outline == "", np.floor(axis / size), 0.0) for axis in (latitude, longitude)]
    frame = pd.DataFrame({"vague": vague, "outline": outline, "row": cell[0], "column": cell[1]})
    frame = frame.assign(kind=incidents["kind"].astype("str").to_numpy(), incidents=1)
    frame = frame.assign(killed_low=located.low[state], killed_high=located.high[state])
    frame = frame.assign(killed_known=located.known[state], killed_open=located.open[state])
    frame = frame.assign(counted=located.known[state] + located.unknown[state])
    frame = frame.assign(south=latitude, west=longitude, north=latitude, east=longitude)
    frame = frame.assign(radius_km=located.radius_km[at])
    frame = frame.assign(newest=selection.rows[there])
    keys = ["vague", "outline", "row", "column", "kind"]
    joins = {name: HOW_SPANS_JOIN.get(name, "sum") for name in frame if name not in keys}
    return _sorted(frame.groupby(keys, as_index=False).agg(joins)[[*keys, *sorted(joins)]])


def _points_of(incidents: pd.DataFrame) -> list[tuple[Any, ...]]:
    placed = incidents[incidents["latitude"].notna()]
    counted = placed["in_totals"].to_numpy()
    frame = placed[["latitude", "longitude", "uncertainty_km", "geo_precision", "place_id", "kind"]].astype(
        {"geo_precision": "str", "place_id": "str", "kind": "str"}
    )
    high = placed["killed_high"].where(counted)
    frame = frame.assign(
        incidents=1,
        killed_low=placed["killed_low"].where(counted),
        killed_high=high,
        killed_known=high.notna(),
        killed_open=placed["killed_at_least"] & counted,
    )
    keys = ["latitude", "longitude", "uncertainty_km", "geo_precision", "place_id", "kind"]
    return _sorted(frame.groupby(keys, as_index=False).sum())


def _sorted(points: pd.DataFrame) -> list[tuple[Any, ...]]:
    return sorted(
        tuple(str(cell) if isinstance(cell, str) else float(cell) if pd.notna(cell) else 0.0 for cell in row)
        for row in points.itertuples(index=False, name=None)
    )


def _plain(frame: pd.DataFrame) -> list[list[str]]:
    return [[*map(str, frame.columns)], *frame.astype("str").fillna("").to_numpy().tolist()]


def asked_of_memory(record: Record, questions: Iterable[Question], chance: random.Random) -> Iterator[Asked]:
    """Yield questions, and what memory answers: once, for whichever engines are held against it."""
    for question in questions:
        yield question, dict(answers_of_memory(select(record, question), chance))


def differences(large: LargeRecord, asked: Asked) -> list[str]:
    """Return what the database answers in another way than memory."""
    question, memory = asked
    kept = dict(answers_where_kept(large, question, memory))
    return [
        f"{question} · {name}: {kept[name]} instead of {memory[name]}" for name in memory if kept[name] != memory[name]
    ]


def as_parquet(record: Record, folder: Path) -> Path:
    """Write a record as a folder of Parquet that can be asked like a database."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, described in described_tables(record).items():
        pq.write_table(rows_of(record, described), folder / f"{name}.parquet")
    for name, rows in beside(record).items():
        pq.write_table(rows, folder / f"{name}.parquet")
    return folder


def main() -> int:
    """Try so many questions on each size and each engine, and say how often the answers were the same."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=500)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--kept", choices=KEPT, nargs="+", default=KEPT)
    chosen = parser.parse_args()
    told, each = [], max(1, chosen.questions // len(chosen.sizes))
    COPIES.mkdir(parents=True, exist_ok=True)
    with ExitStack() as open_:
        server = None if why_not() or "PostgreSQL" not in chosen.kept else open_.enter_context(private_server())
        for size in chosen.sizes:
            folder = build_copies(COPIES / str(size), size) if size > 180 else DATA
            record = load_record(load_tables(folder))
            homes: dict[str, Home] = {}
            if "Parquet" in chosen.kept:
                homes["Parquet"] = as_parquet(record, COPIES / f"{size}.asked")
            if "DuckDB" in chosen.kept:
                homes["DuckDB"] = COPIES / f"{size}.duckdb"
                homes["DuckDB"].unlink(missing_ok=True)
                publish_file(record, homes["DuckDB"])
            if server:
                homes["PostgreSQL"] = home_of(server.database())
                publish(record, homes["PostgreSQL"], force=True)
            told += _held_against_memory(record, homes, size, each)
    return int(any(line["differ"] for line in told))


def _held_against_memory(record: Record, homes: Mapping[str, Home], seed: int, count: int) -> list[dict[str, Any]]:
    """Ask each engine the same questions, and print how often one answered otherwise: now and then, and at the end."""
    chance = random.Random(seed)  # noqa: S311 - a trial
    told = [{"incidents": len(record), "kept": name, "questions": 0, "differ": 0} for name in homes]
    seconds = dict.fromkeys(homes, 0.0)
    with ExitStack() as open_:
        larges = {name: open_.enter_context(large_record(home)) for name, home in homes.items()}
        questions = (a_question(record, chance) for _ in range(count))
        for number, asked in enumerate(asked_of_memory(record, questions, chance), 1):
            for line, (name, large) in zip(told, larges.items(), strict=True):
                began = time.process_time()
                wrong = differences(large, asked)
                seconds[name] += time.process_time() - began
                line |= {"questions": number, "differ": line["differ"] + len(wrong)}
                if wrong or number % TOLD_EVERY == 0 or number == count:
                    print(json.dumps(line | {"CPU s": round(seconds[name], 1)}), *wrong[:3], sep="\n", flush=True)
    return told


if __name__ == "__main__":
    sys.exit(main())
