"""Flat rows: codes beside labels, unknown is empty and zero is zero."""

import math

import pandas as pd
import pytest

from incidents.exchange.rows import claim_rows, incident_rows
from incidents.exchange.safe_cells import csv_text
from incidents.selection.question import Question
from incidents.selection.selection import select
from tests.conftest import AR, EN, LANGS, a_claim, a_role, a_selection, an_incident


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


def test_near_a_place_is_at_least_ten_kilometres():
    selection = a_selection(incidents=[an_incident(place_id="raqqa", governorates="SY11", geo_precision="2")])
    assert selection.incidents["uncertainty_km"].tolist() == [10.0]


def test_claim_rows_show_status_and_numbers():
    claims = [a_claim(value=1, superseded_by="SYR-0001-02"), a_claim(low=54)]
    rows = claim_rows(a_selection(claims=claims), EN)
    assert rows["status"].tolist() == ["superseded", "current"]
    assert rows["statement"].tolist() == ["1", "at least 54"]
    assert math.isnan(rows["value"].iloc[1])
