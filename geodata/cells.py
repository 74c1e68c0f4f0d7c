"""Cells that hold several codes or names: ``a|b``, in the gazetteer and in every table of a record."""

SEPARATOR = "|"


def parts_of(cell: object) -> list[str]:
    """Return what a cell holds, one by one; nothing of a missing or an empty one."""
    return cell.split(SEPARATOR) if isinstance(cell, str) and cell else []
