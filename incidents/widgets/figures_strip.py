"""The column beside the map: key figures, and the rankings, whose rows are filters and open dossiers."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from incidents.language import Language
from incidents.selection.beside import Beside
from incidents.selection.filters import LISTS
from incidents.selection.selection import Selection
from incidents.views.rankings import RANK_ORDERS, RANKS, figures_beside, figures_message, rankings_message
from incidents.widgets.answered_ahead import ahead_of, is_confirmed
from incidents.widgets.dossier_panel import open_dossier
from incidents.widgets.page_state import ask, asked
from incidents.widgets.screen_part import show_part
from incidents.widgets.standing import move, stands


def show_figures(selection: Selection, lang: Language, beside: Beside | None = None) -> None:
    """Draw the key figures, and those of a second record beside them."""
    ahead = ahead_of(selection, lang)
    told = None if is_confirmed(ahead) else figures_message(selection, lang, stands().compared_with)
    if told and beside is not None:
        told["second"] = figures_beside(beside.selection, lang)
    show_part("key_figures.js", "key-figures", told, ahead)


def show_rankings(selection: Selection, lang: Language) -> None:
    """Draw the rankings."""
    standing = stands()
    show_part(
        "rankings.js",
        "rankings",
        rankings_message(selection, standing.rank, standing.rank_by, lang, standing.compared_with),
        ahead_of(selection, lang),
        pick=pick,
        dossier=partial(open_dossier, selection.record),
        rank=lambda rank: move(rank=rank) if rank in RANKS else None,
        rank_by=lambda order: move(rank_by=order) if order in RANK_ORDERS else None,
    )


def pick(picked: Mapping[str, Any]) -> None:
    """Take over which row was pressed: an option of a list, by its code."""
    name, code = str(picked.get("name")), str(picked.get("code"))
    if name in LISTS:
        ask(asked().toggled(name, code))
