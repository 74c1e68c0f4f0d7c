import pytest
from streamlit.testing.v1 import AppTest

from incidents.selection.selection import select
from tests.conftest import AR, EN

LINK = "http://localhost:8501/?governorate=SY09"


def page(lang, link):
    from incidents.record.record import load_record
    from incidents.selection.question import Question
    from incidents.widgets.briefing_panel import show_briefing

    show_briefing(select(load_record()), Question(governorate=("SY04",)), None, lang, link)


@pytest.fixture(params=[EN, AR])
def panel(request):
    return AppTest.from_function(page, args=(request.param, LINK), default_timeout=60).run()


def test_panel_offers_every_format_preview_link_and_citation(panel):
    assert not panel.exception
    assert len(panel.get("download_button")) == 14
    assert len(panel.get("image")) == 1
    assert LINK in [code.value for code in panel.code]
    assert any("CC BY 4.0" in code.value for code in panel.code)


def test_paper_can_be_previewed_page_by_page(panel):
    turned = panel.get("button_group")[0].set_value("paper").run()
    assert not turned.exception
    assert 1 <= len(turned.get("image")) <= 2


def test_files_are_named_for_what_is_inside(panel):
    labels = {button.proto.label for button in panel.get("download_button")}
    assert len(labels) == 14
