"""One incident with every account of it, as HTML: the same words for every reader, all text of the record escaped."""

from incidents.views.incident_card.card import draw_card
from incidents.views.incident_card.head import Walk, card_head

__all__ = ["Walk", "card_head", "draw_card"]
