"""A broken record: the page lists in words what is wrong, never a traceback, and shows the record once it is mended."""

import csv
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from geodata.gazetteer import DATA as GAZETTEER
from incidents.checks import find_problems
from incidents.language import LANGS
from incidents.record.storage import DATA
from tests.browser.conftest import Readers, a_dashboard, count_shown, settled


def change(directory: Path, table: str, row: int, **cells: str) -> None:
    """Change cells of one row (the header is row 1) of a table."""
    path = directory / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[row - 2] |= cells
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def with_own_places(directory: Path) -> None:
    """Give a record its own table of places, described as the gazetteer's."""
    described = json.loads((GAZETTEER / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    places = next(resource for resource in described if resource["name"] == "gazetteer")
    shutil.copy(GAZETTEER / places["path"], directory / "places.csv")
    path = directory / "datapackage.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    schema["resources"].append(places | {"name": "places", "path": "places.csv"})
    path.write_text(json.dumps(schema, ensure_ascii=False), encoding="utf-8")


def break_it(directory: Path) -> None:
    """Break a copy of the record in every way that a curator's slip can."""
    with_own_places(directory)
    change(directory, "claims", 2, value="many", source_id="nobody")
    change(directory, "claims", 3, measure="kiled_total")
    change(directory, "incidents", 2, date_start="2025-02-30")
    change(directory, "incidents", 4, incident_id="SYR-0001")
    change(directory, "incidents", 5, event_type='<img src="x" onerror="alert(1)">')
    change(directory, "places", 3, latitude="340")
    (directory / "milestones.csv").unlink()
    origins = (directory / "origins.csv").read_text(encoding="utf-8")
    (directory / "origins.csv").write_bytes(origins.encode("cp1256", errors="replace"))


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    directory = tmp_path_factory.mktemp("broken") / "data"
    shutil.copytree(DATA, directory)
    break_it(directory)
    with a_dashboard(directory) as address:
        yield directory, address


def listed(page: Page) -> list[str]:
    assert page.locator("[data-testid=stException]").count() == 0
    return page.locator(".problems li").all_inner_texts()


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_lists_what_the_shell_lists(a_reader: Readers, broken: tuple[Path, str], lang: str) -> None:
    directory, address = broken
    page = a_reader(address=address).open(f"?lang={lang}&governorate=SY09&incident=SYR-0049")
    problems = find_problems(directory)
    lines = listed(page)
    assert lines == [problem.line(lang) for problem in problems]
    for expected in (
        ("claims.csv", "2", "value", "many"),
        ("claims.csv", "2", "source_id", "nobody"),
        ("claims.csv", "3", "measure", "kiled_total"),
        ("incidents.csv", "2", "date_start", "2025-02-30"),
        ("incidents.csv", "4", "incident_id", "SYR-0001"),
        ("incidents.csv", "5", "event_type", '<img src="x" onerror="alert(1)">'),
        ("places.csv", "3", "latitude", "340"),
        ("milestones.csv",),
        ("origins.csv",),
    ):
        assert any(line.startswith(f"{':'.join(expected[:3])}:") and expected[-1] in line for line in lines), expected
    assert str(len(problems)) in page.locator(".problems h2").inner_text()
    assert "python -m incidents check" in page.locator(".problems").inner_text()
    assert page.locator(".problems img").count() == 0
    assert page.locator(".problems").evaluate("box => getComputedStyle(box).direction") == (
        "rtl" if lang == "ar" else "ltr"
    )


def test_the_page_opens_as_soon_as_the_tables_are_mended_and_says_so_when_they_break_again(
    a_reader: Readers, broken: tuple[Path, str]
) -> None:
    directory, address = broken
    page = a_reader(address=address).open()
    assert listed(page)
    shutil.rmtree(directory)
    shutil.copytree(DATA, directory)
    page.reload()
    settled(page)
    assert listed(page) == []
    assert count_shown(page) == 180
    (directory / "claims.csv").unlink()
    page.reload()
    page.locator(".problems").wait_for()
    assert [line.split(":")[0] for line in listed(page)] == ["claims.csv"]


@pytest.mark.parametrize(
    "description",
    [None, "{", "without version", "without coverage", "a coverage that is no date"],
)
def test_a_description_that_cannot_be_used_is_named(
    a_reader: Readers, broken: tuple[Path, str], description: str | None
) -> None:
    directory, address = broken
    shutil.rmtree(directory, ignore_errors=True)
    shutil.copytree(DATA, directory)
    path = directory / "datapackage.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    if description is None:
        path.unlink()
    elif description.startswith("without"):
        del schema[description.split()[1]]
        path.write_text(json.dumps(schema), encoding="utf-8")
    elif description.startswith("a coverage"):
        path.write_text(json.dumps(schema | {"coverage": {"from": "2025-02-30", "to": 3}}), encoding="utf-8")
    else:
        path.write_text(description, encoding="utf-8")
    page = a_reader(address=address).open()
    assert listed(page)
    assert all(line.startswith(("datapackage.json", directory.name)) for line in listed(page))


def test_a_folder_without_a_record_is_named(a_reader: Readers, tmp_path: Path) -> None:
    with a_dashboard(tmp_path / "nowhere") as address:
        page = a_reader(address=address).open("?lang=ar")
        assert [line.split(":")[0] for line in listed(page)] == ["datapackage.json"]


def test_a_record_without_incidents_is_a_page_without_incidents(a_reader: Readers, tmp_path: Path) -> None:
    directory = tmp_path / "empty"
    shutil.copytree(DATA, directory)
    for table in ("incidents", "claims", "incident_actors"):
        path = directory / f"{table}.csv"
        path.write_text(path.read_text(encoding="utf-8").partition("\n")[0] + "\n", encoding="utf-8")
    assert find_problems(directory) == []
    with a_dashboard(directory) as address:
        reader = a_reader(address=address)
        for query in ("", "?lang=ar&text=x&governorate=SY09", "?view=comparison", "?view=briefing", "?view=about"):
            page = reader.open(query)
            assert listed(page) == []
            assert count_shown(page) == 0
            page.close()
