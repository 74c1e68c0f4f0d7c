"""What a text seems to say of an incident: rules and lists of words, no model; every suggestion shows its words."""

from incidents.desk.suggesting.pages import Page, UnreadablePageError, read_page
from incidents.desk.suggesting.suggest import suggest

__all__ = ["Page", "UnreadablePageError", "read_page", "suggest"]
