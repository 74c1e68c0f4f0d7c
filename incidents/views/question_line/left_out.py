"""The foot of the screen: how many incidents answer, and how many of them neither map nor time can show."""

from typing import Any

from incidents.language import Language
from incidents.selection.selection import Selection
from incidents.selection.summaries import key_figures


def left_out_message(selection: Selection, lang: Language) -> dict[str, Any]:
    """Return "179 incidents · 4 without a date · 2 not on the map" as plain JSON: direction, and what is ``said``."""
    figures, count = key_figures(selection), lang.number
    said = [lang.plural("{count} incident", "{count} incidents", len(selection)).format(count=count(len(selection)))]
    if figures.without_date:
        undated = lang.plural("{count} without a date", "{count} without a date", figures.without_date)
        said.append(undated.format(count=count(figures.without_date)))
    if figures.without_place:
        unplaced = lang.plural("{count} not on the map", "{count} not on the map", figures.without_place)
        said.append(unplaced.format(count=count(figures.without_place)))
    return {"dir": lang.direction, "said": " · ".join(said)}
