"""What answers a question of a large record as one file, made part by part: no more of it is held than one part.

The files are those that the exports make of a selection in memory; only formats that can be written from the first
row on are among them. Claims stand with their incidents, in the order of the record.
"""

import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from incidents.exchange.files import geojson_features
from incidents.exchange.provenance import about_selection
from incidents.exchange.records import incident_records, json_text
from incidents.exchange.rows import cited_claim_rows, cited_incident_rows
from incidents.exchange.safe_cells import BYTE_ORDER_MARK, csv_text
from incidents.language import Language
from incidents.selection.selection import Selection
from incidents.selection.summaries import KeyFigures

if TYPE_CHECKING:
    import pyarrow as pa

_ITEM = "  "  # by which an entry of a list of the whole file is moved in
_GEO = "geo"  # under which GeoParquet says what its geometry is


@dataclass(frozen=True)
class InParts:
    """What answers, some incidents after the other (at least one part, which may be empty), and the sums of all."""

    figures: KeyFigures
    parts: Iterable[Selection]


Streamed = Callable[[InParts, Language], Iterator[bytes]]


def _in_rows(rows_of: Callable[[Selection, Language], pd.DataFrame]) -> Streamed:
    """Return what writes rows as CSV, the heading once."""

    def write(found: InParts, lang: Language) -> Iterator[bytes]:
        for number, part in enumerate(found.parts):
            heading, end, rows = csv_text(rows_of(part, lang)).partition("\n")
            yield ((BYTE_ORDER_MARK + heading + end if number == 0 else "") + rows).encode()

    return write


def _geojson(found: InParts, lang: Language) -> Iterator[bytes]:
    def begin(about: dict[str, Any]) -> dict[str, Any]:
        return {"type": "FeatureCollection", "about": about}

    return _in_json(found, lang, begin, "features", lambda part: geojson_features(part, lang))


def _json(found: InParts, lang: Language) -> Iterator[bytes]:
    def begin(about: dict[str, Any]) -> dict[str, Any]:
        return {"about": about, "totals": asdict(found.figures)}

    return _in_json(found, lang, begin, "incidents", incident_records)


def _in_json(
    found: InParts,
    lang: Language,
    begin: Callable[[dict[str, Any]], dict[str, Any]],
    name: str,
    items_of: Callable[[Selection], list[dict[str, Any]]],
) -> Iterator[bytes]:
    """Write what stands before the list of all entries, the list, and its end, as ``json_text`` writes the whole."""
    end, any_yet = "", False
    for part in found.parts:
        if not end:
            whole = begin(about_selection(part, lang) | {"count": found.figures.incidents})
            before, _list, end = json_text(whole | {name: []}).rpartition("[]")
            yield f"{before}[".encode()
        for item in items_of(part):
            written = json.dumps(item, ensure_ascii=False, indent=1).replace("\n", f"\n{_ITEM}")
            yield f"{',' if any_yet else ''}\n{_ITEM}{written}".encode()
            any_yet = True
    yield f"{chr(10) + ' ' if any_yet else ''}]{end}".encode()


class _Sink(io.RawIOBase):
    """A file of which what was written is taken away at once."""

    def __init__(self) -> None:
        super().__init__()
        self._at, self._held = 0, bytearray()

    def writable(self) -> bool:
        """Say that it can be written to."""
        return True

    def tell(self) -> int:
        """Return how much was written."""
        return self._at

    def write(self, content: Any) -> int:  # noqa: ANN401 - a buffer of any kind
        """Take what is written."""
        self._held += content
        self._at += len(content)
        return len(content)

    def drained(self) -> bytes:
        """Return what was written since the last time."""
        held, self._held = bytes(self._held), bytearray()
        return held


def _geoparquet(found: InParts, lang: Language) -> Iterator[bytes]:
    """Write GeoParquet 1.1 points, a group of rows for each part."""
    import pyarrow.parquet as pq  # much to load for what only one format needs

    sink, writer = _Sink(), None
    for part in found.parts:
        points = _points(cited_incident_rows(part, lang))
        if writer is None:
            writer = pq.ParquetWriter(sink, points.schema)
        writer.write_table(points.cast(writer.schema))
        yield sink.drained()
    if writer is not None:
        writer.close()
        yield sink.drained()


def _points(rows: pd.DataFrame) -> "pa.Table":
    """Return rows with the point of each as GeoParquet has it; those without a place have none."""
    import pyarrow as pa
    import shapely
    from pyproj import CRS

    placed = rows["latitude"].notna().to_numpy()
    points = np.full(len(rows), None, dtype=object)
    points[placed] = shapely.points(rows["longitude"].to_numpy()[placed], rows["latitude"].to_numpy()[placed])
    table = pa.Table.from_pandas(rows, preserve_index=False)
    described = {"encoding": "WKB", "geometry_types": ["Point"], "crs": CRS("EPSG:4326").to_json_dict()}
    geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": described}}
    table = table.append_column("geometry", pa.array(shapely.to_wkb(points), pa.binary()))
    return table.replace_schema_metadata({**(table.schema.metadata or {}), _GEO: json.dumps(geo)})


STREAMED: Mapping[str, Streamed] = {  # by the codes of ``EXPORTS``
    "csv": _in_rows(cited_incident_rows),
    "claims-csv": _in_rows(cited_claim_rows),
    "geojson": _geojson,
    "json": _json,
    "parquet": _geoparquet,
}
