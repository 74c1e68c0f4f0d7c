"""Older versions from the record alone: what was noted is undone, cell by cell."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.gazetteer import shipped_gazetteer
from incidents.checks import find_weaknesses
from incidents.exchange.noting import noted_anew, noted_tables
from incidents.record.edits import edits_between
from incidents.record.older import mark_of, noted_versions, older_record, version_meant
from incidents.record.record import Record, load_record
from incidents.record.storage import DATA, load_tables
from tests.conftest import a_claim, a_folder, a_record, a_role, an_incident, shipped_record
from tests.reach import times

TEXTS = st.sampled_from(["Gunmen attacked.", 'A "post", burnt', "= 1|2", "لا شيء"])
ROWS = st.dictionaries(
    st.integers(1, 4),
    st.tuples(TEXTS, st.sampled_from(["2025-05-17", "2025-06-01"]), st.none() | st.integers(0, 9)),
    min_size=1,
)


def tables_of(rows: dict) -> dict:
    return {
        "incidents": [
            an_incident(number, summary_en=text, date_start=day) for number, (text, day, _killed) in rows.items()
        ],
        "claims": [
            a_claim(number, **({"text_en": "x", "measure": "outcome"} if killed is None else {"value": killed}))
            for number, (_text, _day, killed) in rows.items()
        ],
        "roles": [a_role(number=number) for number in rows],
    }


def noted(before: Record, after: Path) -> Record:
    """Note a version in a folder, and load that."""
    later = load_record(load_tables(after), shipped_gazetteer())
    for name, content in noted_tables(before, later, "2026-01-01").items():
        (after / name).write_bytes(content)
    return load_record(load_tables(after), shipped_gazetteer())


@pytest.mark.always
@settings(max_examples=times(3, quick=2))
@given(first=ROWS, second=ROWS, third=ROWS)
def test_whatever_was_edited_is_undone_to_the_cell(first, second, third):
    oldest = a_record(**tables_of(first))
    folder = a_folder(**tables_of(second))
    older = noted(oldest, folder)
    latest = a_folder(**tables_of(third))
    for name in ("versions.csv", "edits.csv"):
        (latest / name).write_bytes((folder / name).read_bytes())
    record = noted(older, latest) if older.stamp != oldest.stamp else older
    for version in noted_versions(record):
        made = older_record(record, version)
        assert made is not None
        expected = oldest if oldest.stamp.startswith(version.stamp) else older
        assert edits_between(expected, made) == []


def test_a_version_is_meant_by_its_stamp_its_name_or_a_link():
    before = a_record()
    record = noted(before, a_folder(incidents=[an_incident(1), an_incident(2)]))
    (version,) = noted_versions(record)
    mark = mark_of(before.version, before.stamp)
    assert [version_meant(record, text) for text in (version.stamp, version.stamp[:6], mark)] == [version] * 3
    assert version_meant(record, mark_of("1999.01.01", "f" * 12)) is None
    # Both versions bear one name: alone it means the record as it is.
    assert version_meant(record, record.version) is None


def test_an_edit_by_hand_leads_astray_until_the_version_is_noted_anew():
    before = a_record()
    folder = a_folder(incidents=[an_incident(1), an_incident(2)])
    record = noted(before, folder)
    assert "versions.csv" not in {one.file for one in find_weaknesses(folder)}
    path = folder / "incidents.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("Gunmen attacked", "They attacked"), encoding="utf-8")
    edited = load_record(load_tables(folder), shipped_gazetteer())
    assert older_record(edited, noted_versions(edited)[0]) is None
    assert [one.value for one in find_weaknesses(folder) if one.file == "versions.csv"] == [before.stamp[:12]]
    for name, content in noted_anew(record, edited, "2026-01-02").items():
        (folder / name).write_bytes(content)
    again = load_record(load_tables(folder), shipped_gazetteer())
    assert noted_versions(again) == noted_versions(record)
    assert edits_between(before, older_record(again, noted_versions(again)[0])) == []


@pytest.mark.parametrize("name", ["2026.11.24", "2026.11.26"])
def test_the_shipped_record_tells_of_the_versions_before(name):
    record = shipped_record()
    version = version_meant(record, name)
    made = older_record(record, version)
    assert (len(made), made.version, made.stamp) == (180, name, version.stamp)


def test_edits_that_lead_to_no_record_show_none():
    folder = a_folder(
        versions=[{"stamp": "0" * 12, "version": "1", "date": "2025-01-01", "digest": "0" * 12}],
        edits=[{"stamp": "0" * 12, "table": "incidents", "row": "SYR-0009", "column": "tactic", "was": "no-tactic"}],
    )
    record = load_record(load_tables(folder), shipped_gazetteer())
    assert older_record(record, noted_versions(record)[0]) is None


def test_the_history_of_the_shipped_record_is_small_beside_it():
    tables = sum(path.stat().st_size for path in DATA.glob("*.csv") if path.name != "edits.csv")
    assert (DATA / "edits.csv").stat().st_size < tables / 4
