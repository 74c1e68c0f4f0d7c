import math
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.briefing.content import Pin
from incidents.views.map_points import map_points
from incidents.views.static_map import draw_static_map
from incidents.views.static_map.frame import ASPECT, SYRIA, Frame, extent_of, widened
from incidents.views.static_map.furniture import _steps_up_to
from incidents.views.static_map.lettering import MapText, overlap, text_width
from incidents.views.static_map.marks import Mark, moved_apart
from incidents.views.static_map.place_names import letter_places
from incidents.views.static_map.symbols import draw_marks
from incidents.views.symbology import SYMBOLOGY
from tests.conftest import AR, EN, a_claim, a_selection, an_incident

WIDTH, HEIGHT = 560.0, 400.0


def drawn(dataset, bounds=SYRIA, lang=EN, pins=(), **choices):
    return draw_static_map(map_points(dataset, bounds), pins, bounds, lang, WIDTH, HEIGHT, **choices)


def a_pin(number=1, **changes):
    values = {"latitude": 35.34, "longitude": 40.14, "kind": "attack", "killed": 3.0, "radius_km": 0.0} | changes
    return Pin(number=number, **values)


@given(st.floats(32.5, 37), st.floats(35.7, 42))
def test_sheet_is_web_mercator_like_the_screen(latitude, longitude):
    frame = Frame(SYRIA, WIDTH, HEIGHT)
    x, y = (float(axis[0]) for axis in frame.points(np.array([longitude]), np.array([latitude])))
    x2, y2 = (float(axis[0]) for axis in frame.points(np.array([longitude + 0.1]), np.array([latitude + 0.001])))
    world = 360 * frame.scale  # the length of the equator on this paper, as 256 · 2^zoom on the screen
    assert x2 - x == pytest.approx(world * 0.1 / 360)
    assert y - y2 == pytest.approx(world * 0.001 / 360 / math.cos(math.radians(latitude)), rel=1e-4)


def test_sheet_shows_the_bounds_and_keeps_their_middle():
    bounds = (35.0, 39.5, 35.6, 41.0)
    south, west, north, east = Frame(bounds, WIDTH, HEIGHT).shown
    assert south < bounds[0]
    assert north > bounds[2]
    assert (west, east) == pytest.approx((bounds[1], bounds[3]))


def test_widened_bounds_have_the_proportions_of_the_sheet():
    south, west, north, east = widened((35.0, 39.5, 35.6, 41.0))
    frame = Frame((south, west, north, east), ASPECT * 100, 100)
    assert frame.shown == pytest.approx((south, west, north, east))


@pytest.mark.parametrize("latitude", [32.5, 35.0, 37.2])
def test_kilometres_are_true_at_their_latitude(latitude):
    frame = Frame((latitude - 0.5, 38, latitude + 0.5, 39), WIDTH, HEIGHT)
    x, _y = frame.points(np.array([38.0, 38.5]), np.array([latitude, latitude]))
    km = 111.320 * math.cos(math.radians(latitude)) * 0.5
    assert (x[1] - x[0]) / km == pytest.approx(frame.points_per_km(latitude), rel=0.002)


def test_scale_bar_is_as_long_as_it_says():
    bounds = (34.6, 39.6, 35.6, 41.0)
    picture = drawn(a_selection(), bounds)
    (label,) = [word for word in picture.words if word.text.endswith(" km")]
    (zero,) = [word for word in picture.words if word.text == "0"]
    frame = Frame(bounds, WIDTH, HEIGHT)
    assert label.x - zero.x == pytest.approx(float(label.text.split()[0]) * frame.points_per_km(frame.middle_latitude))


def test_locator_appears_only_where_the_sheet_is_zoomed():
    whole, near = drawn(a_selection()), drawn(a_selection(), (34.9, 39.6, 35.7, 41.0))
    frame_on_the_small_map = 'fill-opacity="0.18"'
    assert frame_on_the_small_map in near.svg
    assert frame_on_the_small_map not in whole.svg


def test_north_arrow_legend_and_credit_are_on_every_map(record_of_two):
    words = [word.text for word in drawn(record_of_two).words]
    assert "N" in words
    assert "Armed attack" in words
    assert "Bombing" in words
    assert any("Natural Earth" in text for text in words)
    assert any("killed" in text for text in words)


@pytest.fixture
def record_of_two():
    incidents = [an_incident(1), an_incident(2, tactic="ied-or-mine", place_id="raqqa", governorates="SY11")]
    return a_selection(incidents=incidents, claims=[a_claim(1, value=3), a_claim(2, measure="arrested")])


def test_pins_carry_their_numbers(record_of_two):
    picture = drawn(record_of_two, pins=[a_pin(7), a_pin(8, longitude=39.0)])
    numbers = [word.text for word in picture.words if word.weight == "bold" and word.text.isdigit()]
    assert sorted(numbers) == ["7", "8"]


def test_marks_can_be_left_out_for_formats_that_draw_their_own(record_of_two):
    with_marks = drawn(record_of_two, pins=[a_pin(7)])
    without = drawn(record_of_two, pins=[a_pin(7)], marks="left out")
    assert len(without.svg) < len(with_marks.svg)
    assert without.marks == with_marks.marks
    assert "7" not in [word.text for word in without.words]


def test_vague_places_are_areas_of_their_size_and_never_pins():
    dataset = a_selection(incidents=[an_incident(geo_precision="2")])
    bounds = (34.6, 39.0, 36.0, 41.2)
    picture = drawn(dataset, bounds)
    points = map_points(dataset, bounds)
    assert len(points.marks) == 0
    area = points.areas.iloc[0]
    radius = area["radius_km"] * Frame(bounds, WIDTH, HEIGHT).points_per_km(area["latitude"])
    assert f'r="{radius:.1f}"' in picture.svg
    assert all(mark.tag for mark in picture.marks)


def test_unknown_deaths_are_hollow_and_zero_is_not():
    marks = drawn(a_selection(), pins=[a_pin(1, killed=None), a_pin(2, killed=0.0, longitude=38.0)]).marks
    assert [mark.hollow for mark in marks] == [True, False]


@pytest.mark.parametrize("lang", [EN, AR])
def test_words_do_not_lie_on_each_other_or_on_marks(lang):
    pins = [a_pin(number, longitude=38 + number * 0.1, latitude=34 + number % 7 * 0.3) for number in range(1, 31)]
    picture = drawn(a_selection(), lang=lang, pins=pins)
    names = [word for word in picture.words if not word.text.isdigit() and word.y < HEIGHT - 32]
    for number, word in enumerate(names):
        assert not any(overlap(word.box, other.box, -1) for other in names[number + 1 :]), word.text
        assert not any(overlap(word.box, mark.box, -2) for mark in picture.marks), word.text


def test_symbols_at_one_place_are_moved_apart_and_stay_near():
    frame = Frame(SYRIA, WIDTH, HEIGHT)
    stack = [Mark(300, 200, (300, 200), 7.0, "attack", str(number)) for number in range(12)]
    moved = moved_apart(stack, frame)
    for number, mark in enumerate(moved):
        assert math.dist((mark.x, mark.y), mark.at) < 60
        assert all(math.dist((mark.x, mark.y), (other.x, other.y)) > 13 for other in moved[number + 1 :])


@given(st.lists(st.tuples(st.floats(0, 560), st.floats(0, 400), st.floats(4, 22)), max_size=40))
def test_symbols_never_leave_the_sheet(places):
    frame = Frame(SYRIA, WIDTH, HEIGHT)
    marks = [Mark(x, y, (x, y), radius, "attack", "1") for x, y, radius in places]
    for mark in moved_apart(marks, frame):
        assert 0 <= mark.x <= WIDTH
        assert 0 <= mark.y <= HEIGHT


def test_clusters_show_the_counts_of_the_readers_map():
    incidents = [an_incident(number) for number in range(1, 6)] + [
        an_incident(number, place_id="raqqa", governorates="SY11") for number in range(6, 9)
    ]
    picture = drawn(a_selection(incidents=incidents))
    assert sorted(mark.text for mark in picture.marks) == ["3", "5"]


def test_ring_of_a_mixed_cluster_has_an_arc_per_kind():
    incidents = [an_incident(1), an_incident(2, tactic="ied-or-mine"), an_incident(3, tactic="raid")]
    (mark,) = drawn(a_selection(incidents=incidents)).marks
    svg = drawn(a_selection(incidents=incidents)).svg
    assert dict(mark.shares) == {"attack": 1, "bombing": 1, "operation": 1}
    assert all(SYMBOLOGY[kind].colour() in svg for kind in dict(mark.shares))


def test_transparent_map_has_no_ground_around_syria():
    opaque, clear = drawn(a_selection()), drawn(a_selection(), transparent=True)
    assert len(clear.svg) < len(opaque.svg)
    assert f'<rect width="{WIDTH}" height="{HEIGHT}" fill=' not in clear.svg


def test_arabic_legend_begins_at_the_right():
    english, arabic = drawn(a_selection()), drawn(a_selection(), lang=AR)

    def first(picture, text):
        return next(word for word in picture.words if word.text == text)

    assert first(english, "Armed attack").x < WIDTH / 2
    assert first(arabic, "هجوم مسلح").x > WIDTH / 2
    assert first(arabic, "هجوم مسلح").anchor == "right"


def test_svg_is_well_formed_and_asks_for_nothing(record_of_two):
    svg = drawn(record_of_two).svg
    assert set(re.findall(r'(?:href|src|url)\s*[=(]\s*["\']?(\w+:)', svg)) <= {"data:"}
    assert "<text" not in svg


def test_extent_holds_the_points_and_never_less_than_a_region():
    south, west, north, east = extent_of(np.array([35.0]), np.array([40.0]), np.array([0.0]))
    assert south < 35.0 < north
    assert west < 40.0 < east
    assert north - south > 0.7
    assert extent_of(np.array([np.nan]), np.array([np.nan]), np.array([np.nan])) == SYRIA
    assert extent_of(np.array([33.0, 37.0]), np.array([36.0, 42.0]), np.array([0.0, 0.0])) == SYRIA


@given(st.text(alphabet="abcدير الزور", min_size=1, max_size=30), st.floats(5, 30))
def test_box_of_a_word_grows_with_its_size(text, size):
    small, large = (MapText(0, 0, text, points, "#000000").box for points in (size, size * 2))
    assert large[2] - large[0] == pytest.approx(2 * (small[2] - small[0]))
    assert text_width(text, size) >= 0


def test_no_scrap_of_a_line_lies_between_symbols_that_stand_at_their_place():
    one, other = (Mark(x, 100, (100, 100), 7, "attack", "1") for x in (92.0, 108.0))
    assert "M100.0 100.0" not in draw_marks([one, other])


def test_a_line_leads_from_a_symbol_that_was_moved_far_to_its_place():
    moved = Mark(130, 100, (100, 100), 7, "attack", "1")
    assert "M100.0 100.0L130.0 100.0" in draw_marks([moved])
    assert "M100.0 100.0" not in draw_marks([moved, Mark(102, 100, (102, 100), 7, "attack", "2")])


@pytest.mark.parametrize(("most", "shown"), [(3, [0, 5]), (6, [0, 6]), (9, [0, 6, 10]), (24, [0, 10, 24])])
def test_circles_of_the_legend_are_told_apart_by_eye(most, shown):
    assert _steps_up_to(most, 60) == shown


@given(st.floats(33, 36.5), st.floats(36.5, 41.5), st.floats(0.3, 2))
def test_no_dot_of_a_town_is_cut_by_the_edge_or_a_corner_piece(south, west, high):
    frame = Frame((south, west, south + high, west + 1.4 * high), WIDTH, HEIGHT)
    corner = (0.0, HEIGHT - 60.0, 160.0, HEIGHT)
    dots, _names = letter_places(frame, [corner], [corner], EN)
    for x, y in re.findall(r'<rect x="([-\d.]+)" y="([-\d.]+)"', dots):
        dot = (float(x), float(y), float(x) + 3.4, float(y) + 3.4)
        assert not overlap(dot, corner)
        assert 0 < dot[0] < dot[2] < WIDTH
        assert 0 < dot[1] < dot[3] < HEIGHT


def test_names_keep_clear_of_what_comes_and_goes_and_stand_under_it_where_they_cannot():
    frame = Frame((32.0, 35.5, 37.5, 42.5), WIDTH, HEIGHT)
    _dots, before = letter_places(frame, [], [], EN)
    homs = next(word for word in before if word.text == "Homs" and word.weight == "bold")
    _dots, moved = letter_places(frame, [], [], EN, [homs.box])
    assert not overlap(next(word for word in moved if word.text == "Homs" and word.weight == "bold").box, homs.box)
    _dots, covered = letter_places(frame, [], [], EN, [(0.0, 0.0, WIDTH, HEIGHT)])
    assert covered == before
