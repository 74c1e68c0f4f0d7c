"""A file that was saved in another way is one problem, which names the cause; a record is made of what was read."""

import csv
import json
import os
import shutil
from io import StringIO

import pytest

from geodata.gazetteer import DATA as GAZETTEER
from geodata.gazetteer import load_gazetteer
from incidents.checks import Sound, find_problems, read_sound
from incidents.checks.tables import MOST_LINES
from incidents.record.record import load_record
from incidents.record.storage import DATA
from tests.conftest import a_claim, a_folder, a_source, an_incident


@pytest.fixture
def shipped(tmp_path):
    shutil.copytree(DATA, tmp_path / "data")
    return tmp_path / "data"


def rewritten(path, change):
    path.write_bytes(change(path.read_bytes()))


def cells_of(content):
    return list(csv.reader(StringIO(content.decode("utf-8"))))


def written(rows, separator=","):
    out = StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


def swapped(rows, one, other):
    return [[*row[:one], row[other], *row[one + 1 : other], row[one], *row[other + 1 :]] for row in rows]


KINDS = {
    "with a byte order mark": (lambda c: b"\xef\xbb\xbf" + c, None),
    "with semicolons": (lambda c: written(cells_of(c), ";"), "saved with semicolons"),
    "with tabs": (lambda c: written(cells_of(c), "\t"), "saved with tabs"),
    "as UTF-16": (lambda c: c.decode().encode("utf-16"), "saved as UTF-16"),
    "as UTF-16 without a mark": (lambda c: c.decode().encode("utf-16-le"), "saved as UTF-16"),
    "as Windows-1256": (lambda c: c.decode().encode("cp1256", "replace"), "saved as Windows-1256"),
    "as UTF-16 with tabs": (lambda c: written(cells_of(c), "\t").decode().encode("utf-16"), "saved as UTF-16"),
    "with a title above": (lambda c: b"My list of things\n" + c, "The header stands in row 2"),
    "with titles above": (lambda c: b"a,b\n\nc\n" + c, "The header stands in row 4"),
    "without its header": (lambda c: c.partition(b"\n")[2], "does not name the columns"),
    "empty": (lambda _c: b"", "has no header"),
    "blank": (lambda _c: b"\n\n\n", "has no header"),
    "with a space in the header": (lambda c: c.replace(b",", b", ", 1), "has to be written"),
    "with capitals in the header": (lambda c: c[:3].upper() + c[3:], "has to be written"),
    "without its last column": (lambda c: written([row[:-1] for row in cells_of(c)]), "This column is missing"),
    "with a column more": (lambda c: written([[*row, ""] for row in cells_of(c)]), "A column has no name"),
    "with a column of one's own": (
        lambda c: written([[*row, "x"] for row in cells_of(c)]),
        "This column is not part of the table",
    ),
    "with columns swapped": (lambda c: written(swapped(cells_of(c), 1, 2)), "in another order"),
    "with a column twice": (
        lambda c: written([[cells_of(c)[0][0], *cells_of(c)[0][:-1]], *cells_of(c)[1:]]),
        "This column stands twice",
    ),
    "with a quotation mark too many": (lambda c: c[:-1] + b',"x\n', "quotation marks do not match"),
    "with a quotation mark inside": (lambda c: c[:-1] + b',"x" y\n', "quotation marks do not match"),
    "cut in the middle of a letter": (lambda c: c + "ا".encode()[:1], "This file is not UTF-8 text"),
}


@pytest.mark.parametrize("table", ["incidents", "claims", "sources"])
@pytest.mark.parametrize("kind", KINDS)
def test_how_a_file_was_saved_is_one_problem_that_names_the_cause(shipped, table, kind):
    change, cause = KINDS[kind]
    rewritten(shipped / f"{table}.csv", change)
    problems = find_problems(shipped)
    if cause is None:
        assert problems == []
        return
    assert {problem.file for problem in problems} == {f"{table}.csv"}
    assert cause in problems[0].message()
    assert len(problems) == (2 if "twice" in kind else 1), list(map(str, problems))


def test_followers_of_one_cause_are_joined():
    incidents = [an_incident(number, event_type="battle") for number in range(1, 101)]
    problems = find_problems(a_folder(incidents=incidents))
    assert len(problems) == MOST_LINES
    assert str(problems[-1]) == "incidents.csv:event_type: The same holds of more rows: 81, the last is row 101."
    assert [problem.row for problem in problems[:-1]] == list(range(2, MOST_LINES + 1))


def test_rows_that_are_uneven_or_empty_are_named_and_nothing_follows_from_them():
    folder = a_folder(incidents=[an_incident(number) for number in (1, 2, 3)])
    path = folder / "sources.csv"
    rows = cells_of(path.read_bytes())
    path.write_bytes(
        written([rows[0], [], ["", *[""] * (len(rows[0]) - 1)], rows[1][:-1], [*rows[1][:1], "x", *rows[1]]])
    )
    assert [(problem.row, problem.message()) for problem in find_problems(folder)] == [
        (2, "The row is empty."),
        (3, "The row is empty."),
        (4, "The row has fewer cells than the table has columns."),
        (5, "The row has more cells than the table has columns."),
    ]


def test_a_folder_in_place_of_a_table_and_links_that_lead_elsewhere_are_named(tmp_path):
    folder = a_folder()
    (folder / "claims.csv").unlink()
    (folder / "claims.csv").mkdir()
    (folder / "sources.csv").unlink()
    (folder / "sources.csv").symlink_to(tmp_path / "elsewhere.csv")
    (folder / "origins.csv").unlink()
    (folder / "origins.csv").symlink_to(folder / "origins.csv")
    problems = {problem.file: problem.message() for problem in find_problems(folder)}
    assert problems.keys() == {"claims.csv", "sources.csv", "origins.csv"}
    assert problems["claims.csv"] == "This is not a file that lies in the folder."


@pytest.mark.skipif(os.geteuid() == 0, reason="whoever may read everything is refused nothing")
def test_a_file_that_may_not_be_read_is_named():
    folder = a_folder()
    (folder / "claims.csv").chmod(0)
    assert [problem.file for problem in find_problems(folder)] == ["claims.csv"]


def test_a_text_beside_the_tables_that_is_no_text_is_named():
    folder = a_folder()
    (folder / "CHANGELOG.md").write_bytes("# تغييرات\n- ".encode() + b"\xff\n")
    assert [(problem.file, problem.row) for problem in find_problems(folder)] == [("CHANGELOG.md", 2)]


def test_a_parquet_file_that_the_description_does_not_name_is_named_and_changes_nothing_else():
    folder = a_folder(claims=[a_claim(value="many")])
    (folder / "incidents.parquet").write_bytes(b"")
    assert {problem.file for problem in find_problems(folder)} == {"claims.csv", "incidents.parquet"}


def test_what_is_loaded_is_what_was_checked_whatever_becomes_of_the_files():
    folder = a_folder(claims=[a_claim(value=1)])
    sound = read_sound(folder)
    assert isinstance(sound, Sound)
    shutil.rmtree(folder)
    record = load_record(sound.tables, sound.gazetteer)
    assert record.incidents["killed_high"].tolist() == [1]
    assert record.claims_of(["SYR-0001"])["value"].tolist() == [1]
    assert {weakness.file for weakness in sound.weaknesses()} == {"incidents.csv"}


def test_the_stamp_is_that_of_the_bytes_and_of_nothing_else():
    folder = a_folder(sources=[a_source(description_en="a")])
    first = read_sound(folder).tables.stamp
    state = (folder / "sources.csv").stat()
    rewritten(folder / "sources.csv", lambda content: content.replace(b",a,", b",b,"))
    os.utime(folder / "sources.csv", ns=(state.st_atime_ns, state.st_mtime_ns))
    assert (folder / "sources.csv").stat().st_size == state.st_size
    changed = read_sound(folder).tables.stamp
    rewritten(folder / "sources.csv", lambda content: content.replace(b",b,", b",a,"))
    assert read_sound(folder).tables.stamp == first != changed


def test_a_new_place_of_the_gazetteer_is_there_as_soon_as_its_row_is(tmp_path):
    gazetteer = tmp_path / "places"
    shutil.copytree(GAZETTEER, gazetteer)
    folder = a_folder(incidents=[an_incident(place_id="newtown")])
    assert [problem.message() for problem in read_sound(folder, gazetteer)] == ["newtown is not in the gazetteer."]
    row = "newtown,Newtown,نيوتاون,,town,SY09,,,35.3,40.1,2,,no,By hand.,A list"
    rewritten(gazetteer / "gazetteer.csv", lambda content: content + row.encode() + b"\n")
    sound = read_sound(folder, gazetteer)
    record = load_record(sound.tables, sound.gazetteer)
    assert record.incidents["latitude"].tolist() == [35.3]
    assert record.gazetteer.place("newtown")["name_en"] == "Newtown"


def test_the_gazetteer_that_was_checked_is_the_one_that_geodata_reads():
    checked, read = read_sound().gazetteer, load_gazetteer()
    assert checked.places.equals(read.places)
    assert checked.places.dtypes.to_dict() == read.places.dtypes.to_dict()
    assert checked.districts == read.districts
    assert checked.stamp == read.stamp


def with_own_places(folder, **changes):
    """Give a record a table of places of its own, the gazetteer's, with changes to the place of its incidents."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    described = json.loads((GAZETTEER / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    package["resources"].append(
        next(r for r in described if r["name"] == "gazetteer") | {"name": "places", "path": "places.csv"}
    )
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    with (GAZETTEER / "gazetteer.csv").open(encoding="utf-8", newline="") as file:
        places = [row | (changes if row["place_id"] == "deir-ez-zor" else {}) for row in csv.DictReader(file)]
    (folder / "places.csv").write_bytes(written([list(places[0]), *(list(place.values()) for place in places)]))
    return folder


def test_a_record_with_places_of_its_own_is_held_against_them():
    incident = an_incident(place_id="here")
    assert find_problems(with_own_places(a_folder(incidents=[incident]), place_id="here")) == []
    problems = find_problems(with_own_places(a_folder(), place_id="here"))
    assert [str(problem) for problem in problems] == [
        "incidents.csv:2:place_id: deir-ez-zor: deir-ez-zor is not in the gazetteer."
    ]


POINTS = [
    ({"latitude": "40.14", "longitude": "35.336"}, ["latitude", "longitude"]),  # in each other's column
    ({"latitude": "36.866", "longitude": "36.511", "governorates": "SY02"}, ["governorates"]),  # Afrin, swapped
    ({"latitude": "33.5", "longitude": "36.3"}, ["governorates"]),
    ({"governorates": "SY09|SY09"}, ["governorates"]),
]


@pytest.mark.parametrize(("changes", "columns"), POINTS)
def test_points_lie_where_they_are_said_to(changes, columns):
    folder = with_own_places(a_folder(incidents=[an_incident(place_id="raqqa", governorates="")]), **changes)
    assert sorted({problem.column for problem in find_problems(folder)}) == columns
