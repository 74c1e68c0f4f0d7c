"""The drawn layers: governorates, countries, waters, towns, the Badia. Terms and known errors: README.md."""

from collections.abc import Callable, Mapping
from functools import cache, lru_cache, wraps
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, ParamSpec, TypeVar, get_args

import pandas as pd

from geodata.gazetteer import DATA

if TYPE_CHECKING:
    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

Layer = Literal["governorates", "countries", "golan", "rivers", "lakes", "towns", "badia"]
LAYERS: tuple[Layer, ...] = get_args(Layer)

# The veil of hill shade, drawn for Web Mercator: its south-west and north-east corners in degrees (latitude first).
RELIEF = DATA / "relief.png"
NAMES = tuple(DATA / name for name in ("settlements.csv", "named_rivers.csv", "other_names.csv"))
RELIEF_BOUNDS = ((29.5, 31.5), (39.8, 46.5))

# To be shown on every map, on screen and on paper. The Open Database Licence asks for OpenStreetMap's line.
ATTRIBUTION = MappingProxyType(
    {
        "attribution_en": "Borders and relief: Natural Earth. Rivers: GSHHG. Lakes: © OpenStreetMap contributors. "
        "Places: OCHA, GeoNames, UCDP. Borders are no statement on legal status.",
        "attribution_ar": "الحدود والتضاريس: Natural Earth. الأنهار: GSHHG. البحيرات: © مساهمو OpenStreetMap. "
        "الأماكن: أوتشا وGeoNames وUCDP. لا تعبّر الحدود عن أي موقف من الوضع القانوني.",
    }
)


def layer_path(name: Layer) -> Path:
    """Return the GeoJSON file of a layer (WGS 84)."""
    if name not in LAYERS:
        raise ValueError(f"no layer {name}: there are {', '.join(LAYERS)}")
    return DATA / f"{name}.geojson"


@cache
def layers_stamp() -> str:
    """Return a digest of all layers, the relief and the names of towns: of all that is one for every record."""
    files = [*(layer_path(name) for name in LAYERS), RELIEF, *NAMES]
    return sha256(b"".join(sha256(path.read_bytes()).digest() for path in files)).hexdigest()


def look_at_layers() -> None:
    """Have the layers read anew if they are others by now; for a server that runs while they are edited."""
    layers_stamp.cache_clear()


Asked = ParamSpec("Asked")
Made = TypeVar("Made")


def kept_with_the_layers(make: Callable[Asked, Made]) -> Callable[Asked, Made]:
    """Keep what a function makes of the layers for as long as they stay the same."""

    @lru_cache(maxsize=64)
    def made_from(stamp: str, *args: Asked.args, **kwargs: Asked.kwargs) -> Made:  # noqa: ARG001 - the cache's key
        return make(*args, **kwargs)

    @wraps(make)
    def kept(*args: Asked.args, **kwargs: Asked.kwargs) -> Made:
        return made_from(layers_stamp(), *args, **kwargs)  # type: ignore[arg-type]  # hashable, as for any cache

    return kept


@kept_with_the_layers
def _layer(name: Layer) -> "gpd.GeoDataFrame":
    import geopandas as gpd  # whoever only asks for the stamp or the terms does without its weight

    return gpd.read_file(layer_path(name))


def load_layer(name: Layer) -> "gpd.GeoDataFrame":
    """Return a layer; each caller gets a copy of its own. All have name_en, name_ar and geometry (EPSG:4326).

    governorates: pcode; countries: iso_a3; golan: key; these three also label_longitude and label_latitude, where
    the name fits best. rivers: key (``other`` has no name), min_zoom; lakes and badia: key, min_zoom; towns:
    geonames_id, place_id (missing where the gazetteer does not have the town), min_zoom, rank (1 to 5, the most
    important first). ``min_zoom`` is the Leaflet zoom from which a name is worth its room.
    """
    return _layer(name).copy()


def load_boundaries() -> "gpd.GeoDataFrame":
    """Return the 14 governorates in the order of their p-codes: pcode, name_en, name_ar, label point, geometry."""
    return load_layer("governorates")


def area_of(place: Mapping[Any, Any] | pd.Series) -> "BaseGeometry | None":
    """Return the true outline of a governorate, the country or the Badia; None for any other place.

    ``place`` is a row of ``Gazetteer.places``: its place_id, kind and governorates are read. Where there is no outline,
    the place is the circle of its uncertainty_km.
    """
    named = outline_of(place)
    return None if named is None else _outline(*named)


def outline_of(place: Mapping[Any, Any] | pd.Series) -> tuple[Layer, str, str] | None:
    """Return which feature of a layer is the true outline of a place (see ``area_of``): layer, column and value."""
    place_id = str(place["place_id"])
    if place["kind"] == "governorate":
        return "governorates", "pcode", str(place["governorates"])
    if place["kind"] == "country":
        return "countries", "iso_a3", "SYR"
    return ("badia", "place_id", place_id) if place_id in _outlined_regions() else None


@kept_with_the_layers
def _outlined_regions() -> frozenset[str]:
    return frozenset(_layer("badia")["place_id"])


def places_with_area(places: pd.DataFrame) -> list[str]:
    """Return the ids of the places (see ``Gazetteer.places``) that have an outline by ``area_of``."""
    wide = places["kind"].isin(["governorate", "country"]) | places.index.isin(set(_layer("badia")["place_id"]))
    return [str(place["place_id"]) for place in places.loc[wide].to_dict("records") if area_of(place) is not None]


@kept_with_the_layers
def _outline(layer: Layer, column: str, value: str) -> "BaseGeometry":
    shapes = _layer(layer)
    shape: BaseGeometry = shapes.loc[shapes[column] == value, "geometry"].item()
    return shape
