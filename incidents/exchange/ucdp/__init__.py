"""UCDP's Georeferenced Event Dataset, in both directions: a selection in its columns, and its files as events."""

from incidents.exchange.ucdp.reading import UCDP
from incidents.exchange.ucdp.writing import COLUMNS, selection_to_ucdp

__all__ = ["COLUMNS", "UCDP", "selection_to_ucdp"]
