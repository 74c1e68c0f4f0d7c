"""A gazetteer in a folder, made of the bytes of a snapshot and typed by its schema, as the tables of a record are."""

from functools import lru_cache
from hashlib import sha256

import pandas as pd

from geodata.gazetteer import Gazetteer, names_by_pcode, shipped_gazetteer
from incidents.record.contract import GAZETTEER
from incidents.record.schema import Schema
from incidents.record.storage.folder import frame_of, schema_of
from incidents.record.storage.snapshot import Snapshot

DISTRICTS = "districts"


@lru_cache(maxsize=2)  # a record is edited often and the gazetteer seldom: its names stay gathered
def gazetteer_of(snapshot: Snapshot) -> Gazetteer:
    """Return the gazetteer of a folder that was read; its districts, or those that the project ships."""
    schema = schema_of(snapshot)
    held = [name for name in (GAZETTEER, DISTRICTS) if name in schema.tables]
    frames = {name: frame_of(snapshot.sheet(_path(schema, name)), schema.fields(name)) for name in held}
    content = b"".join(snapshot.contents[_path(schema, name)] for name in held)
    own = names_by_pcode(frames[DISTRICTS].to_dict("records")) if DISTRICTS in frames else None
    districts = shipped_gazetteer().districts if own is None else own
    return Gazetteer(by_place(frames[GAZETTEER]), sha256(content).hexdigest(), districts)


def by_place(places: pd.DataFrame) -> pd.DataFrame:
    """Return a table of places as a gazetteer holds it: texts as text, one row per place_id."""
    texts = places.select_dtypes(["category", "str"]).columns
    return places.astype(dict.fromkeys(texts, "str")).set_index("place_id", drop=False)


def _path(schema: Schema, name: str) -> str:
    return str(schema.tables[name]["path"])
