"""Nobody is kept out: axe finds nothing against WCAG 2.2 AA, in both languages, light and dark, wide and narrow."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import Readers
from tests.browser.reader import PHONE
from tests.browser.settling import click

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


def barriers(page: Page) -> list[str]:
    return [
        f"{violation['id']}: {violation['help']}: {node['target']} {node['html'][:160]}"
        for violation in Axe().run(page, options=RULES).response["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize(
    ("query", "options"),
    [
        ("?governorate=SY09&incident=SYR-0049", {}),
        ("?contested=1&incident=SYR-0119", {"color_scheme": "dark"}),
        ("?", {"viewport": PHONE, "anew": True}),
        ("?view=comparison", {"color_scheme": "dark"}),
        ("?view=about", {"viewport": PHONE, "anew": True}),
        ("?governorate=SY06&is_role=planner", {}),
    ],
)
def test_axe_finds_no_barrier_in_either_language(a_reader: Readers, query, options):
    page = a_reader(**options).ask(query)
    assert barriers(page) == []
    click(page.locator(".st-key-language button"))
    assert page.locator("html").get_attribute("lang") == "ar"
    assert barriers(page) == []
