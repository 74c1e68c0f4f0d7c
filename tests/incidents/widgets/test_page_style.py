import re
import tomllib
from pathlib import Path

import pytest

from incidents.views.screen import screen_sheets
from incidents.views.tones import PALETTE, TONES, contrast
from incidents.widgets.incident_panel import card_css
from incidents.widgets.page_sheet import SHEETS, page_sheet
from incidents.widgets.page_style import language_css, room_css
from tests.conftest import AR, EN

CONFIG = tomllib.loads((Path(__file__).parents[3] / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_streamlits_theme_has_the_colours_of_the_page(theme):
    tones, palette, configured = TONES[theme], PALETTE[theme], CONFIG["theme"][theme]
    assert configured["backgroundColor"] == tones.page
    assert configured["secondaryBackgroundColor"] == tones.panel
    assert configured["primaryColor"] == configured["linkColor"] == tones.accent
    assert configured["textColor"] == palette.ink
    assert configured["borderColor"] == palette.line


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_keeps_the_contrast_that_wcag_asks_for(theme):
    tones, palette = TONES[theme], PALETTE[theme]
    for ground in (tones.page, tones.panel, palette.surface):
        for ink in (palette.ink, palette.muted, tones.accent):
            assert contrast(ink, ground) >= 4.5
    assert contrast(tones.on_accent, tones.accent) >= 4.5


def test_every_property_that_the_sheet_uses_is_declared():
    sheet = "".join(path.read_text(encoding="utf-8") for path in (*SHEETS, *screen_sheets()))
    css = page_sheet("") + language_css(EN) + card_css() + sheet
    for name in set(re.findall(r"var\(--([\w-]+)\)", sheet)):
        assert f"--{name}:" in css or f"--{name}: " in css


def test_dark_declares_the_same_properties_as_light_and_paper_is_light():
    css = page_sheet("")
    dark = [re.findall(r"--([\w-]+):", block) for block in re.findall(r"data-theme[^{]*\{([^}]*)\}", css)]
    light = re.findall(r"--([\w-]+):", re.search(r":root\{([^}]*)color-scheme:light\}", css).group(1))
    assert len(dark) == 2
    assert dark[0] == dark[1] == light[-len(dark[0]) :]
    assert css.count("@media screen") == 2


def test_no_rule_of_a_wide_screen_looks_down_to_decide():
    """``:has`` is asked again of all that stands above a change: a third of what an answer once cost the browser."""
    sheet = "\n".join((page_sheet(""), room_css(), card_css()))
    assert ":has(" not in re.sub(r"\n@media \(max-width[^{]*\{\n(?:  .*\n)*\}", "", sheet)


def test_the_sheet_asks_no_other_host():
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", page_sheet("").replace("http%3A", "http:"))


def test_arabic_runs_right_to_left_on_taller_lines_and_is_never_letter_spaced():
    assert "--direction:rtl" in language_css(AR)
    assert "--line-height:1.75" in language_css(AR)
    assert not re.search(r"letter-spacing:(?!\s*normal)", page_sheet(""))


def test_the_page_reports_to_nobody():
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["server"]["address"] == "127.0.0.1"
