"""The site without a server: every link leads to a file of it, pages need no scripts, and its data are the record's."""

import datetime as dt
import json
import re
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree as ET

import pytest

from incidents.__main__ import main
from incidents.publishing.site import site_files
from incidents.publishing.site_pages import Site
from incidents.record.record import load_record
from incidents.record.storage import load_tables, take_snapshot
from incidents.selection.selection import select
from tests.conftest import EN, a_claim, a_folder, an_incident

HOSTILE = '"><script>alert(1)</script>'
ADDRESS = "https://map.example.org/syria"
LOG = "# Changes\n\n## 2026.11.27\n\nOne & all.\n\n## 2026.01.02\n\nFirst <words>.\n"


@pytest.fixture(scope="module")
def folder() -> Path:
    folder = a_folder(
        incidents=[an_incident(1, summary_en=HOSTILE), an_incident(2, date_start="2025-06-01")],
        claims=[a_claim(1, attributed_to=HOSTILE), a_claim(2)],
    )
    (folder / "CHANGELOG.md").write_text(LOG, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def files(folder) -> dict[str, bytes]:
    site = Site(select(load_record(load_tables(folder))), (EN,), ADDRESS)
    return dict(site_files(site, take_snapshot(folder), dt.date(2026, 11, 27)))


@pytest.mark.always
def test_every_link_and_picture_within_the_site_leads_to_a_file_of_it(files):
    for path, content in files.items():
        if not path.endswith(".html") or path == "map.html":
            continue
        for target in re.findall(r'(?:href|src)="([^"#]+)[^"]*"', content.decode()):
            if target.startswith(f"{ADDRESS}/"):
                target = "/" + target.removeprefix(f"{ADDRESS}/")
            elif re.match(r"https?:", target):
                continue  # a source
            parts: list[str] = [] if target.startswith("/") else list(PurePosixPath(path).parent.parts)
            for part in PurePosixPath(target.lstrip("/")).parts:
                parts = parts[:-1] if part == ".." else [*parts, part]
            assert "/".join(parts) in files, (path, target)


def test_pages_run_no_script_and_hostile_text_stands_escaped(files):
    for path in ("en/index.html", "en/governorate/SY09.html", "en/incident/SYR-0001.html"):
        page = files[path].decode()
        assert "<script" not in page
        assert "default-src 'none'" in page
        assert re.search(r'<meta name="description" content="[^"<]+">', page)
        assert f'<link rel="canonical" href="{ADDRESS}/{path}">' in page
    assert "&lt;script&gt;alert(1)" in files["en/incident/SYR-0001.html"].decode()


def test_every_page_stands_in_the_sitemap_and_every_version_in_the_feed(files):
    space = {"map": "http://www.sitemaps.org/schemas/sitemap/0.9", "atom": "http://www.w3.org/2005/Atom"}
    places = ET.fromstring(files["sitemap.xml"]).findall("map:url/map:loc", space)  # noqa: S314 - our own
    pages = {path for path in files if path.startswith("en/") and path.endswith(".html")}
    assert {place.text for place in places} == {f"{ADDRESS}/{path}" for path in pages}
    feed = ET.fromstring(files["en/changes.xml"])  # noqa: S314 - our own
    told = [entry.findtext("atom:content", "", space) for entry in feed.findall("atom:entry", space)]
    assert told == ["One & all.", "First <words>."]


def test_the_data_of_the_site_are_the_record(files, folder, tmp_path):
    for path, content in files.items():
        if path.startswith("data/"):
            (tmp_path / PurePosixPath(path).name).write_bytes(content)
    assert load_tables(tmp_path).stamp == load_tables(folder).stamp
    assert [one["incident_id"] for one in json.loads(files["en/incidents.json"])["incidents"]] == [
        "SYR-0001",
        "SYR-0002",
    ]
    assert json.loads(files["en/incident/SYR-0002.json"])["incidents"][0]["incident_id"] == "SYR-0002"


def test_the_shell_writes_the_folder_and_says_what_it_lacks_without_an_address(folder, tmp_path, capsys, monkeypatch):
    monkeypatch.delenv("PUBLIC_URL", raising=False)
    out = tmp_path / "site"
    asked = ["publish", "--data", str(folder), "--format", "site", "--lang", "en", "--out", str(out)]
    assert main(asked) == 0
    told = capsys.readouterr()
    assert told.out.strip() == str(out / "index.html")
    assert "sitemap.xml" in told.err
    assert not (out / "sitemap.xml").exists()
    assert "example.org" not in (out / "en" / "index.html").read_text(encoding="utf-8")
