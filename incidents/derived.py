"""What the record implies per incident: place, kind, ranges, origins, sets of actors. Nothing here is typed by hand."""

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from incidents.ranges import contested_positions, figure_ranges, independent_origins
from incidents.tables import SEPARATOR, claim_batches
from incidents.vocabulary import AGGREGATE_COUNT, TEXT_MEASURES, UNATTRIBUTED, codes, symbol_group

NO_PRECISION, NEAR = "0", "2"  # codes of geo_precision
NEAR_KM = 10.0  # an incident "near" a place may lie at least this far from it
KILLED_CLASSES = ("unknown", "0", "1-4", "5-9", "10+")
_FIGURES_FIRST = ("killed", "wounded", "arrested", "escaped", "transferred")


def figures_of_all(directory: Path) -> pd.DataFrame:
    """Return the ranges of all incidents, with the number of origins as measure ``origins`` and contested texts."""
    parts = []
    for claims in claim_batches(directory):
        current = claims[claims["superseded_by"].isna()]
        numeric = current[~current["measure"].astype("str").isin(TEXT_MEASURES)]
        origins = independent_origins(claims, UNATTRIBUTED).rename("low").reset_index().assign(measure="origins")
        texts = contested_positions(current).assign(contested=True).astype({"measure": "str"})
        parts += [figure_ranges(numeric), origins, texts]
    figures = pd.concat(parts, ignore_index=True)
    figures["contested"] = figures["contested"].fillna(value=False)
    return figures.astype({"measure": "category", "low": "float32", "high": "float32", "contested": "bool"})


def derived_columns(incidents: pd.DataFrame, figures: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Add kind, place, ranges per measure, origins and contested to the incidents; nothing is typed by hand."""
    kinds = pd.CategoricalDtype(list(codes("symbol_groups")))
    tactics = incidents["tactic"].cat
    kind_of = kinds.categories.get_indexer(pd.Index([symbol_group(tactic) for tactic in tactics.categories]))
    ids = incidents["incident_id"]
    measured = {str(name): rows.set_index("incident_id") for name, rows in figures.groupby("measure", observed=True)}
    nowhere = figures.iloc[:0].set_index("incident_id")
    ends: dict[str, Any] = {}
    for measure in (*measured_columns(), "origins"):
        rows = measured.get(measure, nowhere).reindex(ids)
        ends |= {f"{measure}_low": rows["low"].to_numpy(), f"{measure}_high": rows["high"].to_numpy()}
    ends.pop("origins_high")
    return incidents.assign(
        kind=pd.Categorical.from_codes(kind_of[tactics.codes], dtype=kinds),
        place_id=incidents["place_id"].astype("category"),
        governorates=incidents["governorates"].astype("category"),
        in_totals=(incidents["tactic"] != AGGREGATE_COUNT).to_numpy(dtype=bool),
        origins=np.nan_to_num(ends.pop("origins_low")).astype("int32"),
        contested=ids.isin(figures.loc[figures["contested"], "incident_id"].unique()).to_numpy(dtype=bool),
        killed_class=_killed_class(ends["killed_high"]),
        **ends,
        **_location(incidents, places),
    )


def _location(incidents: pd.DataFrame, places: pd.DataFrame) -> dict[str, npt.NDArray[np.float64]]:
    """Return latitude, longitude and uncertainty_km; NaN where the place is not stated or is the country."""
    at = places.reindex(incidents["place_id"])
    precision = incidents["geo_precision"].astype("str").to_numpy()
    stated = (precision != NO_PRECISION) & (at["kind"] != "country").to_numpy()
    columns = {name: np.where(stated, at[name], np.nan) for name in ("latitude", "longitude", "uncertainty_km")}
    near = precision == NEAR
    columns["uncertainty_km"] = np.where(
        near, np.maximum(columns["uncertainty_km"], NEAR_KM), columns["uncertainty_km"]
    )
    return columns


def measured_columns() -> list[str]:
    """Return the measures for which incidents carry ``_low`` and ``_high``."""
    numeric = [code for code in codes("claims.measure") if code not in TEXT_MEASURES]
    return [*_FIGURES_FIRST, *(code for code in numeric if code not in _FIGURES_FIRST)]


def _killed_class(highest: npt.NDArray[np.float32]) -> "pd.Categorical[str]":
    """Class the highest current count of people killed; unknown is a class of its own, never 0."""
    place = np.digitize(np.nan_to_num(highest, nan=-1), [0, 1, 5, 10])
    return pd.Categorical.from_codes(place, categories=pd.Index(KILLED_CLASSES))


def actor_sets(incidents: pd.DataFrame, roles: pd.DataFrame) -> pd.DataFrame:
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


def _sets(rows: npt.NDArray[Any], members: npt.NDArray[Any], names: list[str], length: int) -> "pd.Categorical[str]":
    """Encode a many-to-many relation as one category per distinct set (a bit per member, 64 to a word)."""
    words = np.zeros((length, len(names) // 64 + 1), dtype=np.uint64)
    bits = np.left_shift(np.uint64(1), (members % 64).astype(np.uint64))
    np.bitwise_or.at(words, (rows.astype(np.int64), members // 64), bits)
    distinct, which = np.unique(words, axis=0, return_inverse=True)
    labels = [
        SEPARATOR.join(name for number, name in enumerate(names) if int(word[number // 64]) >> (number % 64) & 1)
        for word in distinct
    ]
    return pd.Categorical.from_codes(which.reshape(-1), categories=pd.Index(labels))
