"""Who is cited and who says what: the tables of sources, origins and claims of a record that was read from a file."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from incidents.exchange.intake.events import FIGURES, Events, Shape
from incidents.exchange.intake.pools import (
    Coded,
    always,
    chosen,
    coded,
    holding,
    numbered,
    pooled,
    saying,
    taken,
    used,
    where,
    without,
)
from incidents.exchange.intake.scripts import coded_slugs_of, parted_by_script
from incidents.exchange.intake.table_files import Rows
from incidents.record.distinct import distinct_rows, first_rows
from incidents.record.memory import give_back_memory

Places = npt.NDArray[np.intp]
_Numbers = npt.NDArray[np.integer]  # places that take less room

_ADDRESS = r"^https?://[^\s/?#@]+([/?#]\S*)?$"
_KEYS = ["publisher", "published", "url", "headline"]


@dataclass(frozen=True, eq=False)
class Cited:
    """The sources of a file, the first of them the file itself, and which is cited by which event, one per row.

    ``event`` is the citing one, ``number`` the row of ``sources``; ``first`` is per event the source that it cites
    first, 0 where it cites none. ``publishers`` and ``origin_ids`` are as long as ``sources``.
    """

    sources: pd.DataFrame
    origins: pd.DataFrame
    publishers: Coded
    origin_ids: Coded
    event: Places
    number: _Numbers
    first: _Numbers


def cited_of(cited: pd.DataFrame, by: str, shape: Shape, length: int) -> Cited:
    """Return who is cited by ``length`` events of a file of ``by``; rows that say the same name one source."""
    own = {"publisher": by, "published": None, "url": shape.terms.licence.get("path"), "headline": None}
    told = {key: coded(cited[key]) for key in _KEYS}
    number, first = distinct_rows([told[key].codes for key in _KEYS])
    distinct = {key: Coded(cells.codes[first], cells.distinct) for key, cells in told.items()}
    alike = np.logical_and.reduce([saying(distinct[key], own[key]) for key in _KEYS])
    place = np.where(alike, 0, np.cumsum(~alike))
    publisher, published, url, headline = (_below(own[key], distinct[key], ~alike) for key in _KEYS)
    slugs = coded_slugs_of(publisher)
    again = pd.Series(slugs.codes).groupby(slugs.codes).cumcount().to_numpy()
    called, headed = _by_script("publisher", publisher), _by_script("description", headline)
    sources = pd.DataFrame({
        "source_id": numbered(slugs.texts(), again + 1),
        "publisher": called["publisher"],
        "publisher_ar": called["publisher_ar"],
        "publisher_kind": always("unclassed", len(again)),
        "url": where(holding(url, _ADDRESS), url).places(),
        "published": published.places(),
        "language": always("other", len(again)),
        "description_en": headed["description"],
        "description_ar": headed["description_ar"],
    }, copy=False)  # fmt: skip
    names = np.flatnonzero(again == 0)
    origins = pd.DataFrame({
        "origin_id": taken(slugs.distinct, slugs.codes[names]).array,
        "name_en": called["publisher"].iloc[names].array,
        "name_ar": called["publisher_ar"].iloc[names].array,
        "kind": "unclassed",
    })  # fmt: skip
    at = cited["at"].to_numpy(dtype=np.intp)
    row = (place[number] if len(place) else number).astype(np.int32)
    leading = np.zeros(length, dtype=np.int32)
    leading[at[::-1]] = row[::-1]  # of several the one written last stays: the first
    return Cited(sources, origins, publisher, slugs, at, row, leading)


def _below(text: str | None, cells: Coded, kept: npt.NDArray[np.bool_]) -> Coded:
    """Return a column whose first cell is a text (or missing), with some cells of another below it."""
    held, codes = cells.distinct, cells.codes[kept].astype(np.int32)
    first = -1 if text is None else pc.index(held, pa.scalar(text, pa.large_string())).as_py()
    if text is not None and first < 0:
        first, held = len(held), pa.concat_arrays([held, pa.array([text], pa.large_string())])
    return used(Coded(np.append(np.int32(first), codes), held))


def _by_script(name: str, cells: Coded) -> dict[str, pd.Series]:
    """Return a column of names by their script, each distinct one looked at once."""
    parted = parted_by_script(pd.Series(pd.array(cells.distinct, dtype="str")))
    return {
        f"{name}{end}": pooled(pa.array(texts), cells.codes) for end, texts in zip(("", "_ar"), parted, strict=True)
    }


def claims_of(events: Events, cited: Cited, ids: pd.Series, by: str, shape: Shape) -> Rows:
    """Return the claims: the figures as those of the data set, then who is cited; one at least for each incident."""
    figures = events.figures.reindex(columns=FIGURES)
    figure_at = figures["at"].to_numpy(dtype=np.intp)
    told = first_rows([cited.event, cited.number])
    has_source = np.zeros(len(ids), dtype=bool)
    has_source[cited.event] = True
    stated = has_source.copy()
    stated[figure_at] = True
    bare = np.flatnonzero(~stated)
    parts = (figure_at, cited.event[told], bare)
    at, part = np.concatenate(parts), np.repeat(np.arange(3, dtype=np.int8), [len(each) for each in parts])
    source = np.concatenate([cited.first[figure_at], cited.number[told], cited.first[bare]]).astype(np.int32)
    order = np.argsort(2 * at + (part > 0), kind="stable")  # of parts that are in order each
    at, part, source = at[order], part[order], source[order]
    # The row of the figures that the claim is made of, else -1.
    figure = np.where(order < len(figures), order, -1).astype(np.int32)
    del order, parts, stated, told
    give_back_memory()
    columns = _columns_of(figures, cited, ids, by, shape)
    return Rows(
        len(at), lambda rows: columns(at[rows], part[rows], source[rows], figure[rows], has_source[at[rows]]), at
    )


def _columns_of(
    figures: pd.DataFrame, cited: Cited, ids: pd.Series, by: str, shape: Shape
) -> Callable[[Places, _Numbers, _Numbers, _Numbers, npt.NDArray[np.bool_]], dict[str, Any]]:
    """Return what makes the columns of some claims, whole incidents, of their events, parts, sources and figures."""
    events, sources = (_texts_of(held) for held in (ids, cited.sources["source_id"]))
    measures, notes = coded(figures["measure"]), coded(figures["note"])
    notes = without(notes, pc.equal(notes.distinct, ""))
    called = {name: coded(cells) for name, cells in _by_script("attributed_to", _each(cited.publishers)).items()}
    values = {name: figures[name].to_numpy(dtype=float) for name in ("value", "low", "high")}
    words = [*measures.distinct.to_pylist(), "outcome"]

    def columns(
        at: Places, part: _Numbers, source: _Numbers, figure: _Numbers, has_source: npt.NDArray[np.bool_]
    ) -> dict[str, Any]:
        # Figures of a data set are its own, for a coder's figure is none of the source; the first source is the set.
        of_source = (part == 1) | (has_source & (part == 0) & (not shape.terms.name))
        place = np.where(of_source, source, 0)
        publisher = cited.publishers.codes[place]
        made = {
            "claim_id": _claim_ids(events, at),
            "incident_id": pooled(events, at),
            "source_id": pooled(sources, source),
            **{name: pooled(cells.distinct, cells.codes[publisher]) for name, cells in called.items()},
            "origin_id": pooled(cited.origin_ids.distinct, cited.origin_ids.codes[place]),
            "measure": pooled(words, _of(figure, measures.codes, len(words) - 1)),
            **{name: _of(figure, cells, np.nan) for name, cells in values.items()},
            **_texts(part, by, shape),
            "standing": chosen([(part == 0) & has_source & bool(shape.terms.name)], ["coder"], None),
            "note_en": pooled(notes.distinct, _of(figure, notes.codes, -1)),
        }
        return {name: cells.array if isinstance(cells, pd.Series) else cells for name, cells in made.items()}

    return columns


def _texts_of(cells: pd.Series) -> pa.Array:
    held = pa.array(cells, pa.large_string())
    return held.combine_chunks() if isinstance(held, pa.ChunkedArray) else held


def _each(cells: Coded) -> Coded:
    """Return the distinct texts of a column, each once."""
    return Coded(np.arange(len(cells.distinct)), cells.distinct)


def _of(place: _Numbers, values: npt.NDArray[Any], otherwise: float) -> npt.NDArray[Any]:
    """Return values by their places, something else where the place is below 0."""
    if not len(values):
        return np.full(len(place), otherwise)
    found = values[place]
    found[place < 0] = otherwise
    return found


def _claim_ids(events: pa.Array, at: Places) -> pd.Series:
    """Count the claims of each event: 7-01, 7-02, …; ``at`` rises."""
    starts = np.flatnonzero(np.append(True, at[1:] != at[:-1])) if len(at) else at
    place = np.arange(len(at)) - np.repeat(starts, np.diff(np.append(starts, len(at))))
    counted = pa.array([f"{number:02}" for number in range(1, int(place.max(initial=0)) + 2)], pa.large_string())
    told = pc.binary_join_element_wise(
        events.take(pa.array(at)), counted.take(pa.array(place)), pa.scalar("-", pa.large_string())
    )
    return pd.Series(pd.array(told, dtype="str"))


def _texts(part: _Numbers, by: str, shape: Shape) -> dict[str, pd.Series]:
    """Say in both languages who names a source, or that none is named; the words are this program's."""
    own = ("Named in the file.", "مذكور في الملف.")
    cited = (f"Cited by {by}.", f"يذكره {by}.") if shape.terms.name else own
    silent = (f"No source is named; the event stands in {by}.", f"لا مصدر مذكور؛ والحدث وارد في {by}.")
    return {f"text_{lang}": pooled([cited[place], silent[place]], part - 1) for place, lang in enumerate(("en", "ar"))}
