"""Governorates by the names that files write, and by the drawn borders only where a file names none."""

import json
import re
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.boundaries import layer_path
from geodata.gazetteer import Gazetteer, names_of
from geodata.names import NameIndex
from geodata.outlines import PCODES, kilometres_outside
from incidents.exchange.intake.pools import coded
from incidents.record.contract import PLACE_TABLE, bounds_of

Degrees = npt.NDArray[np.float64]
BORDER_KM = 10.0  # the drawn borders are coarser than the lists from which points are
_AT_ONCE = 512  # points held against all pieces of the borders at a time
_WORDS = r"(?i)\b(?:governorate|province|mohafazah?|muhafazah?|gouvernorat)\b|محافظة"
# As data sets write them and no list of names has it.
_FURTHER = {
    "SY03": ("rural damascus", "reef dimashq", "rif dimashq", "damascus countryside"),
    "SY13": ("as sweida", "suweida"),
    "SY14": ("quneitra", "al quneitra"),
    "SY08": ("al hassakah", "hassakeh", "hasaka", "al hasakeh", "hassaka"),
}


class GovernorateNames:
    """What the governorates are called; each name is looked up once."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        held = gazetteer.places[gazetteer.places["kind"] == "governorate"]
        rows: list[dict[str, Any]] = [{str(k): v for k, v in row.items()} for row in held.to_dict("records")]
        named = [(str(row["governorates"]), name) for row in rows for name in names_of(row)]
        named += [(pcode, name) for pcode, names in _FURTHER.items() for name in names]
        named += [
            (str(row["governorates"]), str(name).removesuffix(" Governorate"))
            for row in rows
            for name in (row["name_en"],)
        ]
        self._index = NameIndex(named)

    def codes(self, names: pd.Series) -> npt.NDArray[np.intp]:
        """Return the governorate of each name as its place in ``PCODES``, -1 where it is none of a governorate."""
        held = coded(names)
        bare = pd.Series(pd.array(held.distinct, dtype="str")).str.replace(_WORDS, "", regex=True).str.strip(" -")
        found = [self._pcode(name) for name in bare]
        return np.array([*(PCODES.index(code) if code in PCODES else -1 for code in found), -1])[held.codes]

    def _pcode(self, name: str) -> str | None:
        keys = self._index.written(name) or self._index.sounding(name) or self._index.slipped(name)
        return next(iter(keys)) if len(keys) == 1 else None


def bare_name(name: str) -> str:
    """Return the name of a governorate without the word for one; never nothing."""
    return re.sub(_WORDS, "", name).strip(" -") or name


@cache
def _bounds() -> tuple[tuple[float, float], tuple[float, float]]:
    return bounds_of(PLACE_TABLE.columns["latitude"]), bounds_of(PLACE_TABLE.columns["longitude"])


def is_in_syria(latitude: Degrees, longitude: Degrees) -> npt.NDArray[np.bool_]:
    """Say which points lie within the bounds that every gazetteer keeps."""
    (south, north), (west, east) = _bounds()
    return (latitude >= south) & (latitude <= north) & (longitude >= west) & (longitude <= east)


@cache
def _areas() -> dict[str, Any]:
    """Return the drawn governorates by p-code, ready to be asked of many points."""
    import shapely

    layer = json.loads(layer_path("governorates").read_bytes())
    areas = {str(f["properties"]["pcode"]): shapely.geometry.shape(f["geometry"]) for f in layer["features"]}
    shapely.prepare(list(areas.values()))
    return areas


def kilometres_from(pcodes: npt.NDArray[np.object_], latitude: Degrees, longitude: Degrees) -> Degrees:
    """Return how far points lie outside the governorate of each, NaN where it or the point is unknown."""
    import shapely

    away = np.full(len(latitude), np.nan)
    known = is_in_syria(latitude, longitude)
    for pcode in PCODES:
        at = np.flatnonzero(known & (pcodes == pcode))
        inside = shapely.contains_xy(_areas()[pcode], longitude[at], latitude[at])
        away[at[inside]] = 0
        at = at[~inside]
        for start in range(0, len(at), _AT_ONCE):
            part = at[start : start + _AT_ONCE]
            away[part] = kilometres_outside(pcode, latitude[part], longitude[part])
    return away


def pcodes_at(latitude: Degrees, longitude: Degrees) -> npt.NDArray[np.object_]:
    """Return the governorate in which each point lies as drawn, or the nearest within ``BORDER_KM``; None elsewhere."""
    import shapely

    found = np.full(len(latitude), None, dtype=object)
    for pcode in PCODES:
        found[shapely.contains_xy(_areas()[pcode], longitude, latitude)] = pcode
    beside = np.flatnonzero(pd.isna(found) & is_in_syria(latitude, longitude))
    nearest = np.full(len(beside), BORDER_KM)
    for pcode in PCODES:
        away = kilometres_from(np.full(len(beside), pcode, dtype=object), latitude[beside], longitude[beside])
        closer = away < nearest
        found[beside[closer]], nearest[closer] = pcode, away[closer]
    return found
