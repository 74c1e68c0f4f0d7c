"""From wherever a record is kept to a snapshot of it."""

from incidents.record.storage.databases import DatabaseError, is_larger_than_memory, take_database_snapshot
from incidents.record.storage.home import Home, is_database
from incidents.record.storage.snapshot import Snapshot, folder_snapshot


def take_snapshot(home: Home) -> Snapshot:
    """Read a record where it is kept, once: its descriptor, the tables that it names and its texts. Never raises."""
    if is_database(home) or _is_too_large(home):
        return take_database_snapshot(home)
    return folder_snapshot(home)  # type: ignore[arg-type]  # what is no database is a path


def _is_too_large(home: Home) -> bool:
    """Say whether a folder that can be asked like a database is too large to be read: its snapshot then says so."""
    try:
        return is_larger_than_memory(home)
    except DatabaseError:  # without the driver nobody can count; a folder is read without it
        return False
