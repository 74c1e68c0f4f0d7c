"""One incident with every account of it, as HTML: the same words for every reader, all text of the record escaped."""

from pathlib import Path

from incidents.views.incident_card.card import draw_card, draw_cards
from incidents.views.incident_card.head import Walk, card_head

__all__ = ["CARD_SHEETS", "Walk", "card_head", "draw_card", "draw_cards"]

# Of the card below its head, in the order of their rules.
CARD_SHEETS = tuple(
    Path(__file__).with_name(f"{name}.css") for name in ("incident_card", "card_accounts", "card_sources")
)
