"""What the record implies per incident: place, kind, ranges, origins, sets of actors. Nothing here is typed by hand."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.cells import SEPARATOR
from incidents.record.distinct import distinct_rows, widened
from incidents.record.positions import with_positions
from incidents.record.ranges import COMBINED, contested_positions, figure_ranges, independent_origins
from incidents.record.schema import KINDS, Schema
from incidents.record.side_by_side import side_by_side
from incidents.record.tables import Tables
from incidents.record.vocabulary import (
    AGGREGATE_COUNT,
    HEADLINES,
    KILLED_CATEGORIES,
    NEAR,
    NEAR_KM,
    NO_PRECISION,
    STANDING,
    TEXT_MEASURES,
    UNATTRIBUTED,
)

KILLED_CLASSES = ("unknown", "0", "1-4", "5-9", "10+")
ORIGINS = "origins"  # the number of independent origins, carried among the figures as if it were a measure
_OF_RANGES = ["incident_id", "origin_id", "source_id", "measure", "value", "low", "high"]
# The measures whose ranges every incident carries; those of all others stand in its profile.
FIGURES = (*HEADLINES, *KILLED_CATEGORIES)


def figures_of_claims(claims: pd.DataFrame, schema: Schema) -> pd.DataFrame:
    """Return incident_id, measure, low, high, at_least, contested: ranges, contested texts, and the origins.

    ``claims`` are all claims of some incidents; superseded ones count only as accounts of their origin.
    """
    current = claims["superseded_by"].isna().to_numpy()
    is_numeric = current & ~claims["measure"].isin(TEXT_MEASURES).to_numpy()
    numeric = claims[_OF_RANGES]
    ranges = figure_ranges(numeric if is_numeric.all() else numeric[is_numeric])
    origins = independent_origins(claims, UNATTRIBUTED)
    held = current & claims["position_en"].notna().to_numpy()
    texts = contested_positions(claims[held]) if held.any() else claims.iloc[:0][["incident_id", "measure"]]
    of_texts = texts["measure"].to_numpy(dtype=object)
    nothing, unsaid = np.full(len(texts), np.nan), np.full(len(origins) + len(texts), np.nan)
    ids = [ranges["incident_id"], origins.index.to_series(), texts["incident_id"]]
    stated = [ranges["measure"].to_numpy(dtype=object), np.full(len(origins), ORIGINS, dtype=object), of_texts]
    number, names = pd.factorize(np.concatenate(stated))
    is_no_text = np.zeros(len(origins), dtype=bool)
    measures = pd.Index([*schema.codes("claims.measure"), *COMBINED, ORIGINS])
    columns = {
        "incident_id": pd.concat(ids, ignore_index=True).array,
        "measure": pd.Categorical.from_codes(measures.get_indexer(pd.Index(names))[number], categories=measures),
        "low": np.concatenate([ranges["low"], origins, nothing]).astype("float32"),
        "high": np.concatenate([ranges["high"], unsaid]).astype("float32"),
        "at_least": np.concatenate([ranges["at_least"], np.zeros(len(unsaid), dtype=bool)]),
        "contested": np.concatenate([ranges["contested"], is_no_text, np.ones(len(texts), dtype=bool)]),
    }
    return pd.DataFrame(columns, copy=False)


def figures_of_record(tables: Tables, ids: pd.Series) -> pd.DataFrame:
    """Return the figures of all incidents, batch by batch; ``incident_id`` is the position among their ``ids``."""
    columns = [
        "incident_id",
        "origin_id",
        "source_id",
        "measure",
        "value",
        "low",
        "high",
        "superseded_by",
        "position_en",
        *(field["name"] for field in tables.schema.fields("claims") if field["name"] == STANDING),
    ]
    batches = with_positions(tables.batches("claims", columns), ids)
    parts = side_by_side(lambda claims: figures_of_claims(claims, tables.schema), batches, len(ids))
    return pd.concat(parts, ignore_index=True).astype({"incident_id": "int32"})


def derived_columns(
    incidents: pd.DataFrame, figures: pd.DataFrame, places: pd.DataFrame, schema: Schema
) -> pd.DataFrame:
    """Add kind, place, period numbers, the ranges of ``FIGURES``, origins and contested to the incidents."""
    kinds = pd.CategoricalDtype(list(schema.codes(KINDS)))
    tactics = incidents["tactic"].cat
    kind_of = kinds.categories.get_indexer(pd.Index([schema.kind_of(tactic) for tactic in tactics.categories]))
    events = incidents["sub_event_type"].cat
    without = kinds.categories.get_indexer(pd.Index(list(map(schema.kind_without_tactic, events.categories))))
    no_tactic = (tactics.codes < 0).to_numpy()
    kind = np.where(no_tactic, without[events.codes], kind_of[tactics.codes])
    length = len(incidents)
    stated = Ends(figures, length)
    ends = {f"{measure}_{end}": stated.of(measure, end) for measure in FIGURES for end in ENDS}
    opened = {f"{measure}_at_least": stated.of(measure, AT_LEAST) > 0 for measure in FIGURES}
    contested = np.zeros(length, dtype=bool)
    contested[figures.loc[figures["contested"], "incident_id"].to_numpy()] = True
    columns = {
        "kind": pd.Categorical.from_codes(kind, dtype=kinds),
        "place_id": incidents["place_id"].astype("category").array,
        "governorates": incidents["governorates"].astype("category").array,
        "in_totals": (incidents["tactic"].astype("object") != AGGREGATE_COUNT).to_numpy(dtype=bool),
        "origins": np.nan_to_num(stated.of(ORIGINS, "low")).astype("int16"),
        "contested": contested,
        "killed_class": _killed_class(ends["killed_high"]),
    }
    return widened(incidents, columns | ends | opened | _location(incidents, places) | _periods(incidents))


ENDS = ("low", "high")
AT_LEAST = "at_least"
_NONE = np.zeros(0, dtype=np.intp)


class Ends:
    """Figures as columns: asked by measure and end (``low``, ``high``, ``at_least``), a value per incident."""

    def __init__(self, figures: pd.DataFrame, length: int) -> None:
        measures = figures["measure"].cat
        order = np.argsort(measures.codes.to_numpy(), kind="stable")
        starts = np.searchsorted(measures.codes.to_numpy()[order], np.arange(len(measures.categories) + 1))
        self._rows = {measure: order[starts[i] : starts[i + 1]] for i, measure in enumerate(measures.categories)}
        self._values = {end: figures[end].to_numpy() for end in (*ENDS, AT_LEAST)}
        self._incident, self._length = figures["incident_id"].to_numpy(), length

    def has(self, measure: str) -> bool:
        """Say whether anybody states a measure."""
        return len(self._rows.get(measure, _NONE)) > 0

    def of(self, measure: str, end: str) -> npt.NDArray[np.float32]:
        """Return one end of the range of a measure (or 1 for ``at_least``); NaN where nobody states it."""
        rows = self._rows.get(measure, _NONE)  # a record may do without some measures
        values = np.full(self._length, np.nan, dtype=np.float32)
        values[self._incident[rows]] = self._values[end][rows]
        return values


def _location(incidents: pd.DataFrame, places: pd.DataFrame) -> dict[str, npt.NDArray[np.float64]]:
    """Return latitude, longitude and uncertainty_km; NaN where the place is not stated or is the country."""
    place = incidents["place_id"].astype("category").cat  # each place is looked up once
    at = places.reindex([*place.categories, None])
    precision, number = incidents["geo_precision"].astype("str").to_numpy(), place.codes.to_numpy()
    stated = (precision != NO_PRECISION) & (at["kind"] != "country").to_numpy()[number]
    columns = {
        name: np.where(stated, at[name].to_numpy(dtype=np.float64)[number], np.nan)
        for name in ("latitude", "longitude", "uncertainty_km")
    }
    near, distance = precision == NEAR, columns["uncertainty_km"]
    columns["uncertainty_km"] = np.where(near, np.maximum(distance, NEAR_KM), distance)
    return columns


NO_PERIOD = np.iinfo(np.int16).min


def _periods(incidents: pd.DataFrame) -> dict[str, npt.NDArray[np.int16]]:
    """Return the numbers of the months and weeks (since 1970, starting on Monday) in which a span starts and ends.

    ``NO_PERIOD`` where the date is not known: the day under which such an incident is filed is not its date.
    """
    unknown = (incidents["date_precision"] == "unknown").to_numpy()
    unknown = unknown | (incidents["date_start"].isna() | incidents["date_end"].isna()).to_numpy()
    numbers = {}
    for end, name in (("first", "date_start"), ("last", "date_end")):
        days = incidents[name].to_numpy().astype("datetime64[D]")
        month = days.astype("datetime64[M]").astype(np.int64)
        week = (days.astype(np.int64) - 4) // 7  # 1970-01-05 was a Monday
        for step, number in (("month", month), ("week", week)):
            numbers[f"{step}_{end}"] = np.where(unknown, NO_PERIOD, number).astype(np.int16)
    return numbers


def _killed_class(highest: npt.NDArray[np.float32]) -> "pd.Categorical[str]":
    """Class the highest current count of people killed; unknown is a class of its own, never 0."""
    place = np.digitize(np.nan_to_num(highest, nan=-1), [0, 1, 5, 10])
    return pd.Categorical.from_codes(place, categories=pd.Index(KILLED_CLASSES))


def actor_sets(incidents: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Add the sets of actors in any role, as initiators and as targets, each as categories ``a|b``."""
    batches = tables.batches("incident_actors", ["incident_id", "actor_id", "role"])
    roles = pd.concat(with_positions(batches, incidents["incident_id"]), ignore_index=True)
    actor = roles["actor_id"].astype("category").cat
    wanted = {
        "actors": np.ones(len(roles), dtype=bool),
        **{f"{role}s": (roles["role"] == role).to_numpy(dtype=bool) for role in ("initiator", "target")},
    }
    rows, members, names = roles["incident_id"].to_numpy(), actor.codes.to_numpy(), list(map(str, actor.categories))
    sets = {name: sets_of(rows[mask], members[mask], names, len(incidents)) for name, mask in wanted.items()}
    return incidents.assign(**sets)


def sets_of(rows: npt.NDArray[Any], members: npt.NDArray[Any], names: list[str], length: int) -> "pd.Categorical[str]":
    """Encode a many-to-many relation as one category per distinct set (a bit per member, 64 to a word)."""
    words = np.zeros((length, len(names) // 64 + 1), dtype=np.uint64)
    bits = np.left_shift(np.uint64(1), (members % 64).astype(np.uint64))
    np.bitwise_or.at(words, (rows.astype(np.int64), members // 64), bits)
    number, first = distinct_rows([words[:, place] for place in range(words.shape[1])])
    labels = [
        SEPARATOR.join(name for place, name in enumerate(names) if int(word[place // 64]) >> (place % 64) & 1)
        for word in words[first]
    ]
    return pd.Categorical.from_codes(number, categories=pd.Index(labels))
