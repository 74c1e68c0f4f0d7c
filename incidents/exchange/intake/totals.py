"""Rows of a sheet that sum up those above them."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from incidents.exchange.intake.headers import plain_heading
from incidents.exchange.intake.material import Material
from incidents.exchange.intake.pools import mask_of

_WORDS = """
    total | totals | sum | grand total | overall total | subtotal | sub total | total general | toplam | genel toplam |
    summe | gesamt | insgesamt | المجموع | مجموع | المجموع الكلي | المجموع العام | الإجمالي | إجمالي
"""
_TOTAL = frozenset(plain_heading(word) for word in _WORDS.split("|"))
_MEANINGS = ("id", "date", "place", "admin1", "admin2", "event_type", "actor1", "source", "summary")


def are_totals(material: Material, days: pd.Series) -> npt.NDArray[np.bool_]:
    """Say which rows are totals: a cell is called so, and there is no day (``days``: one per row, NaT)."""
    dayless = np.flatnonzero(days.isna().to_numpy(bool))
    said = np.zeros(len(dayless), dtype=bool)
    for meaning in _MEANINGS:
        said |= mask_of(material.at(meaning, dayless), lambda texts: texts.map(plain_heading).isin(_TOTAL))
    found = np.zeros(len(material), dtype=bool)
    found[dayless] = said
    return found
