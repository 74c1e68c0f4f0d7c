"""Many readers of one server, and one who stays long: each gets his own answer, nothing piles up in the browser."""

from concurrent.futures import Future
from contextlib import AsyncExitStack

import pytest
from anyio.from_thread import start_blocking_portal
from playwright.sync_api import CDPSession, Page, expect

from incidents.language import Language
from incidents.selection.question import Question
from tests.browser.conftest import Readers
from tests.browser.settling import back, click, count_shown, forward, map_of, query_of, reload, settled, show_filters
from tests.browser.speaking import LOCALES, other_than, selected
from tests.conftest import LANGS, shipped_record
from tests.reach import times
from tests.wire import Told, WireReader, a_wire_reader

READERS = times(20, quick=3)
PLACES = [pcode for pcode in shipped_record().gazetteer.governorates if len(selected(Question(governorate=(pcode,))))]
QUESTIONS = [(pcode, lang) for lang in LANGS for pcode in PLACES][:READERS]
# From the 20th to the 100th change. Measured: memory 1.04, listeners 1.08, nodes 1.27 (some 12 small ones per change).
MOST_GROWTH = {"JSHeapUsedSize": 1.12, "JSEventListeners": 1.2, "Nodes": 1.4}


def asked_by(pcode: str) -> tuple[int, str]:
    """Return what a reader of one governorate has to see: how many incidents, and the one that his link opens."""
    shown = selected(Question(governorate=(pcode,)))
    return len(shown), str(shown.incidents["incident_id"].iloc[-1])


def told_by(page: Page) -> Told:
    return Told(
        count=count_shown(page),
        lang=page.evaluate("document.documentElement.lang"),
        parts=page.locator(".question_line button").count(),
        card=page.locator(".st-key-incident_card").inner_text(),
        query=query_of(page),
    )


def sees(told: Told, pcode: str, lang: Language) -> None:
    count, incident = asked_by(pcode)
    assert (told.count, told.lang) == (count, lang.code), pcode
    assert told.parts == 2  # his one filter, and the way back
    assert incident in told.card
    for part in (f"governorate={pcode}", f"incident={incident}", f"lang={lang}"):
        assert part in told.query


@pytest.mark.always
def test_twenty_readers_at_once_get_twenty_answers(a_reader: Readers, dashboard: str) -> None:
    """Every fifth has a browser; to the server the others are no different."""
    assert len(QUESTIONS) == READERS
    pages: dict[int, Page] = {}
    coming: dict[int, Future[WireReader]] = {}
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(AsyncExitStack()) as house:
        for number, (pcode, lang) in enumerate(QUESTIONS):
            query = f"governorate={pcode}&lang={lang}&incident={asked_by(pcode)[1]}"
            locale = LOCALES[other_than(lang)]  # the link decides, not the browser
            if number % 5 == 0:
                pages[number] = a_reader(locale=locale).tab()
                pages[number].goto(f"{dashboard}?{query}", wait_until="commit")
            else:
                reader = a_wire_reader(dashboard, query, locale=locale)
                coming[number] = portal.start_task_soon(house.enter_async_context, reader)
        wires = {number: reader.result() for number, reader in coming.items()}
        for page in pages.values():
            settled(page)
        for number, (pcode, lang) in enumerate(QUESTIONS):
            sees(wires[number].told if number in wires else told_by(pages[number]), pcode, lang)

        switching = range(0, READERS, 4)
        for page in (pages[number] for number in switching if number in pages):
            page.locator(".st-key-language button").click(no_wait_after=True)
        clicked = [portal.start_task_soon(wires[number].click, "language") for number in switching if number in wires]
        for answered in clicked:
            answered.result()
        for page in pages.values():
            settled(page)
        for number, (pcode, lang) in enumerate(QUESTIONS):
            spoken = other_than(lang) if number in switching else lang
            sees(wires[number].told if number in wires else told_by(pages[number]), pcode, spoken)


def test_two_tabs_of_one_browser_keep_apart_through_reload_and_back(a_reader: Readers) -> None:
    reader = a_reader()
    one, other = reader.ask("?governorate=SY09&lang=en"), reader.open("?governorate=SY08&lang=ar")
    everywhere = count_shown(one), count_shown(other)
    assert everywhere == (asked_by("SY09")[0], asked_by("SY08")[0])
    show_filters(one)
    click(one.locator(".st-key-filter_governorate button", has_text="Homs"))
    both = count_shown(one)
    assert both > everywhere[0]
    reload(other)
    assert count_shown(other) == everywhere[1]
    assert other.evaluate("document.documentElement.lang") == "ar"
    back(one)
    expect(one.locator(".question_line [data-id=governorate_SY04]")).to_have_count(0)
    assert count_shown(one) == everywhere[0]
    assert "governorate=SY08" in query_of(other)
    forward(one)
    expect(one.locator(".question_line [data-id=governorate_SY04]")).to_have_count(1)
    reload(one)
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
        click(pills.nth(number // 2 % pills.count()))
        assert page.url != before


def test_a_hundred_changes_leave_the_browser_as_it_was(a_reader: Readers) -> None:
    page = a_reader(anew=True).open("?lang=en")
    drawn = map_of(page)
    show_filters(page)
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    change_filters(page, 20)
    early = held(session)
    change_filters(page, 80)
    late = held(session)
    growth = {name: late[name] / early[name] for name in early}
    print(f"early {early}, late {late}, growth {growth}")
    assert drawn.locator(".mark").count() > 20
    assert all(growth[name] < most for name, most in MOST_GROWTH.items()), growth
