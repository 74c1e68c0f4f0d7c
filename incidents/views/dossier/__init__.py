"""The screen asked about one thing: its name above the figures, below them who else is there and who says so."""

from incidents.views.dossier.messages import dossier_head, dossier_lists, lists_told

__all__ = ["dossier_head", "dossier_lists", "lists_told"]
