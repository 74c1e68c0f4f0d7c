"""A view of a record that is too large for memory: one mark per cell of a grid, as a database has added them up."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from geodata.mercator import KM_PER_DEGREE, TILE, WORLD, northing
from incidents.record.record import Record
from incidents.record.schema import KINDS, Schema
from incidents.selection.large.cells import HOW_CELLS_JOIN, Mark
from incidents.views.map_points.joining import apart
from incidents.views.map_points.located import Numbers
from incidents.views.symbology import MIXED, scale_top

_CELL_PX = 45  # a cell is so wide on the screen, and less than twice that
_CELL = "cell "  # by which a mark of several is known
_GRID = ["vague", "outline", "row", "column"]


@dataclass(frozen=True, eq=False)
class CellPoints:
    """What one view draws (see ``Drawn``); ``stands_for`` says of each mark and area what it joins."""

    marks: pd.DataFrame
    areas: pd.DataFrame
    unplaced: int
    outside: int
    top: int
    circle: tuple[float, float, int] | None
    schema: Schema
    stands_for: Sequence[tuple[Mark, ...]]

    def count_of(self, number: int, named: str) -> int:
        """Count the incidents of a mark by its number and the name of its first; 0 where it is one of before."""
        drawn = pd.concat([self.marks, self.areas], ignore_index=True)
        if not 0 <= number < len(drawn) or drawn["incident_ids"][number][0] != named:
            return 0
        return int(drawn["count"][number])

    def number_of(self, incident_id: str) -> int | None:
        """Return the number of the mark or area that stands for an incident of which the card is open."""
        drawn = [*self.marks["incident_ids"], *self.areas["incident_ids"]]
        return next((number for number, ids in enumerate(drawn) if incident_id in ids), None)


def step_at(zoom: float) -> float:
    """Return how many degrees wide a cell is at a zoom: a fraction 2^-n, so that a pan does not regroup the marks."""
    return 2.0 ** math.ceil(math.log2(_CELL_PX * 360 / (TILE * 2**zoom)))


def merged_cells(found: pd.DataFrame, kinds: Sequence[str], most: int, zoom: float, largest: float) -> pd.DataFrame:
    """Join the cells of all kinds to at most ``most`` marks and areas that stand apart at a zoom.

    ``found`` is what ``large.marks.cells`` returns. Where it has more cells, four of them are one; a quarter of what is
    drawn may be areas. ``joins`` are the cells of which each is made (``Mark``). ``largest`` is the highest figure of
    an incident.
    """
    areas = _coarsened(found[found["vague"]], most // 4)
    marks = _coarsened(found[~found["vague"]], most - areas[_GRID].drop_duplicates().shape[0])
    cells = pd.concat([marks, areas], ignore_index=True)
    by_kind = cells.pivot_table(index=_GRID, columns="kind", values="incidents", aggfunc="sum", fill_value=0)
    by_kind = by_kind.reindex(columns=list(kinds), fill_value=0).astype("int64")
    merged = cells.drop(columns="kind").groupby(_GRID).agg(HOW_CELLS_JOIN).join(by_kind).reset_index()
    merged["joins"] = pd.Series([(_mark(row),) for row in merged.itertuples()], dtype="object")
    number = _numbers(merged, zoom, largest)
    how = HOW_CELLS_JOIN | dict.fromkeys(kinds, "sum") | dict.fromkeys(("vague", "outline"), "first")
    joined = merged.groupby(number).agg(how | {"joins": "sum"})
    several = (joined[list(kinds)] > 0).sum(axis=1) > 1
    first = joined[list(kinds)].idxmax(axis=1) if len(joined) else pd.Series(dtype="object")
    return joined.assign(kind=first.where(~several, MIXED)).reset_index(drop=True)


def _numbers(merged: pd.DataFrame, zoom: float, largest: float) -> Numbers:
    """Return the number of the mark of each cell: of places, those that would lie on each other share one."""
    number = np.arange(len(merged), dtype=np.int64)
    places = np.flatnonzero(~merged["vague"].to_numpy(dtype=bool))
    if not len(places):
        return number
    weight, killed = (merged[name].to_numpy(dtype=np.float64)[places] for name in ("incidents", "killed_low"))
    up, across = (merged[name].to_numpy(dtype=np.float64)[places] / weight for name in ("up", "across"))
    x, y = across / WORLD + 0.5, 0.5 - northing(up) / WORLD
    number[places] = len(merged) + apart(x, y, weight, killed, scale_top(max(largest, killed.max())), zoom)
    return number


def _coarsened(cells: pd.DataFrame, most: int) -> pd.DataFrame:
    """Halve the grid until at most so many cells are left, or until none can be joined: outlines never are."""
    while cells[_GRID].drop_duplicates().shape[0] > most:
        coarser = cells.assign(row=np.floor(cells["row"] / 2), column=np.floor(cells["column"] / 2))
        if coarser[["row", "column"]].equals(cells[["row", "column"]]):
            break
        cells = coarser
    return cells


def cell_points(
    cells: pd.DataFrame,
    told: Record,
    *,
    total: int,
    unplaced: int,
    largest: float,
    circle: tuple[float, float, int] | None = None,
) -> CellPoints:
    """Say what is drawn of merged cells. ``told`` are the newest incidents of all cells that are one place.

    ``total`` incidents answer, ``unplaced`` of them lie nowhere; ``largest`` is the highest figure of the record.
    """
    drawn = _drawn(cells, told)
    order = np.lexsort(
        (drawn["longitude"], -np.where(drawn["vague"], drawn["radius_km"], drawn["count"]), drawn["vague"])
    )
    drawn = drawn.iloc[order].reset_index(drop=True)
    first = int((~drawn["vague"]).sum())
    top = scale_top(max(largest, float(np.nanmax(drawn["killed_high"].to_numpy(dtype=float), initial=0.0))))
    return CellPoints(
        marks=drawn.iloc[:first],
        areas=drawn.iloc[first:].reset_index(drop=True),
        unplaced=unplaced,
        outside=total - unplaced - int(drawn["count"].sum()),
        top=top,
        circle=circle,
        schema=told.schema,
        stands_for=drawn["joins"].tolist(),
    )


def is_one_place(cells: pd.DataFrame) -> "pd.Series[bool]":
    """Say which cells hold one point alone."""
    return (cells["south"] == cells["north"]) & (cells["west"] == cells["east"])


def _drawn(cells: pd.DataFrame, told: Record) -> pd.DataFrame:
    kinds, one_place = list(told.schema.codes(KINDS)), is_one_place(cells)
    latitude = cells["south"].where(one_place, cells["up"] / cells["incidents"])
    longitude = cells["west"].where(one_place, cells["across"] / cells["incidents"])
    away = np.hypot(
        np.maximum(latitude - cells["south"], cells["north"] - latitude) * KM_PER_DEGREE,
        np.maximum(longitude - cells["west"], cells["east"] - longitude)
        * KM_PER_DEGREE
        * np.cos(np.radians(latitude.astype(float))),
    )
    position = {int(number): row for row, number in enumerate(told.incidents["number"])}
    first = [position.get(int(newest), -1) for newest in cells["newest"]]
    ids, places = (told.incidents[name].tolist() for name in ("incident_id", "place_id"))
    alone = (cells["incidents"] == 1).tolist()
    named = [
        str(ids[row]) if one else f"{_CELL}{newest}"
        for row, one, newest in zip(first, alone, cells["newest"], strict=True)
    ]
    known = cells["killed_known"] > 0
    return pd.DataFrame(
        {
            "latitude": latitude,
            "longitude": longitude,
            "count": cells["incidents"].astype("int64"),
            "places": np.where(one_place, 1, 2),
            "place_id": [places[row] if one else "" for row, one in zip(first, one_place, strict=True)],
            "kind": cells["kind"],
            **{kind: cells[kind] for kind in kinds},
            "killed_low": cells["killed_low"].where(known).astype("float64"),
            "killed_high": cells["killed_high"].where(known).astype("float64"),
            "unknown": (cells["counted"] - cells["killed_known"]).astype("int64"),
            "open": cells["killed_open"].astype("int64"),
            "incident_ids": [(name,) for name in named],
            "first_row": first,
            "radius_km": cells["radius_km"] + np.where(one_place, 0.0, away),
            "shape": np.where(cells["outline"] != "", "polygon", "circle"),
            **{name: cells[name] for name in ("vague", "joins")},
        }
    )


def _mark(row: object) -> Mark:
    south, west, north, east = (float(getattr(row, name)) for name in ("south", "west", "north", "east"))
    return Mark((south, west, north, east), bool(row.vague), str(row.outline))  # type: ignore[attr-defined]
