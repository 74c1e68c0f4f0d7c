"""What a map program draws of a record in PostGIS: points and areas, as in the GeoPackage; an area is never a point.

Both are views on what is worked out, so that QGIS opens them like any layer, and keeps them where the record changes.
"""

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from geodata.areas import circle_polygon
from geodata.boundaries import area_of
from incidents.record.record import Record
from incidents.record.storage.databases import Engine, literal, quoted
from incidents.record.vocabulary import AREA
from incidents.selection.large.worked_out import WORKED_OUT

AREAS = "data_package_areas"
POINTS_SEEN, AREAS_SEEN = "incident_points", "incident_areas"
_SHOWN = (
    "w.incident_id, i.date_start, i.date_end, w.kind, i.tactic, i.place_id, i.geo_precision, w.uncertainty_km, "
    "w.killed_low, w.killed_high, w.origins, w.contested, i.summary_en, i.summary_ar"
)
_WHERE_POSTGIS_IS = """SELECT n.nspname AS named FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
WHERE e.extname = 'postgis'"""
_CAN_BE_MADE = """SELECT 1 AS can FROM pg_available_extensions a, pg_roles r
WHERE a.name = 'postgis' AND r.rolname = current_user AND r.rolsuper"""


def postgis_of(engine: Engine) -> str | None:
    """Return in which schema PostGIS stands, made now if that is permitted; None where there is none."""
    found = engine.rows(_WHERE_POSTGIS_IS)["named"].to_pylist()
    if not found and len(engine.rows(_CAN_BE_MADE)):
        engine.run("CREATE EXTENSION postgis WITH SCHEMA public")
        found = ["public"]
    return str(found[0]) if found else None


def write_shapes(engine: Engine, record: Record, postgis: str) -> None:
    """Give every point and area its geometry (WGS 84), with an index each, and make the two views."""
    home, worked_out = engine.schema, quoted(engine.schema, WORKED_OUT)
    kind, made = quoted(postgis, "geometry"), quoted(postgis, "st_setsrid")
    point = f"{made}({quoted(postgis, 'st_makepoint')}(longitude, latitude), 4326)"
    engine.run(f"ALTER TABLE {worked_out} ADD COLUMN geom {kind}(Point, 4326) GENERATED ALWAYS AS ({point}) STORED")
    areas = quoted(home, AREAS)
    engine.run(
        f"CREATE TABLE {areas} (place_id text, latitude double precision, longitude double precision, "
        f"uncertainty_km double precision, wkb bytea, geom {kind}(Geometry, 4326) "
        f"GENERATED ALWAYS AS ({quoted(postgis, 'st_geomfromwkb')}(wkb, 4326)) STORED)"
    )
    engine.fill(AREAS, _areas(record))
    same = " AND ".join(f"a.{name} = w.{name}" for name in ("place_id", "latitude", "longitude", "uncertainty_km"))
    told = f"FROM {worked_out} w JOIN {quoted(home, 'incidents')} i USING (incident_id)"
    is_area = f"i.geo_precision = {literal(AREA)}"
    points = f"SELECT {_SHOWN}, w.geom {told} WHERE w.geom IS NOT NULL AND NOT {is_area}"
    seen = f"SELECT {_SHOWN}, a.geom {told} JOIN {areas} a ON {same}"
    engine.run(f"CREATE VIEW {quoted(home, POINTS_SEEN)} AS {points}")
    engine.run(f"CREATE VIEW {quoted(home, AREAS_SEEN)} AS {seen}")
    for table in (WORKED_OUT, AREAS):
        engine.run(f"CREATE INDEX ON {quoted(home, table)} USING gist (geom)")


def write_areas_anew(engine: Engine, record: Record) -> None:
    """Let the areas be those of the places that a record speaks of now."""
    engine.run(f"DELETE FROM {quoted(engine.schema, AREAS)}")  # noqa: S608
    engine.fill(AREAS, _areas(record))


def _areas(record: Record) -> pa.Table:
    """Return where incidents may have happened, each area once: a true outline, or the circle of its uncertainty."""
    columns = ["place_id", "latitude", "longitude", "uncertainty_km"]
    incidents = record.incidents
    vague = incidents.loc[incidents["latitude"].notna() & (incidents["uncertainty_km"] > 0), columns].drop_duplicates()
    vague = vague.astype({"place_id": "str"})
    shapes = [_shape(record.gazetteer.place(row[0]), row) for row in vague.itertuples(index=False, name=None)]
    return pa.table(
        {name: pa.array(vague[name], pa.string() if name == "place_id" else pa.float64()) for name in columns}
        | {"wkb": pa.array(shapes, pa.binary())}
    )


def _shape(place: Mapping[Any, Any], row: tuple[str, float, float, float]) -> bytes:
    _place_id, latitude, longitude, radius = row
    return bytes((area_of(place) or circle_polygon(latitude, longitude, radius)).wkb)
