"""Layers with a geometry, and Parquet, as columns of text: a point becomes latitude and longitude."""

import tempfile
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from incidents.exchange.intake.opened import Opened
from incidents.exchange.intake.remarks import Remark, Rows, UnreadableFileError
from incidents.language import N_

LATITUDE, LONGITUDE = "latitude", "longitude"  # the columns that a geometry becomes


def open_layer(name: str, content: bytes, *, is_parquet: bool) -> Opened:
    """Open a layer or a Parquet file. The first feature or row has number 1. Raises UnreadableFileError."""
    try:
        table, geometry = _parquet(content) if is_parquet else _layer(name, content)
    except (OSError, ValueError, RuntimeError, pa.ArrowException) as error:  # the drivers raise any of these
        reason = str(error).partition("\n")[0]
        raise UnreadableFileError(N_("{file} cannot be read: {reason}"), file=name, reason=reason) from error
    columns = {str(column): _as_text(table[column]) for column in table.column_names}
    rows = np.arange(1, len(table) + 1, dtype=np.int64)
    if geometry is None:
        return Opened(name, columns, rows)
    held, remarks, said = _points(geometry, rows)
    taken = {column for column in columns if column.lower() in held}
    return Opened(name, {c: cells for c, cells in columns.items() if c not in taken} | held, rows, said, remarks)


def _parquet(content: bytes) -> tuple[pa.Table, Any]:
    import pyarrow.parquet as pq

    table = pq.read_table(pa.BufferReader(content))
    described = (table.schema.metadata or {}).get(b"geo")
    if described is None:
        return table, None
    import json

    import shapely

    column = json.loads(described)["primary_column"]
    return table.drop_columns([column]), shapely.from_wkb(table[column].to_numpy())


def _layer(name: str, content: bytes) -> tuple[pa.Table, Any]:
    """Read the first layer with rows in it, in degrees."""
    import pyogrio  # type: ignore[import-untyped]
    import shapely

    with tempfile.NamedTemporaryFile(suffix=Path(name).suffix) as held:
        held.write(content)
        held.flush()
        layers = pyogrio.list_layers(held.name)
        counts = [pyogrio.read_info(held.name, layer=layer)["features"] for layer in layers[:, 0]]
        if not any(counts):
            raise ValueError("no features")
        layer = layers[int(np.argmax(np.array(counts) > 0)), 0]
        with warnings.catch_warnings(action="ignore", category=RuntimeWarning):  # of points that have no numbers
            meta, table = pyogrio.read_arrow(held.name, layer=layer)
    column = meta["geometry_name"] or "wkb_geometry"
    if column not in table.column_names:
        return table, None
    shapes = shapely.from_wkb(table[column].to_numpy(zero_copy_only=False))
    if meta["crs"] not in {None, "EPSG:4326", "OGC:CRS84"}:
        import geopandas as gpd

        shapes = gpd.GeoSeries(shapes, crs=meta["crs"]).to_crs(4326).to_numpy()
    return table.drop_columns([column]), shapes


def _points(
    geometry: "npt.NDArray[np.object_]", rows: Rows
) -> tuple[dict[str, pa.ChunkedArray], list[Remark], list[tuple[str, dict[str, str]]]]:
    import shapely

    kinds = shapely.get_type_id(geometry)
    spread = (kinds > 0) & ~shapely.is_empty(geometry)
    inner = np.where(spread, shapely.point_on_surface(geometry), geometry)
    x, y = shapely.get_x(inner), shapely.get_y(inner)
    held = {
        column: pa.chunked_array([pa.array([None if np.isnan(d) else repr(float(d)) for d in degrees], pa.string())])
        for column, degrees in ((LATITUDE, y), (LONGITUDE, x))
    }
    sentence = N_("A line or an area: a point within it stands for it.")
    remarks = [Remark("changed", "geometry", sentence, rows[spread], [""] * int(spread.sum()))] if spread.any() else []
    bare = np.isnan(x)
    if bare.any():
        sentence = N_("The geometry is missing or empty: the row gives no point.")
        remarks.append(Remark("cell", "geometry", sentence, rows[bare], [""] * int(bare.sum())))
    return held, remarks, [(N_("Points are taken from the geometry."), {})]


def _as_text(cells: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a column as text: days as YYYY-MM-DD, whole numbers whole, lists joined."""
    kind = cells.type
    if pa.types.is_dictionary(kind):
        cells, kind = cells.cast(kind.value_type), kind.value_type
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return cells.cast(pa.string())
    if pa.types.is_timestamp(kind):
        return pc.strftime(cells.cast(pa.timestamp("s"), safe=False), format="%Y-%m-%d")
    if pa.types.is_floating(kind):
        numbers = cells.to_numpy()
        texts = [None if np.isnan(n) else str(int(n)) if float(n).is_integer() else repr(float(n)) for n in numbers]
        return pa.chunked_array([pa.array(texts, pa.string())])
    if pa.types.is_nested(kind) or pa.types.is_binary(kind):
        texts = [None if cell is None else _joined(cell) for cell in cells.to_pylist()]
        return pa.chunked_array([pa.array(texts, pa.string())])
    return cells.cast(pa.string())


def _joined(cell: Any) -> str:  # noqa: ANN401 - whatever a cell holds
    return "; ".join(map(str, cell)) if isinstance(cell, list) else str(cell)
