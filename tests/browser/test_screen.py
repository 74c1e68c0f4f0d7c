"""The first screen as a whole: how much of it the map fills, that nothing lies on anything else, what is printed."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Readers
from tests.browser.reader import PHONE
from tests.browser.speaking import LOCALES
from tests.conftest import EN

SIDE_BY_SIDE = 1023  # px; on wider screens the question stands in one row with the views

# The parts of the screen, of the bar, and of the map; no two of one group may lie on each other.
PARTS = {"bar": ".st-key-bar", "honesty": ".st-key-honesty", "figures": ".st-key-room_figures",
         "map": ".map-canvas", "side": ".st-key-room_side", "dock": ".time_dock",
         "foot": ".st-key-foot_line"}  # fmt: skip
IN_THE_BAR = {"filters": "[data-testid=stExpandSidebarButton]", "title": ".masthead h1",
              "search": ".st-key-filter_text", "question": ".st-key-question",
              "views": ".st-key-view", "switches": ".st-key-switches"}  # fmt: skip
ON_THE_MAP = {"tools": ".st-key-map_tools", "zoom": ".leaflet-control-zoom", "home": ".home", "legend": ".legend",
              "full": ".map-button.full", "scale": ".leaflet-control-scale",
              "credits": ".leaflet-control-attribution"}  # fmt: skip
GROUPS = {"parts": PARTS, "bar": IN_THE_BAR, "map": ON_THE_MAP}

# Which of some elements lie on each other, as far as they are seen: what scrolls in a box is seen within the box.
_OVERLAPPING = """selectors => {
  const seen = (element) => {
    let { left, top, right, bottom } = element.getBoundingClientRect();
    for (let box = element.parentElement; box; box = box.parentElement) {
      if (getComputedStyle(box).overflowX === "visible") continue;
      const edge = box.getBoundingClientRect();
      [left, right] = [Math.max(left, edge.left), Math.min(right, edge.right)];
      [top, bottom] = [Math.max(top, edge.top), Math.min(bottom, edge.bottom)];
    }
    return { left, top, right, bottom };
  };
  const found = Object.entries(selectors).flatMap(([name, selector]) => {
    const element = document.querySelector(selector);
    const box = element?.checkVisibility() ? seen(element) : null;
    return box && box.right - box.left > 1 && box.bottom - box.top > 1 ? [[name, box]] : [];
  });
  const within = (one, other, start, end) => Math.min(one[end], other[end]) - Math.max(one[start], other[start]) > 1;
  return found.flatMap(([name, one], at) => found.slice(at + 1)
    .filter(([, other]) => within(one, other, "left", "right") && within(one, other, "top", "bottom"))
    .map(([other]) => `${name} and ${other}`));
}"""
_SCROLLS = """() => [document.scrollingElement, document.querySelector("[data-testid=stMain]")]
  .map((box) => [box.scrollWidth - box.clientWidth, getComputedStyle(box).overflowY === "hidden"
    ? document.querySelector(".st-key-foot_line").getBoundingClientRect().bottom - innerHeight
    : box.scrollHeight - box.clientHeight]).flat()"""


def share_of_the_map(page: Page) -> float:
    """Return which share of the window the map fills in which it is seen."""
    box, window = page.locator(".map-canvas").bounding_box(), page.viewport_size
    height = min(box["y"] + box["height"], window["height"]) - max(box["y"], 0)
    return box["width"] * height / (window["width"] * window["height"])


# The sizes of screens, and which share of those that do not scroll the map has to fill.
SIZES = {
    (1920, 1080): 0.52,
    (1440, 900): 0.43,
    (1280, 720): 0.40,
    (1024, 768): None,
    (720, 450): None,
    (320, 640): None,
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "{}x{}".format(*size))
def test_no_part_of_the_screen_lies_on_another_and_the_map_fills_its_share(a_reader: Readers, lang, size):
    page = a_reader(locale=LOCALES[lang], viewport=dict(zip(("width", "height"), size, strict=True))).ask()
    overlapping = {name: page.evaluate(_OVERLAPPING, group) for name, group in GROUPS.items()}
    assert not any(overlapping.values()), overlapping
    if SIZES[size]:
        assert share_of_the_map(page) >= SIZES[size]
        assert max(page.evaluate(_SCROLLS)) <= 1


def test_the_map_fills_nearly_half_of_a_phone_that_scrolls_one_way_only(a_reader: Readers, lang):
    page = a_reader(locale=LOCALES[lang], viewport=PHONE).ask()
    assert share_of_the_map(page) >= 0.45
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= PHONE["width"]


ASKED_MUCH = "?governorate=SY09,SY08&kind=attack,bombing&from=2025-12-06&to=2026-03-05&contested=1"
# Which of some elements nobody can press where they stand.
_OUT_OF_REACH = """selector => [...document.querySelectorAll(selector)].filter((element) => {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  const ends = [left + 2, right - 2], middle = (top + bottom) / 2; // corners may be round
  return !ends.every((end) => element.contains(document.elementFromPoint(end, middle)));
}).map((element) => element.innerText)"""


@pytest.mark.parametrize(
    "size", [(1440, 900), (1280, 720), (768, 1024), (390, 844)], ids=lambda size: "{}x{}".format(*size)
)
def test_whatever_is_asked_every_view_stands_where_it_can_be_pressed(a_reader: Readers, lang, size):
    page = a_reader(locale=LOCALES[lang], viewport=dict(zip(("width", "height"), size, strict=True))).ask(ASKED_MUCH)
    assert page.locator(".st-key-view button").count() > 1
    assert page.evaluate(_OUT_OF_REACH, ".st-key-view button") == []
    if size[0] > SIDE_BY_SIDE:
        assert page.evaluate(_OUT_OF_REACH, ".question_line .reset") == []


@pytest.mark.parametrize("lang", [EN])
def test_paper_shows_figures_map_and_list_and_none_of_the_controls(a_reader: Readers, lang):
    page = a_reader(locale=LOCALES[lang]).ask("?governorate=SY09")
    page.emulate_media(media="print")
    for shown in (".key_figures", ".map-canvas .mark", ".incident-rows", ".masthead h1", ".honest", ".count"):
        expect(page.locator(shown).first).to_be_visible()
    controls = (
        "[data-testid=stExpandSidebarButton]",
        ".st-key-filter_text",
        ".st-key-view",
        ".st-key-switches",
        ".st-key-map_tools",
        ".leaflet-control-zoom",
        ".st-key-foot_line button",
        ".time_dock .play",
        ".time_dock .chip",
        ".list-tabs",
        ".more-rows",
    )
    assert [control for control in controls if page.locator(control).first.is_visible()] == []


SIZES_OF_THE_MAP = """window.sizes = [];
const look = () => {
  const map = document.querySelector(".map-canvas");
  if (!map) return requestAnimationFrame(look);
  new ResizeObserver(() => window.sizes.push([map.clientWidth, map.clientHeight])).observe(map);
};
look();"""
TO_COME = ".st-key-room_timeline, .st-key-room_drawer"
# Streamlit lays a bar of 37.5 px where the script of an element is not there yet; some elements show nothing after it.
AWAIT = """() => {
  const column = document.querySelector("[data-testid=stMainBlockContainer] > [data-testid=stVerticalBlock]");
  const above = [...column.querySelectorAll(":scope > [data-testid=stElementContainer], .st-key-news *")];
  const containers = above.filter((one) => one.dataset.testid === "stElementContainer");
  for (const container of containers) {
    const bar = document.createElement("div");
    bar.dataset.testid = "stSkeleton";
    bar.style.height = "37.5px";
    container.replaceChildren(bar);
  }
  return containers.length;
}"""


def test_the_map_opens_in_its_place_and_does_not_shrink_while_the_rest_comes(a_reader: Readers) -> None:
    reader = a_reader(anew=True)
    reader.context.add_init_script(SIZES_OF_THE_MAP)
    page = reader.open()
    assert len(page.evaluate("window.sizes")) == 1
    before = page.locator(".map-canvas").bounding_box()
    page.evaluate(f"document.querySelectorAll('{TO_COME}').forEach((part) => (part.style.display = 'none'))")
    assert page.locator(".map-canvas").bounding_box() == before
    assert page.evaluate(AWAIT) >= 3  # the frame, what is said while the record is read, the last visit
    assert page.locator(".map-canvas").bounding_box() == before
