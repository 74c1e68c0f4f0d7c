"""Incidents as nested records: everything a program needs, null where nobody says."""

import json

import pytest

from incidents.exchange.records import incident_record, totals
from tests.conftest import a_claim, a_role, a_selection, an_incident


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


def test_totals_are_the_key_figures():
    claims = [a_claim(1, value=2), a_claim(1, value=3, origin_id="sana"), a_claim(2, measure="arrested", value=1)]
    found = totals(a_selection(incidents=[an_incident(1), an_incident(2)], claims=claims))
    assert found["incidents"] == 2
    assert found["killed"] == {"low": 2, "high": 3, "unknown": 1, "of": 2, "open": 0}


@pytest.mark.parametrize(("place", "precision"), [("", "0"), ("syria", "0"), ("syria", "3")])
def test_incident_without_a_place_has_no_point(place, precision):
    selection = a_selection(incidents=[an_incident(place_id=place, geo_precision=precision, governorates="")])
    assert incident_record(selection.record, "SYR-0001")["latitude"] is None


def test_texts_of_a_record_cannot_reorder_a_terminal():
    selection = a_selection(incidents=[an_incident(summary_en="a\u202eb\u009bc", summary_ar="\u2067x")])
    record = incident_record(selection.record, "SYR-0001")
    assert (record["summary_en"], record["summary_ar"]) == ("abc", "x")
