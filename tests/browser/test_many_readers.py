"""Many readers of one server, and one who stays long: each gets his own answer, nothing piles up in the browser."""

import time

from playwright.sync_api import CDPSession, Page, expect

from incidents.dataset import load_dataset
from incidents.filters import Filters, apply_filters
from incidents.language import LANGS
from incidents.vocabulary import governorate_names
from tests.browser.conftest import Readers, click, count_shown, query_of, settled, wait_until

READERS = 20
PLACES = [pcode for pcode in governorate_names() if len(apply_filters(load_dataset(), Filters(governorate=(pcode,))))]
QUESTIONS = [(pcode, lang) for lang in LANGS for pcode in PLACES][:READERS]
# From the 20th to the 100th change. Measured: memory 1.04, listeners 1.08, nodes 1.27 (some 12 small ones per change).
MOST_GROWTH = {"JSHeapUsedSize": 1.12, "JSEventListeners": 1.2, "Nodes": 1.4}


def asked_by(pcode: str) -> tuple[int, str]:
    """Return what a reader of one governorate has to see: how many incidents, and the one that his link opens."""
    shown = apply_filters(load_dataset(), Filters(governorate=(pcode,)))
    return len(shown), str(shown.incidents["incident_id"].iloc[-1])


def sees(page: Page, pcode: str, lang: str) -> None:
    count, incident = asked_by(pcode)
    assert count_shown(page) == count, (pcode, lang)
    assert page.evaluate("document.documentElement.lang") == lang
    assert page.locator(".st-key-question button").count() == 2  # his one filter, and the way back
    expect(page.locator(".st-key-incident_card")).to_contain_text(incident)
    for part in (f"governorate={pcode}", f"incident={incident}", f"lang={lang}"):
        assert part in query_of(page)


def test_twenty_readers_at_once_get_twenty_answers(a_reader: Readers) -> None:
    started = time.monotonic()
    assert len(QUESTIONS) == READERS
    pages = []
    for pcode, lang in QUESTIONS:
        reader = a_reader(locale="ar-SY" if lang == "en" else "en-GB")  # the link decides, not the browser
        reader.context.set_default_timeout(120_000)
        page = reader.context.new_page()
        query = f"?governorate={pcode}&lang={lang}&incident={asked_by(pcode)[1]}"
        page.goto(reader.address + query, wait_until="commit")
        pages.append(page)
    for page in pages:
        settled(page)
    for page, (pcode, lang) in zip(pages, QUESTIONS, strict=True):
        sees(page, pcode, lang)
    opened = time.monotonic()
    for page in pages[::4]:
        page.locator(".st-key-language button").click(no_wait_after=True)
    for page in pages[::4]:
        page.wait_for_timeout(150)
        settled(page)
    for number, (page, (pcode, lang)) in enumerate(zip(pages, QUESTIONS, strict=True)):
        other = "en" if lang == "ar" else "ar"
        sees(page, pcode, lang if number % 4 else other)
    print(f"opened in {opened - started:.1f} s, all in {time.monotonic() - started:.1f} s")


def test_two_tabs_of_one_browser_keep_apart_through_reload_and_back(a_reader: Readers) -> None:
    reader = a_reader()
    one, other = reader.open("?governorate=SY09&lang=en"), reader.open("?governorate=SY08&lang=ar")
    everywhere = count_shown(one), count_shown(other)
    assert everywhere == (asked_by("SY09")[0], asked_by("SY08")[0])
    click(one.locator(".st-key-filter_governorate button", has_text="Homs"))
    both = count_shown(one)
    assert both > everywhere[0]
    other.reload()
    settled(other)
    assert count_shown(other) == everywhere[1]
    assert other.evaluate("document.documentElement.lang") == "ar"
    one.go_back()
    one.locator(".st-key-chip_governorate_SY04").wait_for(state="detached")
    settled(one)
    assert count_shown(one) == everywhere[0]
    assert "governorate=SY08" in query_of(other)
    one.go_forward()
    one.locator(".st-key-chip_governorate_SY04").wait_for()
    settled(one)
    one.reload()
    settled(one)
    assert count_shown(one) == both
    assert one.evaluate("document.documentElement.lang") == "en"


def held(session: CDPSession) -> dict[str, float]:
    """Return what the browser holds for the page and the map in it, after it has thrown away what it can."""
    for _ in range(3):
        session.send("HeapProfiler.collectGarbage")
    metrics = {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]}
    return {name: metrics[name] for name in ("JSHeapUsedSize", "Nodes", "JSEventListeners")}


def change_filters(page: Page, times: int) -> None:
    """Set and take back governorates, event types and languages of the marks; wait for each answer."""
    pills = page.locator(".st-key-filter_governorate button")
    for number in range(times):
        before = page.url
        pills.nth(number // 2 % pills.count()).click()
        wait_until(page, "before => location.href !== before", before)
        settled(page)


def test_a_hundred_changes_leave_the_browser_as_it_was(a_reader: Readers) -> None:
    page = a_reader().open("?lang=en")
    page.locator("iframe[title*='folium']").scroll_into_view_if_needed()
    frame = next(frame for frame in page.frames if "streamlit_folium" in frame.url)
    frame.locator(".mark").first.wait_for()
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    change_filters(page, 20)
    early = held(session)
    change_filters(page, 80)
    late = held(session)
    growth = {name: late[name] / early[name] for name in early}
    print(f"early {early}, late {late}, growth {growth}")
    assert frame.locator(".mark").count() > 20
    assert all(growth[name] < most for name, most in MOST_GROWTH.items()), growth
