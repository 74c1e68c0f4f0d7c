"""What a reader adds in his own words, and titles that are sentences which the figures bear out."""

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.briefing.annotations import MOST_REMARKS, Annotations, Remark, read_annotations
from incidents.briefing.compose import compose_briefing
from incidents.briefing.messages import messages
from incidents.briefing.picture import briefing_to_map_svg
from incidents.briefing.sheets import briefing_map
from incidents.briefing.wording import reproduction_in_words
from incidents.commands.link import spot_of
from incidents.phrases import title_sentence
from incidents.selection.question import Question
from incidents.selection.selection import select
from incidents.views.static_map.frame import SYRIA, bounds_about, spot_about
from tests.conftest import EN, a_claim, a_selection, an_incident
from tests.incidents.conftest import DEIR_EZ_ZOR, LINK, MADE_ON, briefing_of

JUNE = Question(date_from=dt.date(2025, 6, 1), date_to=dt.date(2025, 6, 30))


def of_june(then: int, now: int, asked: Question = JUNE):
    """Return the selection of June: so many incidents in May, and so many in June."""
    days = [f"2025-05-{day + 3:02}" for day in range(then)] + [f"2025-06-{day + 3:02}" for day in range(now)]
    incidents = [an_incident(number, date_start=day) for number, day in enumerate(days, start=1)]
    return a_selection(incidents=incidents, claims=[a_claim(n + 1) for n in range(len(days))]).within(asked)


@pytest.mark.parametrize(("then", "now", "verb"), [(2, 20, "rose from 2 to 20"), (20, 2, "fell from 20 to 2")])
def test_a_message_says_what_the_figures_say(then, now, verb):
    selection = of_june(then, now)
    assert verb in messages(selection, EN)[0].title
    assert now == len(selection)


def test_a_message_that_chance_could_make_carries_that_onto_the_face():
    selection = of_june(2, 3)
    message = messages(selection, EN)[0]
    assert "chance" in message.caveat
    own = Annotations(title=message.title)
    heading = compose_briefing(selection, None, EN, LINK, MADE_ON, own=own).heading
    assert message.caveat in heading.comparison


@pytest.mark.parametrize(
    ("may", "june", "arrow"),
    [
        ({"value": 2}, {"value": 5}, "▲"),
        ({"value": 5}, {"value": 2}, "▼"),
        ({"low": 2, "high": 5}, {"low": 4, "high": 6}, ""),  # the later one may be lower
        ({"value": 5}, {"value": 5}, ""),
    ],
)
def test_an_arrow_points_only_where_every_reading_of_both_figures_does(may, june, arrow):
    incidents = [an_incident(1, date_start="2025-05-10"), an_incident(2, date_start="2025-06-10")]
    selection = a_selection(incidents=incidents, claims=[a_claim(1, **may), a_claim(2, **june)])
    count, killed, *_others = briefing_of(selection, EN, JUNE).figures.key
    assert killed.trend == arrow
    assert count.trend == ""


def test_no_message_tells_of_a_change_that_is_none_or_not_covered():
    assert not any(re.search("rose|fell", message.title) for message in messages(of_june(3, 3), EN))
    open_ended = of_june(2, 20, Question())
    assert not any(re.search("rose|fell", message.title) for message in messages(open_ended, EN))


def test_below_a_title_of_ones_own_stands_what_was_counted(record, lang):
    own = Annotations(title="Our title")
    selection = select(record, DEIR_EZ_ZOR)
    heading = compose_briefing(selection, None, lang, LINK, MADE_ON, own=own).heading
    assert heading.title == "Our title"
    assert title_sentence(selection, lang).replace("\u00a0", " ") in heading.filters.replace("\u00a0", " ")


def test_remarks_are_read_by_place_or_degrees_and_the_others_come_back(record):
    typed = ["Mayadin: one", "35.95, 39.01: two: three", "", "nowhere at all: four", "no place"]
    own, refused = read_annotations("", "", typed, record)
    assert [(remark.number, remark.text) for remark in own.remarks] == [(1, "one"), (2, "two: three")]
    assert (own.remarks[1].latitude, own.remarks[1].longitude) == (35.95, 39.01)
    assert refused == ["nowhere at all: four", "no place"]


def test_five_remarks_are_taken_and_a_sixth_comes_back(record):
    own, refused = read_annotations("", "", ["Mayadin: text"] * 6, record)
    assert (len(own.remarks), len(refused)) == (MOST_REMARKS, 1)


def test_every_map_has_the_flag_and_the_words_of_a_remark(lang):
    own = Annotations(note="A note", remarks=(Remark(1, 35.3, 40.1, "Our office"), Remark(2, 10.0, 10.0, "Far")))
    briefing = compose_briefing(a_selection(), SYRIA, lang, LINK, MADE_ON, own=own)
    drawn = briefing_map(briefing, 500)
    words = [word.text for word in drawn.words]
    assert "Our office" in words
    assert words.count("1") == words.count("2") + 2  # of the incident, and of the flag; the second lies off the map
    assert lang.say("{text} (outside this map)").format(text="Far") in words
    assert "A note" in briefing.heading.note


def test_hostile_remarks_are_text(record):
    own, _refused = read_annotations("<b>#panic()", "", ["Mayadin: <script>alert(1)</script>\u202e"], record)
    briefing = compose_briefing(a_selection(), None, EN, LINK, MADE_ON, own=own)
    svg = briefing_to_map_svg(briefing).decode()
    assert "<script" not in svg
    assert "<b>" not in svg


def test_an_address_shows_everybody_the_same_part_of_the_map(lang):
    spot = spot_of(f"{LINK}&at=35.3,40.1,9")
    assert spot == (35.3, 40.1, 9.0)
    south, west, north, east = bounds_about(spot) or SYRIA
    assert south < 35.3 < north
    assert (west + east) / 2 == pytest.approx(40.1)
    assert spot_of(LINK) is None


@given(st.floats(32, 37), st.floats(35, 42), st.integers(6, 14))
def test_the_command_that_a_slide_prints_shows_the_same_part_of_the_map(latitude, longitude, zoom):
    spot = (round(latitude, 3), round(longitude, 3), float(zoom))
    seen = bounds_about(spot) or SYRIA
    assert spot_about(seen) == pytest.approx(spot)
    told = reproduction_in_words("", Question(), EN, "", spot_about(seen))
    assert spot_of(told.split("'")[1]) == pytest.approx(spot)


def test_a_governorate_that_is_asked_for_fills_the_map_and_is_outlined():
    briefing = briefing_of(a_selection(), EN, Question(governorate=("SY11",)))
    south, _west, north, _east = briefing.map.bounds
    assert (north - south) < (SYRIA[2] - SYRIA[0]) / 2
    assert 'class="asked"' in briefing_map(briefing, 500).svg
    assert 'class="asked"' not in briefing_map(briefing_of(a_selection()), 500).svg
