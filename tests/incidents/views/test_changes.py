from datetime import date
from functools import cache

import pytest

from incidents.selection.changes import TOGETHER, changes
from incidents.selection.question import Question
from incidents.selection.selection import select
from incidents.views.changes import MOST_ROWS, draw_changes
from incidents.views.interactive_map.shading import governorate_shades
from incidents.views.tones import PALETTE, TONES, contrast
from tests.conftest import EN, LANGS, a_selection, an_incident, shipped_record

RECORD = shipped_record()


@cache
def risen_and_fallen():
    """Return a selection of which the last 90 days have five more in Hasakah, one fewer in Hama, one more nowhere."""
    risen = [an_incident(number, governorates="SY08", date_start="2026-02-01") for number in range(1, 6)]
    fallen = an_incident(9, place_id="hama", governorates="SY05", date_start="2025-11-01")
    nowhere = an_incident(10, place_id=None, governorates=None, geo_precision="0", date_start="2026-02-01")
    return a_selection(incidents=[*risen, fallen, nowhere])


@pytest.mark.parametrize("lang", LANGS)
def test_rises_and_falls_are_drawn_to_either_side_with_their_figures(lang):
    drawn = draw_changes(changes(risen_and_fallen()), risen_and_fallen().record, lang)
    assert drawn.count("<tr") == 1 + 15  # the head, 14 governorates, and not stated
    assert 'class="rise" style="inline-size:50.0%"' in drawn
    assert 'class="fall"' in drawn
    assert "°" in drawn


def test_of_very_many_rows_the_largest_are_drawn_and_the_rest_counted():
    found = changes(select(RECORD), TOGETHER)
    drawn = draw_changes(found, RECORD, EN)
    assert drawn.count('scope="row"') == MOST_ROWS
    assert f"{len(found.rows) - MOST_ROWS} smaller changes are not shown" in drawn


def test_a_still_row_has_no_bar():
    selection = a_selection(incidents=[an_incident()])
    drawn = draw_changes(changes(selection), selection.record, EN)
    assert '<tr class="still">' in drawn


def test_the_map_shades_rise_and_fall_apart_and_names_both_periods():
    shades = governorate_shades(risen_and_fallen(), "change", EN)
    assert shades is not None
    assert shades.styles["SY08"][0] == "shade-rise-2"
    assert shades.styles["SY05"][0] == "shade-fall-0"
    assert shades.styles["SY13"][0] == "none"
    assert "against" in shades.title
    assert [style for style, _words in shades.classes][3] == "shade-none"
    assert len(shades.classes) == 7


def test_the_map_compares_with_the_period_that_the_reader_picked():
    picked = governorate_shades(select(RECORD), "change", EN, (date(2024, 11, 4), date(2024, 11, 5)))
    assert picked is not None
    assert picked.styles != getattr(governorate_shades(select(RECORD), "change", EN), "styles", None)


def test_where_nothing_changed_nothing_is_shaded():
    shades = governorate_shades(select(RECORD, Question(text="nothing of the kind")), "change", EN)
    assert shades is not None
    assert {style for style, _lines in shades.styles.values()} == {"none"}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_colours_of_change_are_seen_and_ink_is_read_on_them(theme):
    palette, tones = PALETTE[theme], TONES[theme]
    for colour in (*palette.rises, *palette.falls):
        assert contrast(palette.ink, colour) >= 4.5, colour
    for bar in (tones.rise, tones.fall):
        assert contrast(bar, palette.surface) >= 3
        assert contrast(bar, tones.panel) >= 4.5, "the figures of change are written in it too"
