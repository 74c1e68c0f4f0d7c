"""A file is there whole or not at all, and an earlier one is never lost."""

import datetime as dt
import os
import pickle
import random
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest

from incidents.__main__ import main
from incidents.briefing.compose import compose_briefing
from incidents.briefing.formats import PRINTS
from incidents.commands.files import NotWrittenError, write_files
from incidents.exchange.formats import EXPORTS
from incidents.record.leftovers import momentary_file
from tests.conftest import AR, EN, a_folder, a_selection
from tests.reach import times

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def data():
    return str(a_folder())


def refused(capsys, *arguments) -> str:
    """Return the one sentence with which a command is refused."""
    assert main(arguments) == 2
    (line,) = capsys.readouterr().err.splitlines()
    return line


def test_a_file_is_written_with_the_permissions_of_any_other(tmp_path):
    write_files([(tmp_path / "new", b"content")])
    (tmp_path / "other").write_bytes(b"")
    assert (tmp_path / "new").read_bytes() == b"content"
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_nothing_else_is_left_in_the_folder(tmp_path):
    write_files([(tmp_path / "x.losses.txt", b"losses"), (tmp_path / "x.csv", b"rows")])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.csv", "x.losses.txt"]


def test_an_existing_file_stays_unless_force_is_said(data, tmp_path, capsys):
    out = tmp_path / "x.csv"
    out.write_text("earlier")
    export = ["export", "--data", data, "--out", str(out)]
    assert refused(capsys, *export) == f"{out} was not written: the file exists already. With --force it is replaced."
    assert out.read_text() == "earlier"
    assert main([*export, "--force"]) == 0
    assert "incident_id" in out.read_text(encoding="utf-8")


def test_a_name_that_is_taken_in_the_last_moment_stays(tmp_path, monkeypatch):
    out = tmp_path / "x"
    written = os.fsync

    def taken_meanwhile(number):
        out.write_text("somebody else's")
        written(number)

    monkeypatch.setattr(os, "fsync", taken_meanwhile)
    with pytest.raises(NotWrittenError):
        write_files([(out, b"mine")])
    assert [path.read_text() for path in tmp_path.iterdir()] == ["somebody else's"]


@pytest.mark.parametrize("lang", [EN, AR])
def test_a_link_is_not_followed(data, tmp_path, capsys, lang):
    target, out = tmp_path / "target", tmp_path / "x.csv"
    target.write_text("not to be touched")
    out.symlink_to(target)
    export = ["export", "--data", data, "--out", str(out), "--lang", lang.code]
    assert str(out) in refused(capsys, *export)
    assert main([*export, "--force"]) == 0
    assert target.read_text() == "not to be touched"
    assert not out.is_symlink()


def test_what_lies_beside_a_copy_is_written_with_it_or_not_at_all(data, tmp_path, capsys):
    report = tmp_path / "x.losses.txt"
    report.write_text("earlier")
    sentence = refused(capsys, "export", "--data", data, "--format", "acled", "--out", str(tmp_path / "x.csv"))
    assert sentence.startswith(str(report))
    assert [path.name for path in tmp_path.iterdir()] == ["x.losses.txt"]


@pytest.mark.parametrize("command", [["export"], ["brief", "--format", "map-svg"]])
def test_a_missing_folder_is_named(data, tmp_path, capsys, command):
    out = tmp_path / "none" / "x"
    assert f"the folder {out.parent} does not exist" in refused(capsys, *command, "--data", data, "--out", str(out))


def test_a_name_that_is_too_long_is_told_in_a_sentence(data, tmp_path, capsys):
    assert "x" * 300 in refused(capsys, "export", "--data", data, "--out", str(tmp_path / ("x" * 300)))


def test_a_file_cannot_be_a_folder_of_briefings(data, tmp_path, capsys):
    (tmp_path / "x").write_text("earlier")
    told = refused(capsys, "brief", "--each-governorate", "--data", data, "--out", str(tmp_path / "x"))
    assert told == f"{tmp_path / 'x'} is not a folder."


def test_briefings_for_all_governorates_begin_only_where_no_name_is_taken(data, tmp_path, capsys):
    taken = tmp_path / "isis-syria_homs_2024-11-04_2026-03-05_ar_map.svg"
    taken.write_text("earlier")
    told = refused(capsys, "brief", "--each-governorate", "--data", data, "--format", "map-svg", "--out", str(tmp_path))
    assert taken.name in told
    assert list(tmp_path.iterdir()) == [taken]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_place_without_permission_is_told_in_a_sentence(data, tmp_path, capsys):
    out = tmp_path / "x.csv"
    out.write_text("earlier")
    tmp_path.chmod(0o555)
    told = refused(capsys, "export", "--data", data, "--out", str(out), "--force")
    tmp_path.chmod(0o755)
    assert told == f"{out} was not written: writing there is not permitted."
    assert out.read_text() == "earlier"


def told_by_a_process_with_little_room(arguments: Sequence[str]) -> tuple[int, list[str]]:
    """Run a command in a process that may write files of 100 bytes; return its exit code and what it says of errors.

    It is one that has loaded everything already: what is asked of it is what it does when the room ends.
    """
    heard, said = os.pipe()
    process = os.fork()
    if not process:
        code = 70
        try:
            with Path(os.devnull).open("w") as sys.stdout, os.fdopen(said, "w") as sys.stderr:
                resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
                code = main(arguments)
        finally:
            os._exit(code)
    os.close(said)
    with os.fdopen(heard) as told:
        lines = told.read().splitlines()
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), lines


@pytest.mark.parametrize("kind", ["csv", "geojson", "acled"])
def test_a_full_disk_leaves_the_earlier_file_and_one_sentence(data, tmp_path, kind):
    out = tmp_path / "x.csv"
    out.write_text("earlier")
    arguments = ["export", "--data", data, "--format", kind, "--out", str(out), "--force"]
    code, (line,) = told_by_a_process_with_little_room(arguments)
    assert code == 2
    assert line.startswith(str(tmp_path / "x."))
    assert line.endswith(" was not written: there is no room left.")
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"x.csv": "earlier"}


@pytest.mark.parametrize("arguments", [["export", "--format", "gpkg"], ["brief", "--format", "map-svg"]])
def test_no_room_for_what_is_made_on_the_way_is_told_in_a_sentence_too(data, tmp_path, arguments):
    out = tmp_path / "x"
    out.write_text("earlier")
    code, lines = told_by_a_process_with_little_room([*arguments, "--data", data, "--out", str(out), "--force"])
    assert (code, len(lines)) == (2, 1), lines
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"x": "earlier"}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is always full")
def test_output_into_a_full_disk_ends_with_a_sentence(data):
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "incidents", "list", "--data", data]
        ended = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True)
    assert (ended.returncode, len(ended.stderr.splitlines())) == (2, 1)


KILLS = times(100, quick=20)
LONGEST = 0.004  # seconds from the first byte to the kill; one round of writing takes about as long on a quiet machine


# Writes the versions that it is given, one after the other, in processes of its own, each of which the system ends
# after so long. A small process has many children in no time: the one of the tests holds the whole house.
WRITER = """
import itertools, os, pickle, signal, sys
from incidents.record.whole_files import write_files

def write(versions, order, seconds):
    signal.setitimer(signal.ITIMER_REAL, seconds)
    for version in itertools.cycle(versions):
        for path in order:
            write_files([(path, version[path])], force=True)

versions = pickle.load(sys.stdin.buffer)
while True:
    order, seconds = pickle.load(sys.stdin.buffer)
    writer = os.fork()
    if not writer:
        write(versions, order, seconds)
    pickle.dump(os.waitstatus_to_exitcode(os.waitpid(writer, 0)[1]), sys.stdout.buffer)
    sys.stdout.buffer.flush()
"""


@contextmanager
def a_writer(versions: Sequence[Mapping[Path, bytes]]) -> Iterator[Callable[[Sequence[Path], float], None]]:
    """Yield what has these versions written in an order, one after the other, and the writer killed after so long."""
    command = [sys.executable, "-c", WRITER]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        pickle.dump(versions, process.stdin)

        def killed_while_writing(order: Sequence[Path], seconds: float) -> None:
            pickle.dump((order, seconds), process.stdin)
            process.stdin.flush()
            assert pickle.load(process.stdout) == -signal.SIGALRM  # noqa: S301 - what the process above has written

        yield killed_while_writing
        process.kill()


@pytest.mark.always
def test_a_kill_at_any_moment_leaves_the_earlier_file_or_the_whole_new_one(tmp_path):
    kinds = (*EXPORTS, *PRINTS)
    selection = a_selection()
    briefing = compose_briefing(selection, None, EN, "http://localhost/", dt.date(2026, 11, 24))
    made = {kind: export.make(selection, EN).content for kind, export in EXPORTS.items()}
    made |= {kind: kept.make(briefing) for kind, kept in PRINTS.items()}
    # The other version of each file is as long, and no beginning of it is one of this.
    versions = [{tmp_path / kind: content[::step] for kind, content in made.items()} for step in (1, -1)]
    chance, longest, seen = random.Random(20261126), LONGEST, set()  # noqa: S311 - moments, no secrets
    # Until kills have come before and after a name was given, and one at least of every format was written.
    with a_writer(versions) as killed_while_writing:
        while len(seen) <= len(kinds) or {path for path, content in seen if content} < versions[0].keys():
            for _ in range(KILLS):
                killed_while_writing(chance.sample(list(versions[0]), len(kinds)), chance.uniform(1e-5, longest))
                for path in (tmp_path / kind for kind in kinds):
                    content = path.read_bytes() if path.exists() else None
                    assert content is None or content in [version[path] for version in versions]
                    seen.add((path, content and sha256(content).digest()))
            longest *= 4


def hidden_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.startswith("."))


def test_the_next_who_writes_there_takes_away_what_killed_writers_have_left(tmp_path):
    chance, longest, left = random.Random(20261127), LONGEST, 0  # noqa: S311 - moments, no secrets
    with a_writer([{tmp_path / "x": bytes(100_000)}]) as killed_while_writing:
        while not left:
            for _ in range(KILLS):
                killed_while_writing([tmp_path / "x"], chance.uniform(1e-5, longest))
                left += len(hidden_in(tmp_path))
                assert len(hidden_in(tmp_path)) <= 1  # each writer takes away what the one before him has left
            longest *= 4
    write_files([(tmp_path / "y", b"content")])
    assert hidden_in(tmp_path) == []
    assert (tmp_path / "y").read_bytes() == b"content"


def test_a_file_that_somebody_is_writing_stays_and_so_does_what_is_not_ours(tmp_path):
    foreign = [".x.1a2b3c4d.part", ".x.incidents.part", "x.1a2b3c4d.incidents.part"]
    for name in foreign:
        (tmp_path / name).write_bytes(b"somebody else's")
    (tmp_path / ".link.1a2b3c4d.incidents.part").symlink_to(tmp_path / foreign[0])
    with momentary_file(tmp_path / "x", [b"mine"]) as mine:
        others = [tmp_path / name for name in "abc"]
        write_files([(other, b"theirs") for other in others])
        assert mine.read_bytes() == b"mine"
        assert hidden_in(tmp_path) == sorted([*foreign[:2], ".link.1a2b3c4d.incidents.part", mine.name])
    assert not mine.exists()


def test_many_who_write_and_tidy_up_at_once_keep_each_others_files(tmp_path):
    def write(number: int) -> None:
        for _ in range(50):
            write_files([(tmp_path / f"{number}", str(number).encode())], force=True)

    with ThreadPoolExecutor(8) as writers:
        assert list(writers.map(write, range(8))) == [None] * 8
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {f"{n}": f"{n}" for n in range(8)}
