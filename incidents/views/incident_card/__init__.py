"""One incident with every account of it, as HTML: the same words for every reader, all text of the record escaped."""

from pathlib import Path

from incidents.views.incident_card.card import draw_card, draw_cards
from incidents.views.incident_card.head import Walk, card_head

__all__ = ["CARD_SHEET", "Walk", "card_head", "draw_card", "draw_cards"]

CARD_SHEET = Path(__file__).with_name("incident_card.css")  # of the card below its head
