"""Sheets as offices keep them: each row comes in or is named with its reason, and is shown by its own words."""

import datetime as dt

from incidents.exchange.intake.description import NOT_SAID, code_of
from incidents.record.vocabulary import NOT_TYPED
from incidents.selection.question import Question
from incidents.selection.selection import select
from incidents.views.incident_card import draw_card
from incidents.views.incident_list import list_message
from tests.conftest import AR, EN
from tests.incidents.exchange.test_intake import read, record_of

TODAY = dt.date(2026, 11, 27)


def names_on(card):
    """Return what the card names of the place: place, district, governorate."""
    return card.partition('<small class="names">')[2].partition("</small>")[0]


def test_a_name_that_place_district_and_governorate_share_is_told_apart_by_what_it_names(tmp_path):
    sheet = "id,date,place,district,governorate,latitude,longitude\n1,2025-05-03,Idlib,Idlib,Idlib,35.93,36.63\n"
    record = record_of(read("sheet.csv", sheet.encode()), tmp_path)
    card = names_on(draw_card(record, "1", EN))
    assert [word in card for word in (">Idlib<", "district: Idlib", "governorate: Idlib")] == [True] * 3
    assert ">Idlib</span></button> and" not in card
    card = names_on(draw_card(record, "1", AR))
    assert "المنطقة: " in card
    assert "المحافظة: " in card


def test_a_row_of_a_sheet_without_kinds_is_called_by_its_own_text(tmp_path):
    sheet = (
        "id,date,governorate,description\n1,2025-05-03,Homs,A convoy was shot at east of Palmyra\n2,2025-05-02,Homs,\n"
    )
    record = record_of(read("sheet.csv", sheet.encode()), tmp_path)
    for lang in (EN, AR):
        told = list_message(select(record, Question()), lang)
        words = [told["words"][at] for at in told["rows"][0][3]]
        assert " ".join(words) == "A convoy was shot at east of Palmyra"
    assert code_of(NOT_SAID["label"]) == NOT_TYPED
