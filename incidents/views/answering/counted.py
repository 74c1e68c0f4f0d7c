"""What a browser counts with, whatever the language: per incident what the rules of the filters gave.

The browser gets no rule. It gets which option each incident holds, between which days it answers, what it adds to each
sum, and which mark draws it at which zoom; a question then is an intersection, and a figure a sum.
"""

from collections.abc import Iterator
from typing import Any, get_args

import numpy as np
import numpy.typing as npt

from geodata.mercator import TILE
from incidents.language import ENGLISH
from incidents.record.derived import NO_PERIOD
from incidents.record.vocabulary import KILLED_CATEGORIES
from incidents.selection.completeness import Tally, alike_tallies
from incidents.selection.filters import LISTS
from incidents.selection.question import Question
from incidents.selection.rankings import is_few, steps_of
from incidents.selection.reporting import NOTABLE, sources_per_incident
from incidents.selection.selection import Selection, select
from incidents.selection.summaries import Step
from incidents.views.interactive_map import map_message
from incidents.views.map_points import MOST_MARKS, asked_extent, map_points
from incidents.views.map_points.joining import CELL_PX, JOINED_PX
from incidents.views.map_points.located import locate
from incidents.views.symbology import LARGEST, SMALLEST, SYMBOLOGY, UNKNOWN_SIZE, scale_tops
from incidents.views.time_dock import MOST_ROWS, day_number, window_rows

MEASURES = ("killed", "arrested", *KILLED_CATEGORIES)

Message = dict[str, Any]


def counted(selection: Selection) -> Message:
    """Return the selected incidents as columns of equal length, in the order of the record, as plain JSON.

    ``rows``: see ``window_rows``. ``lists``: per filter with options its ``codes``, the ``sets`` of places in
    them that incidents hold, and per incident the number of its set (``of``). ``measures``: per measure lowest and
    highest figure (None where nobody states one) and whether the highest is open above. ``periods``: see ``_periods``.
    ``tallies``: counts of others (``_tally``), those together that are made alike. ``steps``: which steps of time an
    incident touches, from ``first`` to before ``after``. ``drawn``: see ``_drawn``. ``few``: see ``_few``.
    ``extents``: per governorate and place south, west, north, east in degrees. ``coverage``: first and last day.
    """
    record = selection.record
    steps = steps_of(record)
    return {
        "ids": selection.incidents["incident_id"].tolist(),
        "rows": window_rows(selection),
        "kinds": list(SYMBOLOGY),
        "lists": {name: _held(selection, name) for name in LISTS},
        "undated": _per_incident(selection, ~record.profiles["dated"].to_numpy(dtype=bool)),
        "sources": sources_per_incident(record)[selection.rows].tolist(),
        "notable": NOTABLE,
        "origins": selection.incidents["origins"].astype(int).tolist(),
        "tallies": [[_tally(tally) for tally in alike] for alike in alike_tallies(record)],
        "measures": {name: _measure(selection, name) for name in MEASURES},
        "periods": {step: _periods(selection, step) for step in get_args(Step)},
        "steps": {
            "months": steps.months.tolist(),
            "width": steps.width,
            "first": steps.first[selection.rows].tolist(),
            "after": steps.after[selection.rows].tolist(),
        },
        "drawn": _drawn(selection),
        "few": _few(2 * len(selection)),
        "extents": {name: dict(_extents(selection, name)) for name in ("governorate", "place")},
        "coverage": [int(stamp.to_datetime64().astype("datetime64[D]").astype(int)) for stamp in record.coverage],
    }


def _tally(tally: Tally) -> list[int]:
    """Return a count of somebody: its first and last day, the number, and what the record holds, low and high."""
    return [day_number(tally.start), day_number(tally.end), tally.value, tally.low or 0, tally.high or 0]


def _per_incident(selection: Selection, of_profiles: npt.NDArray[Any]) -> list[int]:
    return of_profiles[selection.incidents["profile"].to_numpy()].astype(int).tolist()


def _held(selection: Selection, name: str) -> Message:
    """Say which options of a list each incident holds."""
    held = LISTS[name].held(selection.record)
    of_rows = held.set_of[selection.record.incidents["profile"].to_numpy()] if held.of_profiles else held.set_of
    used, of = np.unique(of_rows[selection.rows], return_inverse=True)
    members = [held.pair_code[held.pair_set == number].tolist() for number in used.tolist()]
    codes = list(dict.fromkeys([*LISTS[name].codes(selection.record), *held.codes]))
    place = {code: number for number, code in enumerate(codes)}
    return {
        "codes": codes,
        "sets": [sorted(place[held.codes[at]] for at in places) for places in members],
        "of": of.tolist(),
    }


def _measure(selection: Selection, name: str) -> Message:
    """Return what each incident adds to a sum; what enters none is told by the flags of the rows."""
    profiles = selection.record.profiles.iloc[selection.incidents["profile"]]
    ends = {end: profiles[f"{name}_{end}"].to_numpy() for end in ("low", "high")}
    least = profiles[f"{name}_at_least"].to_numpy() > 0
    return {end: _or_none(values) for end, values in ends.items()} | {"least": least.astype(int).tolist()}


def _periods(selection: Selection, step: Step) -> list[int]:
    """Return per incident which of the filled weeks or months holds it, counted from 0; -1 for none, -2 for several."""
    first, last = (selection.incidents[f"{step}_{end}"].to_numpy() for end in ("first", "last"))
    inside = (first == last) & (first != NO_PERIOD)
    number = np.where(first == last, -1, -2)
    number[inside] = np.unique(first[inside], return_inverse=True)[1]
    return number.tolist()


def _or_none(values: npt.NDArray[np.float64]) -> list[float | int | None]:
    told = (None if np.isnan(value) else float(value) for value in values)
    return [int(value) if value is not None and value.is_integer() else value for value in told]


def _drawn(selection: Selection) -> Message:
    """Say where incidents lie, and by which figures marks are joined and sized (``joining``, ``symbology``).

    ``point`` is per incident the number of its point, -1 without a place; points have latitude, longitude (degrees),
    ``x`` and ``y`` (Web Mercator, the world from 0 to 1), ``km`` (the radius of an area, 0 for a named place),
    ``polygon`` (the key of an outline) and ``place`` (its id). ``largest``: most killed in one incident of the record.
    ``tops``: at which figures the scale of sizes may end. ``most``: marks and areas. Lengths are pixels.
    """
    located = locate(selection.record)
    of_incidents = located.point[located.state[selection.rows]]
    used, point = np.unique(of_incidents, return_inverse=True)
    nowhere = int(used[0] < 0) if len(used) else 0
    point, used = point - nowhere, used[nowhere:]
    return {
        "point": point.tolist(),
        "latitude": located.latitude[used].tolist(),
        "longitude": located.longitude[used].tolist(),
        "x": located.x[used].tolist(),
        "y": located.y[used].tolist(),
        "km": located.radius_km[used].tolist(),
        "place": [str(place) for place in located.place_id[used]],
        "polygon": _polygons(selection, point, len(used)),
        "largest": located.largest,
        "tops": scale_tops(2 * MOST_ROWS * max(located.largest, 1.0)),
        "most": MOST_MARKS,
        "tile": TILE,
        "joined": JOINED_PX,
        "cell": CELL_PX,
        "smallest": SMALLEST,
        "widest": LARGEST,
        "unknown": UNKNOWN_SIZE,
    }


def _polygons(selection: Selection, point: npt.NDArray[Any], count: int) -> list[str]:
    """Return per point the key of its outline, "" where it has none."""
    keys = [""] * count
    number_of = dict(zip(selection.incidents["incident_id"], point.tolist(), strict=True))
    message = map_message(map_points(selection), selection, ENGLISH).data
    first = message["fields"].index("id")
    for area in message["areas"]:
        keys[number_of[area[first]]] = area[-1]
    return keys


def _few(most: int) -> list[int]:
    """Return for 0, 1, 2 … incidents of two periods together the least difference that chance does not explain."""
    least = [1]
    for together in range(1, most + 1):
        difference = max(least[-1] - 1, together % 2 or 2)
        while difference <= together and is_few((together - difference) // 2, (together + difference) // 2):
            difference += 2
        least.append(difference)
    return least


def _extents(selection: Selection, name: str) -> Iterator[tuple[str, Any]]:
    """Yield the options of a list of places, each with what the map shows where it alone is asked for."""
    for code in LISTS[name].codes(selection.record):
        extent = asked_extent(select(selection.record, Question().toggled(name, code)))
        if extent:
            yield code, extent
