"""Rules on where: places that the gazetteer has, and points that lie where they are said to."""

from collections.abc import Iterator
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.boundaries import kept_with_the_layers
from geodata.cells import SEPARATOR
from geodata.outlines import PCODES, kilometres_outside
from incidents.checks.schema import is_in_syria
from incidents.checks.tables import Details, Table, Tables
from incidents.language import N_
from incidents.record.contract import GAZETTEER, PLACES
from incidents.record.distinct import distinct_rows
from incidents.record.problem import Problem
from incidents.record.vocabulary import NO_PRECISION

Degrees = npt.NDArray[np.float64]

MAY_DIFFER = "reported_elsewhere"  # column of the places of which reports may name another governorate
# So far a point may lie outside the drawn borders of its governorate, which are coarser than the lists it is from.
BORDER_KM = 10.0


def places_of(tables: Tables) -> Table | None:
    """Return the places that the record speaks of: its own, or those of the gazetteer; None if they cannot be read."""
    name = PLACES if PLACES in tables.schema.tables else GAZETTEER
    return tables.held.get(name)


def places_are_in_the_gazetteer(tables: Tables) -> Iterator[Problem]:
    """Look up in the gazetteer every place of which the record speaks, and every governorate."""
    places = places_of(tables)
    if places is None:  # a missing gazetteer is one problem, not one per incident
        return
    known = set(places.text("place_id").dropna())
    incidents = tables["incidents"]
    for column in ("place_id", "other_place_ids"):
        sentence = N_("{place} is not in the gazetteer.")
        yield from incidents.where_listed(column, lambda codes: _first_of(codes, known), sentence, "place")
    governorates = set(_governorates(places).dropna())
    sentence = N_("{place} is not a governorate of the gazetteer.")
    yield from incidents.where_listed("governorates", lambda codes: _first_of(codes, governorates), sentence, "place")


def _first_of(codes: list[str], known: set[str]) -> str | None:
    return next((code for code in codes if code not in known), None)


def _governorates(places: Table) -> pd.Series:
    return places.text("governorates").where((places.text("kind") == "governorate").to_numpy())


def places_lie_in_reported_governorate(tables: Tables) -> Iterator[Problem]:
    """Hold the place against the governorates that the sources name, unless the gazetteer lets reports differ."""
    places, incidents = places_of(tables), tables["incidents"]
    if places is None:
        return
    held = places.text("governorates")
    if places.has(MAY_DIFFER):
        held = held.where(places.text(MAY_DIFFER).isna())
    lies_in = dict(zip(places.text("place_id"), held, strict=True))
    place, told = incidents.text("place_id"), incidents.text("governorates")
    number, first = distinct_rows([place, told])
    pairs = zip(place.iloc[first].map(lies_in), told.iloc[first], strict=True)
    apart = np.array([_are_apart(*pair) for pair in pairs], dtype=bool)
    yield from incidents.where(
        apart[number],
        "governorates",
        N_("The place {place} lies in {governorates}."),
        lambda row: {
            "place": incidents.cell("place_id", row),
            "governorates": str(lies_in[incidents.cell("place_id", row)]).replace(SEPARATOR, ", "),
        },
    )


def _are_apart(at: object, told: object) -> bool:
    """Say whether two cells of governorates have none in common; of an empty one nothing is said."""
    if not isinstance(at, str) or not isinstance(told, str):
        return False
    return not set(at.split(SEPARATOR)) & set(told.split(SEPARATOR))


def precision_agrees_with_place(tables: Tables) -> Iterator[Problem]:
    """Find incidents that claim a precision without a place."""
    incidents = tables["incidents"]
    precision = incidents.text("geo_precision")
    claimed = ~incidents.is_filled("place_id") & (precision != NO_PRECISION) & precision.notna()
    yield from incidents.where(claimed, "geo_precision", N_("Without a place the precision is 0 (not stated)."))


def every_governorate_has_a_row(tables: Tables) -> Iterator[Problem]:
    """Hold the places against the fourteen governorates: each of them has a row, with its p-code."""
    for table in _all_places(tables):
        codes = _governorates(table)
        wrong = (table.text("kind") == "governorate") & ~codes.isin(PCODES)
        yield from table.where(wrong, "governorates", N_("A governorate has one p-code, its own."))
        for pcode in PCODES:
            if pcode not in set(codes):
                missing = N_("The governorate {pcode} has no row.")
                yield Problem(table.file, None, "governorates", "", missing, {"pcode": pcode})


def points_lie_in_their_governorate(tables: Tables) -> Iterator[Problem]:
    """Find points far outside the governorates that they are said to be in, and say where an exchange would help."""
    for table in _all_places(tables):
        latitude, longitude = table.numbers("latitude"), table.numbers("longitude")
        away = _measured().get(table)
        if away is None:
            away = _measured()[table] = _away(table, latitude, longitude)
        far = away > BORDER_KM
        helps = far & (_away(table, longitude, latitude) <= BORDER_KM) if far.any() else far
        sentence = N_("The point lies {distance} km outside {governorates}.")
        yield from table.where(far & ~helps, "governorates", sentence, _how_far(table, away))
        swapped = N_(
            "The point lies {distance} km outside {governorates}, but not with latitude and longitude exchanged."
        )
        yield from table.where(far & helps, "governorates", swapped, _how_far(table, away))


@kept_with_the_layers
def _measured() -> WeakKeyDictionary[Table, Degrees]:
    """Hold how far the points of tables are away: a gazetteer is one for many records, and is measured once."""
    return WeakKeyDictionary()


def _away(table: Table, latitude: Degrees, longitude: Degrees) -> Degrees:
    """Return how many km points lie outside their governorates; nothing of those that the schema refuses (NaN)."""
    measured = is_in_syria(latitude, longitude) & table.is_filled("governorates")
    away = np.full(len(table), np.nan)
    cells = table.text("governorates")
    number, first = distinct_rows([cells, latitude, longitude])  # a list has the same point under many names
    for cell in cells[measured].unique():
        held = measured & (cells == cell).to_numpy()
        pcodes = [pcode for pcode in str(cell).split(SEPARATOR) if pcode in PCODES]
        once, back = np.unique(number[held], return_inverse=True)
        points = latitude[first[once]], longitude[first[once]]
        nearest = [kilometres_outside(pcode, *points)[back] for pcode in pcodes]
        away[held] = np.min(nearest, axis=0) if nearest else np.nan
    return away


def _how_far(table: Table, away: Degrees) -> Details:
    return lambda place: {
        "distance": f"{away[place]:.0f}",
        "governorates": table.cell("governorates", place).replace(SEPARATOR, ", "),
    }


def _all_places(tables: Tables) -> list[Table]:
    return [tables[name] for name in (PLACES, GAZETTEER) if name in tables]
