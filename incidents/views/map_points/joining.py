"""Which points are drawn as one mark: those that would lie on each other, or share a cell where they abound."""

import math

import numpy as np
import numpy.typing as npt

from geodata.mercator import TILE
from incidents.selection.question import Bounds
from incidents.views.map_points.located import Floats, Located, Numbers
from incidents.views.symbology import scale_top, size_of

JOINED_PX = 20.0  # marks whose centres are nearer than this on the screen are joined; large ones from farther
CELL_PX = 24.0  # the grid's finest cell


def within(located: Located, bounds: Bounds | None) -> npt.NDArray[np.bool_]:
    """Say which points lie inside the bounds, by the rule of the bounds filter."""
    if bounds is None:
        return np.ones(len(located.x), dtype=bool)
    south, west, north, east = bounds
    inside = (located.latitude >= south) & (located.latitude <= north)
    return np.asarray(inside & (located.longitude >= west) & (located.longitude <= east))


def joined(
    located: Located, points: Numbers, occupied: Numbers, deaths: Floats, zoom: float | None, most: int
) -> Numbers:
    """Return the number of the mark that draws each point: close ones share it.

    Where more than ``most`` points abound, those of a grid's cell are one before marks are kept apart.
    """
    if not len(points):
        return np.zeros(0, dtype=np.int64)
    x, y, weight = located.x[points], located.y[points], occupied[points].astype(np.float64)
    cells = _grid(x, y, zoom, most) if len(points) > most else np.arange(len(points), dtype=np.int64)
    if zoom is None:
        return cells
    killed = np.bincount(located.point + 1, deaths, minlength=len(located.x) + 1)[points + 1].astype(np.float64)
    top = located.largest
    if len(points) > most:
        x, y, weight, killed = _merged(cells, x, y, weight, killed)
        top = killed.max()
    return apart(x, y, weight, killed, scale_top(top), zoom)[cells]


def _merged(number: Numbers, x: Floats, y: Floats, weight: Floats, killed: Floats) -> tuple[Floats, ...]:
    """Return centre of weight, weight and killed of what shares a number."""
    total = np.bincount(number, weight).astype(np.float64)
    x, y = (np.bincount(number, weight * axis) / total for axis in (x, y))
    return x, y, total, np.bincount(number, killed).astype(np.float64)


def apart(x: Floats, y: Floats, weight: Floats, killed: Floats, top: int, zoom: float) -> Numbers:
    """Join points until the marks that draw them stand apart: what is joined has grown and may reach others."""
    number = np.arange(len(x), dtype=np.int64)
    while True:
        sizes = np.array([size_of(low, top) for low in killed])
        step = _clusters(x, y, weight, np.maximum(JOINED_PX, sizes + JOINED_PX / 2) / (TILE * 2**zoom))
        if len(x) == step.max(initial=-1) + 1:
            return number
        number = step[number]
        x, y, weight, killed = _merged(step, x, y, weight, killed)


def _clusters(x: Floats, y: Floats, weight: Floats, reach: Floats) -> Numbers:
    """Join each point to the heaviest unjoined point within reach; the same points always give the same clusters.

    ``reach`` is that of each point's symbol: of two, the larger counts.
    """
    distance = (x[:, None] - x[None, :]) ** 2 + (y[:, None] - y[None, :]) ** 2
    near = distance < np.maximum(reach[:, None], reach[None, :]) ** 2
    number = np.full(len(x), -1, dtype=np.int64)
    found = 0
    for heaviest in np.lexsort((y, x, -weight)):
        if number[heaviest] < 0:
            number[near[heaviest] & (number < 0)] = found
            found += 1
    return number


def _grid(x: Floats, y: Floats, zoom: float | None, most: int) -> Numbers:
    """Return the number of each point's cell in the finest grid of which at most ``most`` are occupied.

    Cells are fractions 2^-n of the world, whatever the view, so that a pan does not regroup what it shows.
    """
    finest = 30 if zoom is None else math.floor(zoom + math.log2(TILE / CELL_PX))
    # A cell can hold nothing, so begin where the extent alone would have too many cells, and coarsen from there.
    extent = max(np.ptp(x), np.ptp(y), 1e-9)
    level = min(finest, math.ceil(math.log2(math.sqrt(most * 8) / extent)))
    column, row = (np.floor(axis * 2.0**level).astype(np.int64) for axis in (x, y))
    column -= column.min()
    row -= row.min()
    while True:
        height = int(row.max()) + 1
        cell = column * height + row
        filled = np.bincount(cell) > 0
        if np.count_nonzero(filled) <= most:
            return (np.cumsum(filled) - 1)[cell]
        column >>= 1
        row >>= 1
