"""A server that starts takes away the temporary folders of those that were killed, and of nobody else."""

from pathlib import Path

from tests.incidents.serving.conftest import a_server
from tests.wire import a_wire_reader, apart


async def prints(address: str) -> None:
    async with a_wire_reader(address, "view=briefing&lang=en") as reader:
        assert reader.pictures


def folders_in(place: Path) -> set[str]:
    return {path.name for path in place.iterdir() if path.name.startswith("syria-incidents-")}


def test_a_server_that_starts_takes_away_the_folders_of_one_that_was_killed(tmp_path):
    (tmp_path / "typefaces-of-others").mkdir()
    room = {"TMPDIR": str(tmp_path), "INCIDENTS_RUN_SECONDS": "600"}  # where others are at work, printing takes longer
    with a_server(**room) as (living, _):
        apart(prints, living)
        (kept,) = folders_in(tmp_path)
        with a_server(**room) as (address, process):
            apart(prints, address)
            (left,) = folders_in(tmp_path) - {kept}
            process.kill()
        assert folders_in(tmp_path) == {kept, left}
        with a_server(**room):
            assert folders_in(tmp_path) == {kept}
            apart(prints, living)  # its typefaces are there still
    assert folders_in(tmp_path) == set()  # whoever ends in peace takes his own away
    assert (tmp_path / "typefaces-of-others").is_dir()
