"""What a dossier adds to the screen: a heading that says what the thing is, and lists that lead to other dossiers."""

import json

import pytest

from incidents.selection.dossiers import question_of
from incidents.selection.selection import select
from incidents.views.dossier import dossier_head, dossier_lists
from incidents.views.dossier.messages import FIRST_ROWS
from tests.conftest import AR, EN, LANGS, shipped_record

RECORD = shipped_record()
OPENS, LABEL, COUNT, BELOW, KIND = range(5)


def lists(written, lang=EN):
    return dossier_lists(select(RECORD, question_of(written)), written, lang)


@pytest.mark.parametrize(
    ("written", "title", "what"),
    [
        ("governorate:SY09", "Deir ez-Zor", "SY09 · Deir ez-Zor, Al-Bukamal, Mayadin"),
        ("district:SY0902", "Al-Bukamal", "SY0902 · Deir ez-Zor"),
        ("place:mayadin", "Mayadin", "Mayadin · Deir ez-Zor"),
        ("actor:islamic-state", "Islamic State (ISIS)", "Rebel group"),
        ("origin:sohr", "Syrian Observatory for Human Rights (SOHR)", "Monitor"),
    ],
)
def test_the_heading_names_the_thing_and_says_what_it_is(written, title, what):
    told = dossier_head(RECORD, written, EN)
    assert told["title"] == title
    assert told["kicker"].startswith("Dossier · ")
    assert told["what"].startswith(what)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "written",
    ["governorate:SY09", "district:SY0902", "place:raqqa", "actor:islamic-state", "origin:sohr", "kind:bombing"],
)
def test_a_dossier_is_small_and_every_row_has_a_name_and_a_number(written, lang):
    told = lists(written, lang)
    assert len(json.dumps(told, ensure_ascii=False).encode()) < 16_000
    rows = [row for part in told["parts"] for one in part["lists"] for row in one["rows"]]
    assert all(row[LABEL] and row[COUNT] > 0 for row in rows)
    assert dossier_head(RECORD, written, lang)["what"]


def test_rows_lead_to_the_dossiers_of_actors_origins_and_kinds():
    where, whom, voices, kinds = lists("governorate:SY09")["parts"]
    assert [part["rows"][0][OPENS].partition(":")[0] for part in where["lists"]] == ["district", "place"]
    assert whom["lists"][0]["title"] == "Carried out by"
    assert whom["lists"][0]["rows"][0][OPENS] == "actor:islamic-state"
    assert voices["lists"][0]["rows"][0][OPENS] == "origin:sohr"
    assert "rest on it alone" in voices["lists"][0]["rows"][0][BELOW]
    assert kinds["lists"][0]["rows"][0][OPENS] == "kind:attack"
    assert kinds["lists"][0]["rows"][0][KIND] is not None
    assert len(voices["lists"][0]["rows"]) > FIRST_ROWS


def test_detailed_kinds_lead_nowhere():
    kinds = lists("kind:bombing", AR)["parts"][-1]["lists"][0]
    assert {row[OPENS] for row in kinds["rows"]} == {""}
