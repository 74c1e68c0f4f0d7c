"""The time dock: a window of days is dragged, typed and played, and counted in the browser as the server counts."""

import datetime as dt
import random
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page

from incidents.record.record import load_record
from incidents.record.storage import load_tables
from incidents.selection.change_periods import change_periods
from incidents.selection.compared_figures import attack_rule, incidents_of_rule
from incidents.selection.question import Question
from incidents.selection.selection import select
from incidents.selection.summaries import incidents_by_kind, total
from incidents.views.symbology import SYMBOLOGY
from tests.browser.conftest import Readers
from tests.browser.settling import come_true, press, query_of, settled

RECORD = load_record(load_tables())
FIRST, LAST = (stamp.date() for stamp in RECORD.coverage)
EPOCH = dt.date(1970, 1, 1)
WINTER = Question(date_from=dt.date(2025, 12, 6), date_to=dt.date(2026, 3, 5))
ASKED = "&from=2025-12-06&to=2026-03-05"

# What the browser counts in many windows, by the modules and the rows that the page has.
_MODULE = """const module = (wanted) =>
  import(performance.getEntriesByType("resource").find(({ name }) => name.endsWith(wanted)).name);"""
_COUNTED = f"""async windows => {{
  {_MODULE}
  const [{{ shared }}, {{ windowSums }}] = [await module("/room.js"), await module("/window_sums.js")];
  return windows.map(([from, to]) => windowSums(shared("rows"), from, to));
}}"""
_HEARD = f"""async () => {{
  {_MODULE}
  window.passed = [];
  const note = (days, sums) => window.passed.push(days && {{ ...days, incidents: sums?.incidents }});
  (await module("/room.js")).hear(note);
}}"""


def number(day: dt.date) -> int:
    return (day - EPOCH).days


def some_windows(count: int) -> list[tuple[dt.date, dt.date]]:
    chance = random.Random(20260305)  # noqa: S311 - the same windows in every run
    days = (LAST - FIRST).days + 60  # and somewhat beyond what is covered
    ends = [sorted(chance.randint(-30, days) for _end in "ab") for _ in range(count)]
    return [tuple(FIRST + dt.timedelta(days=day) for day in pair) for pair in ends]


def counted(start: dt.date, end: dt.date) -> dict:
    """Return what the server counts in a window, as the browser names it."""
    answer = select(RECORD, Question(date_from=start, date_to=end))
    killed, arrested = total(answer, "killed"), total(answer, "arrested")
    rule = attack_rule(RECORD)
    kinds = incidents_by_kind(answer)
    return {
        "incidents": len(answer),
        "killedLow": killed.low,
        "killedHigh": killed.high,
        "killedUnknown": killed.unknown,
        "killedOf": killed.of,
        "killedOpen": killed.open,
        "arrestedLow": arrested.low,
        "arrestedHigh": arrested.high,
        "arrestedOpen": arrested.open,
        "attacks": int(incidents_of_rule(RECORD, rule)[answer.incidents["profile"]].sum()),
        "contested": int(answer.incidents["contested"].sum()),
        "byKind": [int(kinds[kind]) for kind in SYMBOLOGY],
    }


def window_of(page: Page) -> tuple[str, ...]:
    """Return the dates in the address."""
    query = parse_qs(query_of(page).lstrip("?"))
    return tuple(query.get(name, [""])[0] for name in ("from", "to"))


def drag(page: Page, start: float, end: float) -> None:
    """Drag over the chart from one share of its width to another, and let the hand lie there."""
    page.bring_to_front()
    box = page.locator(".dock-chart").bounding_box()
    y = box["y"] + 0.7 * box["height"]
    page.mouse.move(box["x"] + start * box["width"], y)
    page.mouse.down()
    page.mouse.move(box["x"] + end * box["width"], y, steps=12)


@pytest.fixture
def page(a_reader: Readers) -> Page:
    return a_reader().ask(f"?lang=en{ASKED}")


@pytest.mark.always
def test_the_browser_counts_a_thousand_windows_as_the_server_does(page):
    windows = some_windows(1000)
    told = page.evaluate(_COUNTED, [[number(start), number(end)] for start, end in windows])
    differing = [(window, got) for window, got in zip(windows, told, strict=True) if got != counted(*window)]
    assert differing == []


def test_the_window_stands_on_the_dates_with_its_count_and_that_of_the_period_before(page):
    asked, then = select(RECORD, WINTER), change_periods(RECORD, WINTER).then
    before = len(select(RECORD, Question(date_from=then[0], date_to=then[1])))
    assert page.locator(".selected-words").inner_text() == f"selected: {len(asked)}"
    assert page.locator(".before-words").inner_text() == f"the 90 days before: {before}"
    assert page.locator(".handle.from").get_attribute("aria-valuetext") == "6 Dec 2025"
    assert page.locator(".handle.to").get_attribute("aria-valuetext") == "5 Mar 2026"


def test_all_hear_each_move_of_the_hand_and_the_server_is_asked_when_it_lets_go(page):
    page.evaluate(_HEARD)
    drag(page, 0.2, 0.5)
    come_true(page, "window.passed.length > 0")
    assert window_of(page) == ("2025-12-06", "2026-03-05")  # not asked yet
    page.mouse.up()
    settled(page)
    start, end = map(dt.date.fromisoformat, window_of(page))
    assert FIRST < start < end < WINTER.date_from
    passed = page.evaluate("window.passed")
    assert passed[-1] is None  # the answer is there
    assert passed[-2] == {"from": number(start), "to": number(end), "incidents": counted(start, end)["incidents"]}
    assert page.locator(".selected-words").inner_text() == f"selected: {passed[-2]['incidents']}"


def test_a_press_beside_the_window_clears_the_dates_and_a_press_on_a_bar_asks_for_its_month(page):
    for dates in (("", ""), ("2025-02-01", "2025-02-28")):
        drag(page, 0.2, 0.2)
        page.mouse.up()
        settled(page)
        assert window_of(page) == dates


def test_arrows_move_the_window_and_its_ends_and_escape_clears_the_dates(page):
    page.locator(".dock-chart .window").focus()
    press(page, "ArrowLeft")
    assert window_of(page) == ("2025-12-05", "2026-03-04")
    press(page, "Shift+ArrowLeft")
    assert window_of(page) == ("2025-12-05", "2026-03-03")
    page.locator(".handle.from").focus()
    press(page, "ArrowRight")
    assert window_of(page) == ("2025-12-06", "2026-03-03")
    assert page.evaluate("document.activeElement.className") == "handle from"
    press(page, "Escape")
    assert window_of(page) == ("", "")


def test_escape_while_dragging_leaves_the_dates_as_they_were(page):
    drag(page, 0.2, 0.5)
    page.locator(".readout").wait_for()
    page.keyboard.press("Escape")
    page.mouse.up()
    settled(page)
    assert window_of(page) == ("2025-12-06", "2026-03-05")
    assert page.locator(".readout").is_hidden()


def test_comma_and_full_stop_go_one_step(page):
    page.locator(".dock-chart .window").focus()
    press(page, ",")
    assert window_of(page) == ("2025-11-06", "2026-02-03")
    press(page, ".")
    assert window_of(page) == ("2025-12-06", "2026-03-05")


def test_playing_says_days_and_counts_and_asks_for_them_when_it_is_paused(page):
    page.evaluate(_HEARD)
    page.locator(".dock-chart .window").focus()
    page.keyboard.press("Space")
    come_true(page, "window.passed.length > 5")
    assert "Incidents: " in page.locator(".readout").inner_text()
    assert page.evaluate("getComputedStyle(document.querySelector('.moving-marks')).display") != "none"
    page.keyboard.press("Space")
    settled(page)
    start, end = map(dt.date.fromisoformat, window_of(page))
    assert (end - start).days == 89
    assert page.locator(".moving-marks").is_hidden()
    assert page.locator(".selected-words").inner_text() == f"selected: {counted(start, end)['incidents']}"


def test_an_event_says_its_name_and_date_to_the_keyboard_and_shares_a_flag_with_its_neighbours(page):
    flags = page.locator(".flag")
    flags.first.focus()
    told = page.locator(".dock-tip")
    assert told.is_visible()
    assert "27 Nov 2024" in told.inner_text()
    assert "+" in flags.first.inner_text()
    page.keyboard.press("ArrowRight")
    assert "27 Nov 2024" not in told.inner_text()
    page.keyboard.press("Escape")
    assert told.is_hidden()
