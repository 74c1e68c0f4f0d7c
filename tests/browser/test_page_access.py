"""Nobody is kept out: axe finds nothing against WCAG 2.2 AA, whatever stands on the page, by turns in either language.

What axe cannot see is tried by keys: where the focus goes, what is named, what is said aloud, how large a target is.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from incidents.language import Language
from tests.browser.barriers import CONTRAST, barriers
from tests.browser.conftest import Readers
from tests.browser.reader import PHONE, WIDE, Reader
from tests.browser.settling import click, count_shown, go, map_of, press, pull_out, settled, show_filters, unfold
from tests.browser.speaking import LOCALES, by_turns, say
from tests.conftest import AR, EN, LANGS

CHOSEN = ":is([aria-checked=true], [aria-pressed=true], [aria-selected=true]):is(button, [role=radio]):visible"
TWICE_AS_LARGE = {"width": WIDE["width"] // 2, "height": WIDE["height"] // 2}  # what is left of a screen at 200 %
CARD = ".st-key-incident_card"
LEAST = 24  # px of a target


def nothing(_page: Page) -> None:
    """Leave the page as its address opens it."""


def play(page: Page) -> None:
    """Let the dock play; nothing waits for its end."""
    page.locator(".time_dock .play").click()
    expect(page.locator(".dock-chart .readout")).to_be_visible()


def stop(page: Page) -> None:
    page.locator(".time_dock .play").click()
    settled(page)


def press_a_mark_of_several(page: Page) -> None:
    map_of(page).locator(".mark:has(text.count)").first.dispatch_event("click")  # others may lie on it
    settled(page)


def show_what_changed(page: Page) -> None:
    click(page.locator("#side-tab-changed"))


def show_what_is_recent(page: Page) -> None:
    click(page.locator("#side-tab-recent"))


def widen_the_card(page: Page) -> None:
    page.locator(f"{CARD} details").first.evaluate("part => part.open = true")  # another drawer may lie over it
    wider = page.locator(f"{CARD} .sign.wider")
    if wider.get_attribute("aria-expanded") != "true":
        click(wider)


def unfold_the_room(page: Page) -> None:
    for folded in page.locator(".st-key-room details").all():
        if folded.is_visible():
            unfold(folded)


def open_all_filters(page: Page) -> None:
    show_filters(page)
    folded = page.locator("[data-testid=stSidebar] details:not([open]) > summary")
    folded.evaluate_all("all => all.forEach((summary) => summary.click())")
    settled(page)
    expect(folded).to_have_count(0)
    page.locator("[data-testid=stSidebarContent]").evaluate("filters => filters.scrollTo(0, 0)")  # no bar cuts a target


Act = Callable[[Page], None]


@dataclass(frozen=True)
class Look:
    """A way to see what stands on the page: on a screen, with what a system asks for, after an act."""

    name: str = "as it opens"
    viewport: ViewportSize = field(default_factory=lambda: WIDE)
    media: dict[str, str] = field(default_factory=dict)
    act: Act = nothing


@dataclass(frozen=True)
class State:
    """What stands on the page: opened by an address, then acted on, and looked at in one way after the other."""

    query: str = ""
    act: Act = nothing
    looks: tuple[Look, ...] = (Look(),)
    is_named: bool = False  # whether to look at each name, too
    after: Act = nothing

    def __str__(self) -> str:
        return " ".join([self.query or "start", *([] if self.act is nothing else [self.act.__name__])])


AS_IT_OPENS = Look()
DARK = Look("dark", media={"color_scheme": "dark"})
SMALL = Look("on a phone", PHONE)
LARGE = Look("twice as large", TWICE_AS_LARGE)
CALM = Look("with less motion", media={"reduced_motion": "reduce"})
FORCED = {"forced_colors": "active"}
FILTERED = "?governorate=SY08,SY09&event_type=battles&from=2025-01-01"
FILTERS = (
    LARGE,
    Look("in colours of the system", media=FORCED, act=show_filters),
    Look("with all filters", act=open_all_filters),
    Look("with all filters on a phone", PHONE, act=open_all_filters),
)
CHAPTERS = ("guide", "codebook", "new", "licences")
OPENED = State(looks=(AS_IT_OPENS, DARK, SMALL), is_named=True)
STATES = [
    State("?shading=change"),
    State("?governorate=SY09&incident=SYR-0049"),
    State("?incident=SYR-0049", looks=(CALM, LARGE, SMALL, Look("wide", act=widen_the_card))),
    State(FILTERED, looks=FILTERS, is_named=True),
    State("?drawer=table", looks=(AS_IT_OPENS, SMALL)),
    State("?drawer=list", is_named=True),
    State(
        "?incident=SYR-0049&drawer=table",
        looks=(Look("in colours of the system", media=FORCED), Look("wide", act=widen_the_card)),
        is_named=True,
    ),
    State(act=show_what_changed, after=show_what_is_recent),
    State(act=press_a_mark_of_several, after=Page.close),  # the list of the mark stays until another is chosen
    State(looks=(Look("playing", act=play),), after=stop),
    State(looks=(Look("playing in the dark", media=DARK.media, act=play),), after=stop),
    State("?governorate=SY06&is_role=planner"),
    State("?view=comparison", looks=(AS_IT_OPENS, DARK)),
    State("?view=briefing", looks=(AS_IT_OPENS, DARK)),
    *(State(f"?view=about&chapter={chapter}") for chapter in CHAPTERS),
    State("?view=about", looks=(SMALL,)),
]
NO_MEDIA = {"color_scheme": "light", "reduced_motion": "null", "forced_colors": "null"}


NAMELESS = {"RootWebArea", "generic", "main"}  # of the last two there is one each, or they only scroll


def nameless(page: Page) -> list[str]:
    """Return what can hold the focus but has no name for who does not see it."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    found = []
    for node in nodes:
        properties = {each["name"]: each["value"].get("value") for each in node.get("properties", [])}
        is_stop = properties.get("focusable") and not node["ignored"] and node["role"]["value"] not in NAMELESS
        if is_stop and not str(node.get("name", {}).get("value", "")).strip():
            told = session.send("DOM.describeNode", {"backendNodeId": node["backendDOMNodeId"]})["node"]
            found.append(f"{node['role']['value']}: {told['localName']} {told.get('attributes')}")
    session.detach()
    return found


def marks_without_a_name(page: Page) -> list[object]:
    marks = map_of(page).locator(".mark")
    told = marks.evaluate_all("all => all.map((mark) => [mark.getAttribute('role'), mark.getAttribute('aria-label')])")
    assert len(told) > 5
    return [mark for mark in told if mark[0] != "button" or not mark[1]]


SMALL_TARGETS = """least => {
  const wanted = "button, a[href], input, select, summary, [role=button], [role=slider], [role=tab], [role=spinbutton]";
  return [...document.querySelectorAll(wanted)]
    .filter((target) => target.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
    .filter((target) => !target.closest("[inert], .unseen, [disabled]"))
    .filter((target) => !(target.matches("a, .since") && getComputedStyle(target).display === "inline"))
    .map((target) => [target, (target.closest("label") ?? target).getBoundingClientRect()])
    .filter(([, { width, height }]) => width > 1 && height > 1 && Math.min(width, height) < least - 0.1)
    .map(([target, { width, height }]) => `${width.toFixed()}×${height.toFixed()} ${target.outerHTML.slice(0, 140)}`);
}"""


@pytest.mark.always
@pytest.mark.parametrize(("lang", "state"), [*by_turns(STATES), *((lang, OPENED) for lang in LANGS)], ids=str)
def test_nobody_is_kept_out_by_a_rule_a_name_or_a_small_target(reader: Reader, lang: Language, state: State) -> None:
    page = reader.ask(state.query)
    assert page.locator("html").get_attribute("lang") == lang.code
    if state.is_named:
        assert page.locator(".map-canvas .area-label").count() or state.query == FILTERED
    state.act(page)
    found = {}
    for look in state.looks:
        page.set_viewport_size(look.viewport)
        page.emulate_media(**NO_MEDIA | look.media)
        settled(page)
        look.act(page)
        found[look.name] = barriers(page) + page.evaluate(SMALL_TARGETS, LEAST)
        if state.is_named:
            found[look.name] += [*marks_without_a_name(page), *nameless(page)]
    state.after(page)
    assert not any(found.values()), found


FOCUSED = """() => {
  const held = document.activeElement;
  return held === document.body || !held?.checkVisibility() ? "" : held.outerHTML.slice(0, 160);
}"""


def act_by_key(page: Page, target: str, key: str = "Enter") -> None:
    """Press a key on what a selector finds first, and see that the focus is not lost."""
    found = page.locator(target).first
    found.focus()
    assert found.evaluate("target => target === document.activeElement"), f"{target} cannot be focused"
    press(page, key)
    assert page.evaluate(FOCUSED), f"{target}: the focus is lost"


@pytest.mark.parametrize("lang", [EN])
def test_the_focus_stays_with_what_was_done(reader: Reader) -> None:
    page = reader.ask("?governorate=SY08,SY09&contested=1")
    act_by_key(page, ".question_line [data-id=governorate_SY08]")
    act_by_key(page, ".question_line [data-id=contested_all]")
    act_by_key(page, ".question_line .reset")
    act_by_key(page, ".rankings .row")
    assert page.evaluate("document.activeElement.matches('.rankings .row[aria-pressed=true]')")
    act_by_key(page, ".rankings .row[aria-pressed=true]")
    act_by_key(page, ".rankings .tab[aria-selected=false]")
    act_by_key(page, ".rankings .order[aria-pressed=false]")
    act_by_key(page, ".legend .kind")
    assert page.evaluate("document.activeElement.matches('.legend .kind[aria-pressed=true]')")
    act_by_key(page, ".legend .kind[aria-pressed=true]")
    act_by_key(page, ".time_dock [data-id=week]")
    act_by_key(page, ".time_dock .handle.from", "PageUp")
    assert "from=" in page.url
    act_by_key(page, ".time_dock .handle.from", "Escape")
    act_by_key(page, "#side-tab-changed")
    act_by_key(page, "#side-tab-recent")
    act_by_key(page, ".st-key-language button")
    act_by_key(page, ".st-key-language button")
    act_by_key(page, ".st-key-honesty_method button")
    act_by_key(page, ".st-key-view button")


@pytest.mark.parametrize("lang", [AR])
def test_the_focus_stays_in_filters_and_drawers(reader: Reader) -> None:
    page = reader.ask()
    show_filters(page)
    act_by_key(page, ".st-key-filter_governorate button")
    assert page.evaluate("document.activeElement.closest('.st-key-filter_governorate') !== null")
    act_by_key(page, ".st-key-of_sure summary")
    act_by_key(page, ".st-key-filter_contested input", "Space")
    act_by_key(page, "[data-testid=stSidebarCollapseButton] button")
    act_by_key(page, ".st-key-drawer_table button")
    act_by_key(page, ".incident-table thead button")
    act_by_key(page, ".incident-table tbody button")
    press(page, "Escape")
    assert page.evaluate(FOCUSED)
    go(page, "?drawer=table")
    act_by_key(page, ".st-key-page_on button")
    act_by_key(page, ".st-key-drawer_table button")
    act_by_key(page, ".st-key-drawer_list button")
    act_by_key(page, ".st-key-drawer_list button")


@pytest.mark.parametrize("lang", [EN])
def test_the_focus_stays_where_nothing_answers(reader: Reader) -> None:
    page = reader.ask("?governorate=SY06&is_role=planner")
    act_by_key(page, ".st-key-way_back button")
    assert count_shown(page) > 0


@pytest.mark.parametrize("lang", [AR])
def test_a_card_takes_the_focus_and_gives_it_back(reader: Reader) -> None:
    page = reader.ask()
    opens = {".incident-row": ".incident-row", ".map-canvas .mark:not(:has(text.count))": ""}
    for opener, holder in opens.items():
        act_by_key(page, opener)
        assert page.evaluate("document.activeElement.matches('.st-key-incident_card h2')")
        press(page, "Escape")
        expect(page.locator(CARD)).to_have_count(0)
        assert page.evaluate(FOCUSED)
        assert not holder or page.evaluate("holder => document.activeElement.matches(holder)", holder)
    act_by_key(page, ".incident-row")
    act_by_key(page, f"{CARD} .sign.after")
    act_by_key(page, f"{CARD} .sign.wider")
    act_by_key(page, f"{CARD} .sign.wider")
    act_by_key(page, f"{CARD} .sign.close")
    expect(page.locator(CARD)).to_have_count(0)


STOP = """() => {
  const held = document.activeElement;
  return held === document.body ? "" : `${held.tagName}.${held.getAttribute("class") ?? ""}`;
}"""


# Where Tab begins is not told by what holds the focus alone: a page in use keeps the place of the last one.
AT_THE_TOP = "() => { document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex'); }"


@pytest.mark.parametrize("lang", [EN])
def test_tab_stops_once_at_the_marks_never_at_a_governorate_and_comes_round(reader: Reader) -> None:
    page = reader.ask()
    map_of(page)
    assert page.locator(".map-canvas .governorate").evaluate_all("paths => paths.every((path) => path.tabIndex < 0)")
    page.evaluate(AT_THE_TOP)
    stops = []
    for _ in range(200):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(STOP))
        if not stops[-1]:
            break
    assert stops[-1] == "", "the keys cannot leave the page"
    assert not [stop for stop in stops if "governorate" in stop]
    assert len([stop for stop in stops if "mark " in stop]) == 1
    assert len([stop for stop in stops if "incident-row" in stop]) == 1
    assert len(stops) < 120


HEAR = """() => {
  window.heard = [];
  const live = "[role=status], [role=alert], [aria-live=polite], [aria-live=assertive]";
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      const region = (target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement)?.closest(live);
      if (region?.textContent.trim()) window.heard.push(region.textContent.trim());
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""


def test_what_changes_is_said_aloud(reader: Reader, lang) -> None:
    """What is put into the page together with its region is not said by every screen reader: the region has to stay."""
    page = reader.ask("?governorate=SY08,SY09")
    page.evaluate(HEAR)
    click(page.locator(".question_line [data-id=governorate_SY08]"))
    shown = page.locator(".st-key-question .count").inner_text()
    heard = page.evaluate("window.heard")
    assert " ".join(shown.split()) in [" ".join(words.split()) for words in heard]
    page.evaluate("window.heard.length = 0")
    click(page.locator(".incident-row").first)
    what = page.locator(f"{CARD} h2").inner_text()
    opened = say("Incident opened: {what}", lang, what=what)
    assert any(opened in words for words in page.evaluate("window.heard"))


def test_a_phone_reaches_all_by_touch_that_a_mouse_reaches(a_reader: Readers) -> None:
    page = a_reader(locale=LOCALES[AR], viewport=PHONE).ask()
    pull_out(page, "table")
    expect(page.locator(".incident-table tbody tr").first).to_be_visible()
    slowly = page.context.new_cdp_session(page)  # what stands above the card is then drawn after it
    slowly.send("Emulation.setCPUThrottlingRate", {"rate": 6})
    click(page.locator(".incident-table tbody tr").first)
    expect(page.locator(f"{CARD} h2")).to_be_in_viewport()
    slowly.send("Emulation.setCPUThrottlingRate", {"rate": 1})


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_chosen_can_be_read_under_the_pointer_too(a_reader: Readers, scheme: str):
    reader, found, seen = a_reader(color_scheme=scheme), [], 0
    for asked in ("?kind=attack", "?view=comparison", "?view=briefing", "?view=about"):
        page = reader.ask(asked)
        for chosen in page.locator(CHOSEN).all():
            chosen.hover()
            settled(page)
            found += barriers(page, "button:hover", rules=CONTRAST)
            seen += 1
    assert seen > len(("map", "list", "dock", "bar"))
    assert found == []
