import csv
import io
import json
import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.exchange.rows import (
    claim_rows,
    csv_text,
    incident_record,
    incident_rows,
    incidents_as_geojson,
    safe_cell,
    totals,
)
from incidents.selection.question import Question
from incidents.selection.selection import select
from tests.conftest import AR, EN, LANGS, a_claim, a_record, a_role, a_selection, an_incident

HOSTILE = [
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "  =1",
    "＝1+1",
    "\u202e=1+1",
    "<img src=x onerror=alert(1)>",
    "</script><script>",
    "a\x1b[31mred",
    "line\none",
    "\u202egnp.exe\u202c",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_a_plain_cell(text):
    cell = safe_cell(text)
    assert cell.lstrip()[:1] not in {"=", "+", "-", "@", "＝"}
    assert not set(cell) & set("\x1b\n\t\u202e\u202c")


@given(st.text(max_size=50))
def test_no_text_becomes_a_formula_and_letters_stay(text):
    cell = safe_cell(text)
    assert cell.lstrip()[:1] not in {"=", "+", "-", "@", "＝", "＋", "－", "＠"} or not cell.strip()
    assert [letter for letter in cell if letter.isalnum()] == [letter for letter in text if letter.isalnum()]


def test_harmless_text_stays_as_it_is():
    for text in ("Gunmen attacked.", "هاجم مسلحون حاجزاً.", "5–10", "a = b", "Mar Elias (church)"):
        assert safe_cell(text) == text


def test_hostile_text_goes_through_csv_and_back():
    incidents = [an_incident(number, summary_en=text) for number, text in enumerate(HOSTILE, start=1)]
    text = csv_text(incident_rows(a_selection(incidents=incidents), EN))
    read = list(csv.DictReader(io.StringIO(text)))
    assert len(read) == len(HOSTILE)
    assert [row["summary"] for row in read] == [safe_cell(text) for text in HOSTILE]


def test_unknown_is_empty_and_zero_is_zero():
    claims = [a_claim(1, measure="arrested", value=0), a_claim(2, measure="killed_is", value=2)]
    rows = incident_rows(a_selection(incidents=[an_incident(1), an_incident(2)], claims=claims), EN)
    assert rows["arrested_low"].tolist() == [0, pd.NA]
    assert rows["killed_low"].tolist() == [pd.NA, 2]
    assert csv_text(rows[["arrested_low", "killed_low"]]) == "arrested_low,killed_low\n0,\n,2\n"


def test_row_has_codes_and_labels_in_the_readers_language():
    selection = a_selection(roles=[a_role("islamic-state"), a_role("civilians", "target")])
    row = incident_rows(selection, AR).iloc[0]
    assert row["event_type"] == "battles"
    assert row["event_type_label"] != "battles"
    assert row["governorate_names"] == "دير الزور"
    assert row["targets"] == "civilians"
    assert row["summary"] == "هاجم مسلحون حاجزاً."


@pytest.mark.parametrize("lang", LANGS)
def test_rows_are_the_selection_in_date_order(lang):
    incidents = [an_incident(1, date_start="2025-06-01"), an_incident(2), an_incident(3, governorates="SY11")]
    selection = select(a_selection(incidents=incidents).record, Question(governorate=("SY09",)))
    assert incident_rows(selection, lang)["incident_id"].tolist() == ["SYR-0002", "SYR-0001"]
    assert len(claim_rows(selection, lang)) == 2


def test_empty_selection_has_columns_and_no_rows():
    selection = select(a_selection().record, Question(governorate=("SY10",)))
    assert len(incident_rows(selection, EN)) == 0
    assert list(incident_rows(selection, EN)) == list(incident_rows(a_selection(), EN))
    assert len(claim_rows(selection, EN)) == 0
    assert incidents_as_geojson(selection, EN)["features"] == []


def test_record_has_everything_a_program_needs():
    claims = [
        a_claim(measure="killed_is", value=1, superseded_by="SYR-0001-02", source_id="early"),
        a_claim(measure="killed_is", value=3, source_id="late"),
        a_claim(measure="killed_is", value=2, origin_id="sana", source_id="late"),
        a_claim(measure="outcome", text_en="fled", text_ar="فرّ", source_id="late"),
    ]
    record = incident_record(a_selection(claims=claims, roles=[a_role("sdf", "initiator")]).record, "SYR-0001")
    assert (record["date_start"], record["date_precision"]) == ("2025-05-17", "day")
    assert record["governorates"] == ["SY09"]
    assert [(actor["actor_id"], actor["role"]) for actor in record["actors"]] == [("sdf", "initiator")]
    assert record["figures"]["killed_is"] == {
        "low": 2,
        "high": 3,
        "at_least": False,
        "unknown": False,
        "contested": True,
    }
    assert record["figures"]["arrested"] == {
        "low": None,
        "high": None,
        "at_least": False,
        "unknown": True,
        "contested": False,
    }
    assert record["independent_origins"] == 2
    assert [claim["status"] for claim in record["claims"]] == ["superseded", "current", "current", "current"]
    assert record["claims"][2]["origin"]["origin_id"] == "sana"
    assert [source["source_id"] for source in record["sources"]] == ["early", "late"]
    assert record["uncertainty_km"] > 0
    json.dumps(record, allow_nan=False)


def test_record_of_an_unknown_id_is_refused():
    with pytest.raises(KeyError):
        incident_record(a_selection().record, "SYR-9999")


@pytest.mark.parametrize(("place", "precision"), [("", "0"), ("syria", "0"), ("syria", "3")])
def test_incident_without_a_place_has_no_point(place, precision):
    selection = a_selection(incidents=[an_incident(place_id=place, geo_precision=precision, governorates="")])
    assert incident_record(selection.record, "SYR-0001")["latitude"] is None
    assert incidents_as_geojson(selection, EN)["features"][0]["geometry"] is None


def test_near_a_place_is_at_least_ten_kilometres():
    selection = a_selection(incidents=[an_incident(place_id="raqqa", governorates="SY11", geo_precision="2")])
    assert selection.incidents["uncertainty_km"].tolist() == [10.0]


def test_geojson_says_what_it_is_and_how_sure():
    collection = incidents_as_geojson(select(a_record(), Question(governorate=("SY09",))), EN)
    feature = collection["features"][0]
    longitude, latitude = feature["geometry"]["coordinates"]
    assert 35 < longitude < 43
    assert 32 < latitude < 38
    assert feature["properties"]["geo_precision"] == "1"
    assert collection["about"]["filters"] == {"governorate": "SY09"}
    assert collection["about"]["licence"] == "CC-BY-4.0"
    json.dumps(collection, allow_nan=False)


def test_totals_are_the_key_figures():
    claims = [a_claim(1, value=2), a_claim(1, value=3, origin_id="sana"), a_claim(2, measure="arrested", value=1)]
    found = totals(a_selection(incidents=[an_incident(1), an_incident(2)], claims=claims))
    assert found["incidents"] == 2
    assert found["killed"] == {"low": 2, "high": 3, "unknown": 1, "of": 2, "open": 0}


def test_claim_rows_show_status_and_numbers():
    claims = [a_claim(value=1, superseded_by="SYR-0001-02"), a_claim(low=54)]
    rows = claim_rows(a_selection(claims=claims), EN)
    assert rows["status"].tolist() == ["superseded", "current"]
    assert rows["statement"].tolist() == ["1", "at least 54"]
    assert math.isnan(rows["value"].iloc[1])
