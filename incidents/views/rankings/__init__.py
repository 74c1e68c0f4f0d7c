"""The column beside the map: a few figures with what they were before, and lists of options that are filters."""

from incidents.views.rankings.key_figures import figures_beside, figures_message
from incidents.views.rankings.lists import RANK_ORDERS, RANKS, Rank, RankOrder, rankings_message

__all__ = ["RANKS", "RANK_ORDERS", "Rank", "RankOrder", "figures_beside", "figures_message", "rankings_message"]
