"""One row per incident with all that can be asked of it, worked out by the rules of the record in memory.

A database keeps it beside the tables of the record. Whoever filters, counts and sums there needs no rule of his own:
ranges, origins, sets and places are those that the page shows.
"""

import numpy as np
import pandas as pd
import pyarrow as pa

from geodata.cells import SEPARATOR
from incidents.language import Language, languages
from incidents.record.derived import ENDS, FIGURES
from incidents.record.distinct import distinct_rows
from incidents.record.record import Record
from incidents.record.vocabulary import NOT_STATED
from incidents.selection.filters import LISTS
from incidents.selection.holdings import Holding
from incidents.selection.large.found_by import DOCUMENT
from incidents.selection.reporting import sources_per_incident

WORKED_OUT = "worked_out"  # the table, in a database
SETS = {  # filter → the column in which an incident holds its codes, written a|b; "" where none is stated
    "governorate": "governorates",
    "actor": "actors",
    "initiator": "initiators",
    "target": "targets",
    "district": "districts",
    "place": "places",
    "publisher": "publishers",
    "origin": "named_origins",
}
CODES = {  # filter → the column of one code
    "is_role": "is_role",
    "kind": "kind",
    "event_type": "event_type",
    "tactic": "tactic",
    "killed": "killed_class",
    "precision": "geo_precision",
}
WHEREABOUTS = ("place_id", "other_place_ids", "geo_precision")
_PLAIN = ("incident_id", "place_id", "other_place_ids", "date_precision", "sub_event_type")
WRITTEN = "governorates_written"  # the governorates in the order in which they are named
_DAYS = ("date_start", "date_end")
_NUMBERS = ("latitude", "longitude", "uncertainty_km")
SOURCES = "sources"  # how many tell of an incident
_WHOLE = ("origins", "month_first", "month_last", "week_first", "week_last")
_FLAGS = ("in_totals", "contested", *(f"{measure}_at_least" for measure in FIGURES))
_ENDS = tuple(f"{measure}_{end}" for measure in FIGURES for end in ENDS)


def worked_out(record: Record) -> pa.Table:
    """Return the table, in the order of ``record.incidents``: ``number`` counts from 0 and is that order.

    Figures are whole numbers or null (nobody states one), days are days, flags true or false. ``whereabouts`` is the
    same number where incidents lie alike: at the same places, as closely known. The last columns order the names of
    their places, one per language.
    """
    incidents = record.incidents
    columns = {"number": pa.array(np.arange(len(record)), pa.int64())}
    columns |= {name: _text(incidents[name]) for name in (*_PLAIN, *CODES.values())}
    columns[WRITTEN] = _text(incidents["governorates"])
    columns |= {column: _sets(LISTS[name].held(record), record) for name, column in SETS.items()}
    columns |= {name: pa.array(incidents[name], pa.float64(), from_pandas=True) for name in _NUMBERS}
    columns |= {name: pa.array(incidents[name].astype("datetime64[s]")).cast(pa.date32()) for name in _DAYS}
    columns |= {name: pa.array(incidents[name], pa.int64()) for name in _WHOLE}
    columns[DOCUMENT] = pa.array(record.search.document_of, pa.int64())
    columns[SOURCES] = pa.array(sources_per_incident(record), pa.int64())
    columns |= {name: pa.array(incidents[name], pa.bool_()) for name in _FLAGS}
    columns |= {name: pa.array(incidents[name], pa.float64(), from_pandas=True).cast(pa.int64()) for name in _ENDS}
    columns["whereabouts"] = pa.array(distinct_rows([incidents[name] for name in WHEREABOUTS])[0], pa.int64())
    columns |= {f"place_rank_{lang.code}": _place_ranks(record, lang) for lang in languages()}
    return pa.table(columns)


def _place_ranks(record: Record, lang: Language) -> pa.Array:
    """Return the rank of the name of each incident's place, null without one."""
    place = record.incidents["place_id"].cat
    names = lang.column(record.places, "name").reindex(place.categories).astype("str")
    ranks = np.append(names.rank(method="first").to_numpy(dtype=np.float64), np.nan)[place.codes.to_numpy()]
    return pa.array(ranks, pa.float64(), from_pandas=True).cast(pa.int64())


def _text(cells: pd.Series) -> pa.Array:
    if isinstance(cells.dtype, pd.CategoricalDtype):
        categories = pa.array([*map(str, cells.cat.categories)], pa.string())
        codes = pa.array(cells.cat.codes.to_numpy(), pa.int32(), mask=(cells.cat.codes < 0).to_numpy())
        return pa.DictionaryArray.from_arrays(codes, categories).cast(pa.string())
    return pa.array(cells, pa.string(), from_pandas=True)


def _sets(held: Holding, record: Record) -> pa.Array:
    """Write for each incident the codes that it holds."""
    members: dict[int, list[str]] = {}
    for number, code in zip(held.pair_set.tolist(), held.pair_code.tolist(), strict=True):
        members.setdefault(number, []).append(held.codes[code])
    held_by = [sorted(codes) for _number, codes in sorted(members.items())]
    texts = ["" if codes == [NOT_STATED] else SEPARATOR.join(codes) for codes in held_by]
    set_of = held.set_of[record.incidents["profile"].to_numpy()] if held.of_profiles else held.set_of
    return pa.DictionaryArray.from_arrays(pa.array(set_of, pa.int32()), pa.array(texts, pa.string())).cast(pa.string())
