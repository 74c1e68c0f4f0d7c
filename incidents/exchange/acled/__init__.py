"""ACLED, in both directions: a selection in its columns, and its files as events."""

from incidents.exchange.acled.reading import ACLED
from incidents.exchange.acled.writing import COLUMNS, disorder_type, selection_to_acled

__all__ = ["ACLED", "COLUMNS", "disorder_type", "selection_to_acled"]
