"""Large copies of the record: the same incidents again and again, moved a little in place and time.

A copy is a data package whose big tables are Parquet files, in which the checks find no problem. Every incident keeps
its claims and actors, so that ranges, origins and contested measures are computed as on the real record.
"""

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from geodata.gazetteer import load_gazetteer
from incidents.record.storage import DATA
from tests.serving import ROOT

COPIES = ROOT / "build" / "copies"
TABLES = ("incidents", "incident_actors", "claims")
INCIDENTS_PER_GROUP = 40_000
SPOTS = 60  # each place of the record lies at so many spots, up to 16 km apart
JITTER_DEGREES = 0.07  # so that none lies far outside its governorate
JITTER_DAYS = 60


def build_copies(target: Path, incidents: int, source: Path = DATA, seed: int = 20241104) -> Path:
    """Write a data package of about so many incidents into ``target`` and return it; an existing one is kept."""
    if (target / "datapackage.json").exists():
        return target
    target.mkdir(parents=True, exist_ok=True)
    schema = json.loads((source / "datapackage.json").read_text(encoding="utf-8"))
    for resource in schema["resources"]:
        name, path = resource["name"], source / resource["path"]
        if name in TABLES:
            resource["path"] = f"{name}.parquet"
            _write(target / resource["path"], _read(path, resource), name, incidents, seed, schema["coverage"])
            _allow_suffixes(resource)
        else:
            (target / resource["path"]).write_bytes(path.read_bytes())
    _places(seed).to_parquet(target / "places.parquet")
    schema["resources"].append({"name": "places", "path": "places.parquet", "schema": {"fields": []}})
    text = json.dumps(schema, ensure_ascii=False)
    (target / "datapackage.json").write_text(text, encoding="utf-8")
    return target


def _places(seed: int) -> pd.DataFrame:
    """Return the gazetteer with every place SPOTS times: the first where it is, the others a little off."""
    places = load_gazetteer().places.reset_index(drop=True)
    random = np.random.default_rng(seed)
    spots = []
    for spot in range(SPOTS):
        moved = random.uniform(-JITTER_DEGREES, JITTER_DEGREES, (len(places), 2))
        moved *= ~places["kind"].isin(["governorate", "road"]).to_numpy()[:, None]
        copy = places.assign(place_id=places["place_id"].astype("str") + (f"-{spot}" if spot else ""))
        if spot:
            copy["latitude"], copy["longitude"] = copy["latitude"] + moved[:, 0], copy["longitude"] + moved[:, 1]
        spots.append(copy)
    return pd.concat(spots, ignore_index=True)


def _read(path: Path, resource: dict[str, Any]) -> pd.DataFrame:
    frame = pd.read_csv(path, dtype="str", keep_default_na=False, na_values=[""], encoding="utf-8")
    for field in resource["schema"]["fields"]:
        name = field["name"]
        if "categories" in field:
            values = [str(category["value"]) for category in field["categories"]]
            frame[name] = frame[name].astype(pd.CategoricalDtype(values))
        elif field["type"] in {"integer", "number"}:
            frame[name] = pd.to_numeric(frame[name]).astype("float64")
        elif field["type"] == "date":
            frame[name] = pd.to_datetime(frame[name]).astype("datetime64[s]")
        elif frame[name].nunique() < len(frame):
            frame[name] = frame[name].astype("category")
    return frame


def _allow_suffixes(resource: dict[str, Any]) -> None:
    """Let ids be those of the record with the number of the copy behind the incident: SYR-0049-7, SYR-0049-7-01."""
    for field in resource["schema"]["fields"]:
        pattern = field.get("constraints", {}).get("pattern", "")
        if pattern.startswith("SYR-"):
            field["constraints"]["pattern"] = pattern.replace(r"SYR-\d{4}", r"SYR-\d{4}(-\d+)?", 1)


def _write(path: Path, table: pd.DataFrame, name: str, incidents: int, seed: int, coverage: Mapping[str, str]) -> None:
    """Write the table as often as needed, whole copies to a row group, so that no incident is torn apart."""
    ids = pd.read_csv(DATA / "incidents.csv", usecols=["incident_id"])["incident_id"].tolist()
    copies = -(-incidents // len(ids))
    per_group = max(1, INCIDENTS_PER_GROUP // len(ids))
    writer: pq.ParquetWriter | None = None
    for first in range(0, copies, per_group):
        numbers = range(first, min(first + per_group, copies))
        group = pd.concat(
            [_copy(table, name, number, ids, incidents, seed, coverage) for number in numbers], ignore_index=True
        )
        for column, dtype in table.dtypes.items():
            if isinstance(dtype, pd.CategoricalDtype) and column not in {
                "incident_id",
                "claim_id",
                "place_id",
                "superseded_by",
            }:
                group[column] = group[column].astype(dtype)
        arrow = pa.Table.from_pandas(group, preserve_index=False)
        writer = writer or pq.ParquetWriter(path, arrow.schema, compression="zstd")
        writer.write_table(arrow, row_group_size=len(group))
    if writer is not None:
        writer.close()


def _copy(
    table: pd.DataFrame, name: str, number: int, ids: list[str], incidents: int, seed: int, coverage: Mapping[str, str]
) -> pd.DataFrame:
    """Return one copy with ids of its own; the last is cut so that the number of incidents is exact."""
    wanted = set(ids[: max(0, incidents - number * len(ids))])
    copy = table[table["incident_id"].astype("str").isin(wanted)].copy()
    suffix = "" if number == 0 else f"-{number}"
    copy["incident_id"] = copy["incident_id"].astype("str") + suffix
    for column in ("claim_id", "superseded_by"):
        if column in copy:
            numbered = copy[column].astype("str").str.replace(r"-(\d+)$", rf"{suffix}-\1", regex=True)
            copy[column] = copy[column].astype("str").where(copy[column].isna(), numbered)
            copy.loc[table.loc[copy.index, column].isna(), column] = None
    if name == "incidents" and number:
        spot = number % SPOTS
        if spot:
            copy["place_id"] = (
                copy["place_id"]
                .astype("str")
                .where(copy["place_id"].isna(), copy["place_id"].astype("str") + f"-{spot}")
            )
        random = np.random.default_rng(seed + number)
        days = pd.to_timedelta(random.integers(-JITTER_DAYS, JITTER_DAYS, len(copy)), unit="D").to_series(copy.index)
        days = days.mask(copy["date_precision"] == "month", pd.Timedelta(0))
        first, last = (
            pd.Timestamp(coverage["from"]) - copy["date_start"],
            pd.Timestamp(coverage["to"]) - copy["date_end"],
        )
        days = days.clip(*(end.fillna(pd.Timedelta(0)) for end in (first, last)))  # none to move without a date
        for column in ("date_start", "date_end"):
            copy[column] = (copy[column] + days).astype("datetime64[s]")
    return copy


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", type=Path)
    parser.add_argument("incidents", type=int)
    arguments = parser.parse_args()
    build_copies(arguments.target, arguments.incidents)
