"""Incidents that agree in everything that is counted share a profile: counting a selection is counting its profiles."""

from itertools import chain

import numpy as np
import numpy.typing as npt
import pandas as pd

from incidents.record.derived import AT_LEAST, ENDS, NO_PERIOD, Ends
from incidents.record.distinct import distinct_rows, widened
from incidents.record.ranges import COMBINED
from incidents.record.schema import Schema
from incidents.record.vocabulary import HEADLINES

COUNTED = (
    *("kind", "event_type", "tactic", "is_role", "geo_precision", "killed_class", "governorates"),
    *("actors", "initiators", "targets", "origins", "contested", "in_totals"),
)


def profiles(
    incidents: pd.DataFrame, figures: pd.DataFrame, schema: Schema
) -> tuple[npt.NDArray[np.int32], pd.DataFrame]:
    """Gather incidents that agree in everything that is counted; return the number of each, and the profiles.

    Counting a selection then is one count of its profiles, whatever is asked: facets, totals, governorates. The
    profiles hold the columns ``COUNTED``, ``located``, ``dated`` and of every measure both ends and at_least (float64,
    NaN = unknown).
    """
    length = len(incidents)
    flags = {
        "located": incidents["latitude"].notna().to_numpy(),
        "dated": (incidents["week_first"] != NO_PERIOD).to_numpy(),
    }
    stated = Ends(figures, length)
    columns = [(measure, end) for measure in measured_columns(schema) for end in (*ENDS, AT_LEAST)]
    counted = [*(incidents[name] for name in COUNTED), *flags.values()]
    telling = (stated.of(*column) for column in columns if stated.has(column[0]))
    number, first = distinct_rows(chain(counted, telling))
    ends = {f"{measure}_{end}": stated.of(measure, end)[first].astype(np.float64) for measure, end in columns}
    table = incidents[list(COUNTED)].iloc[first].reset_index(drop=True)
    return number, widened(table, {name: flag[first] for name, flag in flags.items()} | ends)


def measured_columns(schema: Schema) -> list[str]:
    """Return the measures with numbers that the record has, derived ones first."""
    stated = schema.numeric_measures
    return list(dict.fromkeys((*COMBINED, *(measure for measure in HEADLINES if measure in stated), *stated)))
