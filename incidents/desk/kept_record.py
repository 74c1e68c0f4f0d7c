"""The record as drafts are held against it: every row as text, as it stands in its table, with its gazetteer."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from geodata.gazetteer import DATA as PLACES_HOME
from incidents.desk.draft import DraftError
from incidents.desk.table_rows import Key, TextTable, read_table
from incidents.exchange.databases.definition import key_of
from incidents.language import N_
from incidents.record.contract import GAZETTEER, PLACES
from incidents.record.record import Record, load_record
from incidents.record.schema import Described, Schema
from incidents.record.storage import (
    CSV,
    DATA,
    DESCRIPTOR,
    Home,
    Snapshot,
    gazetteer_of,
    is_table,
    tables_of,
    take_snapshot,
)
from incidents.record.storage.folder import schema_of

_NOT_BY_HAND = N_(
    "The record cannot be edited here: {file} is not a table of text. Import it into a folder of its own."
)
_BROKEN = N_("The record cannot be edited while it is not in order: {file}. {command} names why.")
_CHECK = "python -m incidents check"
_NO_TABLE = N_("The record has no table {table}.")


@dataclass(frozen=True, eq=False)
class KeptRecord:
    """A record and its gazetteer at one moment, where they are kept, and the rows of both by their keys."""

    home: Home
    places_home: Home
    files: Snapshot
    places: Snapshot

    @property
    def stamp(self) -> str:
        """Return the digest of the record's files."""
        return self.files.stamp()

    @cached_property
    def schema(self) -> Schema:
        """Return what the record says of itself; DraftError where nobody can read that."""
        return _schema_of(self.files)

    @cached_property
    def record(self) -> Record:
        """Return the record typed and with all that is derived. Expects that it is in order (see ``checks``)."""
        return load_record(tables_of(self.files), gazetteer_of(self.places))

    @property
    def place_table(self) -> str:
        """Return the table in which this record's places stand: its own, or that of the gazetteer."""
        return PLACES if PLACES in self.schema.tables else GAZETTEER

    def called(self, table: str) -> str:
        """Return how a table of a draft is called here: new places are among a record's own, where it has some."""
        return self.place_table if table == GAZETTEER else table

    def described(self, table: str) -> Described:
        """Return a table as its schema describes it; DraftError for one that neither record nor gazetteer has."""
        table = self.called(table)
        schema = self.schema if table in self.schema.tables else _schema_of(self.places)
        if table not in schema.tables or not is_table(schema.tables[table]):
            raise DraftError(_NO_TABLE, table=table)
        return schema.tables[table]

    def where(self, table: str) -> tuple[Snapshot, str]:
        """Return in which folder a table lies, and under which name."""
        files = self.files if self.called(table) in self.schema.tables else self.places
        return files, str(self.described(table)["path"])

    def table(self, table: str) -> TextTable:
        """Return a table as its file has it; DraftError where it is no text that a person may edit."""
        files, path = self.where(table)
        if not path.endswith(CSV):
            raise DraftError(_NOT_BY_HAND, file=path)
        if path not in files.contents:
            raise DraftError(_BROKEN, file=path, command=_CHECK)
        try:
            return _table(files.contents[path], tuple(key_of(self.described(table))))
        except (ValueError, csv.Error) as error:
            raise DraftError(_BROKEN, file=path, command=_CHECK) from error

    def rows(self, table: str) -> Mapping[Key, Mapping[str, str]]:
        """Return the rows of a table by their keys."""
        return _rows(self.table(table))


def load_kept_record(home: Home = DATA, places_home: Home = PLACES_HOME) -> KeptRecord:
    """Read a record and its gazetteer where they are kept. Never raises: what is wrong is told when it is asked for."""
    return KeptRecord(home, places_home, take_snapshot(home), take_snapshot(places_home))


def _schema_of(files: Snapshot) -> Schema:
    try:
        return schema_of(files)
    except (KeyError, ValueError) as error:
        raise DraftError(_BROKEN, file=DESCRIPTOR, command=_CHECK) from error


@lru_cache(maxsize=16)  # one table of a record is edited, and the others stay
def _table(content: bytes, key: tuple[str, ...]) -> TextTable:
    return read_table(content, key)


@lru_cache(maxsize=16)
def _rows(table: TextTable) -> Mapping[Key, Mapping[str, str]]:
    return table.by_key()
