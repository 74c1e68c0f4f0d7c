"""``diff`` from the shell: folders, revisions of git, noted versions; and what cannot be compared, in plain words."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from incidents.__main__ import main
from incidents.checks import find_problems
from tests.conftest import a_claim, a_folder, an_incident

WHO = ("-c", "user.name=A Curator", "-c", "user.email=curator@example.org", "-c", "commit.gpgsign=false")


@pytest.fixture(scope="module")
def older() -> Path:
    return a_folder(incidents=[an_incident(1)], claims=[a_claim(1, value=2)])


@pytest.fixture(scope="module")
def later() -> Path:
    return a_folder(
        incidents=[an_incident(1), an_incident(2)], claims=[a_claim(1, value=4), a_claim(2, measure="arrested")]
    )


@pytest.fixture(scope="module")
def history(tmp_path_factory, older, later) -> Path:
    """Return a folder whose history holds both versions, the older under a name of its own."""
    folder = tmp_path_factory.mktemp("history") / "record"
    git = ["git", *WHO, "-C", str(folder)]
    shutil.copytree(older, folder)
    package = folder / "datapackage.json"
    package.write_text(json.dumps(json.loads(package.read_text()) | {"version": "1.2"}))
    subprocess.run([*git, "init", "-q"], check=True)
    for name in ("one", "two"):
        subprocess.run([*git, "add", "."], check=True)
        subprocess.run([*git, "commit", "-qm", name], check=True)
        shutil.copytree(later, folder, dirs_exist_ok=True)
    return folder


def diff(capsys, *arguments: object) -> tuple[int, str, str]:
    try:
        code = main(["diff", *map(str, arguments)])
    except SystemExit as end:
        code = int(str(end.code))
    told = capsys.readouterr()
    return code, told.out, told.err


def test_two_folders_are_compared_in_words_and_as_json(capsys, older, later):
    code, out, _err = diff(capsys, older, later)
    assert code == 0
    assert "1 incident added, 1 incident corrected; Killed: 2 → 4, Arrested: " in out
    assert "according to SOHR" in out
    told = json.loads(diff(capsys, older, later, "--format", "json")[1])
    assert told["incidents"] == {"added": ["SYR-0002"], "removed": [], "corrected": ["SYR-0001"]}
    killed = next(one for one in told["totals"] if one["measure"] == "killed")
    assert killed["moved"][0] == {
        "incident_id": "SYR-0001",
        "why": "corrected",
        "was": {"low": 2, "high": 2, "at_least": False},
        "now": {"low": 4, "high": 4, "at_least": False},
        "claims": ["SYR-0001-01"],
    }


@pytest.mark.parametrize("asked", [["HEAD~1"], ["--since", "1.2"], ["HEAD~1", "HEAD"]])
def test_revisions_are_read_from_the_history_of_the_folder(capsys, history, asked):
    code, out, _err = diff(capsys, *asked, "--data", history)
    assert (code, "Since version 1.2: 1 incident added" in out) == (0, True)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (["no-such-thing"], "nor a revision in the history"),
        (["--since", "7.7"], "no version that the record or its history knows"),
        (["a", "b", "c"], "Two versions are compared"),
        (["--output=/tmp/x"], ""),
        ([], "tells of no older version"),
    ],
)
def test_what_cannot_be_compared_is_said_in_plain_words(capsys, history, asked, words):
    code, out, err = diff(capsys, *asked, "--data", history)
    assert (code, out) == (2, "")
    assert words in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (["NOWHERE"], "nor a revision in the history"),
        (["NOWHERE.duckdb"], "nor a revision in the history"),
        (["EMPTY"], "is no record: it has no datapackage.json."),
        (["FILE"], "is a file, but no database"),
        (["BROKEN.duckdb"], "cannot be compared: The file is being written by another program"),
        (["postgresql://nobody@127.0.0.1:1/x"], "cannot be compared: The database cannot be reached"),
        (["mysql://host/x"], "cannot be compared: This is not an address of a database."),
        (["HEAD", "HEAD"], "Both are version 20"),
        (["HEAD~1", "HEAD~1"], "Both are version 1.2"),
        (["RECORD"], "there is nothing to compare"),
        (["HEAD", "HEAD~0"], "there is nothing to compare"),
        ([" "], "name one or two"),
        (["", "HEAD"], "name one or two"),
    ],
)
def test_what_is_no_second_version_is_refused_in_one_sentence(capsys, history, tmp_path, asked, words):
    (tmp_path / "EMPTY").mkdir()
    for name in ("FILE", "BROKEN.duckdb"):
        (tmp_path / name).write_text("no record")
    known = {name: str(tmp_path / name) for name in ("NOWHERE", "NOWHERE.duckdb", "EMPTY", "FILE", "BROKEN.duckdb")}
    known["RECORD"] = f"{history}/../{history.name}"
    code, out, err = diff(capsys, *(known.get(name, name) for name in asked), "--data", history)
    assert (code, out) == (2, "")
    assert words in err
    assert len(err.splitlines()) == 1


def test_a_folder_without_a_history_says_so(capsys, later):
    code, _out, err = diff(capsys, "HEAD~1", "--data", later)
    assert (code, "lies in no history of git" in err) == (2, True)


def test_a_version_is_noted_once_and_then_known_without_a_history(capsys, older, later, tmp_path):
    folder = tmp_path / "copy"
    shutil.copytree(later, folder)
    assert diff(capsys, older, folder, "--note")[0] == 0
    assert find_problems(folder) == []
    assert "1 incident added" in diff(capsys, "--data", folder)[1]
    assert diff(capsys, older, folder, "--note")[0] == 0  # anew, as after every edit
    assert len((folder / "versions.csv").read_text().splitlines()) == 2
    code, _out, err = diff(capsys, folder, folder, "--note")
    assert (code, "the record itself" in err) == (2, True)
