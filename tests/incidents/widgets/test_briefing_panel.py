import pytest
from streamlit.testing.v1 import AppTest

LINK = "http://localhost:8501/?governorate=SY09"


def page(lang, link):
    from incidents.dataset import load_dataset
    from incidents.filters import Filters
    from incidents.widgets.briefing_panel import show_briefing

    show_briefing(load_dataset(), Filters(governorate=("SY04",)), None, lang, link)


@pytest.fixture(params=["en", "ar"])
def closed(request):
    return AppTest.from_function(page, args=(request.param, LINK), default_timeout=60).run()


def test_nothing_is_made_before_the_panel_is_opened(closed):
    assert not closed.exception
    assert len(closed.get("download_button")) == 0


def test_open_panel_offers_every_format_link_and_citation(closed):
    opened = closed.toggle[0].set_value(True).run()
    assert not opened.exception
    assert len(opened.get("download_button")) == 14
    assert len(opened.get("image")) == 1
    assert LINK in [code.value for code in opened.code]
    assert any("CC BY 4.0" in code.value for code in opened.code)
