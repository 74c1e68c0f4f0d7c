"""A layer of one's own: four formats mean the same, nothing in a file is executed or fetched, errors say the cause."""

import json
import sqlite3
import warnings
from io import BytesIO

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, Point, Polygon, mapping

from geodata.own_layers import LONGEST_NAME, MOST_POINTS, OwnLayer, load_own_layer
from geodata.unusable_layer import UnusableLayerError

KML, GPX = "http://www.opengis.net/kml/2.2", "http://www.topografix.com/GPX/1/1"
LONGITUDES = st.integers(36_000, 42_000).map(lambda part: part / 1000)
LATITUDES = st.integers(32_500, 35_400).map(lambda part: part / 1000)  # no swapped one lies in Syria too
SPOTS = st.tuples(LONGITUDES, LATITUDES)
NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12)
SHAPES = st.one_of(
    SPOTS.map(Point),
    st.lists(SPOTS, min_size=2, max_size=5, unique=True).map(LineString),
    SPOTS.map(lambda at: shapely.box(at[0], at[1], at[0] + 0.2, at[1] + 0.1)),
)
LAYERS = st.lists(st.tuples(NAMES, SHAPES), min_size=1, max_size=4)


def a_geojson(layer, **more):
    features = [{"type": "Feature", "properties": {"name": name}, "geometry": mapping(s)} for name, s in layer]
    return json.dumps({"type": "FeatureCollection", "features": features, **more}).encode()


def a_kml(*places, before="", after="", namespace=KML):
    return f'{before}<kml xmlns="{namespace}"><Document>{"".join(places)}{after}</Document></kml>'.encode()


def a_place(name, shape):
    def ring(points):
        return f"<coordinates>{' '.join(f'{x},{y},0' for x, y in points)}</coordinates>"

    inside = ring(shape.exterior.coords if isinstance(shape, Polygon) else shape.coords)
    if isinstance(shape, Polygon):
        inside = f"<outerBoundaryIs><LinearRing>{inside}</LinearRing></outerBoundaryIs>"
    return f"<Placemark><name>{escaped(name)}</name><{shape.geom_type}>{inside}</{shape.geom_type}></Placemark>"


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def a_gpx(layer):
    def points(tag, shape):
        return "".join(f'<{tag} lat="{y}" lon="{x}"/>' for x, y in shape.coords)

    waypoints = "".join(
        points("wpt", shape).replace("/>", f"><name>{escaped(name)}</name></wpt>")
        for name, shape in layer
        if isinstance(shape, Point)
    )
    routes = "".join(
        f"<rte><name>{escaped(name)}</name>{points('rtept', shape)}</rte>"
        for name, shape in layer
        if isinstance(shape, LineString)
    )
    return f'<gpx version="1.1" creator="x" xmlns="{GPX}">{waypoints}{routes}</gpx>'.encode()


def a_geopackage(layer, crs="EPSG:4326", *commands):
    out = BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        frame = gpd.GeoDataFrame({"name": [n for n, _ in layer]}, geometry=[s for _, s in layer], crs="EPSG:4326")
        (frame.to_crs(crs) if crs else frame.set_crs(None, allow_override=True)).to_file(out, driver="GPKG")
    database = sqlite3.connect(":memory:")
    database.deserialize(out.getvalue())
    for command in commands:
        database.execute(command)
    database.commit()
    return database.serialize()


def held(layer):
    return sorted((name, shapely.to_wkt(shapely.normalize(s), rounding_precision=5)) for name, s in layer)


def loaded(content, name="route.x"):
    layer = load_own_layer(name, content)
    return held(zip(layer.names, layer.shapes, strict=True))


def cause_of(content, name="route.x"):
    with pytest.raises(UnusableLayerError) as refused:
        load_own_layer(name, content)
    assert refused.value.name == name
    return refused.value.cause, refused.value.feature


RAQQA = [("Raqqa", Point(39.01, 35.95))]
NEAR_IT = a_place(*RAQQA[0])


@settings(deadline=None, max_examples=40)
@given(LAYERS)
def test_geojson_and_kml_give_back_names_and_shapes(layer):
    assert loaded(a_geojson(layer)) == held(layer)
    assert loaded(a_kml(*(a_place(*place) for place in layer))) == held(layer)


@settings(deadline=None, max_examples=30)
@given(LAYERS)
def test_gpx_gives_back_waypoints_and_routes(layer):
    layer = [place for place in layer if not isinstance(place[1], Polygon)]
    if layer:
        assert loaded(a_gpx(layer)) == held(layer)


@settings(deadline=None, max_examples=5)
@given(LAYERS, st.sampled_from(["EPSG:4326", "EPSG:32637"]))
def test_a_geopackage_gives_back_names_and_shapes_from_any_projection(layer, crs):
    before = gpd.GeoSeries([shape for _, shape in layer], crs=4326).to_crs(crs).to_crs(4326)
    assert loaded(a_geopackage(layer, crs)) == held(zip([name for name, _ in layer], before, strict=True))


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=60) | st.sampled_from([a_geojson(RAQQA), a_gpx(RAQQA), a_kml(NEAR_IT)]), st.data())
def test_whatever_the_bytes_it_is_a_layer_or_an_error_that_names_the_file(content, data):
    cut = data.draw(st.integers(0, len(content)))
    damaged = content[:cut] + data.draw(st.binary(max_size=3)) + content[cut + 1 :]
    try:
        layer = load_own_layer("x.kml", damaged)
    except UnusableLayerError as error:
        names = error.name
    else:
        names = layer.name if layer.is_here else ""
    assert names == "x.kml"


def test_a_kml_of_another_version_and_with_links_gives_what_is_in_it_and_counts_the_links():
    link = "<NetworkLink><Link><href>http://127.0.0.1:9/x.kml</href></Link></NetworkLink>"
    assert loaded(a_kml(NEAR_IT, namespace="http://earth.google.com/kml/2.1")) == held(RAQQA)
    assert load_own_layer("x.kml", a_kml(NEAR_IT, after=link)).links == 1
    assert cause_of(a_kml(link)) == ("only-links", 0)


@pytest.mark.parametrize("content", [
    a_kml(NEAR_IT, before='<!DOCTYPE kml [<!ENTITY e SYSTEM "file:///etc/hostname">]>'),
    b'<!DOCTYPE gpx SYSTEM "http://127.0.0.1:9/x.dtd"><gpx/>',
    a_kml(NEAR_IT, before='<!DOCTYPE kml [<!ENTITY a "a"><!ENTITY b "&a;&a;&a;">]>'),
])  # fmt: skip
def test_no_entity_and_no_document_type_is_read(content):
    assert cause_of(content) == ("external", 0)


def test_no_file_passes_for_one_of_another_kind_that_gdal_would_follow(tmp_path):
    secret = tmp_path / "secret.csv"
    secret.write_text("name\nsecret\n", encoding="utf-8")
    virtual = (
        f'<OGRVRTDataSource><OGRVRTLayer name="secret"><SrcDataSource>{secret}</SrcDataSource></OGRVRTLayer>'
        "</OGRVRTDataSource>"
    )
    assert cause_of(virtual.encode()) == ("format", 0)
    assert loaded(a_kml(NEAR_IT, after=virtual)) == held(RAQQA)
    assert cause_of(a_geopackage(RAQQA, "EPSG:4326", "CREATE VIEW seen AS SELECT 1")) == ("computed", 0)
    named = {"type": "name", "properties": {"name": f"+proj=utm +zone=37 +nadgrids={secret}"}}
    assert cause_of(a_geojson(RAQQA, crs=named)) == ("crs", 0)


@pytest.mark.parametrize(("content", "cause", "feature"), [
    (a_geojson([*RAQQA, ("nowhere", LineString())]), "coordinates", 2),
    (a_kml(NEAR_IT, "<Placemark><Point><coordinates>east</coordinates></Point></Placemark>"), "coordinates", 2),
    (a_kml(f"<Placemark><Point><coordinates>{'1,' * 9000}x</coordinates></Point></Placemark>"), "coordinates", 1),
    (a_kml(NEAR_IT, "<Placemark><name>nowhere</name></Placemark>"), "coordinates", 2),
    (b'<gpx><wpt lat="35" lon="east"/></gpx>', "coordinates", 1),
    (b'{"type": "Point", "coordinates": [NaN, 35]}', "coordinates", 1),
    (b'{"type": "Polygon", "coordinates": [[[39, 35], [40, 36]]]}', "geometry", 1),
    (a_geojson([("m", Point(412345, 3912345))]), "projected", 1),
    (a_geopackage([("m", Point(412345, 3912345))], None), "projected", 1),
    (a_geojson([*RAQQA, ("pole", Point(39, 95))]), "range", 2),
    (a_geojson([("swapped", Point(35.95, 39.01))]), "swapped", 1),
    (a_geojson([(str(n), Point(39, 35)) for n in range(2001)]), "many", 0),
    (a_geojson([]), "empty", 0), (a_gpx([]), "empty", 0), (b"", "format", 0), (b"PK\x03\x04", "format", 0),
    (a_geopackage(RAQQA)[:5000], "unreadable", 0), (a_kml(NEAR_IT)[:90], "unreadable", 0),
])  # fmt: skip
def test_what_cannot_be_used_is_refused_with_feature_and_cause(content, cause, feature):
    assert cause_of(content) == (cause, feature)


def test_a_layer_outside_syria_whose_order_is_written_out_is_taken_at_its_word():
    assert loaded(a_gpx([("Adana", Point(35.3, 37.0))])) == held([("Adana", Point(35.3, 37.0))])


def test_names_come_as_text_of_one_line():
    layer = load_own_layer("C:\\maps\\route\u202e\n.gpx", a_geojson([("a\u202eb\x00\n c" + "d" * 200, RAQQA[0][1])]))
    assert layer.name == "route .gpx"
    assert layer.names[0].startswith("ab cdd")
    assert len(layer.names[0]) == LONGEST_NAME


def test_a_layer_of_very_many_points_is_simplified_and_says_by_how_much():
    along = np.linspace(0, 1, 3 * MOST_POINTS)
    winding = LineString(np.column_stack([38 + along, 35 + along / 2 + 1e-5 * np.sin(300 * along)]))
    layer = load_own_layer("long.geojson", a_geojson([("long", winding)]))
    assert layer.simplified_m > 0
    assert shapely.get_num_coordinates(layer.shapes[0]) <= MOST_POINTS
    assert shapely.hausdorff_distance(layer.shapes[0], winding) * 112_000 <= layer.simplified_m


def test_a_line_that_stands_on_one_spot_is_that_spot():
    layer = load_own_layer("halt.gpx", a_gpx([("halt", LineString([(39, 35), (39, 35)]))]))
    assert layer.laid_flat.distances_km([35.0], [39.0])[0] == pytest.approx(0)
    assert layer.mended == 0


def test_a_layer_is_what_is_in_it_and_not_what_it_is_called():
    one, other = load_own_layer("a.gpx", a_gpx(RAQQA)), load_own_layer("a.gpx", a_gpx([("x", Point(40, 35))]))
    assert one != other
    assert one == load_own_layer("a.gpx", a_gpx(RAQQA))
    assert not OwnLayer("a.gpx").is_here
