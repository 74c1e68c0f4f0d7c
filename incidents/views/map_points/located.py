"""Where the incidents of a record lie and what they add: derived once per record, shared by every selection."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.mercator import WORLD, northing
from incidents.record.distinct import distinct_rows
from incidents.record.kept import Kept
from incidents.record.record import Record
from incidents.record.vocabulary import NEAR_KM
from incidents.selection.apart import placed_exactly

Numbers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Located:
    """What never changes about a record's incidents: where they lie and what they add.

    Incidents that would be drawn and counted alike share a *state*, and states share *points*: one count of states per
    selection is all that touches every incident.
    """

    state: Numbers  # per incident
    point: Numbers  # per state; -1 without a place
    kind: Numbers
    low: Floats  # 0 where not counted
    high: Floats
    unknown: Floats  # 1 where counted and nobody states a figure
    known: Floats
    open: Floats  # 1 where the highest figure is open above
    latitude: Floats  # per point
    longitude: Floats
    x: Floats  # Web Mercator, the world from 0 to 1
    y: Floats
    radius_km: Floats  # 0 for marks
    place_id: npt.NDArray[np.object_]
    largest: float


_located = Kept[None, Located]()


def locate(record: Record) -> Located:
    """Derive the points of a record once; every selection of it shares them."""
    return _located.of(record, None, lambda: _derive_points(record))


def _derive_points(record: Record) -> Located:
    incidents = record.incidents
    place = incidents["place_id"].cat
    counted = incidents["in_totals"].to_numpy()
    # Derived so for whoever nobody places more closely than in the country (``record.derived``).
    nowhere = incidents["latitude"].isna().to_numpy(dtype=bool)
    frame = pd.DataFrame(
        {
            "latitude": incidents["latitude"].to_numpy(dtype=np.float64),
            "longitude": incidents["longitude"].to_numpy(dtype=np.float64),
            "radius_km": np.where(nowhere, np.nan, _radius_km(incidents)),
            "place": np.where(nowhere, -1, place.codes.to_numpy()),
            "kind": incidents["kind"].cat.codes.to_numpy(),
            "low": np.where(counted, incidents["killed_low"].to_numpy(dtype=np.float64), 0.0),
            "high": np.where(counted, incidents["killed_high"].to_numpy(dtype=np.float64), 0.0),
            "counted": counted,
            "open": counted & incidents["killed_at_least"].to_numpy(dtype=bool),
        }
    )
    state, states = _distinct(frame, [str(name) for name in frame])
    point, points = _distinct(states, ["latitude", "longitude", "radius_km", "place"])
    somewhere = points["latitude"].notna().to_numpy()
    renumbered = np.where(somewhere, np.cumsum(somewhere) - 1, -1)
    points = points[somewhere]
    latitude, longitude = (points[name].to_numpy(dtype=np.float64) for name in ("latitude", "longitude"))
    x, y = longitude / WORLD + 0.5, 0.5 - northing(latitude) / WORLD
    counts, high = states["counted"].to_numpy(), states["high"].to_numpy()
    return Located(
        state=state,
        point=renumbered[point],
        kind=states["kind"].to_numpy().astype(np.int64),
        low=np.nan_to_num(states["low"].to_numpy()),
        high=np.nan_to_num(high),
        unknown=(counts & np.isnan(high)).astype(np.float64),
        known=(counts & ~np.isnan(high)).astype(np.float64),
        open=states["open"].to_numpy(dtype=np.float64),
        latitude=latitude,
        longitude=longitude,
        x=x,
        y=y,
        radius_km=points["radius_km"].to_numpy(dtype=np.float64),
        place_id=np.array([*place.categories, ""], dtype=object)[points["place"].to_numpy(dtype=np.int64)],
        largest=float(np.nanmax(high, initial=0.0)),
    )


def _distinct(frame: pd.DataFrame, columns: list[str]) -> tuple[Numbers, pd.DataFrame]:
    """Return for each row the number of its distinct value, in the order they appear, and the distinct rows."""
    number, first = distinct_rows([frame[name] for name in columns])
    return number.astype(np.int64), frame.iloc[first].reset_index(drop=True)


def _radius_km(incidents: pd.DataFrame) -> Floats:
    """Return the radius within which an incident lies, 0 for a named place that is no wider than ``NEAR_KM``."""
    radius = np.nan_to_num(incidents["uncertainty_km"].to_numpy(dtype=np.float64))
    return np.where(placed_exactly(incidents), 0.0, np.maximum(radius, NEAR_KM))
