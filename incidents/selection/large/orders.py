"""By what a database orders the rows of a page: as the table on the screen is ordered."""

from collections.abc import Iterator, Sequence
from typing import Any

import ibis

from incidents.language import Language
from incidents.selection.large.written import Rows
from incidents.selection.orders import Order


def keys_of(rows: Rows, order: Order, lang: Language, kinds: Sequence[str]) -> Iterator[Any]:
    """Yield by what a page is ordered; equal incidents keep the order of their dates, the latest first."""
    stated = {"most-killed": rows.killed_high, "fewest-killed": rows.killed_low}
    if order == "contested":
        yield rows.contested.desc()
    elif order == "kind":
        yield rows.kind.cases(*((kind, rank) for rank, kind in enumerate(kinds)), else_=len(kinds))
    elif order == "place":
        yield rows[f"place_rank_{lang.code}"].asc(nulls_first=False)
    elif order in stated:
        figure = rows.in_totals.ifelse(stated[order], ibis.null("int64"))
        yield figure.desc(nulls_first=False) if order.startswith("most") else figure.asc(nulls_first=False)
    elif order.endswith("origins"):
        yield rows.origins.desc() if order.startswith("most") else rows.origins
    yield rows.number if order == "earliest" else rows.number.desc()
