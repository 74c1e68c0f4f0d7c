"""The faces of a briefing say the same in both languages: caveats, dates in their order, letters without signs."""

import re
from io import BytesIO

import pytest
from pptx import Presentation

from incidents.briefing.arabic_pdf import without_vowel_signs
from incidents.briefing.compose import compose_briefing
from incidents.briefing.deck import briefing_to_pptx
from incidents.briefing.fitting import ended
from incidents.briefing.slide_sheet import FOOT_LINES, SMALLEST, slide_content, slide_map
from incidents.record.vocabulary import AGGREGATE_COUNT
from incidents.selection.question import Near, Question
from incidents.selection.selection import select
from tests.conftest import AR, EN, a_claim, a_selection, an_incident
from tests.incidents.conftest import DEIR_EZ_ZOR, LINK, MADE_ON, answered, made_once, unjoined

QUESTIONS = [Question(), DEIR_EZ_ZOR, Question(contested=True), Question(near=Near("raqqa", 30))]
LONG_LINK = f"{LINK}&text={'a' * 400}"


@pytest.mark.parametrize(
    ("question", "link"),
    [*((question, LINK) for question in QUESTIONS), *((asked, LONG_LINK) for asked in QUESTIONS[::3])],
)
def test_the_slide_prints_every_caveat_whole_in_either_language(question, link):
    said = []
    for lang in (EN, AR):
        briefing = answered(question, lang, link)
        content = slide_content(briefing, slide_map(briefing))
        assert content["footer"][-1] == " ".join(ended(briefing.notes.caveats))
        assert all(caveat in content["footer"][-1] for caveat in briefing.notes.caveats)
        assert content["foot_size"] == content["smallest"] == SMALLEST >= 8
        assert len(content["footer"]) <= FOOT_LINES
        said.append(len(briefing.notes.caveats))
    assert said[0] == said[1] > 2


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_deck_shows_every_caveat_on_its_first_slide(question, lang):
    briefing = answered(question, lang)
    slide = Presentation(BytesIO(made_once(briefing_to_pptx, briefing))).slides[0]
    told = unjoined(" ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame))
    for caveat in briefing.notes.caveats:
        assert without_vowel_signs(caveat) in told


def test_no_format_carries_vowel_signs_that_another_leaves_out():
    deck = Presentation(BytesIO(made_once(briefing_to_pptx, answered(DEIR_EZ_ZOR, AR))))
    chart = next(shape.chart for shape in deck.slides[0].shapes if shape.has_chart)
    told = [shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame]
    told += [str(category) for category in chart.plots[0].categories] + [plot.name for plot in chart.plots[0].series]
    assert all(text == without_vowel_signs(text) for text in told)


def test_days_of_an_arabic_axis_run_from_right_to_left():
    weeks = {lang: answered(DEIR_EZ_ZOR, lang).charts.timeline.periods for lang in (EN, AR)}
    assert all(re.fullmatch("\u2067\\d+ \\D+\u2069", label) for label in weeks[AR])
    assert not any("\u2067" in label for label in weeks[EN])


def test_a_date_in_a_title_stays_whole(lang):
    heading = answered(DEIR_EZ_ZOR, lang).heading
    assert heading.when == heading.period
    assert heading.when in heading.title
    assert " " not in heading.period.replace(" \u2013 ", "")


def test_an_aggregate_report_shows_a_dash_and_no_0(lang):
    incidents = [an_incident(1), an_incident(2, tactic=AGGREGATE_COUNT, governorates="SY11")]
    record = a_selection(incidents=incidents, claims=[a_claim(1, value=3), a_claim(2, value=11)]).record
    briefing = compose_briefing(select(record, Question()), None, lang, LINK, MADE_ON)
    assert {bar.code: bar.killed for bar in briefing.charts.governorates} == {"SY09": "3", "SY11": "\u2014"}
    assert (briefing.table.listed[1].killed, briefing.table.listed[1].wounded) == ("\u2014", "\u2014")
    assert any("(\u2014)" in caveat for caveat in briefing.notes.caveats)
