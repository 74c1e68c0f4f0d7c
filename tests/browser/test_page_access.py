"""Nobody is kept out: axe finds nothing against WCAG 2.2 AA, in both languages, light and dark, wide and narrow."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Readers

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


@pytest.mark.parametrize(
    ("query", "options"),
    [
        ("?lang=en&governorate=SY09&incident=SYR-0049", {"viewport": WIDE}),
        ("?lang=ar&contested=1&incident=SYR-0119", {"viewport": WIDE, "color_scheme": "dark"}),
        ("?lang=ar", {"viewport": NARROW}),
        ("?lang=en&view=comparison", {"viewport": WIDE, "color_scheme": "dark"}),
        ("?lang=en&view=about", {"viewport": NARROW}),
        ("?lang=en&governorate=SY06&is_role=planner", {"viewport": WIDE}),
    ],
)
def test_axe_finds_no_barrier(a_reader: Readers, query, options):
    page = a_reader(**options).open(query)
    page.wait_for_timeout(1500)
    found = Axe().run(page, options=RULES).response["violations"]
    told = [
        f"{violation['id']}: {violation['help']}: {node['target']} {node['html'][:160]}"
        for violation in found
        for node in violation["nodes"]
    ]
    assert told == []
