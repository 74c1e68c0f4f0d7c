"""A broken record: the page lists in words what is wrong, never a traceback, and shows the record once it is mended."""

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from geodata.gazetteer import DATA as GAZETTEER
from incidents.checks import find_problems
from incidents.language import Language
from incidents.record.storage import DATA
from tests.browser.conftest import Readers
from tests.browser.settling import count_shown, go, reload
from tests.conftest import AR, shipped_record


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


Change = Callable[[Path], object]


class Curated:
    """A folder that a server reads, and whose tables a curator changes."""

    def __init__(self, directory: Path, serve: Callable[[Path], str]) -> None:
        self.directory = directory
        self.becomes(break_it)
        self.address = serve(directory)

    def becomes(self, change: Change) -> None:
        """Put a changed copy of the record in the place of what is there, all at once."""
        made = self.directory.with_name("made")
        shutil.copytree(DATA, made)
        change(made)
        self.vanishes()
        made.rename(self.directory)

    def vanishes(self) -> None:
        if self.directory.exists():
            gone = self.directory.with_name("gone")
            self.directory.rename(gone)
            shutil.rmtree(gone)


@pytest.fixture(scope="module")
def curated(tmp_path_factory: pytest.TempPathFactory, dashboard_of: Callable[[Path], str]) -> Curated:
    """Serve a broken record. The tests below change it one after the other; each says what it has to be."""
    return Curated(tmp_path_factory.mktemp("curated") / "data", dashboard_of)


def listed(page: Page) -> list[str]:
    assert page.locator("[data-testid=stException]").count() == 0
    return page.locator(".problems li").all_inner_texts()


@pytest.mark.parametrize("lang", [AR])
def test_the_page_lists_what_the_shell_lists(a_reader: Readers, curated: Curated, lang: Language) -> None:
    curated.becomes(break_it)
    page = a_reader(address=curated.address).ask(f"?lang={lang}&governorate=SY09&incident=SYR-0049")
    problems = find_problems(curated.directory)
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
    assert page.locator(".problems").evaluate("box => getComputedStyle(box).direction") == lang.direction


def without(name: str) -> Change:
    """Return what takes a part out of the description of a record."""

    def change(directory: Path) -> None:
        path = directory / "datapackage.json"
        schema = json.loads(path.read_text(encoding="utf-8"))
        del schema[name]
        path.write_text(json.dumps(schema), encoding="utf-8")

    return change


def covering_no_days(directory: Path) -> None:
    path = directory / "datapackage.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(schema | {"coverage": {"from": "2025-02-30", "to": 3}}), encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda directory: (directory / "datapackage.json").unlink(), id="none"),
        pytest.param(lambda directory: (directory / "datapackage.json").write_text("{"), id="cut off"),
        pytest.param(without("version"), id="without version"),
        pytest.param(without("coverage"), id="without coverage"),
        pytest.param(covering_no_days, id="a coverage that is no date"),
    ],
)
def test_a_description_that_cannot_be_used_is_named(a_reader: Readers, curated: Curated, change: Change) -> None:
    curated.becomes(change)
    page = a_reader(address=curated.address).ask()
    assert listed(page)
    assert all(line.startswith(("datapackage.json", curated.directory.name)) for line in listed(page))


def test_a_folder_without_a_record_is_named(a_reader: Readers, curated: Curated) -> None:
    curated.vanishes()
    page = a_reader(address=curated.address).ask("?lang=ar")
    assert [line.split(":")[0] for line in listed(page)] == ["datapackage.json"]


def mended(_directory: Path) -> None:
    """Leave the record as it is kept."""


@pytest.mark.always
def test_the_page_opens_as_soon_as_the_tables_are_mended_and_says_so_when_they_break_again(
    a_reader: Readers, curated: Curated
) -> None:
    curated.becomes(break_it)
    page = a_reader(address=curated.address).ask()
    assert listed(page)
    curated.becomes(mended)
    reload(page)
    assert listed(page) == []
    assert count_shown(page) == len(shipped_record().incidents)
    (curated.directory / "claims.csv").unlink()
    reload(page)
    assert [line.split(":")[0] for line in listed(page)] == ["claims.csv"]
    assert count_shown(page) == len(shipped_record().incidents)  # the last good record


def empty_it(directory: Path) -> None:
    for table in ("incidents", "claims", "incident_actors"):
        path = directory / f"{table}.csv"
        path.write_text(path.read_text(encoding="utf-8").partition("\n")[0] + "\n", encoding="utf-8")


def test_a_record_without_incidents_is_a_page_without_incidents(a_reader: Readers, curated: Curated) -> None:
    curated.becomes(empty_it)
    assert find_problems(curated.directory) == []
    page = a_reader(address=curated.address).open()
    others = ("?view=comparison", "?view=briefing")
    for query in ("", "?drawer=table", "?drawer=list", "?lang=ar&text=x&governorate=SY09", *others):
        go(page, query)
        assert listed(page) == []
        assert count_shown(page) == 0
    go(page, "?view=about")  # where nothing is asked and nothing counted
    assert listed(page) == []
    expect(page.locator("article.about").first).to_be_visible()
