"""A record of any size in the shape of UCDP GED, made at random: what a large record is asked with, as Parquet.

Each incident is one event with one claim: a best figure between a low and a high one, two parties, a place known to
some precision, a date of a day or of a span. Nothing in it happened. What is worked out per incident is
made here by whole columns, for ten million; a test holds it against the rules of the record on a small one.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from geodata.gazetteer import load_gazetteer
from incidents.record.derived import FIGURES, KILLED_CLASSES
from incidents.record.storage import DESCRIPTOR, load_tables
from incidents.record.storage.databases import PACKAGE, POSITION, TEXTS
from incidents.selection.large.found_by import DOCUMENT
from incidents.selection.large.worked_out import WORKED_OUT, WRITTEN, worked_out
from incidents.selection.publishers import publisher_code
from tests.conftest import shipped_record

FIRST, LAST = np.datetime64("2011-01-01"), np.datetime64("2025-12-31")
SPOTS, DYADS, PUBLISHERS = 50_000, 300, 400
AT_ONCE = 500_000  # incidents that are made at once
OF_A_GROUP = 125_000  # rows that stand in one group: the fewer, the less has to be read for a page of a list
SMALL = ("actors", "origins", "milestones", "doubts", "tallies")


def build_ucdp_shaped(folder: Path, incidents: int, seed: int = 20241104) -> Path:
    """Write a record of so many incidents as a folder of Parquet that can be asked; an existing one is kept."""
    if (folder / f"{WORKED_OUT}.parquet").exists():
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    chance = np.random.default_rng(seed)
    shipped = load_tables()
    world = _World(chance, folder, shipped.texts[DESCRIPTOR])
    schema = worked_out(shipped_record()).schema
    schema = schema.remove(schema.get_field_index(DOCUMENT))  # whose texts nobody looks for
    unfinished = folder / "unfinished"
    with (
        pq.ParquetWriter(unfinished, schema, compression="zstd") as asked,
        pq.ParquetWriter(folder / "claims.parquet", _schema(shipped, "claims"), compression="zstd") as claims,
        pq.ParquetWriter(
            folder / "incident_actors.parquet", _schema(shipped, "incident_actors"), compression="zstd"
        ) as roles,
        pq.ParquetWriter(folder / "incidents.parquet", _schema(shipped, "incidents"), compression="zstd") as told,
    ):
        for first in range(0, incidents, AT_ONCE):
            rows = world.rows(first, min(AT_ONCE, incidents - first), incidents)
            asked.write_table(pa.table({name: rows[name] for name in schema.names}, schema), OF_A_GROUP)
            claims.write_table(world.claims(rows, claims.schema), OF_A_GROUP)
            told.write_table(world.incidents(rows, told.schema), OF_A_GROUP)
            roles.write_table(world.roles(rows, roles.schema), OF_A_GROUP)
    unfinished.replace(folder / f"{WORKED_OUT}.parquet")
    return folder


class _World:
    """The places, parties and publishers of a made record, written beside it; and rows made of them."""

    def __init__(self, chance: np.random.Generator, folder: Path, descriptor: str) -> None:
        self.chance = chance
        shipped = load_tables()
        self.actors = shipped.read("actors")["actor_id"].astype("str").to_numpy()
        self.pairs = chance.choice(len(self.actors), (DYADS, 2))
        gazetteer = load_gazetteer().places.reset_index(drop=True)
        self.wide = gazetteer[gazetteer["kind"].isin(["country", "governorate"])]
        gazetteer = gazetteer[gazetteer["governorates"].notna() & ~gazetteer["kind"].isin(["country", "governorate"])]
        base = gazetteer.iloc[chance.integers(0, len(gazetteer), SPOTS)].reset_index(drop=True)
        moved = chance.uniform(-0.07, 0.07, (SPOTS, 2)).round(4)
        numbered = base["place_id"].astype("str") + "-" + base.index.astype("str")
        self.places = base.assign(
            place_id=numbered,
            latitude=(base["latitude"] + moved[:, 0]).round(4),
            longitude=(base["longitude"] + moved[:, 1]).round(4),
        )
        self.publishers = [f"Publisher {number}" for number in range(PUBLISHERS)]
        self._write_beside(folder, json.loads(descriptor), shipped)

    def _write_beside(self, folder: Path, package: dict[str, Any], shipped: Any) -> None:
        package["coverage"] = {"from": str(FIRST), "to": str(LAST)}
        package["resources"].append({"name": "places", "path": "places.parquet", "schema": {"fields": []}})
        texts = pa.table({"name": pa.array([], pa.string()), "content": pa.array([], pa.string())})
        pq.write_table(
            pa.Table.from_pylist([{"descriptor": json.dumps(package), "revision": "0"}]), folder / f"{PACKAGE}.parquet"
        )
        pq.write_table(texts, folder / f"{TEXTS}.parquet")
        pd.concat([self.wide, self.places]).to_parquet(folder / "places.parquet", index=False)
        sources = pd.DataFrame(dict.fromkeys(shipped.read("sources")), index=range(PUBLISHERS), dtype="str")
        sources["source_id"] = [f"source-{number}" for number in range(PUBLISHERS)]
        sources["publisher"] = sources["publisher_ar"] = self.publishers
        sources["publisher_kind"], sources["language"] = "news-agency", "en"
        sources.to_parquet(folder / "sources.parquet", index=False)
        for name in SMALL:
            shipped.read(name).to_parquet(folder / f"{name}.parquet", index=False)

    def rows(self, first: int, count: int, of: int) -> dict[str, Any]:
        """Return what is worked out of so many incidents from one on, in the order of their dates."""
        chance = self.chance
        number = np.arange(first, first + count)
        # In the order of the whole record: the days rise from its first to its last.
        start = FIRST + (
            np.sort(chance.integers(0, 1000, count)) / 1000 / of * count * _DAYS + first / of * _DAYS
        ).astype("timedelta64[D]")
        length = np.where(chance.random(count) < 0.15, chance.integers(1, 40, count), 0)
        end = np.minimum(start + length.astype("timedelta64[D]"), LAST)
        spot = (chance.beta(0.6, 4, count) * SPOTS).astype(int)
        place = self.places.iloc[spot]
        precision = chance.choice(np.array(["1", "2", "3"]), count, p=[0.5, 0.2, 0.3])
        uncertainty = place["uncertainty_km"].to_numpy(dtype=float)
        pair = self.pairs[(chance.beta(0.7, 3, count) * DYADS).astype(int)]
        low = chance.geometric(0.25, count) - 1
        high = low + np.where(chance.random(count) < 0.3, chance.integers(0, 12, count), 0)
        unstated = chance.random(count) < 0.1
        what = self.chance.integers(0, len(_WHAT), count)
        columns: dict[str, Any] = {
            "number": number,
            "incident_id": pa.array(np.char.add("UCDP-", number.astype(str))),
            "place_id": place["place_id"].to_numpy(dtype=object),
            "other_place_ids": pa.nulls(count, pa.string()),
            **{name: np.array([each[name] for each in _WHAT], dtype=object)[what] for name in _WHAT[0]},
            "geo_precision": precision.astype(object),
            "killed_class": _classes(np.where(unstated, -1, high)),
            "governorates": place["governorates"].to_numpy(dtype=object),
            WRITTEN: place["governorates"].to_numpy(dtype=object),
            "places": place["place_id"].to_numpy(dtype=object),
            "districts": place["adm2_pcode"].fillna("").to_numpy(dtype=object),
            "publishers": _coded(self.publishers)[number % PUBLISHERS],
            "named_origins": np.array(["sohr", "sana", "isis"], dtype=object)[number % 3],
            **self._parties(pair),
            "latitude": place["latitude"].to_numpy(),
            "longitude": place["longitude"].to_numpy(),
            "uncertainty_km": np.where(precision == "2", np.maximum(uncertainty, 10.0), uncertainty),
            "date_start": pa.array(start.astype("datetime64[D]")),
            "date_end": pa.array(end.astype("datetime64[D]")),
            "origins": np.ones(count, dtype=int),
            "sources": np.ones(count, dtype=int),
            **_periods(start, end),
            "in_totals": np.ones(count, dtype=bool),
            "contested": np.zeros(count, dtype=bool),
            **{f"{measure}_{name}": pa.nulls(count, pa.int64()) for measure in FIGURES for name in ("low", "high")},
            **{f"{measure}_at_least": np.zeros(count, dtype=bool) for measure in FIGURES},
            "killed_low": pa.array(low, mask=unstated),
            "killed_high": pa.array(high, mask=unstated),
            "date_precision": np.where(
                np.equal(*(_periods(start, end)[f"month_{at}"] for at in ("first", "last"))), "day", "range"
            ).astype(object),
            "sub_event_type": np.full(count, "armed-clash", dtype=object),
            "whereabouts": spot * 4 + precision.astype(int),
            "place_rank_en": spot,
            "place_rank_ar": spot,
        }
        return columns | {"_best": pa.array((low + high) // 2, mask=unstated)}

    def _parties(self, pair: npt.NDArray[np.intp]) -> dict[str, Any]:
        names = self.actors
        one, other = names[pair[:, 0]].astype(object), names[pair[:, 1]].astype(object)
        order = np.where((one < other).astype(bool), one + "|" + other, other + "|" + one)
        sets = np.where(pair[:, 0] == pair[:, 1], one, order)
        return {"actors": sets, "initiators": one, "targets": other}

    def roles(self, rows: dict[str, Any], schema: pa.Schema) -> pa.Table:
        """Return who took part in them: two parties each."""
        number = np.repeat(rows["number"], 2)
        ids = rows["incident_id"].take(pa.array(np.repeat(np.arange(len(rows["number"])), 2)))
        parties = np.column_stack([rows["initiators"], rows["targets"]]).ravel()
        role = np.tile(np.array(["initiator", "target"], dtype=object), len(rows["number"]))
        return _filled(schema, number, {"incident_id": ids, "actor_id": parties, "role": role})

    def claims(self, rows: dict[str, Any], schema: pa.Schema) -> pa.Table:
        number = rows["number"]
        origin = rows["named_origins"]
        return _filled(schema, number, {
            "claim_id": pa.array(np.char.add(np.char.add("UCDP-", number.astype(str)), "-01")),
            "incident_id": rows["incident_id"],
            "source_id": np.array([f"source-{each}" for each in range(PUBLISHERS)], dtype=object)[number % PUBLISHERS],
            "attributed_to": origin,
            "attributed_to_ar": origin,
            "origin_id": origin,
            "measure": np.full(len(number), "killed_total", dtype=object),
            "value": rows["_best"],
            "low": rows["killed_low"],
            "high": rows["killed_high"],
        })  # fmt: skip

    def incidents(self, rows: dict[str, Any], schema: pa.Schema) -> pa.Table:
        number = rows["number"]
        told = {name: rows[name] for name in schema.names if name in rows}
        summary = pa.array(np.char.add("An event that was made up, number ", number.astype(str)))
        return _filled(schema, number, told | {"summary_en": summary, "summary_ar": summary})


_DAYS = int((LAST - FIRST).astype(int))
_WHAT = [
    {"is_role": "perpetrator", "kind": "attack", "event_type": "battles", "tactic": "armed-attack"},
    {"is_role": "perpetrator", "kind": "bombing", "event_type": "explosions-remote-violence", "tactic": "ied-or-mine"},
    {"is_role": "target", "kind": "operation", "event_type": "strategic-developments", "tactic": "raid"},
    {"is_role": "target", "kind": "strike", "event_type": "explosions-remote-violence", "tactic": "air-strike"},
]


def _classes(high: npt.NDArray[np.integer]) -> npt.NDArray[np.object_]:
    return np.array(KILLED_CLASSES, dtype=object)[np.digitize(high, [0, 1, 5, 10])]


def _coded(publishers: list[str]) -> npt.NDArray[np.object_]:
    return np.array([publisher_code(name) for name in publishers], dtype=object)


def _periods(start: npt.NDArray[Any], end: npt.NDArray[Any]) -> dict[str, Any]:
    found = {}
    for name, day in (("first", start), ("last", end)):
        found[f"month_{name}"] = day.astype("datetime64[M]").astype(np.int64)
        found[f"week_{name}"] = (day.astype("datetime64[D]").astype(np.int64) - 4) // 7
    return found


def _schema(shipped: Any, table: str) -> pa.Schema:
    kinds = {"integer": pa.int64(), "date": pa.date32()}
    fields = shipped.schema.fields(table)
    return pa.schema(
        [
            (POSITION, pa.int64()),
            *((str(field["name"]), kinds.get(str(field["type"]), pa.string())) for field in fields),
        ]
    )


def _filled(schema: pa.Schema, number: npt.NDArray[np.integer], columns: dict[str, Any]) -> pa.Table:
    held = {field.name: columns.get(field.name, pa.nulls(len(number), field.type)) for field in schema}
    return pa.table(held | {POSITION: number + 1}, schema)
