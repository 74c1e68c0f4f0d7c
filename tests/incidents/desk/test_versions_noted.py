"""Whoever accepts keeps the older versions: a new day begins one, and what is noted leads back after each edit."""

import datetime as dt

import pytest

from geodata.gazetteer import shipped_gazetteer
from incidents.checks import find_problems, find_weaknesses
from incidents.desk.accepting import accept, last_accepted, take_back
from incidents.desk.draft import DraftError
from incidents.desk.drafts import drafts_folder, save_draft
from incidents.desk.forgetting import forget
from incidents.exchange.noting import noted_tables
from incidents.record.edits import edits_between
from incidents.record.older import noted_versions, older_record
from incidents.record.record import load_record
from incidents.record.storage import load_tables
from incidents.selection.differences import difference
from tests.conftest import a_claim, a_record, an_incident
from tests.incidents.desk.conftest import a_new_draft

TODAY = dt.date(2026, 11, 28)


def loaded(home):
    return load_record(load_tables(home), shipped_gazetteer())


def test_every_acceptance_leaves_the_versions_before_it_as_they_were(home):
    oldest = a_record(incidents=[an_incident(1)])
    for name, content in noted_tables(oldest, loaded(home), "2026-11-01").items():
        (home / name).write_bytes(content)
    before = loaded(home)
    for number, name in ((3, "new-1"), (4, "new-2")):
        draft = a_new_draft(name, number)
        rows = {table: draft.rows[table] for table in draft.rows if table != "sources" or number == 3}
        save_draft(drafts_folder(home), type(draft)(**{**vars(draft), "rows": rows}), None)
        accept(home, name, "Sami", today=TODAY)
        record = loaded(home)
        previous, first = noted_versions(record)
        assert (previous.name, previous.date) == (before.version, before.version.replace(".", "-"))
        assert edits_between(before, older_record(record, previous)) == []
        assert edits_between(oldest, older_record(record, first)) == []
        assert find_problems(home) == []
        assert "versions.csv" not in {one.file for one in find_weaknesses(home)}
    assert difference(older_record(record, previous), record).added == ["SYR-0003", "SYR-0004"]
    take_back(home)
    assert difference(older_record(loaded(home), previous), loaded(home)).added == ["SYR-0003"]


def test_an_older_wording_that_does_harm_is_taken_out_for_good_and_the_versions_still_lead_back(home):
    older = a_record(
        incidents=[an_incident(1, summary_en="NAME was shot."), an_incident(2, summary_en="Two.")],
        claims=[a_claim(1), a_claim(2, source_id="other")],
    )
    for name, content in noted_tables(older, loaded(home), "2026-11-01").items():
        (home / name).write_bytes(content)
    save_draft(drafts_folder(home), a_new_draft(), None)
    accept(home, "new-1", "Sami", today=TODAY)
    assert "NAME" in (home / "edits.csv").read_text()
    with pytest.raises(DraftError, match="No older version holds"):
        forget(home, "incidents", "SYR-0001", "summary_ar")
    assert set(forget(home, "incidents", "SYR-0001", "summary_en").files) == {"edits.csv", "versions.csv"}
    assert not [path for path in home.rglob("*") if path.is_file() and b"NAME" in path.read_bytes()]
    assert last_accepted(home) is None
    assert find_problems(home) == []
    record = loaded(home)
    previous, first = (older_record(record, version) for version in noted_versions(record))
    assert first.incident("SYR-0001")["summary_en"] == previous.incident("SYR-0001")["summary_en"]
    assert first.incident("SYR-0002")["summary_en"] == "Two."
