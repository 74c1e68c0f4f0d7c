"""What the browser counts while a window of days moves: one row of numbers per incident."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from incidents.selection.compared_figures import attack_rule, incidents_of_rule
from incidents.selection.selection import Selection
from incidents.views.map_points.located import locate
from incidents.views.symbology import SYMBOLOGY

MOST_ROWS = 5_000  # of more incidents none is sent: the browser waits for the server's answer
# The flags of a row, as ``window_sums.js`` reads them.
UNKNOWN, OPEN, CONTESTED, COUNTED, ATTACK, ARRESTED_UNKNOWN, ARRESTED_OPEN = (1 << bit for bit in range(7))
RADII_KM = (0.0, 5.0, 15.0, 35.0)  # up to which an area is of a class; beyond the last it is of one more

_KINDS = list(SYMBOLOGY)
_SUMMED = (("", "killed", UNKNOWN, OPEN), ("arrested_", "arrested", ARRESTED_UNKNOWN, ARRESTED_OPEN))


def window_rows(selection: Selection) -> dict[str, Any] | None:
    """Return the selected incidents as columns of equal length, or None where there are more than ``MOST_ROWS``.

    ``from`` and ``to`` are days since 1970, between which an incident answers; None where that is not known: then it
    answers no period, as with the filters. ``kind`` is a number in display order, of ``kinds``. ``latitude`` and
    ``longitude`` are None without a place; ``radius`` is the class of an area, 0 for a named place. ``low`` and
    ``high`` are the killed as they enter sums: 0 for counts over several operations, which enter none; so are
    ``arrested_low`` and ``arrested_high``. ``flags`` join ``UNKNOWN`` (counted, and nobody states a figure), ``OPEN``
    (counted, and the figure is a least one), the same two of the arrested, ``CONTESTED``, ``COUNTED`` and ``ATTACK``
    (as the record's own rule has it).
    """
    if len(selection) > MOST_ROWS:
        return None
    incidents = selection.incidents
    counted, profiles = selection.record.profiles, selection.record.profiles.iloc[incidents["profile"]]
    order = np.array([_KINDS.index(str(kind)) for kind in counted["kind"].cat.categories], dtype=np.int64)
    in_totals = profiles["in_totals"].to_numpy(dtype=bool)
    rule = attack_rule(selection.record)
    is_attack = False if rule is None else incidents_of_rule(selection.record, rule)[incidents["profile"].to_numpy()]
    flags = CONTESTED * profiles["contested"].to_numpy(dtype=bool) + COUNTED * in_totals + ATTACK * is_attack
    sums: dict[str, list[float | int]] = {}
    for prefix, measure, unknown, is_open in _SUMMED:
        low, high, at_least = (profiles[f"{measure}_{end}"].to_numpy() for end in ("low", "high", "at_least"))
        flags = flags + unknown * (in_totals & np.isnan(high)) + is_open * (in_totals & (at_least > 0))
        sums[f"{prefix}low"], sums[f"{prefix}high"] = (
            _whole(np.where(in_totals, np.nan_to_num(ends), 0)) for ends in (low, high)
        )
    return {
        "kinds": len(_KINDS),
        "from": _days(incidents["date_start"]),
        "to": _days(incidents["date_end"]),
        "kind": order[profiles["kind"].cat.codes.to_numpy()].tolist(),
        **_places(selection),
        **sums,
        "flags": flags.tolist(),
    }


def _days(stamps: pd.Series) -> list[int | None]:
    days = stamps.to_numpy().astype("datetime64[D]")
    known = ~np.isnat(days)
    return [int(day) if there else None for day, there in zip(days.astype(np.int64), known, strict=True)]


def _whole(figures: npt.NDArray[np.float64]) -> list[float | int]:
    return [int(figure) if float(figure).is_integer() else float(figure) for figure in figures]


def _places(selection: Selection) -> dict[str, list[Any]]:
    """Return latitude, longitude (degrees, three decimals) and the class of the radius, as the map places incidents."""
    located = locate(selection.record)
    point = located.point[located.state[selection.rows]]
    there = point >= 0

    def of_incidents(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        held = np.zeros(len(point))
        held[there] = values[point[there]]
        return held

    degrees = {"latitude": of_incidents(located.latitude), "longitude": of_incidents(located.longitude)}
    return {
        name: [round(float(value), 3) if known else None for value, known in zip(values, there, strict=True)]
        for name, values in degrees.items()
    } | {"radius": np.searchsorted(np.array(RADII_KM), of_incidents(located.radius_km)).tolist()}
