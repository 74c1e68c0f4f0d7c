"""A gazetteer in a folder, made of the bytes of a snapshot and typed by its schema, as the tables of a record are."""

from hashlib import sha256

import pandas as pd

from geodata.gazetteer import Gazetteer
from incidents.record.contract import GAZETTEER
from incidents.record.schema import Schema
from incidents.record.storage.folder import frame_of
from incidents.record.storage.snapshot import DESCRIPTOR, Snapshot, parsed


def gazetteer_of(snapshot: Snapshot) -> Gazetteer:
    """Return the gazetteer of a folder that was read."""
    schema = Schema(parsed(snapshot.contents[DESCRIPTOR]))
    path = str(schema.tables[GAZETTEER]["path"])
    places = frame_of(snapshot.sheet(path), schema.fields(GAZETTEER))
    return Gazetteer(by_place(places), sha256(snapshot.contents[path]).hexdigest())


def by_place(places: pd.DataFrame) -> pd.DataFrame:
    """Return a table of places as a gazetteer holds it: texts as text, one row per place_id."""
    texts = places.select_dtypes(["category", "str"]).columns
    return places.astype(dict.fromkeys(texts, "str")).set_index("place_id", drop=False)

