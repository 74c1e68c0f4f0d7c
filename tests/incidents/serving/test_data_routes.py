"""The address for the data on a running dashboard: pandas and GDAL read it, an unchanged view is not sent again."""

import io
import json
import shutil
import time
import urllib.request
from collections.abc import Iterator

import pandas as pd
import pyogrio
import pytest

from incidents.__main__ import main
from incidents.exchange.feed import MEDIA_TYPE as FEED_TYPE
from incidents.widgets.serving.data_routes import SWITCH, data_paths
from tests.conftest import a_claim, a_folder, a_role, an_incident
from tests.incidents.selection.test_filters import VARIED
from tests.incidents.serving.conftest import STARTS_WITHIN, a_server, a_small_record, ask

HOSTILE = "=HYPERLINK(1)"
TABLES = {
    "incidents": [
        an_incident(1, summary_en=HOSTILE),
        an_incident(2, place_id="raqqa", governorates="SY11"),
        an_incident(3),
    ],
    "claims": [a_claim(number) for number in (1, 2, 3)],
    "roles": [a_role(number=number) for number in (1, 2, 3)],
}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with a_server(INCIDENTS_DATA=str(a_folder(**TABLES))) as (address, _process):
        yield address


def read(address: str) -> bytes:
    with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
        return answer.read()


def test_pandas_and_gdal_read_a_view(address):
    rows = pd.read_csv(f"{address}api/incidents.csv?governorate=SY09")
    assert rows["incident_id"].tolist() == ["SYR-0001", "SYR-0003"]
    columns = pd.read_parquet(io.BytesIO(read(f"{address}api/incidents.parquet?governorate=SY09")))
    assert columns["incident_id"].tolist() == rows["incident_id"].tolist()
    drawn = pyogrio.read_dataframe(f"{address}api/incidents.geojson?governorate=SY09")
    assert drawn["incident_id"].tolist() == rows["incident_id"].tolist()
    assert set(drawn.geometry.geom_type) == {"Point"}
    assert not rows["summary"].str.startswith("=").any()


VIEWS = ["", "governorate=SY09&from=2025-05-01&to=2025-12-01", "actor=sdf", "near=raqqa,30", "contested=1", "killed=0"]
NOBODY_KILLED = a_claim(61, value=0, source_id=VARIED["sources"][0]["source_id"])
OF_ALL_KINDS = str(
    a_folder(
        **VARIED | {"incidents": [*VARIED["incidents"], an_incident(61)], "claims": [*VARIED["claims"], NOBODY_KILLED]}
    )
)


@pytest.fixture(scope="module")
def varied() -> Iterator[str]:
    with a_server(INCIDENTS_DATA=OF_ALL_KINDS) as (address, _process):
        assert_that_it_answers(address)
        yield address


def assert_that_it_answers(address: str) -> None:
    deadline = time.monotonic() + 60
    while (status := ask(address, "/api/incidents?limit=1").status) == 503 and time.monotonic() < deadline:
        pass  # each answer waits a moment for the record by itself
    assert status == 200


def unknown_in(rows: pd.DataFrame) -> set[str]:
    return set(rows.loc[rows["killed_high"].isna(), "incident_id"])


@pytest.mark.parametrize("view", VIEWS)
def test_every_reader_gets_the_rows_of_the_shell_and_nothing_for_what_is_not_known(varied, view, capsys):
    asked = ["--link", f"?{view}"] if view else []
    assert main(["list", "--data", OF_ALL_KINDS, "--lang", "en", "--format", "json", *asked]) == 0
    told = json.loads(capsys.readouterr().out)["incidents"]
    ids = [incident["incident_id"] for incident in told]
    assert ids
    unknown = {one["incident_id"] for one in told if one["figures"]["killed"]["high"] is None}
    place = f"{varied}api/incidents"
    for rows in (
        pd.read_csv(f"{place}.csv?{view}"),
        pd.read_parquet(io.BytesIO(read(f"{place}.parquet?{view}"))),
        pyogrio.read_dataframe(f"{place}.geojson?{view}"),
        pyogrio.read_dataframe(f"/vsicurl/{place}.geojson?{view}"),
    ):
        assert rows["incident_id"].tolist() == ids
        assert unknown_in(rows) == unknown


def test_an_answer_is_sent_by_parts_to_who_asks_for_them(address):
    path = "/api/incidents.geojson"
    whole = ask(address, path)
    size = len(whole.body)
    assert whole.headers["accept-ranges"] == "bytes"
    for part, due in (("0-99", whole.body[:100]), (f"{size - 9}-", whole.body[-9:]), ("-5", whole.body[-5:])):
        answer = ask(address, path, ("Range", f"bytes={part}"))
        assert (answer.status, answer.body) == (206, due)
        assert answer.headers["content-range"].endswith(f"/{size}")
    assert ask(address, path, ("Range", f"bytes={size}-")).status == 416
    for asked in ("bytes=0-1,5-6", "bytes=-", "lines=0-4", "bytes=5"):
        assert ask(address, path, ("Range", asked)).body == whole.body
    other = ask(address, path, ("Range", "bytes=0-9"), ("If-Range", '"of another record"'))
    assert (other.status, other.body) == (200, whole.body)


def test_an_unchanged_view_is_not_sent_again_and_the_rest_is_named(address):
    first = ask(address, "/api/incidents?limit=2")
    assert first.status == 200
    assert first.headers["x-total-count"] == "3"
    assert "offset=2" in first.headers["link"]
    assert len(json.loads(first.body)["incidents"]) == 2
    assert ask(address, "/api/incidents?limit=2", ("If-None-Match", first.headers["etag"])).status == 304


def test_only_reading_and_only_what_means_something_is_answered(address):
    assert ask(address, "/api/incidents?colour=red").status == 400
    assert ask(address, "/api/incidents.exe").status == 404
    described = ask(address, "/api/openapi.json")
    assert described.status == 200
    assert all(ask(address, path).status == 200 for path in json.loads(described.body)["paths"])


def test_the_changes_are_a_feed_in_the_language_that_is_asked_for(address):
    told = ask(address, "/api/changes.xml?lang=ar")
    assert told.status == 200
    assert told.headers["content-type"].startswith("application/atom+xml")
    assert b'xml:lang="ar"' in told.body
    assert ask(address, "/api/changes.xml?lang=ar", ("If-None-Match", told.headers["etag"])).status == 304
    assert b'xml:lang="en"' in ask(address, "/api/changes.xml", ("Accept-Language", "en-GB")).body


def test_the_feed_names_no_address_of_this_computer_and_its_links_lead_to_the_page(address):
    feedparser = pytest.importorskip("feedparser")
    told = ask(address, "/api/changes.xml?lang=en")
    assert b"127.0.0.1" not in told.body
    asked = f"{address}api/changes.xml?lang=en"
    feed = feedparser.parse(told.body, response_headers={"content-location": asked, "content-type": FEED_TYPE})
    assert not feed.bozo
    links = {link.rel: link.href for link in feed.feed.links}
    assert links == {"alternate": f"{address}?chapter=new&lang=en&view=about", "self": asked}
    assert ask(address, "/api/changes.xml?lang=en", ("If-None-Match", "*")).status == 304


def test_the_operator_can_take_it_away(monkeypatch):
    assert data_paths()
    monkeypatch.setenv(SWITCH, "off")
    assert not data_paths()


def test_the_record_is_read_when_the_server_starts_before_anybody_asks(tmp_path):
    folder = tmp_path / "record"
    shutil.copytree(a_small_record(), folder)
    (folder / "stories").mkdir()
    (folder / "stories" / "torn.json").write_text("{", encoding="utf-8")  # of which the log speaks once it is read
    log = tmp_path / "log"
    with a_server(log=log, INCIDENTS_DATA=str(folder)):
        deadline = time.monotonic() + STARTS_WITHIN
        while "A story cannot be told" not in log.read_text():
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.1)
