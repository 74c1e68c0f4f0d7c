"""A record is the same wherever it is kept: in a folder, in PostgreSQL, in a file of DuckDB."""

import json
from pathlib import Path

import pytest

from incidents.__main__ import main
from incidents.checks import Sound, read_sound
from incidents.exchange.databases import publish
from incidents.record.record import load_record
from incidents.record.storage import DATA, Database, home_of, load_tables, take_snapshot
from incidents.record.storage.databases import opened
from incidents.record.storage.databases import postgres as connection
from incidents.record.storage.databases.reading import columns_of, package_of, packed
from tests.conftest import a_claim, a_folder, an_incident
from tests.databases import PASSWORD

pytest.importorskip("duckdb", reason="the package duckdb is not installed")


@pytest.fixture(scope="module")
def address(postgres, record) -> str:
    """Return the address of a database that holds the shipped record."""
    address = postgres.database(user="keeper")  # who may make PostGIS
    publish(record, home_of(address), force=False)
    return address


@pytest.fixture(scope="module")
def file(tmp_path_factory) -> str:
    """Return the path of a file of DuckDB that holds the shipped record."""
    path = tmp_path_factory.mktemp("duck") / "record.duckdb"
    assert main(["publish-to", str(path)]) == 0
    return str(path)


@pytest.fixture(params=["address", "file"])
def home(request) -> str:
    return request.getfixturevalue(request.param)


def said(capsys, *command) -> tuple[int, str, str]:
    """Run a command; return its exit code and what it said."""
    capsys.readouterr()
    try:
        code = main([*command])
    except SystemExit as ended:
        code = ended.code
    return code, *capsys.readouterr()


def test_what_is_read_back_are_the_very_files_that_were_written(home):
    kept, shipped = take_snapshot(home_of(home)), take_snapshot(DATA)
    assert kept.failures == {}
    assert kept.contents == shipped.contents
    assert kept.stamp() == shipped.stamp()


def test_what_is_carried_out_is_one_transaction_that_leaves_nothing_unless_it_is_committed(postgres):
    home = home_of(postgres.database())
    with connection(home) as engine:
        engine.run("CREATE SCHEMA incidents")
        engine.run("CREATE TABLE incidents.one (i bigint); CREATE TABLE incidents.two (i bigint)")
        engine.run("CREATE TABLE incidents.three (i bigint)")
        assert set(columns_of(engine)) == {"one", "two", "three"}
    with connection(home) as engine:
        assert columns_of(engine) == {}


def test_a_record_is_read_as_of_one_moment(address):
    home = home_of(address)
    with opened(home) as reading, connection(home) as writing:
        revision = package_of(reading, "revision")
        writing.run("UPDATE incidents.data_package SET revision = 'another'")
        writing.commit()
        assert package_of(reading, "revision") == revision
        assert package_of(writing, "revision") == "another"


COMMANDS = [["check"], ["list", "--format", "csv"], ["export", "--format", "geojson", "--out", "{out}"]]


@pytest.mark.parametrize(
    ("home", "command"),
    [*(("address", command) for command in COMMANDS), ("file", COMMANDS[1])],
    indirect=["home"],
)
def test_commands_say_the_same(home, command, capsys, tmp_path):
    answers = []
    for number, data in enumerate((str(DATA), home)):
        out = tmp_path / f"{number}"
        asked = [part.format(out=out) for part in command]
        code, told, _notes = said(capsys, *asked, "--data", data)
        answers.append((code, told.replace(str(out), ""), out.read_bytes() if out.exists() else b""))
    assert answers[0] == answers[1]
    assert answers[0][0] == 0


def test_gaps_quotation_marks_and_spaces_stay_what_they_are(postgres, tmp_path):
    nowhere = {"place_id": "", "geo_precision": "0", "governorates": "", "date_note_en": '"a, b" '}
    claims = [a_claim(1), a_claim(1, origin_id="sana", low=2, high=3), a_claim(2, measure="escaped")]
    incidents = [an_incident(1), an_incident(2, **nowhere)]
    folder = a_folder(incidents=incidents, claims=claims)
    for target in (postgres.database(), str(tmp_path / "gaps.duckdb")):
        assert main(["publish-to", target, "--data", str(folder)]) == 0
        sound = read_sound(home_of(target))
        assert isinstance(sound, Sound), [str(problem) for problem in sound]
        assert sound.tables.stamp == load_tables(folder).stamp


def test_an_existing_record_is_replaced_by_force_alone_and_whole(postgres, capsys):
    address, other = postgres.database(), a_folder(incidents=[an_incident(7)])
    assert main(["publish-to", address, "--data", str(a_folder())]) == 0
    code, _out, told = said(capsys, "publish-to", address, "--data", str(other))
    assert code == 2
    assert "Tables stand there already: actors, claims" in told
    assert main(["publish-to", address, "--data", str(other), "--force"]) == 0
    assert load_tables(home_of(address)).read("incidents")["incident_id"].tolist() == ["SYR-0007"]


def test_a_record_that_cannot_be_written_whole_changes_nothing(postgres, capsys):
    address = postgres.database()
    name = home_of(address).name
    assert main(["publish-to", address, "--data", str(a_folder())]) == 0
    before = take_snapshot(home_of(address)).stamp()
    postgres.run(name, "CREATE VIEW public.of_others AS SELECT * FROM incidents.claims")  # somebody builds on a table
    code, _out, told = said(capsys, "publish-to", address, "--force")
    assert (code, "Nothing was written." in told) == (2, True)
    assert take_snapshot(home_of(address)).stamp() == before


def test_the_database_watches_over_what_the_schema_asks(postgres, address):
    name = home_of(address).name
    wrong = {
        "a code that is not listed": "UPDATE incidents.incidents SET tactic = 'drone' WHERE incident_id = 'SYR-0001'",
        "a figure below none": "UPDATE incidents.claims SET value = -1",
        "nobody's claim": "UPDATE incidents.claims SET origin_id = 'nobody'",
        "no summary": "UPDATE incidents.incidents SET summary_ar = NULL",
        "another id": "UPDATE incidents.sources SET source_id = 'Not An Id' WHERE source_id = 'x'; "
        "INSERT INTO incidents.actors (actor_id, name_en, name_ar, kind) VALUES ('Not An Id', 'a', 'b', 'civilians')",
    }
    for what, statement in wrong.items():
        with pytest.raises(AssertionError, match="violates"):
            postgres.run(name, statement)
        assert what


def test_tables_and_columns_say_what_they_mean_in_both_languages(postgres, address):
    told = postgres.run(home_of(address).name, "SELECT obj_description('incidents.claims'::regclass)")
    assert "Claims" in told
    assert "الإفادات" in told


def test_a_map_program_finds_points_and_areas(postgres, address, record):
    name = home_of(address).name
    if postgres.run(name, "SELECT count(*) FROM pg_extension WHERE extname = 'postgis'") == "0":
        pytest.skip("PostGIS is not installed (Debian: apt install postgresql-15-postgis-3)")
    asked = "SELECT count(*), min(GeometryType(geom)), bool_and(ST_IsValid(geom)) FROM incidents."
    placed = record.incidents[record.incidents["latitude"].notna()]
    points = (placed["geo_precision"] != "3").sum()
    areas = (placed["uncertainty_km"] > 0).sum()  # also of a point that is known to some km
    assert postgres.run(name, f"{asked}incident_points") == f"{points}|POINT|t"
    assert postgres.run(name, f"{asked}incident_areas").split("|")[::2] == [str(areas), "t"]
    known = postgres.run(name, "SELECT f_table_name, srid FROM geometry_columns WHERE f_table_name LIKE 'incident_%'")
    assert set(known.splitlines()) == {"incident_areas|4326", "incident_points|4326"}


def test_a_problem_names_table_row_and_column(postgres, capsys):
    address = postgres.database()
    assert main(["publish-to", address, "--data", str(a_folder(incidents=[an_incident(1), an_incident(2)]))]) == 0
    postgres.run(home_of(address).name, "UPDATE incidents.incidents SET date_end = '2025-05-01' WHERE row_position = 2")
    code, told, _notes = said(capsys, "check", "--data", address)
    assert code == 1
    assert told.startswith("incidents:2:date_end: 2025-05-01: ")


def test_a_large_table_is_packed_so_that_no_incident_is_torn_apart(monkeypatch):
    import pyarrow as pa
    import pyarrow.parquet as pq

    monkeypatch.setattr("incidents.record.storage.databases.reading._ROWS_OF_A_GROUP", 3)
    ids = list("aabbabccdddddef")
    file = pq.ParquetFile(pa.BufferReader(packed(pa.table({"incident_id": ids}))))
    groups = [file.read_row_group(number)["incident_id"].to_pylist() for number in range(file.num_row_groups)]
    assert ["".join(group) for group in groups] == ["aabbab", "ccddddd", "ef"]


WRONG = {
    "another password": lambda server: server.address("postgres", "0therpassw0rd"),
    "no such database": lambda server: server.address("nowhere"),
    "nobody there": lambda _server: "postgresql://keeper:0therpassw0rd@127.0.0.1:1/record",
    "an unknown host": lambda _server: "postgresql://keeper:0therpassw0rd@no.such.host.invalid/record",
    "a password that parts the address": lambda _server: "postgresql://keeper:0ther/passw0rd@localhost/record",
    "a password that ends the host": lambda _server: "postgresql://keeper:0ther@passw0rd@localhost/record",
    "a password that ends the path": lambda _server: "postgresql://keeper:0ther?passw0rd@localhost/record",
    "a password that ends it all": lambda _server: "postgresql://keeper:0ther#passw0rd@localhost/record",
    "another kind": lambda _server: "mysql://keeper:0therpassw0rd@localhost/record",
    "an option unknown": lambda server: server.address("postgres") + "&0therpassw0rd=passw0rd",
    "an empty database": lambda server: server.database(),  # the last: to write there is no failure
}


@pytest.mark.parametrize(
    ("what", "command"),
    [(what, command) for what in WRONG for command in (["list", "--data"], ["publish-to"])][:-1],
)
def test_no_failure_repeats_a_password(postgres, what, command, capsys, caplog):
    address = WRONG[what](postgres)
    code, out, told = said(capsys, *command, address)
    assert code in (1, 2)
    assert (out + told).strip()
    for secret in ("passw0rd", "0ther", PASSWORD, "s3cret", "keeper", "editor"):
        assert secret not in out + told + caplog.text + repr(home_of(address))


def test_an_address_shows_no_more_than_the_name_of_the_database():
    home = home_of("postgresql://me:word@example.org:5432/record?schema=north&sslmode=require")
    assert isinstance(home, Database)
    assert (home.name, home.schema) == ("record", "north")
    assert "word" not in repr(home)
    assert home_of("some/folder") == Path("some/folder")


def test_a_record_without_a_driver_says_what_is_missing(monkeypatch, capsys):
    monkeypatch.setitem(__import__("sys").modules, "adbc_driver_postgresql.dbapi", None)
    code, told, _notes = said(capsys, "list", "--data", "postgresql://localhost/record")
    assert code == 1
    assert "python -m pip install adbc-driver-postgresql" in told


def test_a_broken_description_is_told_and_never_raised(postgres):
    address = postgres.database()
    assert main(["publish-to", address, "--data", str(a_folder())]) == 0
    for nonsense in ("[]", "{", '{"resources": [{"name": 1, "path": "a.csv", "schema": []}]}'):
        text = json.dumps(nonsense).replace("'", "''")[1:-1].replace('\\"', '"')
        postgres.run(home_of(address).name, f"UPDATE incidents.data_package SET descriptor = '{text}'")  # noqa: S608
        assert not isinstance(read_sound(home_of(address)), Sound)


def test_load_record_from_a_database_is_the_record_of_the_folder(home, record):
    kept = load_record(load_tables(home_of(home)))
    assert kept.stamp == record.stamp
    assert kept.incidents.equals(record.incidents)
