"""The column beside the map: key figures, and the rankings, whose rows are filters and open dossiers."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from incidents.language import Language
from incidents.selection.beside import Beside
from incidents.selection.filters import LISTS
from incidents.selection.selection import Selection
from incidents.views.rankings import RANK_ORDERS, RANKS, figures_beside, figures_message, rankings_message
from incidents.widgets.answered_ahead import ahead_of, told_unless_confirmed
from incidents.widgets.dossier_panel import open_dossier
from incidents.widgets.page_state import ask, asked
from incidents.widgets.screen_part import show_part
from incidents.widgets.standing import move, stands
from incidents.widgets.told_once import told_once


def show_figures(selection: Selection, lang: Language, beside: Beside | None = None) -> None:
    """Draw the key figures, and those of a second record beside them."""
    ahead, against = ahead_of(selection, lang), stands().compared_with

    def made() -> Mapping[str, Any]:
        second = {} if beside is None else {"second": figures_beside(beside.selection, lang)}
        return figures_message(selection, lang, against) | second

    show_part("key_figures.js", "key-figures", told_unless_confirmed(ahead, "figures", selection, lang, made), ahead)


def show_rankings(selection: Selection, lang: Language) -> None:
    """Draw the rankings."""
    standing, ahead = stands(), ahead_of(selection, lang)
    rank, rank_by = standing.rank, standing.rank_by
    made = partial(rankings_message, selection, rank, rank_by, lang, standing.compared_with)
    show_part(
        "rankings.js",
        "rankings",
        made() if ahead is None else told_once("rankings", selection, lang, made, rank, rank_by),
        ahead,
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
