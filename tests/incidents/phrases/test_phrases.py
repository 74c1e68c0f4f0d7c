import datetime as dt
import math

import pytest

from incidents.phrases import (
    accounts,
    contested_measures,
    date_in_brief,
    date_in_words,
    disagreement,
    figure_text,
    filters_in_words,
    option_label,
    place_in_words,
    range_text,
    title_sentence,
    total_text,
)
from incidents.selection.filters import LISTS
from incidents.selection.question import Question
from incidents.selection.selection import select
from incidents.selection.summaries import Total
from tests.conftest import AR, EN, a_claim, a_role, a_selection, an_incident, an_origin


def the_incident(**changes):
    dataset = a_selection(incidents=[an_incident(**changes)])
    return dataset, dataset.incidents.iloc[0]


@pytest.mark.parametrize(
    ("start", "end", "precision", "words"),
    [
        ("2025-10-18", "2025-10-18", "day", "18 October 2025"),
        ("2025-10-18", "2025-10-19", "range", "between 18 and 19 October 2025"),
        ("2025-10-28", "2025-11-02", "range", "between 28 October and 2 November 2025"),
        ("2024-12-28", "2025-01-02", "range", "between 28 December 2024 and 2 January 2025"),
        ("2025-10-01", "2025-10-31", "month", "some time in October 2025"),
        ("2025-10-01", "2025-10-30", "month", "between 1 and 30 October 2025"),
        ("2025-10-18", "2025-10-18", "unknown", "date not known, filed under 18 Oct 2025"),
        ("", "", "unknown", "date not known"),
    ],
)
def test_date_is_said_as_precisely_as_it_is_known(start, end, precision, words):
    _, incident = the_incident(date_start=start, date_end=end, date_precision=precision)
    assert date_in_words(incident, EN) == words


def test_brief_date_shows_a_span_as_a_span():
    _, incident = the_incident(date_start="2025-10-18", date_end="2025-10-19", date_precision="range")
    assert date_in_brief(incident, EN) == "18–19 Oct 2025"


@pytest.mark.parametrize(
    ("place", "governorates", "precision", "words"),
    [
        ("dumayr", "SY03", "1", "Al-Dumayr, Rif Dimashq"),
        ("dumayr", "SY03", "2", "somewhere within 10 km of Al-Dumayr, Rif Dimashq"),
        ("gov-sy04", "SY04", "3", "somewhere in Homs governorate"),
        ("syrian-badia", "SY04|SY09", "3", "somewhere in Syrian Badia (desert/steppe)"),
        ("", "SY04", "0", "somewhere in Homs governorate"),
        ("", "SY04|SY05", "0", "somewhere in the governorates of Homs and Hama"),
        ("", "", "0", "place not stated"),
        ("raqqa", "SY11", "1", "Raqqa"),
    ],
)
def test_place_is_said_as_precisely_as_it_is_known(place, governorates, precision, words):
    dataset, incident = the_incident(place_id=place, governorates=governorates, geo_precision=precision)
    assert place_in_words(dataset.record, incident, EN) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (3, 3, "3"),
        (2, 3, "2–3"),
        (None, 30, "up to 30"),
        (math.nan, math.nan, "not reported"),
        (None, None, "not reported"),
    ],
)
def test_unknown_is_a_word_and_open_ends_are_said(low, high, words):
    assert range_text(low, high, EN) == words


def test_range_open_above_says_so():
    assert range_text(54, 54, EN, at_least=True) == "at least 54"
    assert range_text(3, 54, EN, at_least=True) == "3–54 or more"


def test_range_in_arabic_keeps_its_order():
    assert range_text(2, 3, AR) == "\u20662–3\u2069"


@pytest.mark.parametrize(
    ("value", "low", "high", "words"),
    [
        (3, None, None, "3"),
        (54, 54, None, "at least 54"),
        (None, 54, None, "at least 54"),
        (30, None, 30, "up to 30"),
        (None, 2, 3, "2–3"),
        (60, 56, 64, "60 (56–64)"),
        (60, 50, None, "60 (at least 50)"),
        (0, None, None, "0"),
    ],
)
def test_figure_shows_the_bounds_its_source_gives(value, low, high, words):
    assert figure_text({"value": value, "low": low, "high": high}, EN) == words


@pytest.mark.parametrize(
    ("total", "words"),
    [
        (Total(12, 15, 4, 20), "12–15 · not reported in 4"),
        (Total(12, 15, 0, 20), "12–15"),
        (Total(None, None, 20, 20), "not reported in any of 20"),
        (Total(None, None, 1, 1), "not reported in 1"),
        (Total(0, 0, 0, 1), "0"),
        (Total(None, None, 0, 0), "—"),
    ],
)
def test_total_names_what_is_not_known(total, words):
    assert total_text(total, EN) == words


def test_unknown_in_all_is_another_sentence_than_unknown_in_some_in_arabic_too():
    assert total_text(Total(None, None, 20, 20), AR) == "لم يُذكر في أي من الأحداث (20)"
    assert total_text(Total(None, None, 2, 2), AR) == "لم يُذكر في أي من الحدثين"
    assert total_text(Total(3, 3, 20, 40), AR) == "3 · لم يُذكر في 20 حدثاً"


def test_disagreement_groups_who_says_the_same():
    origins = [
        an_origin("ministry", name_en="Interior Ministry"),
        an_origin("sohr", name_en="SOHR"),
        an_origin("source", name_en="security source"),
    ]
    claims = [
        a_claim(measure="killed_is", value=3, origin_id="ministry"),
        a_claim(measure="killed_is", value=3, origin_id="sohr"),
        a_claim(measure="killed_is", value=1, origin_id="source"),
    ]
    sentences = disagreement(a_selection(claims=claims, origins=origins).record, "SYR-0001", EN)
    assert sentences[0].endswith(": 1 according to security source; 3 according to Interior Ministry and SOHR.")


def test_disagreement_names_positions_of_texts():
    claims = [
        a_claim(measure="outcome", text_en="he was taken", text_ar="أُخذ", position_en="captured", position_ar="اعتُقل"),
        a_claim(
            measure="outcome", text_en="he died", text_ar="مات", position_en="killed", position_ar="قُتل", origin_id="ap"
        ),
    ]
    dataset = a_selection(claims=claims)
    assert disagreement(dataset.record, "SYR-0001", EN)[0].endswith(
        ": captured according to sohr; killed according to ap."
    )


def test_replaced_figures_are_told_as_earlier_ones():
    claims = [
        a_claim(measure="arrested", value=1, origin_id="ministry", superseded_by="SYR-0001-02"),
        a_claim(measure="arrested", value=4, origin_id="ministry"),
        a_claim(measure="arrested", value=10, origin_id="source"),
    ]
    sentence = disagreement(a_selection(claims=claims).record, "SYR-0001", EN)[0]
    assert "4 according to ministry; 10 according to source." in sentence
    assert sentence.endswith("Superseded figures: 1 according to ministry.")


def test_agreeing_accounts_make_no_disagreement():
    dataset = a_selection(
        claims=[a_claim(value=3), a_claim(value=3, origin_id="sana"), a_claim(low=2, origin_id="afp")]
    )
    assert disagreement(dataset.record, "SYR-0001", EN) == []
    assert contested_measures(dataset.record, "SYR-0001") == []


def test_accounts_have_one_row_per_claim_with_replaced_ones_last():
    claims = [
        a_claim(measure="arrested", value=1, superseded_by="SYR-0001-02", source_id="early"),
        a_claim(measure="arrested", value=4, source_id="late"),
        a_claim(measure="killed_is", value=2, source_id="late"),
    ]
    table = accounts(a_selection(claims=claims).record, "SYR-0001", EN)
    assert table["claim_id"].tolist() == ["SYR-0001-03", "SYR-0001-02", "SYR-0001-01"]
    assert table["superseded"].tolist() == [False, False, True]
    assert table["source_number"].tolist() == [2, 2, 1]
    assert table["statement"].tolist() == ["2", "4", "1"]


def test_accounts_speak_the_readers_language():
    table = accounts(a_selection().record, "SYR-0001", AR)
    assert table["attributed_to"].tolist() == ["المرصد"]
    assert table["publisher"].tolist() == ["ناشر"]


def test_every_filter_has_a_sentence_in_the_order_of_the_fields():
    dataset = a_selection(roles=[a_role("islamic-state"), a_role("civilians", "target")])
    filters = Question(
        governorate=("SY09", "SY04"),
        target=("civilians",),
        killed=("1-4", "10+", "unknown"),
        date_from=dt.date(2025, 1, 1),
        contested=True,
        min_origins=2,
        text="حاجز",
        bounds=(33.0, 36.0, 37.0, 42.0),
    )
    assert filters_in_words(dataset.record, filters, EN) == {
        "governorate": "in Deir ez-Zor or Homs",
        "target": "targeting Civilians",
        "killed": "people killed: 1–4, 10 or more or number not reported",
        "date_from": "from 1 January 2025",
        "contested": "conflicting accounts only",
        "min_origins": "at least 2 independent primary sources",
        "text": "mentioning “\u2068حاجز\u2069”",
        "bounds": "inside the view of the map",
    }


def test_every_option_of_every_filter_has_a_label_in_both_languages():
    dataset = a_selection()
    for name, kind in LISTS.items():
        for code in kind.codes(dataset.record):
            assert option_label(dataset.record, name, code, EN)
            assert option_label(dataset.record, name, code, AR)


def test_title_says_how_many_where_killed_and_when():
    claims = [a_claim(1, value=2), a_claim(1, value=3, origin_id="sana"), a_claim(2, measure="arrested", value=1)]
    dataset = a_selection(incidents=[an_incident(1), an_incident(2)], claims=claims)
    filters = Question(governorate=("SY09",))
    title = title_sentence(select(dataset.record, filters), EN)
    assert title == "2 ISIS-related incidents in Deir ez-Zor, 2–3 killed, 4 Nov 2024 – 5 Mar 2026"


def test_title_of_one_incident_says_its_day_and_not_the_period_asked_about():
    asked = Question(date_from=dt.date(2025, 5, 1), date_to=dt.date(2025, 5, 31))
    one = a_selection(incidents=[an_incident(1, date_start="2025-05-17", date_end="2025-05-17")]).within(asked)
    assert title_sentence(one, EN) == "1 ISIS-related incident, 1 killed, 17 May 2025"
    vague = an_incident(1, date_start="2025-05-01", date_end="2025-05-31", date_precision="unknown")
    undated = a_selection(incidents=[vague]).within(Question())
    assert title_sentence(undated, EN) == "1 ISIS-related incident, 1 killed, 4 Nov 2024 – 5 Mar 2026"


def test_title_of_an_empty_selection_counts_nothing():
    filters = Question(governorate=("SY10",))
    title = title_sentence(select(a_selection().record, filters), EN)
    assert title == "No ISIS-related incidents in Tartus, 4 Nov 2024 – 5 Mar 2026"


def test_texts_that_take_no_side_stay_out_of_the_disagreement():
    sides = {"captured": "sohr", "killed": "unattributed", "released": "centcom"}
    claims = [
        a_claim(measure="outcome", text_en="x", text_ar="س", position_en=side, position_ar=side, origin_id=origin)
        for side, origin in sides.items()
    ]
    claims.append(a_claim(measure="outcome", text_en="a long story", text_ar="قصة", origin_id="sana"))
    sentence = disagreement(a_selection(claims=claims).record, "SYR-0001", EN)[0]
    assert "a long story" not in sentence
    assert sentence.endswith(
        "captured according to sohr; killed according to reports that name no source; released according to centcom."
    )
