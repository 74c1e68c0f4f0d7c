"""The panel of the briefing: every format, what will be printed, and after an edit the edited figures everywhere."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from incidents.briefing.formats import PRINTS
from incidents.exchange.formats import EXPORTS
from incidents.language import Language
from incidents.record.record import load_record
from incidents.record.storage import load_tables
from incidents.selection.question import Question
from incidents.selection.selection import select
from incidents.widgets.briefing_panel import _composed, _key, _losses, _printed
from tests.conftest import AR, EN, a_claim, a_folder

LINK = "http://localhost:8501/?governorate=SY09"


def page(lang: "Language", link: str, directory: str | None) -> None:
    from pathlib import Path

    from incidents.record.record import load_record
    from incidents.record.storage import load_tables
    from incidents.selection.question import Question
    from incidents.selection.selection import select
    from incidents.widgets.briefing_panel import show_briefing
    from tests.conftest import shipped_record

    record = load_record(load_tables(Path(directory))) if directory else shipped_record()
    question = Question() if directory else Question(governorate=("SY04",))
    show_briefing(select(record, question), None, lang, link)


@pytest.fixture(params=[EN, AR])
def panel(request):
    return AppTest.from_function(page, args=(request.param, LINK, None), default_timeout=60).run()


def test_panel_offers_every_format_preview_link_and_citation(panel):
    assert not panel.exception
    assert len(panel.get("download_button")) == len(PRINTS) + len(EXPORTS) + 1  # and the page in one file
    assert len(panel.get("image")) == 1
    assert LINK in [code.value for code in panel.code]
    assert any("CC BY 4.0" in code.value for code in panel.code)


def test_paper_can_be_previewed_page_by_page(panel):
    turned = panel.get("button_group")[0].set_value("paper").run()
    assert not turned.exception
    assert 1 <= len(turned.get("image")) <= 2


def test_files_are_named_for_what_is_inside(panel):
    labels = {button.proto.label for button in panel.get("download_button")}
    assert len(labels) == len(PRINTS) + len(EXPORTS) + 1


def test_words_that_nobody_finds_keep_nobody_from_a_briefing():
    record = load_record(load_tables(a_folder()))
    assert not len(select(record, Question(text="nowhere at all")))
    selection = select(record)
    assert _composed(_key(selection, None, EN, LINK), selection).figures


def test_readers_who_ask_the_same_share_one_briefing_and_the_record_is_not_copied_for_it():
    selection = select(load_record(load_tables(a_folder())))
    key = _key(selection, None, EN, LINK)
    assert _composed(key, selection) is _composed(key, selection)


@pytest.fixture
def directory() -> Path:
    return a_folder(claims=[a_claim(value=248)])


def edit(directory: Path) -> None:
    """Correct a figure under the same version of the record, add what the reshaped copies lose."""
    path = directory / "claims.csv"
    line = path.read_text(encoding="utf-8").splitlines()[1]
    position = line.replace("SYR-0001-01,", "SYR-0001-02,").replace("killed_total,248", "killed_total,314")
    with path.open("a", encoding="utf-8") as file:
        file.write(position + "\n")


def test_an_edited_claim_changes_the_preview_though_the_version_stays(directory):
    panel = AppTest.from_function(page, args=(EN, LINK, str(directory)), default_timeout=60).run()
    before = panel.get("image")[0].proto.imgs[0].url
    assert panel.run().get("image")[0].proto.imgs[0].url == before
    edit(directory)
    assert panel.run().get("image")[0].proto.imgs[0].url != before
    assert not panel.exception


def test_an_edited_claim_changes_briefing_files_and_losses_though_the_version_stays(directory):
    def made() -> tuple[str, str, list[bytes], tuple[str, ...]]:
        selection = select(load_record(load_tables(directory)))
        key = _key(selection, None, EN, LINK)
        briefing = _composed(key, selection)
        return (
            selection.record.version,
            repr(briefing),
            _printed(key, "slide", briefing),
            _losses(key, selection, "acled"),
        )

    before = made()
    assert made() == before
    edit(directory)
    after = made()
    assert after[0] == before[0]
    assert "314" in after[1]
    assert all(new != old for new, old in zip(after[1:], before[1:], strict=True))


def ask(lang: "Language") -> None:
    import streamlit as st

    from incidents.selection.question import Question
    from incidents.selection.selection import select
    from incidents.widgets.own_words import ask_own_words
    from tests.conftest import shipped_record

    st.session_state["own"] = ask_own_words(select(shipped_record(), Question(governorate=("SY04",))), lang)


@pytest.mark.parametrize("lang", [EN, AR])
def test_words_of_ones_own_are_taken_and_what_has_no_place_is_said(lang):
    asked = AppTest.from_function(ask, args=(lang,), default_timeout=60).run()
    asked.text_input("briefing_note").set_value("Note")
    asked.text_area("briefing_remarks").set_value("raqqa: here\nnowhere at all: there").run()
    own = asked.session_state["own"]
    assert not asked.exception
    assert (own.note, [remark.text for remark in own.remarks]) == ("Note", ["here"])
    assert any("nowhere at all: there" in element.proto.body for element in asked.get("html"))
