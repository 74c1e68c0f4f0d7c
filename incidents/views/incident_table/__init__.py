"""The selection as a table for the screen: one page of rows, sorted before it is cut, in the reader's language."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from incidents.language import Language, plain_text
from incidents.phrases import date_in_words, listed_text, place_in_words
from incidents.record.kept import Kept
from incidents.record.record import Record
from incidents.selection.orders import Order
from incidents.selection.selection import Selection
from incidents.selection.summaries import ranked_figures

PAGE = 25  # rows

# column → the orders that its head offers, the first one first
ORDERS_OF: dict[str, tuple[Order, ...]] = {
    "date": ("latest", "earliest"),
    "place": ("place",),
    "kind": ("kind",),
    "killed": ("most-killed", "fewest-killed"),
    "origins": ("most-origins", "fewest-origins"),
    "contested": ("contested",),
}


@dataclass(frozen=True, eq=False)
class TablePage:
    """One page of the table.

    ``rows`` (index incident_id) has date, place, kind (code), tactic (label), killed, summary, origins and contested.
    """

    rows: pd.DataFrame
    number: int
    pages: int


def table_page(
    selection: Selection, lang: Language, order: Order = "latest", number: int = 0, size: int = PAGE
) -> TablePage:
    """Return one page (from 0; the last one, if there are fewer) of the selected incidents in an order.

    Equal incidents keep the order of their dates, the latest first. Unknown figures come last, they are not 0.
    Killed is ordered by the highest current figure (most) or the lowest (fewest).
    """
    pages = max(1, -(-len(selection) // size))
    number = min(max(number, 0), pages - 1)
    first = number * size
    positions = _first_positions(selection, order, lang, first + size)[first:]
    return TablePage(rows_in_words(selection.record, positions, lang), number, pages)


Row = tuple[str, ...]  # date, place, kind (code), tactic (label), killed, summary

_MOST_REMEMBERED = 20_000
_said = Kept[tuple[int, Language], Row](most=_MOST_REMEMBERED)  # a row is put into words once, not at every question


def rows_in_words(record: Record, positions: npt.NDArray[np.int64], lang: Language) -> pd.DataFrame:
    """Return the rows of a ``TablePage`` of the incidents at some positions in ``record.incidents``."""

    def said(position: int) -> Row:
        return _said.of(record, (position, lang), lambda: _in_words(record, record.incidents.iloc[position], lang))

    columns = ("date", "place", "kind", "tactic", "killed", "summary")
    rows = pd.DataFrame([said(position) for position in positions.tolist()], columns=columns)
    incidents = record.incidents[["incident_id", "origins", "contested"]].iloc[positions]
    rows["origins"], rows["contested"] = incidents["origins"].to_numpy(), incidents["contested"].to_numpy()
    return rows.set_index(pd.Index(incidents["incident_id"]))


def _in_words(record: Record, incident: pd.Series, lang: Language) -> Row:
    return (
        date_in_words(incident, lang),
        plain_text(place_in_words(record, incident, lang)),
        str(incident["kind"]),
        record.schema.what(incident, lang),
        listed_text(incident, "killed", lang),
        plain_text(lang.of(incident, "summary")),
    )


def _first_positions(selection: Selection, order: Order, lang: Language, wanted: int) -> npt.NDArray[np.int64]:
    """Return the positions of the first ``wanted`` incidents in an order, without sorting a whole large record."""
    if order == "earliest":
        return selection.rows[:wanted]
    latest = selection.rows[::-1]
    if order == "latest":
        return latest[:wanted]
    keys = _sort_keys(selection.record, order, lang)[latest]
    if wanted < len(keys):
        border = np.partition(keys, wanted - 1)[wanted - 1]
        kept = np.flatnonzero(keys <= border)
        latest, keys = latest[kept], keys[kept]
    return latest[np.argsort(keys, kind="stable")][:wanted]


def _sort_keys(record: Record, order: Order, lang: Language) -> npt.NDArray[np.float64]:
    """Return a number per incident of the record by which the order rises; unknown is infinite."""
    incidents = record.incidents
    if order == "contested":
        return np.where(incidents["contested"].to_numpy(), 0.0, 1.0)
    if order in {"place", "kind"}:
        column = incidents["place_id" if order == "place" else "kind"].cat
        rank = np.arange(len(column.categories), dtype="float64")
        if order == "place":
            names = lang.column(record.places, "name").reindex(column.categories).astype("str")
            rank = names.rank(method="first").to_numpy(dtype="float64")
        return np.append(rank, np.inf)[column.codes.to_numpy()]  # -1 (missing) takes the last: infinite
    measure = {"most-killed": "killed_high", "fewest-killed": "killed_low"}.get(order, "origins")
    stated = incidents["origins"] if measure == "origins" else ranked_figures(incidents, measure)
    figures = stated.to_numpy(dtype="float64")
    return np.where(np.isnan(figures), np.inf, -figures if order.startswith("most") else figures)
