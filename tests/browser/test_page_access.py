"""Nobody is kept out: axe finds nothing against WCAG 2.2 AA, in both languages, light and dark, wide and narrow."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import Readers, click

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


def barriers(page: Page) -> list[str]:
    page.wait_for_timeout(1200)  # map and chart draw themselves after the answer
    return [
        f"{violation['id']}: {violation['help']}: {node['target']} {node['html'][:160]}"
        for violation in Axe().run(page, options=RULES).response["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize(
    ("query", "options"),
    [
        ("?governorate=SY09&incident=SYR-0049", {"viewport": WIDE}),
        ("?contested=1&incident=SYR-0119", {"viewport": WIDE, "color_scheme": "dark"}),
        ("?", {"viewport": NARROW}),
        ("?view=comparison", {"viewport": WIDE, "color_scheme": "dark"}),
        ("?view=about", {"viewport": NARROW}),
        ("?governorate=SY06&is_role=planner", {"viewport": WIDE}),
    ],
)
def test_axe_finds_no_barrier_in_either_language(a_reader: Readers, query, options):
    page = a_reader(**options).open(query)
    assert barriers(page) == []
    click(page.locator(".st-key-language button"))
    assert page.locator("html").get_attribute("lang") == "ar"
    assert barriers(page) == []
