"""Files that somebody on the way has changed: what the browser then keeps does not keep the page away for good."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.incidents.serving.conftest import a_server

WRONG_TYPES = Path(__file__).parents[1] / "incidents" / "serving" / "apps" / "wrong_types.py"
PLACES = 2  # of the small record


@pytest.fixture(scope="module")
def wrong(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("wrong") / "wrong"


@pytest.fixture(scope="module")
def address(wrong: Path) -> Iterator[str]:
    with a_server(WRONG_TYPES, WRONG=str(wrong), INCIDENTS_RUN_SECONDS="120") as (address, _process):
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.always
def test_where_no_script_comes_the_page_says_so_and_opens_once_all_is_right_again(
    address: str, wrong: Path, page: Page
) -> None:
    wrong.write_text("/static/")
    page.goto(address)
    expect(page.get_by_text("The files of this page did not arrive whole.")).to_be_visible()
    expect(page.locator("#not_whole [lang=ar]")).to_be_visible()
    wrong.unlink()
    page.evaluate("sessionStorage.clear()")  # as after a while
    page.reload()
    expect(page.locator(".map_part .mark")).to_have_count(PLACES)
    expect(page.locator("#not_whole")).to_be_hidden()


def test_a_part_that_was_kept_wrong_is_fetched_anew(address: str, wrong: Path, page: Page) -> None:
    wrong.write_text("/assets/")
    loads: list[Page] = []
    page.on("domcontentloaded", lambda loaded: loads.append(loaded))
    page.goto(address, wait_until="commit")
    while len(loads) < 2:  # it opens once more by itself, which does not help yet
        page.wait_for_event("domcontentloaded")
    expect(page.locator(".st-key-honesty")).to_be_visible()
    wrong.unlink()
    page.evaluate("sessionStorage.clear()")
    page.reload()
    expect(page.locator(".map_part .mark")).to_have_count(PLACES)


def test_without_scripts_the_page_says_what_it_needs(address: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    expect(page.locator("noscript p[lang=en]")).to_have_text("This page needs JavaScript.")
    expect(page.locator("noscript p[lang=ar]")).to_be_visible()
    context.close()


def test_every_script_of_the_first_screen_is_named_by_the_document(address: str, page: Page) -> None:
    page.goto(address)
    expect(page.locator(".map_part .mark")).to_have_count(PLACES)
    loaded = page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)")
    named = page.evaluate(
        "[...document.querySelectorAll('link[rel=modulepreload], link[as=font]')].map((of) => of.href)"
    )
    assert [
        name for name in loaded if "/assets/" in name and name.endswith((".js", ".ttf")) and name not in named
    ] == []
    assert any(name.endswith("map_part.js") for name in loaded)


def test_a_page_that_outlives_its_server_wears_the_rules_that_the_next_one_names(address: str, page: Page) -> None:
    page.goto(address)
    expect(page.locator(".map_part .mark")).to_have_count(PLACES)
    page.evaluate("""() => {
      const other = document.querySelector("link[rel=stylesheet]:not([data-page])");
      document.querySelector("link[data-page]").href = other.href;
    }""")
    page.locator(".st-key-language button").click()
    expect(page.locator("link[data-page]")).to_have_attribute("href", re.compile(r"/assets/\w+/page_sheet\.css$"))
