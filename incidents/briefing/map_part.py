"""The map of a briefing: what it shows, which incidents are numbered on it, and the reader's remarks."""

from dataclasses import replace

import numpy as np
import pandas as pd

from geodata.areas import circle_polygon
from geodata.mercator import zoom_showing
from incidents.briefing.annotations import Remark
from incidents.briefing.content import MapPart, Pin
from incidents.briefing.table import MOST_KEYED
from incidents.briefing.wording import map_notes_in_words
from incidents.language import Language
from incidents.selection.circles import circle_of, layer_of
from incidents.selection.question import Bounds
from incidents.selection.selection import Selection
from incidents.selection.summaries import ranked_figures
from incidents.views.map_points import MapPoints, asked_extent, map_points
from incidents.views.static_map.frame import MARGIN, SCREEN_WIDTH, extent_of, widened

APART = 24.0  # a zoom at which no two places are joined


def compose_map(
    selection: Selection, bounds: Bounds | None, title: str, lang: Language, remarks: tuple[Remark, ...] = ()
) -> MapPart:
    """Compose the map: what the reader's map shows, or what fits the selection; few incidents are numbered."""
    extent = widened(bounds or _extent(selection))
    keyed = len(selection) <= MOST_KEYED
    points = map_points(selection, extent, APART if keyed else zoom_of(extent))
    return MapPart(
        bounds=extent,
        points=points,
        pins=_pins(selection, points) if keyed else (),
        notes=map_notes_in_words(selection.question, points.outside, len(points.without_place), lang),
        alt=lang.say("Map of Syria with the places of the incidents: {title}").format(title=title),
        remarks=tuple(_placed(remark, extent, lang) for remark in remarks),
    )


def _placed(remark: Remark, extent: Bounds, lang: Language) -> Remark:
    """Say behind a remark that the map does not show its place."""
    south, west, north, east = extent
    if south <= remark.latitude <= north and west <= remark.longitude <= east:
        return remark
    return replace(remark, text=lang.say("{text} (outside this map)").format(text=remark.text))


def zoom_of(bounds: Bounds) -> float:
    """Return the zoom at which a screen map of ``SCREEN_WIDTH`` pixels shows the bounds (256 px: the world at 0)."""
    return zoom_showing(bounds[1], bounds[3], SCREEN_WIDTH)


def _extent(selection: Selection) -> Bounds:
    """Return what a map of the selection should show: what is asked for by place, else where its incidents lie."""
    if (circle := circle_of(selection.record, selection.question.near)) is not None:
        latitude, longitude, km = circle
        west, south, east, north = circle_polygon(latitude, longitude, km * 1.1).bounds
        return south, west, north, east
    if (near := selection.question.near) is not None and (layer := layer_of(near)) is not None:
        return layer.bounds(near.km * 1.1)
    if (asked := asked_extent(selection)) is not None:
        south, west, north, east = asked
        up, across = (north - south) * MARGIN / 2, (east - west) * MARGIN / 2
        return south - up, west - across, north + up, east + across
    columns = ("latitude", "longitude", "uncertainty_km")
    return extent_of(*(selection.incidents[name].to_numpy(dtype="float64") for name in columns))


def _pins(selection: Selection, points: MapPoints) -> tuple[Pin, ...]:
    """Return the incidents on the map, numbered in date order as in the table."""
    rows = selection.incidents
    number_of = {str(incident_id): number for number, incident_id in enumerate(rows["incident_id"], start=1)}
    kinds = rows["kind"].astype("str").tolist()
    killed = ranked_figures(rows, "killed_high").to_numpy()
    drawn = pd.concat([points.marks, points.areas], ignore_index=True)
    pins = [
        Pin(
            number=number_of[incident_id],
            latitude=float(place["latitude"]),
            longitude=float(place["longitude"]),
            kind=kinds[number_of[incident_id] - 1],
            killed=_known(killed[number_of[incident_id] - 1]),
            radius_km=0.0 if np.isnan(place["radius_km"]) else float(place["radius_km"]),
        )
        for row, place in enumerate(drawn.to_dict("records"))
        for incident_id in points.incidents_of(row)
    ]
    return tuple(sorted(pins, key=lambda pin: pin.number))


def _known(figure: float) -> float | None:
    return None if np.isnan(figure) else float(figure)
