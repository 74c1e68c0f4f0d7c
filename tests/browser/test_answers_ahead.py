"""What a press leads to is shown before the server has answered, and is what the server then answers."""

import random

import pytest
from playwright.sync_api import Page, Route, expect

from incidents.language import Language
from tests.browser.conftest import Readers
from tests.browser.reader import Reader
from tests.browser.settling import HOLD, click, come_true, go, query_of, settled
from tests.conftest import AR, EN

ONE, OTHER = ("[data-id='row-governorate-SY09'] .row", "[data-id='row-governorate-SY04'] .row")
PRESSABLE = ".rankings .row, .legend .kinds button"
NUMBERS = """all => all.map((one) => one.querySelector(".tally, b").textContent)"""
PARTS = (".map_part", ".key_figures", ".rankings", ".incident_list", ".time_dock", ".question_line", ".left-out")
COME = "performance.getEntriesByType('resource').some((one) => one.name.includes('/ahead/') && one.responseEnd)"
LIST, QUESTION = 3, 5
NEXT_TASK = "() => new Promise((done) => setTimeout(done))"
SHOWN = """([map, ...parts]) => [
  [...document.querySelectorAll(`${map} .mark, ${map} .kinds button`)].map((mark) => mark.ariaLabel ?? mark.innerText),
  ...parts.map((part) => document.querySelector(part).innerText),
]"""


def ready(page: Page) -> Page:
    come_true(page, COME)
    settled(page)
    return page


def shown(page: Page) -> list[object]:
    page.evaluate(NEXT_TASK)  # what a press leads to is shown right behind it
    return page.evaluate(SHOWN, PARTS)


# What an answer does that nobody sees and that costs the browser much: the focus given anew, the page named anew.
NOTE = """() => {
  const noted = (window.noted = []);
  addEventListener("focusin", () => noted.push("focus"));
  new MutationObserver(() => noted.push("name")).observe(document.querySelector("title"), { childList: true });
}"""
# What is said aloud in the moment in which the page comes to show another count.
SAID = """() => {
  const shown = () => document.querySelector("p.count").textContent, before = shown();
  const told = new MutationObserver(() => {
    if (shown() === before) return;
    window.said = document.querySelector("body > [role=status]").textContent;
    told.disconnect();
  });
  told.observe(document.body, { subtree: true, childList: true });
}"""


def times_drawn(page: Page) -> list[str | None]:
    return [page.locator(part).get_attribute("data-shown") for part in (".map_part", ".rankings")]


@pytest.mark.parametrize("lang", [AR])
def test_marks_figures_and_rankings_answer_while_the_server_has_yet_to(reader: Reader, lang: Language) -> None:
    page = ready(reader.ask())
    address, before = query_of(page), shown(page)
    page.evaluate(HOLD)
    page.locator(ONE).click()
    ahead = shown(page)
    assert all(one != other for one, other in zip(before, ahead, strict=True))
    assert query_of(page) == address
    expect(page.locator(ONE)).to_have_attribute("aria-pressed", "true")
    page.evaluate("window.letGo()")
    settled(page)
    assert shown(page) == ahead
    assert query_of(page) != address
    go(page, query_of(page))  # all by the server alone
    assert shown(page) == ahead


def test_what_is_shown_ahead_is_confirmed_and_never_asked_for_again(a_reader: Readers) -> None:
    reader = a_reader()
    page, sent = reader.tab(), list[bytes]()

    def note(frame: str | bytes) -> None:
        sent.append(frame if isinstance(frame, bytes) else frame.encode())

    page.on("websocket", lambda socket: socket.on("framesent", note))
    page.goto(reader.address)
    ready(page)
    for row in (ONE, OTHER) * 3:  # in which order the parts of an answer are drawn is not ours to say
        click(page.locator(row))
        settled(page)
    assert sent
    assert [frame for frame in sent if b'"again"' in frame] == []


@pytest.mark.parametrize(
    ("lang", "asked"),
    [(EN, "governorate=SY09,SY04"), (AR, "actor=isis&contested=1&governorate=SY09&from=2025-01-01")],
)
def test_so_does_a_chip_that_is_taken_back(reader: Reader, lang: Language, asked: str) -> None:
    page = ready(reader.ask(f"?{asked}"))
    before = shown(page)
    page.evaluate(HOLD)
    page.locator(".question_line [data-id=governorate_SY09]").click()
    ahead = shown(page)
    assert all(one != other for one, other in zip(before, ahead, strict=True))
    expect(page.locator(".question_line [data-id=governorate_SY09]")).to_have_count(0)
    page.evaluate("window.letGo()")
    settled(page)
    assert shown(page) == ahead
    go(page, query_of(page))
    assert shown(page) == ahead


@pytest.mark.parametrize("lang", [EN])
def test_so_do_the_days_on_which_the_hand_lets_go_and_their_chip(reader: Reader, lang: Language) -> None:
    page = ready(reader.ask("?governorate=SY09"))
    before = shown(page)
    page.evaluate(HOLD)
    page.locator(".time_dock .handle.from").press("PageUp")
    later = shown(page)
    assert all(one != other for one, other in zip(before, later, strict=True))
    page.locator(".time_dock .handle.from").press("PageUp")
    last = shown(page)
    page.evaluate("window.letGo()")
    settled(page)
    assert shown(page) == last != later
    assert "from=" in query_of(page)
    page.evaluate(HOLD)
    for end in ("from", "to"):
        page.locator(f".question_line [data-id=date_{end}_all]").click()
    assert shown(page) == before
    page.evaluate("window.letGo()")
    settled(page)
    assert shown(page) == before
    assert "from=" not in query_of(page)
    assert "to=" not in query_of(page)


@pytest.mark.always
@pytest.mark.parametrize(
    ("lang", "asked"),
    [
        (EN, ""),
        (AR, "from=2025-06-01&to=2025-12-31"),
        (EN, "near=raqqa,50&contested=1"),
        (AR, "governorate=SY02,SY03,SY04,SY07,SY08,SY09,SY11,SY13&event_type=battles"),
        (AR, "text=SDF&min_origins=2"),
        (EN, "bounds=34.0,38.0,36.9,42.4&killed=known&incident=SYR-0049"),
        (EN, "governorate=SY07,SY08&district=SY0803&rank=kind&at=35.3,40.1,9.5"),
    ],
    ids=lambda given: str(given),
)
def test_what_is_shown_ahead_is_what_the_server_answers(reader: Reader, lang: Language, asked: str) -> None:
    page = ready(reader.ask(f"?{asked}"))
    chance = random.Random(asked)  # noqa: S311 - the same presses in every run
    acts = [press_one] * 3 + [move_an_end] * 2
    chance.shuffle(acts)
    for act in acts:
        act(page, chance)
        ahead, drawn = shown(page), times_drawn(page)
        page.evaluate("window.letGo()")
        settled(page)
        if "text=" in asked:  # why the words found a row only the server says
            ahead[LIST] = shown(page)[LIST]
        if "near=" in asked:  # and what of it may lie farther away
            ahead[QUESTION] = shown(page)[QUESTION]
        assert shown(page) == ahead, query_of(page)
        assert times_drawn(page) == drawn, query_of(page)
        go(page, query_of(page))  # now the server says all of it
        assert shown(page) == ahead, query_of(page)


def press_one(page: Page, chance: random.Random) -> None:
    targets = page.locator(PRESSABLE)
    leading = [at for at, number in enumerate(targets.evaluate_all(NUMBERS)) if number != "0"]  # to something
    page.evaluate(HOLD)
    targets.nth(chance.choice(leading)).dispatch_event("click")


def move_an_end(page: Page, chance: random.Random) -> None:
    end, key = chance.choice([("from", "PageUp"), ("from", "ArrowUp"), ("to", "PageDown"), ("window", "PageUp")])
    page.evaluate(HOLD)
    page.locator(f".time_dock .{end}").press(key)


def test_two_presses_in_one_moment_are_shown_as_two_and_never_as_the_first_again(a_reader: Readers) -> None:
    page = ready(a_reader().ask())
    page.evaluate(HOLD)
    page.locator(ONE).click()
    page.locator(OTHER).click()
    both, drawn = shown(page), times_drawn(page)
    page.evaluate("window.letGo()")
    settled(page)
    assert shown(page) == both
    assert times_drawn(page) == drawn
    assert "governorate=SY09,SY04" in query_of(page)


def test_what_is_taken_back_in_the_same_moment_does_not_stay(a_reader: Readers) -> None:
    page = ready(a_reader().ask())
    before = shown(page)
    for _ in range(6):  # whether the server hears of both together is a matter of moments
        page.evaluate(HOLD)
        page.locator(ONE).click()
        page.evaluate("window.letGo()")
        go(page, "?")
        expect(page.locator(ONE)).to_have_attribute("aria-pressed", "false")
        assert shown(page) == before
        go(page, "?lang=en")


def test_where_the_browser_counts_otherwise_the_answer_of_the_server_stands(a_reader: Readers, dashboard: str) -> None:
    page = a_reader(anew=True).tab()

    def spoil(route: Route) -> None:
        told = route.fetch().json()
        told["counted"]["lists"]["governorate"]["of"].reverse()
        route.fulfill(json=told)

    page.route("**/ahead/**", spoil)
    page.goto(dashboard)
    settled(page)
    ready(page)
    page.evaluate(HOLD)
    page.locator(ONE).click()
    ahead = shown(page)
    page.evaluate("window.letGo()")
    settled(page)
    answered = shown(page)
    assert answered != ahead
    go(page, query_of(page))
    assert shown(page) == answered


@pytest.mark.parametrize("lang", [EN])
def test_what_was_pressed_keeps_the_focus_and_the_page_its_name(reader: Reader) -> None:
    page = ready(reader.ask())
    page.locator(ONE).focus()
    page.evaluate(NOTE)
    click(page.locator(ONE))
    expect(page.locator(ONE)).to_have_attribute("aria-pressed", "true")
    assert page.evaluate(f"""document.activeElement === document.querySelector("{ONE}")""")
    assert page.evaluate("noted") == []


@pytest.mark.parametrize("lang", [AR])
def test_how_many_answer_is_said_as_soon_as_it_is_shown(reader: Reader, lang: Language) -> None:
    page = ready(reader.ask())
    page.evaluate(SAID)
    click(page.locator(ONE))
    assert page.evaluate("said") == page.locator("p.count").inner_text()


@pytest.mark.parametrize("asked", ["shading=incidents", "against=2025-01-01..2025-03-31"])
def test_where_only_the_server_knows_all_it_is_waited_for(a_reader: Readers, asked: str) -> None:
    page = ready(a_reader().ask())
    go(page, f"?{asked}")
    before = shown(page)
    page.evaluate(HOLD)
    page.locator(ONE).click()
    assert shown(page) == before
    page.evaluate("window.letGo()")
    settled(page)
    expect(page.locator(ONE)).to_have_attribute("aria-pressed", "true")
