"""The page as a reader uses it, in both languages: question, answer and address agree."""

import json
import re
from contextlib import redirect_stdout
from functools import cache
from io import StringIO

import pytest
from playwright.sync_api import Locator, Page, expect

from incidents.__main__ import main
from incidents.language import Language
from tests.browser.conftest import Readers
from tests.browser.reader import PHONE, Reader
from tests.browser.settling import (
    PATIENCE,
    back,
    click,
    come_true,
    count_shown,
    enter,
    forward,
    go,
    hide_filters,
    press,
    pull_out,
    query_of,
    reload,
    settled,
    show_filters,
    unfold,
)
from tests.browser.speaking import LOCALES, label_of, other_than
from tests.conftest import AR, EN, shipped_record

# The page's own parts, and Streamlit's widgets.
_IS_DARK = """[document.documentElement, document.querySelector('.stApp')]
  .every((one) => getComputedStyle(one).colorScheme === 'dark')"""


@cache
def listed(*filters: str) -> list[dict]:
    """Return what the shell lists for the same filters."""
    answer = StringIO()
    with redirect_stdout(answer):
        assert main(["list", *filters, "--format", "json"]) == 0
    return json.loads(answer.getvalue())["incidents"]


def option(page: Page, name: str, code: str, lang: Language) -> Locator:
    show_filters(page)
    return page.locator(f".st-key-filter_{name} button", has_text=label_of(name, code, lang))


def table_ids(page: Page) -> list[str]:
    pull_out(page, "table")
    page.locator(".incident-table tbody tr").first.wait_for()
    return page.locator(".incident-table tbody tr").evaluate_all("rows => rows.map(row => row.dataset.id)")


def open_section(page: Page, section: str) -> None:
    show_filters(page)
    unfold(page.locator(f".st-key-of_{section} details"))  # what is closed is not drawn


@pytest.mark.always
@pytest.mark.parametrize("lang", [AR])
def test_a_governorate_narrows_figures_table_and_address_as_the_shell_does(reader: Reader, lang):
    page = reader.ask()
    assert page.evaluate("getComputedStyle(document.body).direction") == lang.direction
    click(option(page, "governorate", "SY09", lang))
    incidents = listed("--governorate", "SY09")
    assert incidents
    assert count_shown(page) == len(incidents)
    assert page.locator("[data-figure=incidents] .value").inner_text() == str(len(incidents))
    assert set(table_ids(page)) <= {incident["incident_id"] for incident in incidents}
    assert "governorate=SY09" in query_of(page)


def test_filters_are_drawn_only_where_they_stand_open_also_after_a_reload(a_reader: Readers):
    page = a_reader(anew=True).open()
    offered = page.locator(".st-key-filter_governorate button")
    assert offered.count() == 0
    show_filters(page)
    assert offered.first.is_visible()
    reload(page)
    assert offered.first.is_visible(), "as they were left"
    hide_filters(page)
    assert offered.count() == 0


def test_open_filters_do_not_keep_anybody_from_going_on_to_another_view_and_back(a_reader: Readers):
    page = a_reader().ask()
    show_filters(page)
    for query in ("?view=about", "?governorate=SY09", "?view=about&chapter=codebook", ""):
        go(page, query)
        is_about = "about" in query
        for part in (".map-canvas .mark", ".st-key-filter_governorate button"):
            assert (page.locator(part).count() == 0) is is_about, (query, part)
        assert query_of(page) == query, "no other question was asked"


@pytest.mark.parametrize("lang", [AR])
def test_a_chip_takes_its_filter_back_and_reset_takes_all(reader: Reader):
    page = reader.ask("?governorate=SY09,SY08&contested=1")
    both = count_shown(page)
    click(page.locator(".question_line [data-id=governorate_SY08]"))
    assert count_shown(page) < both
    assert "governorate=SY09&" in query_of(page)
    click(page.locator(".question_line .reset"))
    assert count_shown(page) == len(listed())
    assert "governorate" not in query_of(page)


@pytest.mark.always
@pytest.mark.parametrize("lang", [EN])
def test_the_back_button_undoes_a_filter_and_forward_brings_it_back(reader: Reader, lang):
    page = reader.ask()
    everything = count_shown(page)
    click(option(page, "governorate", "SY11", lang))
    click(option(page, "governorate", "SY04", lang))
    two = count_shown(page)
    back(page)
    expect(page.locator(".question_line [data-id=governorate_SY04]")).to_have_count(0)
    assert everything > count_shown(page) > 0
    assert count_shown(page) < two
    back(page)
    expect(page.locator(".question_line [data-id=governorate_SY11]")).to_have_count(0)
    assert count_shown(page) == everything
    forward(page)
    expect(page.locator(".question_line [data-id=governorate_SY11]")).to_have_count(1)
    assert "governorate=SY11" in query_of(page)


@pytest.mark.parametrize("lang", [AR])
def test_a_reload_keeps_the_question_and_the_open_incident(reader: Reader):
    page = reader.ask("?event_type=battles&incident=SYR-0049&step=week")
    before = count_shown(page), query_of(page)
    reload(page)
    assert (count_shown(page), query_of(page)) == before
    expect(page.locator(".st-key-incident_card")).to_contain_text("SYR-0049")


@pytest.mark.always
@pytest.mark.parametrize("lang", [AR])
def test_a_copied_link_reopens_the_same_in_the_same_language_in_another_browser(
    reader: Reader, other_reader: Reader, lang
):
    page = reader.ask()
    click(option(page, "governorate", "SY02", lang))
    hide_filters(page)
    pull_out(page, "table")
    click(page.locator(".incident-table .open").first)
    expect(page.locator(".st-key-incident_card")).to_be_visible()
    other = other_reader.open(query_of(page))
    assert count_shown(other) == count_shown(page) > 0
    assert table_ids(other) == table_ids(page)
    opened = re.search(r"incident=(SYR-\d+)", query_of(page)).group(1)
    expect(other.locator(".st-key-incident_card")).to_contain_text(opened)
    assert other.evaluate("document.documentElement.lang") == lang.code


@pytest.mark.always
@pytest.mark.parametrize("lang", [AR])
def test_a_search_in_either_script_finds_the_incident(reader: Reader):
    page = reader.ask()
    for words in ("الجزماتي", "Jazmati", "dayr az zawr"):
        before = page.url
        enter(page.locator(".st-key-filter_text input"), words)
        assert page.url != before
        assert "text=" in page.url
        assert 0 < count_shown(page) < len(listed())
        assert count_shown(page) == len(listed("--text", words))


@pytest.mark.parametrize("lang", [EN])
def test_an_option_leaves_as_many_incidents_as_it_says(reader: Reader, lang):
    page = reader.ask("?governorate=SY09")
    open_section(page, "what")
    for name, code in (("event_type", "battles"), ("precision", "3")):
        chosen = option(page, name, code, lang)
        promised = int(chosen.locator("strong").inner_text())
        click(chosen)
        assert count_shown(page) == promised
        click(page.locator(f".st-key-filter_{name} button[aria-pressed='true']"))
    click(page.locator(".st-key-period button", has_text="2025"))
    assert "from=2025-01-01" in query_of(page)
    assert count_shown(page) == len(listed("--governorate", "SY09", "--from", "2025-01-01", "--to", "2025-12-31"))


@pytest.mark.parametrize("lang", [AR])
def test_a_long_list_of_options_keeps_its_choice_while_the_counts_change(reader: Reader, lang):
    page = reader.ask()
    open_section(page, "who")
    coalition = label_of("actor", "coalition", lang)
    box = page.locator(".st-key-filter_actor input")
    click(box)
    box.press_sequentially(coalition)
    settled(page)
    click(page.get_by_role("option", name=coalition).first)
    expect(page.locator(".question_line [data-id=actor_coalition]")).to_have_count(1)
    click(option(page, "governorate", "SY09", lang))
    assert "actor=coalition" in query_of(page)
    assert count_shown(page) == len(listed("--actor", "coalition", "--governorate", "SY09"))


@pytest.mark.parametrize("lang", [AR])
def test_an_address_that_cannot_be_used_gives_a_notice_and_the_rest_of_the_page(reader: Reader):
    page = reader.ask("?governorate=SY99,SY09&from=2025-02-30&incident=SYR-9999&lang=xx&view=nothing&compare=a,b")
    notice = page.locator(".notice").first.inner_text()
    for part in ("governorate=SY99", "from=2025-02-30", "incident=SYR-9999"):
        assert part in notice
    assert count_shown(page) == len(listed("--governorate", "SY09"))
    assert "SY99" not in query_of(page)


@pytest.mark.parametrize("lang", [EN])
def test_an_empty_answer_offers_the_way_back(reader: Reader):
    page = reader.ask("?governorate=SY06&is_role=planner")
    assert count_shown(page) == 0
    click(page.locator(".st-key-without_is_role button"))
    assert count_shown(page) == len(listed("--governorate", "SY06")) > 0


@pytest.mark.parametrize("lang", [AR])
def test_a_row_opens_its_incident_and_the_card_closes(reader: Reader):
    page = reader.ask("?drawer=table")
    first = table_ids(page)[2]
    click(page.locator(".incident-table tbody tr").nth(2).locator(".summary"))
    expect(page.locator(".st-key-incident_card")).to_contain_text(first)
    assert f"incident={first}" in query_of(page)
    expect(page.locator(".incident-table tr[aria-current='true']")).to_have_attribute("data-id", first)
    expect(page.locator(".st-key-incident_card")).to_be_in_viewport()
    click(page.locator(".st-key-incident_card .close"))
    expect(page.locator(".st-key-incident_card")).to_have_count(0)
    assert "incident" not in query_of(page)
    click(page.locator(".incident-table tbody tr").nth(2).locator(".open"))
    expect(page.locator(".st-key-incident_card")).to_contain_text(first)


@pytest.mark.parametrize("lang", [EN])
def test_the_table_is_sorted_before_it_is_cut_and_finds_words_without_changing_the_question(reader: Reader):
    page = reader.ask("?drawer=table")
    shown = count_shown(page)
    click(page.locator(".incident-table thead th.killed button"))
    highest = max(incident["figures"]["killed"]["high"] or 0 for incident in listed())
    assert f"{highest:g}" in page.locator(".incident-table tbody td.killed").first.inner_text()
    expect(page.locator(".incident-table thead th.killed")).to_have_attribute("aria-sort", "descending")
    before = table_ids(page)
    click(page.locator(".st-key-page_on button"))
    assert not set(table_ids(page)) & set(before)
    enter(page.locator(".st-key-table_search input"), "mar elias")
    expect(page.locator(".incident-table tbody tr")).not_to_have_count(25)
    assert "SYR-0066" in table_ids(page)
    assert count_shown(page) == shown


WINDOW = ".dock-chart .window"


def drag(page: Page, start: float, end: float) -> None:
    """Drag over the time dock from one share of its width to another, and let go."""
    box = page.locator(".dock-chart").bounding_box()
    height = box["y"] + 0.7 * box["height"]
    page.mouse.move(box["x"] + start * box["width"], height)
    page.mouse.down()
    page.mouse.move(box["x"] + (start + end) / 2 * box["width"], height, steps=4)
    page.mouse.move(box["x"] + end * box["width"], height, steps=4)
    page.mouse.up()
    settled(page)
    assert "from=" in query_of(page)


@pytest.mark.parametrize("lang", [AR])
def test_a_drag_is_the_dates_whether_done_by_hand_or_brought_by_a_link_and_goes_with_them(reader: Reader):
    page = reader.ask("?from=2025-03-01&to=2025-08-31")
    window = page.locator(WINDOW)
    assert count_shown(page) == len(listed("--from", "2025-03-01", "--to", "2025-08-31")) < len(listed())
    expect(window).not_to_have_class(re.compile("open"))
    window.focus()
    press(page, "Escape")
    expect(page.locator(".question_line [data-id=date_from_all]")).to_have_count(0)
    assert count_shown(page) == len(listed())
    assert "from=" not in query_of(page)
    drag(page, 0.3, 0.5)
    dates = dict(re.findall(r"(from|to)=([\d-]+)", query_of(page)))
    assert 0 < count_shown(page) < len(listed())
    assert count_shown(page) == len(listed("--from", dates["from"], "--to", dates["to"]))
    chart = page.locator(".dock-chart").bounding_box()
    page.mouse.click(chart["x"] + 0.7 * chart["width"], chart["y"] + 0.7 * chart["height"])  # beside the window
    settled(page)
    assert count_shown(page) == len(listed())
    assert "from=" not in query_of(page)
    drag(page, 0.3, 0.5)
    expect(window).not_to_have_class(re.compile("open"))
    for end in ("from", "to"):
        click(page.locator(f".question_line [data-id=date_{end}_all]"))
    expect(window).to_have_class(re.compile("open"))
    assert "from=" not in query_of(page)
    drag(page, 0.3, 0.5)


def test_time_runs_left_to_right_in_both_languages_and_the_address_keeps_step_and_milestones(reader: Reader):
    page = reader.ask("?from=2025-12-06&to=2026-03-05")
    first, last = (page.locator(f".handle.{end}").bounding_box()["x"] for end in ("from", "to"))
    assert first < last
    labels = page.locator(".dock-layer .month")
    drawn = labels.evaluate_all("texts => texts.map(text => [text.textContent, text.getBoundingClientRect().x])")
    assert [x for _text, x in drawn] == sorted(x for _text, x in drawn)
    years = [re.search(r"20\d\d", text)[0] for text, _x in sorted(drawn, key=lambda label: label[1]) if "20" in text]
    assert years == sorted(years)
    assert set(years) == {"2024", "2025", "2026"}
    assert page.locator(".flag").count() > 0
    click(page.locator(".chip[data-id=week]"))
    click(page.locator(".chip[data-id=milestones]"))
    assert "step=week" in query_of(page)
    assert "milestones=0" in query_of(page)
    expect(page.locator(".flag")).to_have_count(0)


def test_the_language_starts_from_the_browser_and_switches_in_one_click_keeping_everything(reader: Reader, lang):
    page = reader.open("?governorate=SY09&incident=SYR-0119")
    other = other_than(lang)
    assert page.evaluate("getComputedStyle(document.body).direction") == lang.direction
    shown = count_shown(page)
    click(page.locator(".st-key-language button"))
    assert page.evaluate("getComputedStyle(document.body).direction") == other.direction
    assert page.evaluate("document.documentElement.lang") == other.code
    assert count_shown(page) == shown
    for part in ("governorate=SY09", "incident=SYR-0119", f"lang={other}"):
        assert part in query_of(page)
    expect(page.locator(".st-key-incident_card")).to_be_visible()


def test_names_that_streamlit_gives_speak_the_language_of_the_page_there_and_back(reader: Reader):
    page = reader.ask()
    told = "[...document.querySelectorAll('[aria-label]')].map((element) => element.getAttribute('aria-label'))"
    here = page.evaluate(told)
    click(page.locator(".st-key-language button"))
    there = page.evaluate(told)
    click(page.locator(".st-key-language button"))
    assert page.evaluate(told) == here
    assert there != here


@pytest.mark.parametrize("lang", [EN])
def test_two_governorates_stand_side_by_side(reader: Reader):
    page = reader.ask("?view=comparison&compare=SY09,SY08")
    row = page.locator(".comparison tbody tr").first.locator("td")
    assert row.nth(0).inner_text() == str(len(listed("--governorate", "SY09")))
    assert row.nth(1).inner_text() == str(len(listed("--governorate", "SY08")))
    click(page.locator(".st-key-comparison_switch button"))
    first, last = (stamp.date().isoformat() for stamp in shipped_record().coverage)
    assert re.search(rf"compare={first}\.\.[\d-]+,[\d-]+\.\.{last}", query_of(page))
    expect(page.locator(".comparison thead th")).to_have_count(3)  # two periods, and their difference
    back(page)
    expect(page.locator(".st-key-compared_0")).to_be_visible()
    assert "compare=SY09,SY08" in query_of(page)


@pytest.mark.always
@pytest.mark.parametrize("lang", [AR])
def test_a_press_in_the_briefing_brings_the_file(reader: Reader, lang):
    page = reader.ask("?view=briefing&governorate=SY11")
    for key, ending in (("print_png", ".png"), ("export_csv", ".csv")):
        with page.expect_download(timeout=PATIENCE) as arrived:
            page.locator(f".st-key-{key} button").click()
        assert arrived.value.suggested_filename.endswith(ending)
        assert arrived.value.path().stat().st_size > 1000


@pytest.mark.parametrize("lang", [AR])
def test_the_page_turns_dark_and_stays_dark(a_reader: Readers, lang):
    page = a_reader(locale=LOCALES[lang], anew=True).open("?governorate=SY09")  # the theme is kept in his browser
    page.evaluate("window.isTheSame = true")
    answers = page.locator(".map_part").get_attribute("data-shown")
    page.locator("#theme-switch").click()
    come_true(page, _IS_DARK)
    settled(page)
    assert page.evaluate("window.isTheSame === true")  # nothing was loaded anew,
    assert page.locator(".map_part").get_attribute("data-shown") == answers  # nor asked of the server
    assert "governorate=SY09" in query_of(page)
    reload(page)
    come_true(page, _IS_DARK)


@pytest.mark.always
@pytest.mark.parametrize("lang", [AR])
def test_a_phone_shows_everything_without_scrolling_sideways(a_reader: Readers, lang):
    page = a_reader(locale=LOCALES[lang], viewport=PHONE).open("?incident=SYR-0049")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    expect(page.locator(".st-key-incident_card")).to_be_visible()
    click(option(page, "governorate", "SY02", lang))
    shown = page.locator(".st-key-show_answer button")
    expect(shown).to_contain_text(str(len(listed("--governorate", "SY02"))))
    click(shown)
    assert count_shown(page) == len(listed("--governorate", "SY02"))
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    expect(page.locator(".map-canvas")).to_be_in_viewport()


@pytest.mark.parametrize("lang", [EN])
def test_filters_can_be_set_from_the_keyboard(reader: Reader, lang):
    page = reader.ask()
    page.locator("[data-testid=stExpandSidebarButton]").focus()
    press(page, "Enter")
    page.locator(".st-key-filter_governorate button", has_text=label_of("governorate", "SY04", lang)).focus()
    press(page, "Space")
    assert "governorate=SY04" in query_of(page)
    page.locator(".st-key-show_answer button").focus()
    press(page, "Enter")
    expect(page.locator("[data-testid=stExpandSidebarButton]")).to_be_visible()
    page.locator(".question_line [data-id=governorate_SY04]").focus()
    press(page, "Enter")
    expect(page.locator(".question_line [data-id=governorate_SY04]")).to_have_count(0)
    page.locator(".st-key-drawer_table button").focus()
    press(page, "Enter")
    page.locator(".incident-table .open").first.focus()
    press(page, "Enter")
    expect(page.locator(".st-key-incident_card")).to_be_visible()
