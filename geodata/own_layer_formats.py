"""The shapes in a file of a reader's own: GeoJSON, KML, GPX or GeoPackage, told by what it holds, not by its name.

The file is a stranger's. Nothing in it is executed or fetched: a document type (and with it any entity) is refused,
links to other files are left out, a database that computes its rows is refused, and only then does GDAL read it.
"""

import json
import re
import warnings
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from geodata.unusable_layer import UnusableLayerError

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Format = Literal["GeoJSON", "KML", "GPX", "GeoPackage"]
WGS84 = "EPSG:4326"
_NAMES = ("name", "Name", "NAME", "title", "label", "name_en", "name_ar")  # columns that name a feature, the first wins
_LAYERS_OF_GPX = ("waypoints", "routes", "tracks")  # its points are read as lines, not once more one by one
_CODE = re.compile(r"(?:urn:ogc:def:crs:)?(EPSG|OGC):+(?:[\d.]*:)?(\w+)", re.ASCII)
_SQLITE = b"SQLite format 3\x00"


@dataclass(frozen=True, eq=False)
class Shapes:
    """What a file holds: names and geometries in its order, the code of its CRS, and how many links were left out."""

    kind: Format
    names: list[str]
    geometries: "list[BaseGeometry | None]"
    crs: str | None = WGS84
    links: int = field(default=0)


def shapes_in(content: bytes) -> Shapes:
    """Read the shapes of a file; raise UnusableLayerError where it is none that can be read."""
    if content.startswith(_SQLITE):
        return _geopackage(content)
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if start in (b"{", b"["):
        return _geojson(content)
    if start == b"<" or content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _of_xml(content)
    raise UnusableLayerError("format")


def _geojson(content: bytes) -> Shapes:
    from shapely.errors import ShapelyError
    from shapely.geometry import shape

    try:
        told = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UnusableLayerError("unreadable", value=f"GeoJSON: {error}") from error
    features = told.get("features") if isinstance(told, dict) and told.get("type") == "FeatureCollection" else [told]
    if not isinstance(features, list) or not (isinstance(told, dict) and told.get("type")):
        raise UnusableLayerError("format")
    names: list[str] = []
    shapes: list[BaseGeometry | None] = []
    for number, feature in enumerate(features, 1):
        is_feature = isinstance(feature, dict) and feature.get("type") == "Feature"
        geometry = feature.get("geometry") if is_feature else feature
        properties = feature.get("properties") if is_feature else None
        names.append(_name_in(properties if isinstance(properties, dict) else {}))
        try:
            shapes.append(None if geometry is None else shape(geometry))
        # Whatever a hand can write into JSON: other types, numbers that are words, rings of two points.
        except (ShapelyError, ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
            raise UnusableLayerError("geometry", number, str(error).partition("\n")[0]) from error
    return Shapes("GeoJSON", names, shapes, _crs_of_geojson(told))


def _crs_of_geojson(told: dict[str, Any]) -> str | None:
    """Return the CRS that GeoJSON of before 2016 may name; without one it is WGS 84 (RFC 7946)."""
    named = told.get("crs")
    if named is None:
        return WGS84
    properties = named.get("properties") if isinstance(named, dict) else None
    return _code(str(properties.get("name") if isinstance(properties, dict) else named))


def _code(written: str) -> str:
    """Return ``EPSG:32637`` for a CRS named by a code; no definition of the file's own is followed."""
    match = _CODE.fullmatch(written[:80])
    if match is None:
        raise UnusableLayerError("crs", value=written[:80])
    return WGS84 if match[2] in {"CRS84", "CRS84h", "4326"} else f"{match[1]}:{match[2]}"


def _name_in(properties: dict[str, Any]) -> str:
    return next((str(properties[key]) for key in _NAMES if isinstance(properties.get(key), str | int | float)), "")


def _of_xml(content: bytes) -> Shapes:
    from geodata.own_layer_xml import plain_xml  # whoever asks about no layer reads no XML

    told = plain_xml(content)
    names, shapes, _crs = _by_gdal(told.content, _LAYERS_OF_GPX if told.kind == "GPX" else None)
    return Shapes(told.kind, names, shapes, links=told.links)


def _geopackage(content: bytes) -> Shapes:
    """Read all tables of features. A file with views or virtual tables of others than GDAL is refused."""
    import sqlite3

    database = sqlite3.connect(":memory:")
    try:
        database.deserialize(content)
        database.execute("PRAGMA trusted_schema = OFF")
        computed = database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'view'"
            " OR sql LIKE 'create virtual%' AND sql NOT LIKE '% using rtree%'"
        ).fetchall()
        if computed:
            raise UnusableLayerError("computed", value=str(computed[0][0])[:80])
        asked = "SELECT table_name FROM gpkg_contents WHERE data_type = 'features' ORDER BY table_name"
        tables = tuple(str(row[0]) for row in database.execute(asked))
    except sqlite3.Error as error:
        raise UnusableLayerError("unreadable", value=f"GeoPackage: {error}") from error
    finally:
        database.close()
    names: list[str] = []
    shapes: list[BaseGeometry | None] = []
    crs: str | None = None
    for table in tables:
        more, found, code = _by_gdal(content, (table,))
        if shapes and code != crs:
            raise UnusableLayerError("crs", value=f"{crs}, {code}")
        names, shapes, crs = [*names, *more], [*shapes, *found], code
    return Shapes("GeoPackage", names, shapes, crs)


def _by_gdal(
    content: bytes, layers: tuple[str, ...] | None
) -> "tuple[list[str], list[BaseGeometry | None], str | None]":
    """Return names, geometries and CRS of the layers of a file that was found harmless, from memory."""
    import pyogrio  # type: ignore[import-untyped]
    import pyproj

    names: list[str] = []
    shapes: list[BaseGeometry | None] = []
    crs = None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what lies in memory has no file name for GDAL to like
            # By number: what lies in memory is called anew each time, and a layer may be called like its file.
            held = [str(layer) for layer in pyogrio.list_layers(content)[:, 0]]
            for layer in [number for number, name in enumerate(held) if layers is None or name in layers]:
                found = pyogrio.read_dataframe(content, layer=layer, columns=list(_NAMES), fid_as_index=False)
                columns = [column for column in _NAMES if column in found]
                rows = found[columns].to_dict("records")
                names += [_name_in({key: cell for key, cell in row.items() if isinstance(cell, str)}) for row in rows]
                shapes += list(found.geometry) if "geometry" in found else [None] * len(found)
                crs = found.crs if "geometry" in found else None
    except (RuntimeError, ValueError, OSError) as error:  # pyogrio's own are kinds of these
        raise UnusableLayerError("unreadable", value=str(error).partition("\n")[0][:200]) from error
    if crs is None:
        return names, shapes, None
    code = pyproj.CRS(crs).to_authority()
    if code is None:
        raise UnusableLayerError("crs", value=str(crs)[:80])
    return names, shapes, _code(":".join(code))
