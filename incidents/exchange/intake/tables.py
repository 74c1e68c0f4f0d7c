"""The tables of a record from the events of a file.

A large file makes large tables: each is put together of places in pools of distinct texts.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd
import pyarrow.compute as pc

from incidents.exchange.intake.citing import cited_of, claims_of
from incidents.exchange.intake.days import days_in_words
from incidents.exchange.intake.description import NOT_SAID, Codes, codes_of, listed
from incidents.exchange.intake.events import Events, Shape
from incidents.exchange.intake.places import Placed
from incidents.exchange.intake.pools import (
    Coded,
    chosen,
    coded,
    filled,
    numbered,
    or_else,
    pooled,
    renamed,
    where,
    without,
)
from incidents.exchange.intake.table_files import Rows, rows_of
from incidents.exchange.intake.taking_part import actors_of, parts_of
from incidents.record.distinct import distinct_rows
from incidents.record.vocabulary import AGGREGATE_COUNT

_Making = Callable[[], Rows]
_ID = r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}"
UNTYPED = NOT_SAID["label"]


@dataclass(frozen=True, eq=False)
class Made:
    """The tables of a record by name, each made when it is asked for, and the closed lists that are its own."""

    tables: Mapping[str, _Making]
    lists: Mapping[str, Codes]


def made_of(shape: Shape, events: Events, places: Placed, file_name: str) -> Made:
    """Make the tables of a record; the rows of ``events`` become incidents in their order."""
    rows, by = events.rows, shape.terms.name or file_name
    ids = _ids(rows["id"])
    types, subs = (filled(coded(rows[name]), UNTYPED) for name in ("event_type", "sub_event_type"))
    type_codes, sub_codes, lists = _closed_lists(shape, types, subs)
    cited = cited_of(events.cited, by, shape, len(rows))
    actors, lists["actors.kind"] = actors_of(events.parties)
    milestones = pd.DataFrame({"date": [], "label_en": [], "label_ar": [], "source_id": []}, dtype="str")
    others = {"origins": cited.origins, "sources": cited.sources, "actors": actors, "milestones": milestones}
    tables: dict[str, _Making] = {
        # All three are long: each is written before the next is made.
        "incidents": lambda: rows_of(
            _incidents(events, places, ids, types, type_codes, sub_codes), np.arange(len(rows))
        ),
        "claims": lambda: claims_of(events, cited, ids, by, shape),
        "incident_actors": lambda: rows_of(*parts_of(events.parties, actors, ids)),
        **{name: partial(rows_of, table) for name, table in {**others, "places": places.places}.items()},
    }
    return Made(tables, lists)


def _incidents(
    events: Events, places: Placed, ids: pd.Series, types: Coded, type_codes: pd.Series, sub_codes: pd.Series
) -> pd.DataFrame:
    rows = events.rows
    return pd.DataFrame({
        "incident_id": ids,
        **{name: _days(rows[name]) for name in ("date_start", "date_end")},
        "date_precision": rows["date_precision"],
        "date_note_en": _unless_empty(rows["date_note"]),
        "event_type": type_codes,
        "sub_event_type": sub_codes,
        "tactic": chosen([rows["aggregate"]], [AGGREGATE_COUNT], None),
        "place_id": places.place_id,
        "governorates": places.governorates,
        "geo_precision": places.precision,
        "location_note_en": rows["location_note"],
        "is_role": rows["is_role"],
        "summary_en": _or_type(rows, types),
        "summary_ar": rows["summary_ar"],
    })  # fmt: skip


def _or_type(rows: pd.DataFrame, types: Coded) -> pd.Series:
    """Return the summaries; an event without any is called by its type."""
    bare = (rows["summary"].isna() & rows["summary_ar"].isna()).to_numpy(bool)
    return or_else(rows["summary"], where(bare, types).texts()) if bare.any() else rows["summary"]


def _unless_empty(cells: pd.Series) -> pd.Series:
    held = coded(cells)
    return without(held, pc.equal(held.distinct, "")).places()


def _days(cells: pd.Series) -> pd.Series:
    return days_in_words(cells.to_numpy()).places()


def _ids(ids: pd.Series) -> pd.Series:
    """Return the ids of the source as they are; what could not stand in an address is written with hyphens."""
    fits = ids.str.fullmatch(_ID) & (ids != "not-stated")
    if fits.all():
        return ids.astype("str").reset_index(drop=True)
    made = ids.str.replace(r"[^A-Za-z0-9._-]+", "-", regex=True).str.strip("-._").str.slice(0, 80)
    made = ids.where(fits, made.where(made.str.len() > 0, "row"))
    again = made.groupby(made).cumcount().to_numpy()
    return numbered(made, again + 1)


def _closed_lists(shape: Shape, types: Coded, subs: Coded) -> tuple[pd.Series, pd.Series, dict[str, Codes]]:
    """Return the codes of event types and of sub-event types, and both lists."""
    events, kinds_of_event = types.distinct.to_pylist(), subs.distinct.to_pylist()
    number, first = distinct_rows([types.codes, subs.codes])
    pairs = [(events[types.codes[at]], kinds_of_event[subs.codes[at]]) for at in first]
    type_codes = codes_of(sorted({event for event, _sub in pairs}))
    by_term = codes_of(sorted({sub for _event, sub in pairs}))
    above: dict[str, list[str]] = {}
    kinds: dict[str, str] = {}
    for event, sub in sorted(pairs, key="\t".join):
        above.setdefault(sub, []).append(type_codes[event])
        kinds.setdefault(sub, shape.kind_of(event, sub))
    lists = {
        "incidents.event_type": listed("incidents.event_type", type_codes, label_ar=shape.arabic),
        "incidents.sub_event_type": [
            {**code, "event_type": above[str(code["label"])]}
            for code in listed("incidents.sub_event_type", by_term, kind=kinds, label_ar=shape.arabic)
        ],
    }
    return renamed(types, type_codes), pooled([by_term[sub] for _event, sub in pairs], number), lists
