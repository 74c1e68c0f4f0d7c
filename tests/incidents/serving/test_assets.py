"""What the browser needs is served from a list, under addresses that hold a digest of the content."""

import gzip
import hashlib
import json
import re
import socket
from pathlib import Path

import pytest

from geodata.boundaries import LAYERS
from incidents.record.record import Record, load_record
from incidents.record.storage import load_tables
from incidents.views.screen import screen_modules
from incidents.widgets import offline_assets
from incidents.widgets.offline_assets import asset_names, find_asset, map_addresses, module_address
from tests.incidents.serving.conftest import a_server, a_small_record, ask
from tests.incidents.serving.test_gate import FOREIGN_HOSTS, foreign_origins
from tests.incidents.serving.test_headers import ALWAYS, NEVER


@pytest.mark.parametrize("name", asset_names())
def test_each_file_is_served_whole_and_may_be_kept_for_good(dashboard, name):
    asset = find_asset(name)
    answer = ask(dashboard, f"/{asset.address}")
    assert answer.status == 200
    assert answer.body == asset.content
    assert hashlib.sha256(asset.kept_with or answer.body).hexdigest().startswith(asset.digest)
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"] == asset.media_type


def test_browsers_that_can_unpack_get_it_packed_once(dashboard):
    asset = find_asset("leaflet.js")
    answer = ask(dashboard, f"/{asset.address}", ("Accept-Encoding", "gzip, br"))
    assert answer.headers["content-encoding"] == "gzip"
    assert gzip.decompress(answer.body) == asset.content
    assert len(answer.body) < len(asset.content) / 2
    picture = ask(dashboard, f"/{find_asset('relief.png').address}", ("Accept-Encoding", "gzip"))
    assert "content-encoding" not in picture.headers


@pytest.mark.parametrize(
    ("accepted", "packed"),
    [
        ("gzip;q=0", False),
        ("gzip; q=0.0, identity", False),
        ("br, gzip;Q=0.000", False),
        ("gzip;q=0.001", True),
        ("gzip;q=1.0, *;q=0", True),
        ("deflate, gzip", True),
    ],
)
def test_nobody_who_forbids_it_gets_an_answer_packed(dashboard, ahead, accepted, packed):
    for address in (f"/{find_asset('leaflet.js').address}", ahead, "/api/incidents.csv"):
        answer = ask(dashboard, address, ("Accept-Encoding", accepted))
        assert answer.status == 200
        assert ("content-encoding" in answer.headers) is packed, address


def test_who_has_it_already_is_sent_nothing(dashboard):
    asset = find_asset("map.js")
    answer = ask(dashboard, f"/{asset.address}", ("If-None-Match", f'"{asset.digest}"'))
    assert (answer.status, answer.body) == (304, b"")


def test_an_address_of_other_content_leads_nowhere(dashboard):
    names = asset_names()
    assert ask(dashboard, f"/assets/{'0' * 20}/map.js").status == 404
    assert ask(dashboard, f"/assets/{find_asset('map.js').digest}/leaflet.js").status == 404
    assert ask(dashboard, f"/assets/{find_asset(names[0]).digest.upper()}/{names[0]}").status == 404


def test_everything_the_map_loads_is_there(dashboard):
    addresses = map_addresses()
    wanted = [addresses.leaflet, *addresses.layers.values(), addresses.relief, module_address("map_part.js")]
    assert len(addresses.layers) == len(LAYERS)
    for address in wanted:
        assert ask(dashboard, f"/{address}").status == 200


def test_modules_find_each_other_beside_themselves(dashboard):
    modules = {path.name: path.read_text(encoding="utf-8") for path in screen_modules()}
    for name, script in modules.items():
        for other in re.findall(r"""(?:from|import\() ?"\./([\w.]+)";?\)?""", script):
            address = module_address(name).replace(name, other)
            assert ask(dashboard, f"/{address}").status == 200, (name, other)


def test_the_typeface_is_where_the_style_sheet_says(dashboard):
    document = ask(dashboard, "/").body.decode()
    (sheet,) = re.findall(r'<link rel="stylesheet" href="\./(assets/[^"]+)"', document)
    assert document.index("<body") < document.index(sheet) < document.index('id="root"')
    places = re.findall(r"url\(\.\./(.*?)\)", ask(dashboard, f"/{sheet}").body.decode())
    assert len(places) == 2
    for place in places:
        assert ask(dashboard, f"/assets/{place}").status == 200
        assert f"assets/{place}" in document  # which has it fetched early


def test_an_edited_layer_gets_another_address_at_once(tmp_path, monkeypatch):
    layer = tmp_path / "lakes.geojson"
    layer.write_text("{}")
    monkeypatch.setattr(offline_assets, "layer_path", lambda name: tmp_path / f"{name}.geojson")
    monkeypatch.setattr(offline_assets, "LAYERS", ("lakes",))
    offline_assets._sources.cache_clear()
    try:
        first = offline_assets.layer_urls()["lakes"]
        layer.write_text('{"type": "FeatureCollection"}')
        assert offline_assets.layer_urls()["lakes"] != first
    finally:
        offline_assets._sources.cache_clear()


@pytest.fixture(scope="module")
def record() -> Record:
    return load_record(load_tables(Path(a_small_record())))


@pytest.fixture
def ahead(dashboard, record) -> str:
    assert ask(dashboard, "/api/incidents.csv").status == 200  # as the page has the record read before it names this
    return f"/ahead/{record.stamp[:20]}/ar.json"


def test_what_presses_are_answered_with_is_told_of_the_record_that_is_shown_and_of_no_other(dashboard, record, ahead):
    address = ahead
    answer = ask(dashboard, address, ("Accept-Encoding", "gzip"))
    told = json.loads(gzip.decompress(answer.body))
    # Nobody on the way keeps it for others: a password may stand before the page.
    assert answer.headers["cache-control"] == "private, max-age=31536000, immutable"
    assert (told["counted"]["ids"], told["told"]["dir"]) == (record.incidents["incident_id"].tolist(), "rtl")
    assert json.loads(ask(dashboard, address).body) == told
    for other in (f"/ahead/{'0' * 20}/ar.json", address.replace("ar.", "xx."), address.replace("/ar.json", "/")):
        assert ask(dashboard, other).status == 404


def test_another_name_or_origin_is_not_told_it_and_every_answer_keeps_others_away(dashboard, ahead):
    own = ("Origin", dashboard.rstrip("/"))
    answers = {
        200: [ask(dashboard, ahead), ask(dashboard, ahead, own), ask(dashboard, ahead, method="HEAD")],
        403: [ask(dashboard, ahead, ("Origin", origin)) for origin in foreign_origins(dashboard)],
        404: [
            ask(dashboard, f"/ahead/{stamp}/ar.json") for stamp in ("0" * 20, "..", ahead.split("/")[2].upper() + "0")
        ],
        405: [ask(dashboard, ahead, own, method=method) for method in ("POST", "PUT", "DELETE", "OPTIONS")],
        421: [ask(dashboard, ahead, host=host) for host in FOREIGN_HOSTS],
    }
    for status, given in answers.items():
        for answer in given:
            assert answer.status == status
            assert answer.headers | ALWAYS == answer.headers
            assert not NEVER & set(answer.headers)
            assert answer.headers["x-frame-options"] == "DENY"
            assert status in (200, 405) or answer.headers["cache-control"] == "no-store"


def test_who_asks_for_it_before_any_page_has_nothing_read_for_him():
    with socket.create_server(("127.0.0.1", 0)) as database:
        kept = f"postgresql://reader@127.0.0.1:{database.getsockname()[1]}/record"
        with a_server(INCIDENTS_DATA=kept) as (address, _process):
            its_own, _ = database.accept()  # the server reads as it starts, and waits for what never comes
            assert ask(address, f"/ahead/{'0' * 20}/en.json").status == 404
            database.setblocking(False)
            with its_own, pytest.raises(BlockingIOError):  # nobody else has come to ask it anything
                database.accept()
