"""One view of a selection, drawn."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import pandas as pd
from shapely.geometry.base import BaseGeometry

from geodata.boundaries import area_of, load_boundaries
from incidents.record.schema import Schema
from incidents.selection.circles import circle_of
from incidents.selection.question import Bounds, Near
from incidents.selection.selection import Selection
from incidents.views.map_points.joining import joined, within
from incidents.views.map_points.located import Numbers, locate
from incidents.views.map_points.sums import add_up, first_incidents, in_order, whereabouts, with_shape
from incidents.views.symbology import scale_top

FIRST_ZOOM = 7.0  # the country on a desktop screen
MOST_MARKS = 500  # and areas: more are neither told apart nor drawn in time


class Drawn(Protocol):
    """What is written of one view, wherever it was counted (see ``MapPoints``, whose columns these are)."""

    @property
    def marks(self) -> pd.DataFrame:
        """Return one row per mark."""

    @property
    def areas(self) -> pd.DataFrame:
        """Return one row per area."""

    @property
    def unplaced(self) -> int:
        """Count the incidents without a place."""

    @property
    def outside(self) -> int:
        """Count the incidents whose point lies outside the view."""

    @property
    def top(self) -> int:
        """Return the figure at which the scale of sizes ends."""

    @property
    def circle(self) -> tuple[float, float, int] | None:
        """Return the circle that was asked for."""

    @property
    def schema(self) -> Schema:
        """Return the schema of the record."""

    def number_of(self, incident_id: str) -> int | None:
        """Return the number of the mark or area that stands for an incident."""


@dataclass(frozen=True, eq=False)
class MapPoints:
    """What one view of a selection draws.

    ``marks`` and ``areas`` have one row per drawn thing, most incidents first for marks, largest first for areas:
    latitude, longitude (degrees; a mark of several places lies at their centre of weight), count, places (how many it
    joins), place_id (the first of them, or the one with most incidents), kind (``mixed`` if several), one column per
    kind with its count, killed_low, killed_high (NaN where no incident has a figure), unknown (incidents in totals
    without a figure), open (those whose highest figure is open above), incident_ids (tuple, the first 20; of very many
    incidents at least one), first_row (position of the first incident in ``record.incidents``). Areas add radius_km and
    shape (circle, or polygon: ``geodata.area_of``).
    ``without_place`` has incident_id and place_id; its index is their position in ``record.incidents``. ``outside``
    counts incidents whose point lies outside the view.
    ``top`` is the figure at which the scale of sizes ends.
    """

    marks: pd.DataFrame
    areas: pd.DataFrame
    without_place: pd.DataFrame
    outside: int
    total: int
    top: int
    _selection: Selection
    _number_of_state: Numbers

    def incidents_of(self, number: int, most: int | None = None) -> tuple[str, ...]:
        """Return the ids of the incidents of one mark (its row number) or area (marks first, then areas)."""
        rows = self._selection.rows
        drawn_as = self._number_of_state[locate(self._selection.record).state[rows]]
        return tuple(
            self._selection.record.incidents["incident_id"].iloc[rows[np.flatnonzero(drawn_as == number)[:most]]]
        )

    @property
    def unplaced(self) -> int:
        """Count the incidents without a place."""
        return len(self.without_place)

    @property
    def circle(self) -> tuple[float, float, int] | None:
        """Return the circle that was asked for: latitude, longitude (degrees) and km; None where none was."""
        return circle_of(self._selection.record, self._selection.question.near)

    @property
    def asked_governorates(self) -> tuple[BaseGeometry, ...]:
        """Return the outlines (degrees) of the governorates that were asked for."""
        shapes = load_boundaries().set_index("pcode").geometry
        return tuple(shapes[shapes.index.isin(self._selection.question.governorate)])

    @property
    def near(self) -> Near | None:
        """Return the distance that was asked for, and from what; None where none was."""
        return self._selection.question.near

    @property
    def schema(self) -> Schema:
        """Return the schema of the record whose incidents are drawn."""
        return self._selection.record.schema

    def outline_of(self, place_id: str) -> BaseGeometry | None:
        """Return the true outline of an area that has one (see ``geodata.area_of``)."""
        return area_of(self._selection.record.gazetteer.place(place_id))

    def number_of(self, incident_id: str) -> int | None:
        """Return the number of the mark or area that stands for an incident, or None where it is not drawn."""
        found = np.flatnonzero(self._selection.record.incidents["incident_id"].to_numpy() == incident_id)
        if not len(found) or not self._selection.mask[found[0]]:
            return None
        number = int(self._number_of_state[locate(self._selection.record).state[found[0]]])
        return number if number >= 0 else None


def map_points(
    selection: Selection, bounds: Bounds | None = None, zoom: float = FIRST_ZOOM, most: int = MOST_MARKS
) -> MapPoints:
    """Say what the map of the selected incidents draws in a view.

    ``bounds`` (south, west, north, east in degrees) keeps what lies inside; ``zoom`` is Leaflet's (256 · 2^zoom pixels
    round the world) and decides which marks are joined. At most about ``most`` marks and areas come back.
    """
    located, rows = locate(selection.record), selection.rows
    state = located.state if len(rows) == len(located.state) else located.state[rows]
    counts = np.bincount(state, minlength=len(located.point))
    occupied = np.bincount(located.point + 1, counts, minlength=len(located.x) + 1)[1:]
    inside = (occupied > 0) & within(located, bounds)
    vague = located.radius_km > 0
    areas_at, marks_at = np.flatnonzero(inside & vague), np.flatnonzero(inside & ~vague)
    deaths = counts * located.low
    marks_of = joined(located, marks_at, occupied, deaths, zoom, most - min(len(areas_at), most // 4))
    areas_of = joined(located, areas_at, occupied, deaths, None, most // 4)
    marks_count = int(marks_of.max(initial=-1)) + 1
    number = np.full(len(located.x) + 1, -1, dtype=np.int64)  # the last: incidents without a place
    number[marks_at] = marks_of
    number[areas_at] = marks_count + areas_of
    total = marks_count + int(areas_of.max(initial=-1)) + 1
    kinds = list(selection.record.incidents["kind"].cat.categories)
    sums = add_up(located, number[located.point], counts, kinds, total)
    drawn = whereabouts(located, number[:-1], occupied, total).join(sums)
    order = in_order(drawn, marks_count)
    final = np.append(np.argsort(order), -1)[number[located.point]]
    drawn = drawn.iloc[order].reset_index(drop=True).join(first_incidents(selection, state, final, total))
    nowhere = np.flatnonzero((located.point < 0)[state]) if counts[located.point < 0].any() else np.zeros(0, np.int64)
    return MapPoints(
        marks=drawn.iloc[:marks_count].drop(columns="radius_km"),
        areas=with_shape(drawn.iloc[marks_count:].reset_index(drop=True), selection.record.places),
        without_place=selection.record.incidents[["incident_id", "place_id"]].iloc[rows[nowhere]],
        outside=len(rows) - len(nowhere) - int(drawn["count"].sum()),
        total=len(rows),
        top=scale_top(max(located.largest, float(np.nanmax(drawn["killed_high"].to_numpy(), initial=0.0)))),
        _selection=selection,
        _number_of_state=final,
    )
