"""The column beside the map: rows are filters that keep their places, and figures follow what is passed over."""

import pytest
from playwright.sync_api import Page, expect

from incidents.language import Language
from tests.browser.barriers import EVERY_RULE, barriers
from tests.browser.conftest import Readers
from tests.browser.reader import PHONE, Reader
from tests.browser.settling import press, query_of
from tests.conftest import AR, EN

ROWS = ".rankings .row"
ROOM = "performance.getEntriesByType('resource').map(({ name }) => name).find((name) => name.endsWith('/room.js'))"


def names(page: Page) -> list[str]:
    return page.locator(f"{ROWS} .name").all_inner_texts()


def hit(page: Page, selector: str, key: str = "Enter") -> None:
    page.locator(selector).first.focus()
    press(page, key)


@pytest.mark.parametrize("lang", [AR])
def test_a_row_is_a_filter_and_no_row_moves_when_it_is_pressed(reader: Reader, lang: Language) -> None:
    page = reader.ask("?from=2025-12-06&to=2026-03-05")
    before = names(page)
    row = "[data-id='row-governorate-SY09'] .row"
    count = page.locator(f"{row} .tally").inner_text()
    hit(page, row)
    assert "governorate=SY09" in query_of(page)
    expect(page.locator(row)).to_have_attribute("aria-pressed", "true")
    expect(page.locator(row)).to_be_focused()
    expect(page.locator("[data-figure=incidents] .value")).to_have_text(count)
    assert names(page) == before
    hit(page, row)
    assert "governorate" not in query_of(page)


@pytest.mark.parametrize("lang", [EN])
def test_order_and_tab_are_in_the_link_and_found_again_by_it(reader: Reader, lang: Language) -> None:
    page = reader.ask("?from=2025-12-06&to=2026-03-05")
    hit(page, "[data-id=order-count]")
    counts = [int(text) for text in page.locator(f"{ROWS} .tally").all_inner_texts()[:-1]]  # the last is "not stated"
    assert counts == sorted(counts, reverse=True)
    hit(
        page, "[data-id=tab-place]", "ArrowLeft" if page.locator("html").get_attribute("lang") == "ar" else "ArrowRight"
    )
    expect(page.locator("[data-id=tab-kind]")).to_be_focused()
    press(page, "Enter")
    assert {"rank=kind", "rank_by=count"} <= set(query_of(page).removeprefix("?").split("&"))
    expect(page.locator("[data-id=tab-kind]")).to_have_attribute("aria-selected", "true")
    expect(page.locator("[data-id='row-kind-bombing'] .kind-symbol")).to_have_count(1)


def test_a_long_list_begins_short_and_opens_in_place(a_reader: Readers) -> None:
    page = a_reader().ask("?rank=origin")
    short = page.locator(ROWS).count()
    hit(page, "[data-id=all-origin]")
    assert page.locator(ROWS).count() > short
    expect(page.locator("[data-id=all-origin]")).to_have_attribute("aria-expanded", "true")


def test_figures_follow_what_is_passed_over_and_come_back(a_reader: Readers) -> None:
    page = a_reader().ask("?")
    names = ("incidents", "attacks", "killed", "arrested", "contested")
    live = {name: page.locator(f"[data-figure={name}] .live") for name in names}
    told = """{ from: 20000, to: 20090 }, { incidents: 1234, attacks: 0, killedOf: 7, killedLow: 5, killedHigh: 8,
        killedOpen: 1, arrestedLow: null, arrestedHigh: null, contested: 2 }"""
    page.evaluate(f"import({ROOM}).then(({{ move }}) => move({told}))")
    for name, figure in zip(names, ("1,234", "0", "5–8+", "not reported", "2"), strict=True):
        expect(live[name]).to_have_text(figure)
    page.evaluate(f"import({ROOM}).then(({{ move }}) => move({{ from: 20000, to: 20090 }}))")  # no sums are given
    for figure in live.values():
        expect(figure).to_have_count(0)
    page.evaluate(f"import({ROOM}).then(({{ move }}) => move(null))")
    expect(page.locator("[data-figure=incidents] .value")).to_be_visible()


@pytest.mark.parametrize(
    ("locale", "query", "options"),
    [
        ("en-GB", "?governorate=SY09", {}),
        ("ar-SY", "?rank=kind&from=2025-12-06", {"color_scheme": "dark"}),
        ("en-GB", "?", {"viewport": PHONE}),
        ("ar-SY", "?", {"viewport": PHONE}),
    ],
)
def test_axe_finds_no_barrier_in_the_column(a_reader: Readers, locale, query, options) -> None:
    page = a_reader(locale=locale, **options).ask(query)
    hit(page, ".key_figures summary")
    assert barriers(page, ".key_figures", ".rankings", rules=EVERY_RULE) == []
