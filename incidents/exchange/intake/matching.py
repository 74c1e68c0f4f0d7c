"""Names of a file held against those of the gazetteer, and how far apart the two points are."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.distances import distances_km
from geodata.gazetteer import Gazetteer
from incidents.exchange.intake.pools import in_words, or_else, saying, taken
from incidents.record.distinct import distinct_rows

Degrees = npt.NDArray[np.float64]
Keys = npt.NDArray[np.object_]

MATCHED_KM = 15.0  # so far two lists may set the same town; a namesake farther off is another place


def matches(names: pd.Series, latitude: Degrees, longitude: Degrees, gazetteer: Gazetteer) -> tuple[Keys, Degrees]:
    """Return for each place the nearest of the gazetteer that bears its name (None), and how far in km its point is."""
    index, points = gazetteer.all_names, points_of(gazetteer)
    bearers = {name: [key for key in index.written(name) if key in points] for name in names.unique()}
    match, distance = np.full(len(names), None, dtype=object), np.full(len(names), np.nan)
    number, distinct = pd.factorize(names)
    by_name = pd.Series(np.arange(len(names))).groupby(number).indices
    for place, name in enumerate(distinct):
        at = by_name[place]
        for key in bearers[name]:
            away = distances_km(*points[key][:2], latitude[at], longitude[at])
            closer = np.isnan(distance[at]) | (away < distance[at])
            distance[at[closer]], match[at[closer]] = away[closer], key
    return match, distance


def exchanged_by_name(
    names: pd.Series, latitude: Degrees, longitude: Degrees, gazetteer: Gazetteer
) -> npt.NDArray[np.bool_]:
    """Say which points lie far from the place of their name, and at it once latitude and longitude are exchanged."""
    at = np.flatnonzero(names.notna())
    told = names.iloc[at].reset_index(drop=True)
    _match, as_written = matches(told, latitude[at], longitude[at], gazetteer)
    _match, exchanged = matches(told, longitude[at], latitude[at], gazetteer)
    found = np.zeros(len(names), dtype=bool)
    found[at] = (exchanged <= MATCHED_KM) & (as_written > MATCHED_KM)
    return found


def fill_points_by_name(
    rows: pd.DataFrame, pcode: Keys, latitude: Degrees, longitude: Degrees, gazetteer: Gazetteer
) -> npt.NDArray[np.bool_]:
    """Fill in the points of the gazetteer where the file has a name alone which one place bears; say where."""
    names = or_else(rows["place"], rows["place_ar"])
    bare = np.isnan(latitude) & names.notna().to_numpy(bool) & saying(rows["area"], "")
    found = np.zeros(len(rows), dtype=bool)
    if not bare.any():
        return found
    index, points = gazetteer.all_names, points_of(gazetteer)
    told = (in_words(names).fillna("") + "\t" + pd.Series(pcode, dtype="str").fillna(""))[bare]
    for both, at in told.groupby(told).groups.items():
        name, _tab, code = str(both).partition("\t")
        bearers = [points[key] for key in index.written(name) or index.sounding(name) if key in points]
        here = [point for point in bearers if code in point[2]]
        if len(here) == 1:
            latitude[at], longitude[at], found[at] = here[0][0], here[0][1], True
    return found


def district_pcodes(names: pd.Series, governorates: pd.Series, match: Keys, gazetteer: Gazetteer) -> pd.Series:
    """Return the p-code of each district that a file names, within its governorate; else that of the matched place."""
    index = gazetteer.district_names
    by_place = gazetteer.places["adm2_pcode"].to_dict() | {
        key: row["adm2_pcode"] for key, row in gazetteer.known.items()
    }
    number, first = distinct_rows([names, governorates, match])
    codes_of = {name: index.written(str(name)) for name in names.iloc[first].unique()}
    found: list[str | None] = []
    for name, governorate, key in zip(names.iloc[first], governorates.iloc[first], match[first], strict=True):
        codes = [code for code in codes_of[name] if code.startswith(str(governorate))]
        stated = codes[0] if len(codes) == 1 else None
        code = by_place.get(key) if stated is None and not isinstance(name, str) else stated
        found.append(code if isinstance(code, str) and code and code.startswith(str(governorate)) else None)
    return taken(found, number)


def points_of(gazetteer: Gazetteer) -> dict[str, tuple[float, float, str]]:
    """Return latitude, longitude and governorates of all places and known towns that are no areas, by place_id."""
    held = gazetteer.places[~gazetteer.places["kind"].isin(["country", "governorate"])]
    rows: list[Mapping[Any, Any]] = [*held.to_dict("records"), *gazetteer.known.values()]
    return {
        str(row["place_id"]): (float(row["latitude"]), float(row["longitude"]), str(row["governorates"]))
        for row in rows
    }
