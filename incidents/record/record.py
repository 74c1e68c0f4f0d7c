"""The record in memory: typed tables, derived columns, and which incidents are selected.

``load_dataset`` reads the tables that a data package names (CSV as curated, Parquet for large copies), types them by
its schema and derives per incident what the filters ask for. A ``Dataset`` is immutable; selecting incidents gives a
new one that shares the tables.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.gazetteer import load_gazetteer
from incidents.language import N_
from incidents.record.derived import (
    ENDS,
    ORIGINS,
    actor_sets,
    derived_columns,
    figures_of_claims,
    figures_of_record,
    measured_columns,
    profiles,
)
from incidents.record.search import search_text
from incidents.record.tables import give_back_memory, has_table, read_table, rows_of
from incidents.record.vocabulary import DATA, load_schema

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Dataset:
    """The record and a selection of its incidents.

    ``all_incidents`` has one row per incident of the record in date order, with the columns of the schema and derived:
    kind, latitude and longitude (degrees; NaN without a place), uncertainty_km, in_totals, origins (count), contested,
    killed_class, actors, initiators, targets and search_text (categories), ``<measure>_low``, ``_high`` (NaN = unknown)
    and ``_at_least`` of the measures in ``derived.FIGURES``, period numbers, and ``profile``: the row of ``profiles``
    that says all that can be counted of the incident. ``selected`` is a boolean per row.
    """

    all_incidents: pd.DataFrame
    selected: Mask
    sources: pd.DataFrame
    origins: pd.DataFrame
    actors: pd.DataFrame
    milestones: pd.DataFrame
    places: pd.DataFrame
    profiles: pd.DataFrame
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
        return rows_of(self.directory, "claims", incident_ids)

    def roles_of(self, incident_ids: list[str]) -> pd.DataFrame:
        """Return incident_id, actor_id, role of some incidents."""
        return rows_of(self.directory, "incident_actors", incident_ids)

    @cached_property
    def profile_counts(self) -> npt.NDArray[np.int64]:
        """Count the selected incidents of each profile."""
        number = self.all_incidents["profile"].to_numpy()
        chosen = number if self.selected.all() else number[self.selected]
        return np.bincount(chosen, minlength=len(self.profiles))

    @cached_property
    def figures(self) -> pd.DataFrame:
        """Return incident_id, measure, low, high, contested of the selected incidents, one row per measure stated."""
        return _without_origins(figures_of_claims(self.claims))

    def figures_of(self, incident_id: str) -> pd.DataFrame:
        """Return measure, low, high, contested of one incident: one row per measure that somebody states."""
        if len(self) != 1 and "figures" not in vars(self):  # for one card, not the figures of everything selected
            return self.select_ids([incident_id]).figures_of(incident_id)
        figures = self.figures[self.figures["incident_id"] == incident_id]
        return figures.drop(columns="incident_id").reset_index(drop=True)

    def measured(self) -> pd.DataFrame:
        """Return low, high, at_least (0, 1) of every measure for the selected incidents, NaN = unknown."""
        ends = [f"{measure}_{end}" for measure in measured_columns() for end in (*ENDS, "at_least")]
        return self.profiles[ends].iloc[self.incidents["profile"]].set_axis(self.incidents.index)

    def incident(self, incident_id: str) -> pd.Series:
        """Return one incident of the record, selected or not; raise KeyError for an unknown id."""
        found = self.all_incidents[self.all_incidents["incident_id"] == incident_id]
        if found.empty:
            raise KeyError(incident_id)
        return found.iloc[0]


def _without_origins(figures: pd.DataFrame) -> pd.DataFrame:
    return figures[figures["measure"] != ORIGINS].reset_index(drop=True)


# What load_dataset does, one after the other: of a large record each takes seconds.
LOADING = (
    N_("reading the tables"),
    N_("comparing the accounts"),
    N_("gathering incidents that count alike"),
    N_("preparing the search"),
)


def _nobody(step: int) -> None:
    """Listen to the steps of ``load_dataset``, and do nothing."""


def load_dataset(directory: Path = DATA, tell: Callable[[int], object] = _nobody) -> Dataset:
    """Read a record and derive what the filters ask for; all incidents are selected.

    Places are those of the gazetteer, unless the data package has a table ``places`` of its own. Raises
    FileNotFoundError or ValueError where the tables do not fit the schema: run ``checks.find_problems`` first, which
    names every problem by file, row and column. ``tell`` is called with the number of each step of ``LOADING``.
    """
    tell(0)
    schema = load_schema(directory)
    places = _places(directory)
    actors = read_table(directory, "actors")
    curated = read_table(directory, "incidents")
    tell(1)
    figures = figures_of_record(directory, curated["incident_id"])
    incidents = actor_sets(derived_columns(curated, figures, places), directory)
    tell(2)
    profile, table_of_profiles = profiles(incidents, figures)
    incidents = incidents.assign(profile=profile)
    tell(3)
    incidents = incidents.assign(search_text=search_text(incidents, places, actors))
    incidents = incidents.sort_values(
        ["date_start", "incident_id"], kind="stable", na_position="first", ignore_index=True
    )
    del curated, figures
    give_back_memory()
    coverage = schema["coverage"]
    return Dataset(
        all_incidents=incidents,
        selected=np.ones(len(incidents), dtype=bool),
        sources=read_table(directory, "sources").set_index("source_id", drop=False),
        origins=read_table(directory, "origins").set_index("origin_id", drop=False),
        actors=actors.set_index("actor_id", drop=False),
        milestones=read_table(directory, "milestones").sort_values("date", ignore_index=True),
        places=places,
        profiles=table_of_profiles,
        version=str(schema["version"]),
        coverage=(pd.Timestamp(coverage["from"]), pd.Timestamp(coverage["to"])),
        directory=directory,
    )


def _places(directory: Path) -> pd.DataFrame:
    if not has_table(directory, "places"):
        return load_gazetteer()
    places = read_table(directory, "places")
    texts = places.select_dtypes(["category", "str"]).columns
    return places.astype(dict.fromkeys(texts, "str")).set_index("place_id", drop=False)
