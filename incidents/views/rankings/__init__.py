"""The column beside the map: a few figures with what they were before, and lists of options that are filters."""

from incidents.views.rankings.key_figures import figures_beside, figures_message, figures_told
from incidents.views.rankings.lists import (
    LISTS_OF,
    RANK_ORDERS,
    RANKS,
    Rank,
    RankOrder,
    rankings_message,
    rankings_told,
)

__all__ = [
    "LISTS_OF",
    "RANKS",
    "RANK_ORDERS",
    "Rank",
    "RankOrder",
    "figures_beside",
    "figures_message",
    "figures_told",
    "rankings_message",
    "rankings_told",
]
