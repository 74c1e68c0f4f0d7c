"""Tables that stay where they are: a large record is not read, each question takes from it what it asks for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from incidents.record.schema import Schema
from incidents.record.storage.databases.engines import Engine, literal, quoted
from incidents.record.storage.databases.reading import PACKAGE, POSITION, columns_of, package_of, texts_of
from incidents.record.storage.snapshot import DESCRIPTOR, parsed
from incidents.record.tables import typed


def asked_tables(engine: Engine, name: str) -> "AskedTables":
    """Return the tables of a record in a database, none of them read yet."""
    texts = texts_of(engine)
    return AskedTables(engine, Schema(parsed(texts[DESCRIPTOR].encode())), _stamp(engine), name, texts)


def _stamp(engine: Engine) -> str:
    """Return the stamp of the record as it was written; once it was edited there, what then tells versions apart."""
    written = package_of(engine, "stamp") if "stamp" in columns_of(engine)[PACKAGE] else ""
    return written or package_of(engine, "revision")


@dataclass(frozen=True, eq=False)
class AskedTables:
    """The tables of a record in a database that stays open (see ``Tables``). Expects a record without problems."""

    engine: Engine
    schema: Schema
    stamp: str
    name: str
    texts: Mapping[str, str]

    def read(self, table: str) -> pd.DataFrame:
        """Return a whole table: one of those that are small."""
        return self._typed(table, "")

    def rows_of(self, table: str, incident_ids: Sequence[str]) -> pd.DataFrame:
        """Return the rows of some incidents, in the order of the table."""
        listed = ", ".join(map(literal, incident_ids or [""]))
        return self._typed(table, f" WHERE incident_id IN ({listed})")

    def batches(self, table: str, columns: list[str]) -> Iterable[pd.DataFrame]:
        """Yield some columns of a table: of a small one, all at once."""
        yield self.read(table)[columns]

    def text(self, name: str) -> str | None:
        """Return a text that comes with the record, or None."""
        return self.texts.get(name)

    def _typed(self, table: str, where: str) -> pd.DataFrame:
        described = {str(field["name"]): field for field in self.schema.fields(table)}
        held = columns_of(self.engine)[table]
        names = [name for name in described or held if name != POSITION]
        order = f" ORDER BY {quoted(POSITION)}" if POSITION in held else ""
        listed = ", ".join(map(quoted, names))
        found = self.engine.rows(f"SELECT {listed} FROM {quoted(self.engine.schema, table)}{where}{order}").to_pandas()  # noqa: S608
        return pd.DataFrame({name: typed(found[name], described[name]) if described else found[name] for name in names})
