"""What every foreign shape is brought to, column by column: events, what they count, who is cited, who takes part."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from incidents.exchange.intake.cells import Counts
from incidents.exchange.intake.mapping import Headings, Kind
from incidents.exchange.intake.material import Mask, Material
from incidents.exchange.intake.pools import Coded, Texts, always, coded, encoded, pooled
from incidents.exchange.intake.remarks import Remark
from incidents.record.vocabulary import NO_PRECISION

NOTHING = np.array(None, dtype=object)  # a missing cell, for ``np.where``

FIGURES = ["at", "measure", "value", "low", "high", "note"]
CITED = ["at", "publisher", "published", "url", "headline"]
PARTIES = ["at", "name", "kind", "role"]


@dataclass(frozen=True)
class Terms:
    """What a record of somebody else's data says of itself, in both languages; "" where the source says nothing."""

    name: str  # of the source, as it is cited: also its id
    title: str
    title_ar: str
    description: str
    description_ar: str
    licence: Mapping[str, str]
    attribution: str = ""
    attribution_ar: str = ""
    redistribution: str = ""
    redistribution_ar: str = ""


@dataclass(frozen=True, eq=False)
class Shape:
    """A foreign shape: its headings, by which of them it is known, and how its rows are read as events.

    ``signs`` are sets of meanings: a file that has all of one set is of this shape. ``labels`` are the closed lists
    that are the shape's own: field → code → what it says of itself; ``kinds`` name those of the legend that differ.
    ``arabic`` names the types of events that the source only numbers: their words are none of its texts.
    """

    kind: Kind
    headings: Headings
    signs: Sequence[frozenset[str]]
    terms: Terms
    read: Callable[[Material], "Events"]
    labels: Mapping[str, Mapping[str, Mapping[str, str]]]
    kinds: Mapping[str, Mapping[str, str]]
    kind_of: Callable[[str, str], str]  # event type and sub-event type, as the source writes them → kind of the legend
    arabic: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Events:
    """The events of a file, ready to become a record. All tables name an event by its position ``at`` in ``rows``.

    ``rows``: row, id, date_start, date_end (datetime64[D]), date_precision, date_note; event_type, sub_event_type (as
    the source writes them), aggregate (bool), is_role; place, place_ar, admin1, admin2, latitude, longitude (degrees),
    geo_precision, uncertainty_km, area (governorate or country: the event lies anywhere in it), location_note; summary,
    summary_ar. ``figures``, ``cited`` and ``parties`` have the columns of these names.
    """

    rows: pd.DataFrame
    figures: pd.DataFrame
    cited: pd.DataFrame
    parties: pd.DataFrame
    remarks: Sequence[Remark] = ()


def assembled(material: Material, columns: Mapping[str, object], **tables: pd.DataFrame) -> Events:
    """Return events of columns, one value per row of the file, without the rows that were left out."""
    rows = pd.DataFrame(dict(columns), copy=False)
    for name, nothing in (
        *((name, None) for name in ("place", "place_ar", "admin1", "admin2", "location_note", "summary", "summary_ar")),
        *(("aggregate", False), ("geo_precision", NO_PRECISION), ("uncertainty_km", np.nan), ("area", "")),
        *(("latitude", np.nan), ("longitude", np.nan), ("date_note", ""), ("is_role", "not-said")),
    ):
        if name not in rows:
            is_text = nothing is None or isinstance(nothing, str)
            rows[name] = pooled([nothing], np.zeros(len(rows), dtype=np.int32)) if is_text else nothing
    rows["row"] = material.numbers
    if material.kept.all():
        held, kept = tables, rows
    else:
        position = np.cumsum(material.kept) - 1
        held = {name: _kept(table, material.kept, position) for name, table in tables.items()}
        kept = rows[material.kept].reset_index(drop=True)
    return Events(kept, held["figures"], held["cited"], held["parties"], material.remarks)


def _kept(table: pd.DataFrame, kept: Mask, position: npt.NDArray[np.intp]) -> pd.DataFrame:
    at = table["at"].to_numpy(dtype=np.intp)
    held = kept[at]
    return table[held].assign(at=position[at[held]]).reset_index(drop=True)


def figures(*parts: tuple[str, Counts, Coded | str]) -> pd.DataFrame:
    """Return the table of figures from columns of counts, each with its measure and a note (per row, or for all)."""
    frames = []
    for measure, counts, note in parts:
        stated = np.flatnonzero(~(np.isnan(counts.value) & np.isnan(counts.low) & np.isnan(counts.high)))
        frame = pd.DataFrame({"at": stated, "measure": always(measure, len(stated))})
        for name in ("value", "low", "high"):
            frame[name] = getattr(counts, name)[stated]
        notes = Coded(note.codes[stated], note.distinct) if isinstance(note, Coded) else note
        frame["note"] = always(notes, len(stated)) if isinstance(notes, str) else pooled(notes.distinct, notes.codes)
        frames.append(frame)
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame({name: [] for name in FIGURES})


def parted(cells: Texts | pa.Array, pattern: str) -> pd.DataFrame:
    """Split cells that hold several by a pattern (RE2), one row for each: at, part; empty ones are left out."""
    if not isinstance(cells, pa.Array):
        return _parted_once(coded(cells), pattern)
    at = np.flatnonzero(cells.is_valid())
    lists = pc.split_pattern_regex(cells if len(at) == len(cells) else cells.drop_null(), pattern)
    parts = pc.utf8_trim_whitespace(pc.list_flatten(lists))
    filled = pc.not_equal(parts, "").to_numpy(zero_copy_only=False)
    place = at[pc.list_parent_indices(lists).to_numpy()[filled]]
    return pd.DataFrame({"at": place, "part": pd.array(parts.filter(pa.array(filled)), dtype="str")})


def _parted_once(cells: Coded, pattern: str) -> pd.DataFrame:
    """Split each distinct text once; see ``parted``. The parts are held as places in a pool."""
    lists = pc.split_pattern_regex(cells.distinct, pattern)
    parts = pc.utf8_trim_whitespace(pc.list_flatten(lists))
    filled = pc.not_equal(parts, "").to_numpy(zero_copy_only=False)
    pool = encoded(parts)
    count = np.bincount(pc.list_parent_indices(lists).to_numpy()[filled], minlength=len(cells.distinct))
    at = np.flatnonzero(cells.codes >= 0)
    text = cells.codes[at]
    times = count[text]
    # Where the parts of the text of a row begin, and one further for each part of it.
    begins = (np.cumsum(count) - count)[text] - (np.cumsum(times) - times)
    place = np.repeat(begins, times) + np.arange(times.sum())
    return pd.DataFrame({"at": np.repeat(at, times), "part": pooled(pool.distinct, pool.codes[filled][place])})
