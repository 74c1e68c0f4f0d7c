"""The foot of the screen: how many incidents answer, and how many of them neither map nor time can show."""

from typing import Any

from incidents.language import Language
from incidents.selection.selection import Selection
from incidents.selection.summaries import key_figures


def left_out_message(selection: Selection, lang: Language) -> dict[str, Any]:
    """Return "179 incidents · 4 without a date · 2 not on the map" as plain JSON: direction, and what is ``said``."""
    figures = key_figures(selection)
    forms = (
        (len(selection), "{count} incident", "{count} incidents"),
        (figures.without_date, "{count} without a date", "{count} without a date"),
        (figures.without_place, "{count} not on the map", "{count} not on the map"),
    )
    first, *others = (lang.plural(one, many, count).format(count=lang.number(count)) for count, one, many in forms)
    named = [said for said, (count, *_) in zip(others, forms[1:], strict=True) if count]
    return {"dir": lang.direction, "said": " · ".join([first, *named])}
