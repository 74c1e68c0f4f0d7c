"""What is wrong with a draft is said once, and in the words that stand at the fields."""

import datetime as dt

import pytest

from incidents.desk.kept_record import load_kept_record
from incidents.widgets.desk.concerns import find_concerns
from tests.conftest import AR, EN, a_claim, a_folder, an_incident
from tests.incidents.desk.conftest import a_new_draft

TODAY = dt.date(2026, 4, 1)


@pytest.fixture(scope="module")
def kept():
    return load_kept_record(a_folder([an_incident(1)], [a_claim(1, source_id="other")]))


@pytest.mark.parametrize("lang", [EN, AR], ids=str)
def test_an_empty_field_is_said_once_and_no_column_is_called_as_the_table_has_it(kept, lang):
    concerns = find_concerns(kept, a_new_draft(number=2, summary_en="", summary_ar=""), lang, TODAY)
    assert [one.column for one in concerns if one.table == "incidents" and one.weight == "wrong"] == [
        "summary_en",
        "summary_ar",
    ]
    assert not [one for one in concerns if "_en" in one.line or "_ar" in one.line]
