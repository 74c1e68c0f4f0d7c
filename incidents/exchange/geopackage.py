"""The selection as a GeoPackage: points, the areas in which they may lie, claims, sources, and what the file is."""

from typing import TYPE_CHECKING

import pandas as pd

from incidents.exchange.files import incident_points
from incidents.exchange.made import Made
from incidents.exchange.provenance import about_rows
from incidents.exchange.rows import cited_claim_rows, source_rows
from incidents.language import Language, plain_text
from incidents.record.leftovers import momentary_folder
from incidents.selection.selection import Selection

if TYPE_CHECKING:
    import geopandas as gpd

_COLUMNS_OF_AREAS = ["incident_id", "date_start", "date_end", "kind", "place", "geo_precision", "uncertainty_km"]


def selection_to_geopackage(selection: Selection, lang: Language) -> Made:
    """Return a GeoPackage with the layers incidents (points), areas (polygons), claims, sources and about."""
    import pyogrio  # type: ignore[import-untyped]  # 30 MB that only this format needs; ships no types
    from pyogrio.errors import DataLayerError, DataSourceError  # type: ignore[import-untyped]

    points = incident_points(selection, lang)
    tables = {
        "claims": cited_claim_rows(selection, lang),
        "sources": source_rows(selection),
        "about": about_rows(selection, lang),
    }
    with momentary_folder("geopackage") as folder:
        path = folder / "incidents.gpkg"
        try:
            for name, layer in (("incidents", points), ("areas", _areas(points, selection.record.places))):
                kind = "Point" if name == "incidents" else "MultiPolygon"
                pyogrio.write_dataframe(
                    layer, path, layer=name, driver="GPKG", geometry_type=kind, promote_to_multi=name == "areas"
                )
            for name, table in tables.items():
                pyogrio.write_dataframe(table, path, layer=name, driver="GPKG")
        except (DataLayerError, DataSourceError) as error:  # which do not say that there is no room
            raise OSError(plain_text(str(error))) from error
        return Made(path.read_bytes())


def _areas(points: "gpd.GeoDataFrame", places: pd.DataFrame) -> "gpd.GeoDataFrame":
    """Return where each incident may have happened: a true outline, or the circle of its uncertainty."""
    import geopandas as gpd

    from geodata.areas import circle_polygon
    from geodata.boundaries import area_of

    vague = points[points["latitude"].notna() & (points["uncertainty_km"] > 0)]
    shapes = [
        area_of(places.loc[place_id]) or circle_polygon(latitude, longitude, radius)
        for place_id, latitude, longitude, radius in zip(
            vague["place_id"], vague["latitude"], vague["longitude"], vague["uncertainty_km"], strict=True
        )
    ]
    rows = vague[_COLUMNS_OF_AREAS].reset_index(drop=True)
    return gpd.GeoDataFrame(rows, geometry=gpd.GeoSeries(shapes, crs="EPSG:4326"))
