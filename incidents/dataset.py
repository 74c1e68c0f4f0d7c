"""The record in memory: typed tables, derived columns, and which incidents are selected.

``load_dataset`` reads the tables that a data package names (CSV as curated, Parquet for large copies), types them by
its schema and derives per incident what the filters ask for. A ``Dataset`` is immutable; selecting incidents gives a
new one that shares the tables.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow.parquet as pq

from geodata.gazetteer import load_gazetteer, normalise_name
from incidents.ranges import contested_positions, figure_ranges, independent_origins
from incidents.vocabulary import AGGREGATE_COUNT, DATA, TEXT_MEASURES, UNATTRIBUTED, codes, load_schema, symbol_group

Mask = npt.NDArray[np.bool_]
SEPARATOR = "|"
NEAR_KM = 10.0  # an incident "near" a place may lie at least this far from it

# The columns of incidents that other floors may rely on beside those of the schema.
KILLED_CLASSES = ("unknown", "0", "1-4", "5-9", "10+")
_FIGURES_KEPT = ("killed", "wounded", "arrested", "escaped", "transferred")


@dataclass(frozen=True)
class Dataset:
    """The record and a selection of its incidents.

    ``all_incidents`` has one row per incident of the record in date order, with the columns of the schema and derived:
    kind, latitude and longitude (degrees), uncertainty_km, in_totals, origins (count), contested, killed_class,
    actors, initiators, targets and search_text (categories), and ``<measure>_low``/``<measure>_high`` (NaN = unknown).
    ``selected`` is a boolean per row.
    """

    all_incidents: pd.DataFrame
    selected: Mask
    sources: pd.DataFrame
    origins: pd.DataFrame
    actors: pd.DataFrame
    milestones: pd.DataFrame
    places: pd.DataFrame
    figures: pd.DataFrame
    version: str
    coverage: tuple[pd.Timestamp, pd.Timestamp]
    directory: Path

    def __len__(self) -> int:
        """Count the selected incidents."""
        return int(np.count_nonzero(self.selected))

    @cached_property
    def incidents(self) -> pd.DataFrame:
        """Return the selected incidents (rows of ``all_incidents``)."""
        return self.all_incidents if self.selected.all() else self.all_incidents[self.selected]

    @cached_property
    def rows(self) -> npt.NDArray[np.int64]:
        """Return the positions of the selected incidents in ``all_incidents``."""
        return np.flatnonzero(self.selected)

    def select(self, mask: Mask) -> "Dataset":
        """Return the same record with another selection."""
        return replace(self, selected=mask)

    def select_ids(self, incident_ids: Iterable[str]) -> "Dataset":
        """Return the same record with these incidents selected; unknown ids are ignored."""
        return self.select(self.all_incidents["incident_id"].isin(list(incident_ids)).to_numpy(dtype=bool))

    @cached_property
    def claims(self) -> pd.DataFrame:
        """Return all claims of the selected incidents, in the order of the table."""
        if self.selected.all():
            return read_table(self.directory, "claims")
        return self.claims_of(self.incidents["incident_id"].tolist())

    def claims_of(self, incident_ids: list[str]) -> pd.DataFrame:
        """Return the claims of some incidents."""
        return self._rows_of("claims", incident_ids)

    def roles_of(self, incident_ids: list[str]) -> pd.DataFrame:
        """Return incident_id, actor_id, role of some incidents."""
        return self._rows_of("incident_actors", incident_ids)

    def figures_of(self, incident_id: str) -> pd.DataFrame:
        """Return measure, low, high, contested of one incident: one row per measure that somebody states."""
        figures = self.figures[(self.figures["incident_id"] == incident_id) & (self.figures["measure"] != "origins")]
        return figures.drop(columns="incident_id").reset_index(drop=True)

    def incident(self, incident_id: str) -> pd.Series:
        """Return one incident of the record, selected or not; raise KeyError for an unknown id."""
        found = self.all_incidents[self.all_incidents["incident_id"] == incident_id]
        if found.empty:
            raise KeyError(incident_id)
        return found.iloc[0]

    def _rows_of(self, table: str, incident_ids: list[str]) -> pd.DataFrame:
        path = table_path(self.directory, table)
        if path.suffix == ".parquet":  # large copies stay on disk; only what is asked for is read
            return pd.read_parquet(path, filters=[("incident_id", "in", incident_ids)])
        rows = read_table(self.directory, table)
        return rows[rows["incident_id"].isin(incident_ids)]


def table_path(directory: Path, table: str) -> Path:
    """Return the file of a table as the data package names it; raise ValueError for a table it does not name."""
    for resource in load_schema(directory)["resources"]:
        if resource["name"] == table:
            return directory / str(resource["path"])
    raise ValueError(f"datapackage.json has no table {table}")


def _fields(directory: Path, table: str) -> list[dict[str, Any]]:
    resources = load_schema(directory)["resources"]
    fields: list[dict[str, Any]] = next(r for r in resources if r["name"] == table)["schema"]["fields"]
    return fields


def read_table(directory: Path, table: str) -> pd.DataFrame:
    """Read one table typed by its schema: dates, numbers, categories in display order, text (missing = NA).

    Expects a table without problems (see ``checks``); raises ValueError where a cell cannot be typed.
    """
    path = table_path(directory, table)
    if path.suffix == ".parquet":
        return pd.read_parquet(path)
    stamp = path.stat()
    return _read_csv(path, table, (stamp.st_mtime_ns, stamp.st_size)).copy()


_read: dict[Path, tuple[tuple[int, int], pd.DataFrame]] = {}


def _read_csv(path: Path, table: str, stamp: tuple[int, int]) -> pd.DataFrame:
    """Read a CSV once per version of the file: claims are asked for by every opened card."""
    if path not in _read or _read[path][0] != stamp:
        frame = pd.read_csv(path, dtype="str", keep_default_na=False, na_values=[""], encoding="utf-8")
        for field in _fields(path.parent, table):
            if field["name"] in frame:
                frame[field["name"]] = _typed(frame[field["name"]], field)
        _read[path] = (stamp, frame)
    return _read[path][1]


def _typed(cells: pd.Series, field: dict[str, Any]) -> pd.Series:
    if "categories" in field:
        return cells.astype(pd.CategoricalDtype([str(category["value"]) for category in field["categories"]]))
    if field["type"] in {"integer", "number"}:
        return pd.to_numeric(cells).astype("float64")
    if field["type"] == "date":
        return pd.to_datetime(cells, format="%Y-%m-%d").astype("datetime64[s]")
    return cells


def load_dataset(directory: Path = DATA) -> Dataset:
    """Read a record and derive what the filters ask for; all incidents are selected.

    Raises FileNotFoundError or ValueError where the tables do not fit the schema: run ``checks.find_problems`` first,
    which names every problem by file, row and column.
    """
    schema = load_schema(directory)
    places, actors = load_gazetteer(), read_table(directory, "actors")
    incidents = read_table(directory, "incidents")
    figures = _figures(directory)
    derived = _derive(incidents, figures, places)
    derived = _add_actor_sets(derived, read_table(directory, "incident_actors"))
    derived = derived.assign(search_text=_search_text(derived, places, actors)).sort_values(
        ["date_start", "incident_id"], kind="stable", na_position="first", ignore_index=True
    )
    coverage = schema["coverage"]
    return Dataset(
        all_incidents=derived,
        selected=np.ones(len(derived), dtype=bool),
        sources=read_table(directory, "sources").set_index("source_id", drop=False),
        origins=read_table(directory, "origins").set_index("origin_id", drop=False),
        actors=actors.set_index("actor_id", drop=False),
        milestones=read_table(directory, "milestones").sort_values("date", ignore_index=True),
        places=places,
        figures=figures,
        version=str(schema["version"]),
        coverage=(pd.Timestamp(coverage["from"]), pd.Timestamp(coverage["to"])),
        directory=directory,
    )


def _claim_batches(directory: Path) -> Iterable[pd.DataFrame]:
    """Yield the claims with whole incidents in each batch (row groups of large copies are written so)."""
    wanted = ["incident_id", "origin_id", "measure", "value", "low", "high", "superseded_by", "position_en"]
    path = table_path(directory, "claims")
    if path.suffix != ".parquet":
        yield read_table(directory, "claims")
        return
    file = pq.ParquetFile(path)
    for number in range(file.num_row_groups):
        yield file.read_row_group(number, columns=wanted).to_pandas()


def _figures(directory: Path) -> pd.DataFrame:
    """Return the ranges of all incidents, with the number of origins as measure ``origins`` and contested texts."""
    parts = []
    for claims in _claim_batches(directory):
        current = claims[claims["superseded_by"].isna()]
        numeric = current[~current["measure"].astype("str").isin(TEXT_MEASURES)]
        origins = independent_origins(claims, UNATTRIBUTED).rename("low").reset_index().assign(measure="origins")
        texts = contested_positions(current).assign(contested=True).astype({"measure": "str"})
        parts += [figure_ranges(numeric), origins, texts]
    figures = pd.concat(parts, ignore_index=True)
    figures["contested"] = figures["contested"].eq(True)
    return figures.astype({"measure": "category", "low": "float32", "high": "float32"})


def _derive(incidents: pd.DataFrame, figures: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Add place, kind, origins, contested and the ranges per measure to the incidents."""
    tactics = incidents["tactic"].cat.categories
    kinds = pd.CategoricalDtype(list(codes("symbol_groups")))
    kind_of = np.array([kinds.categories.get_loc(symbol_group(tactic)) for tactic in tactics])
    at = places.reindex(incidents["place_id"])[["latitude", "longitude", "uncertainty_km"]].set_axis(incidents.index)
    near = (incidents["geo_precision"].astype("str") == "2").to_numpy()
    at["uncertainty_km"] = at["uncertainty_km"].where(~near, at["uncertainty_km"].clip(lower=NEAR_KM))
    ids = incidents["incident_id"]
    added: dict[str, Any] = {
        "kind": pd.Categorical.from_codes(kind_of[incidents["tactic"].cat.codes], dtype=kinds),
        "in_totals": (incidents["tactic"] != AGGREGATE_COUNT).to_numpy(dtype=bool),
        "place_id": incidents["place_id"].astype("category"),
        "governorates": incidents["governorates"].astype("category"),
    }
    measured = {str(name): rows.set_index("incident_id") for name, rows in figures.groupby("measure", observed=True)}
    for measure in measured_columns():
        rows = measured.get(measure, figures.iloc[:0].set_index("incident_id")).reindex(ids)
        added[f"{measure}_low"] = rows["low"].to_numpy()
        added[f"{measure}_high"] = rows["high"].to_numpy()
    origins = measured["origins"]["low"].reindex(ids).fillna(0) if "origins" in measured else pd.Series(0, ids)
    contested = figures.loc[figures["contested"], "incident_id"].unique()
    added["origins"] = origins.to_numpy(dtype="int32")
    added["contested"] = ids.isin(contested).to_numpy(dtype=bool)
    added["killed_class"] = _killed_class(added["killed_high"])
    return incidents.assign(**added, **{name: at[name] for name in at})


def measured_columns() -> list[str]:
    """Return the measures for which incidents carry ``_low`` and ``_high``."""
    numeric = [code for code in codes("claims.measure") if code not in TEXT_MEASURES]
    return [*_FIGURES_KEPT, *(code for code in numeric if code not in _FIGURES_KEPT)]


def _killed_class(highest: npt.NDArray[np.float32]) -> pd.Categorical:
    """Class the highest current count of people killed; unknown is a class of its own, never 0."""
    place = np.digitize(np.nan_to_num(highest, nan=-1), [0, 1, 5, 10])
    return pd.Categorical.from_codes(place, categories=list(KILLED_CLASSES))


def _add_actor_sets(incidents: pd.DataFrame, roles: pd.DataFrame) -> pd.DataFrame:
    """Add the sets of actors in any role, as initiators and as targets, each as categories ``a|b``."""
    position = pd.Series(np.arange(len(incidents)), index=incidents["incident_id"])
    rows = position.reindex(roles["incident_id"]).to_numpy()
    role = roles["role"].astype("str").to_numpy()
    actor = roles["actor_id"].astype("category")
    every = np.ones(len(roles), dtype=bool)
    wanted = {"actors": every, "initiators": role == "initiator", "targets": role == "target"}
    sets = {
        name: _sets(rows[mask], actor.cat.codes.to_numpy()[mask], list(actor.cat.categories), len(incidents))
        for name, mask in wanted.items()
    }
    return incidents.assign(**sets)


def _sets(rows: npt.NDArray[Any], members: npt.NDArray[Any], names: list[str], length: int) -> pd.Categorical:
    """Encode a many-to-many relation as one category per distinct set (a bit per member, 64 to a word)."""
    words = np.zeros((length, len(names) // 64 + 1), dtype=np.uint64)
    bits = np.left_shift(np.uint64(1), (members % 64).astype(np.uint64))
    np.bitwise_or.at(words, (rows.astype(np.int64), members // 64), bits)
    distinct, which = np.unique(words, axis=0, return_inverse=True)
    labels = [
        SEPARATOR.join(name for number, name in enumerate(names) if int(word[number // 64]) >> (number % 64) & 1)
        for word in distinct
    ]
    return pd.Categorical.from_codes(which.reshape(-1), categories=labels)


def _search_text(incidents: pd.DataFrame, places: pd.DataFrame, actors: pd.DataFrame) -> pd.Categorical:
    """Return the normalised text in which the free-text filter looks, in both languages, one category per text."""
    place_names = places[["name_en", "name_ar", "aliases"]].fillna("").agg(" ".join, axis=1)
    actor_names = actors.set_index("actor_id")[["name_en", "name_ar", "aliases"]].fillna("").agg(" ".join, axis=1)
    columns = ["summary_en", "summary_ar", "place_id", "other_place_ids", "actors", "tactic", "location_note_en"]
    parts = incidents[columns].astype({name: "str" for name in columns}).fillna("")
    if table_is_large := len(parts) > 50_000:  # copies repeat their texts: read each distinct text once
        parts = parts.astype("category")
    keys = parts.apply(lambda column: pd.factorize(column)[0]) if table_is_large else None
    row_of = np.arange(len(parts)) if keys is None else keys.groupby(columns, sort=False).ngroup().to_numpy()
    first = pd.Series(np.arange(len(parts))).groupby(row_of).first().to_numpy()
    texts = []
    for row in parts.iloc[first].itertuples(index=False):
        names = [place_names.get(p, "") for p in f"{row.place_id}|{row.other_place_ids}".split(SEPARATOR)]
        names += [actor_names.get(a, "") for a in str(row.actors).split(SEPARATOR)]
        tactic = codes("incidents.tactic")[str(row.tactic)]
        words = [row.summary_en, row.summary_ar, row.location_note_en, tactic.label_en, tactic.label_ar, *names]
        texts.append(normalise_name(" ".join(str(word) for word in words).replace(SEPARATOR, " ")))
    distinct, which = np.unique(np.array(texts, dtype=object), return_inverse=True)
    return pd.Categorical.from_codes(which[row_of], categories=distinct.tolist())
