"""Where records are kept. Nothing above this room, but the shell, knows a path."""

from incidents.record.storage.folder import DATA, load_tables

__all__ = ["DATA", "load_tables"]
