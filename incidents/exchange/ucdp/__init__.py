"""UCDP's Georeferenced Event Dataset, in both directions: in its columns, and its files as events (``reading``)."""

from incidents.exchange.ucdp.writing import COLUMNS, selection_to_ucdp

__all__ = ["COLUMNS", "selection_to_ucdp"]
