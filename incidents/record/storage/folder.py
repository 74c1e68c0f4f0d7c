"""A record in a folder: tables as CSV, held in memory, or as Parquet, read when asked for."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from incidents.record.schema import Schema
from incidents.record.tables import Tables, typed

DATA = Path(__file__).parents[2] / "data"  # the record that the project ships
DESCRIPTOR = "datapackage.json"
PARQUET = ".parquet"


def load_tables(directory: Path = DATA) -> Tables:
    """Read a record's folder. Expects tables without problems (see ``checks``)."""
    content = (directory / DESCRIPTOR).read_bytes()
    schema = Schema(json.loads(content))
    paths = {name: directory / str(resource["path"]) for name, resource in schema.tables.items()}
    digests, frames = [sha256(content).digest()], {}
    for name, path in paths.items():
        content = path.read_bytes()
        digests.append(sha256(content).digest())
        if path.suffix != PARQUET:
            frames[name] = _read_csv(content, schema, name)
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(directory.glob("*.md"))}
    digests += [sha256(text.encode()).digest() for text in texts.values()]
    return FolderTables(schema, sha256(b"".join(digests)).hexdigest(), directory.name, frames, paths, texts)


@dataclass(frozen=True, eq=False)
class FolderTables:
    """Tables of a folder. ``frames`` are those held in memory; ``paths`` lead to all of them."""

    schema: Schema
    stamp: str
    name: str
    frames: dict[str, pd.DataFrame]
    paths: dict[str, Path]
    texts: dict[str, str]

    def read(self, table: str) -> pd.DataFrame:
        """Return a whole table; raise KeyError for one the record does not have."""
        return self.frames[table] if table in self.frames else _read_parquet(self.paths[table])

    def rows_of(self, table: str, incident_ids: Sequence[str]) -> pd.DataFrame:
        """Return the rows of some incidents; large copies stay on disk, so only what is asked for is read."""
        if table not in self.frames:
            return pd.read_parquet(self.paths[table], filters=[("incident_id", "in", list(incident_ids) or [""])])
        frame = self.frames[table]
        return frame[frame["incident_id"].isin(list(incident_ids))]

    def batches(self, table: str, columns: list[str]) -> Iterable[pd.DataFrame]:
        """Yield some columns of a table, whole incidents in each batch (row groups of large copies are written so)."""
        if table in self.frames:
            yield self.frames[table][columns]
            return
        file = pq.ParquetFile(self.paths[table])
        for number in range(file.num_row_groups):
            yield file.read_row_group(number, columns=columns).to_pandas()

    def text(self, name: str) -> str | None:
        """Return a text that lies beside the tables, or None."""
        return self.texts.get(name)


def _read_csv(content: bytes, schema: Schema, table: str) -> pd.DataFrame:
    frame = pd.read_csv(BytesIO(content), dtype="str", keep_default_na=False, na_values=[""], encoding="utf-8")
    for field in schema.fields(table):
        name = str(field["name"])
        if name in frame:
            frame[name] = typed(frame[name], field)
    return frame


def _read_parquet(path: Path) -> pd.DataFrame:
    """Read a large copy, which says the same again and again: each distinct text is held once."""
    texts = [
        field.name
        for field in pq.read_schema(path)
        if pa.types.is_large_string(field.type) or pa.types.is_string(field.type)
    ]
    return pq.read_table(path, read_dictionary=[name for name in texts if not name.endswith("_id")]).to_pandas()
