"""ACLED, in both directions: a selection in its columns, and its files as events (``reading``, for whoever imports)."""

from incidents.exchange.acled.writing import COLUMNS, disorder_type, selection_to_acled

__all__ = ["COLUMNS", "disorder_type", "selection_to_acled"]
