"""The list beside the map: rows that open a card, and what changed as rows that filter; drawn by ``screen/``."""

from incidents.views.incident_list.changed import changed_message
from incidents.views.incident_list.message import PAGE, list_message, list_rows, list_told, tabs_message

__all__ = ["PAGE", "changed_message", "list_message", "list_rows", "list_told", "tabs_message"]
