"""A record in Parquet is held to the same schema and the same rules, and opens in the same views."""

import json

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from geodata.gazetteer import load_gazetteer
from incidents.checks import Sound, find_problems, read_sound
from incidents.record.record import load_record
from incidents.record.storage import load_tables
from tests.benchmarks.copies import build_copies
from tests.conftest import EN, a_claim, a_folder, an_incident
from tests.incidents.opening import open_everything

COLUMNAR = ("incidents", "claims", "incident_actors")


def a_columnar_folder(table="", change=None, **tables):
    """Write a record whose big tables are Parquet, one of them changed by a function of its frame."""
    folder = a_folder(**tables)
    held = load_tables(folder)
    path = folder / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    for resource in package["resources"]:
        name = resource["name"]
        if name in COLUMNAR:
            (folder / resource["path"]).unlink()
            resource["path"] = f"{name}.parquet"
            frame = held.read(name)
            (change(frame) if name == table else frame).to_parquet(folder / resource["path"])
    path.write_text(json.dumps(package, ensure_ascii=False), encoding="utf-8")
    return folder


def test_a_sound_one_opens_in_every_view_and_format():
    incidents = [an_incident(1), an_incident(2, place_id="", geo_precision="0", governorates="")]
    sound = read_sound(
        a_columnar_folder(incidents=incidents, claims=[a_claim(1), a_claim(1, origin_id="sana", value=3), a_claim(2)])
    )
    assert isinstance(sound, Sound), [str(problem) for problem in sound]
    open_everything(sound, [EN], ())


def as_text(frame, column, *values):
    return frame.assign(**{column: pd.Series(list(values) + [None] * (len(frame) - len(values)), dtype="str")})


CHANGES = {
    "a code unknown": ("incidents", lambda f: as_text(f, "tactic", "drone"), "tactic", "Not a known code."),
    "no tactic": ("incidents", lambda f: as_text(f, "tactic"), "tactic", "This cell must not be empty."),
    "numbers as codes": ("incidents", lambda f: f.assign(tactic=1), "tactic", "The column holds int64"),
    "fewer than nobody": ("claims", lambda f: f.assign(value=-400.0), "value", "Smaller than 0."),
    "more than there are": ("claims", lambda f: f.assign(value=1e12), "value", "Larger than 1000000."),
    "without end": ("claims", lambda f: f.assign(value=np.inf), "value", "Not a number."),
    "half a person": ("claims", lambda f: f.assign(value=2.5), "value", "Not a whole number."),
    "a number as text": ("claims", lambda f: as_text(f, "value", "1_000"), "value", "The column holds"),
    "a day as text": ("incidents", lambda f: as_text(f, "date_start", "2025-5-7"), "date_start", "The column holds"),
    "an hour": (
        "incidents",
        lambda f: f.assign(date_start=pd.Timestamp("2025-05-17 13:00")),
        "date_start",
        "Not a day of the calendar",
    ),
    "outside the coverage": (
        "incidents",
        lambda f: f.assign(date_start=pd.Timestamp("1999-01-01"), date_end=pd.Timestamp("1999-01-01")),
        "date_start",
        "Not within the days",
    ),
    "another zone": (
        "incidents",
        lambda f: f.assign(date_start=f["date_start"].dt.tz_localize("Asia/Damascus")),
        "date_start",
        "The column holds",
    ),
    "a column left out": ("claims", lambda f: f.drop(columns="note_ar"), "note_ar", "This column is missing."),
    "a column more": ("claims", lambda f: f.assign(more=1), "more", "This column is not part of the table."),
    "an id twice": (
        "incidents",
        lambda f: pd.concat([f, f], ignore_index=True),
        "incident_id",
        "This id is already used in row 1.",
    ),
    "a source unknown": ("claims", lambda f: as_text(f, "source_id", "nobody"), "source_id", "Not found in the table"),
    "a place unknown": ("incidents", lambda f: as_text(f, "place_id", "x"), "place_id", "x is not in the gazetteer."),
    "texts without letters": ("claims", lambda f: as_text(f, "note_en", ""), "note_en", "An empty cell holds nothing"),
    "a control": ("claims", lambda f: as_text(f, "note_en", "a\x00"), "note_en", "cannot be printed: U+0000"),
    "an actor twice": (
        "incident_actors",
        lambda f: pd.concat([f, f], ignore_index=True),
        "incident_id, actor_id, role",
        "The same row stands already above.",
    ),
}


@pytest.mark.parametrize("kind", CHANGES)
def test_what_is_wrong_is_named_with_row_and_column(kind):
    table, change, column, message = CHANGES[kind]
    problems = find_problems(a_columnar_folder(table, change))
    assert [(problem.file, problem.column) for problem in problems][:1] == [(f"{table}.parquet", column)]
    assert message in problems[0].message()


@pytest.mark.parametrize("content", [b"", b"PAR1", b"incident_id,date_start\n"])
def test_a_file_that_is_no_parquet_is_named(content):
    folder = a_columnar_folder()
    (folder / "claims.parquet").write_bytes(content)
    problems = find_problems(folder)
    assert [problem.file for problem in problems] == ["claims.parquet"]
    assert "This file cannot be read" in problems[0].message()


def test_bytes_that_are_no_text_are_named():
    folder = a_columnar_folder()
    held = pq.read_table(folder / "claims.parquet")
    broken = pa.Array.from_buffers(
        pa.string(), 1, [None, pa.py_buffer(np.array([0, 2], "int32")), pa.py_buffer(b"\xff\xfe")]
    )
    pq.write_table(
        held.set_column(held.schema.get_field_index("note_en"), "note_en", broken), folder / "claims.parquet"
    )
    assert [problem.file for problem in find_problems(folder)] == ["claims.parquet"]


def test_a_code_that_the_closed_list_has_not_is_not_loaded():
    with pytest.raises(ValueError, match="tactic"):
        load_tables(a_columnar_folder("incidents", lambda f: as_text(f, "tactic", "drone"))).read("incidents")


@pytest.mark.parametrize("left_out", [[], ["reported_elsewhere"]])
def test_places_that_nobody_describes_are_described_as_those_of_the_gazetteer(left_out):
    folder = a_columnar_folder(incidents=[an_incident(place_id="here")])
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    package["resources"].append({"name": "places", "path": "places.parquet", "schema": {"fields": []}})
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    places = load_gazetteer().places.reset_index(drop=True).drop(columns=left_out)
    places.replace({"place_id": {"deir-ez-zor": "here"}}).to_parquet(folder / "places.parquet")
    sound = read_sound(folder)
    assert isinstance(sound, Sound), [str(problem) for problem in sound]
    assert load_record(sound.tables, sound.gazetteer).incidents["place_id"].tolist() == ["here"]
    places.to_parquet(folder / "places.parquet")
    assert [problem.message() for problem in find_problems(folder)] == ["here is not in the gazetteer."]


def test_large_copies_of_the_record_pass(tmp_path):
    assert find_problems(build_copies(tmp_path / "copy", 400)) == []


@pytest.mark.parametrize("shuffled", [False, True])
def test_an_incident_without_a_sourced_claim_is_named_whatever_the_order_of_the_claims(shuffled):
    numbers = range(1, 41)
    claims = [a_claim(number, origin_id=origin) for number in numbers for origin in ("sohr", "sana")]
    lost = [place for place, claim in enumerate(claims) if claim["incident_id"] == an_incident(17)["incident_id"]]

    def change(frame):
        sources = frame["source_id"].astype("object")
        sources[lost] = "nobody"
        changed = frame.assign(source_id=sources)
        return changed.sample(frac=1, random_state=1, ignore_index=True) if shuffled else changed

    folder = a_columnar_folder("claims", change, incidents=[an_incident(number) for number in numbers], claims=claims)
    told = [(problem.file, problem.row, problem.message()) for problem in find_problems(folder)]
    assert told[-1] == ("incidents.parquet", 17, "No claim with a source speaks of this incident.")
    assert [file for file, _row, _message in told] == ["claims.parquet"] * 2 + ["incidents.parquet"]
