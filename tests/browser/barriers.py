"""What keeps somebody out of a page, as far as axe can see it."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

EVERY_RULE: dict[str, Any] = {}  # also those that are only good practice
WCAG: dict[str, Any] = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
CONTRAST: dict[str, Any] = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
# Contrast, which takes half of the time, is looked at in the first of what is made again and again in one way: marks
# of the map, of which there are hundreds, rows of the table, lines of the list.
_FIRST = {".map-canvas .mark": 12, ".incident-table tbody tr": 4, ".incident-row": 6}
_LIKE_THE_LAST = [[f"{alike}:nth-child(n+{first + 1})"] for alike, first in _FIRST.items()]
# To tell where each rule is kept, too, takes axe two thirds of its time.
_BROKEN_ALONE = {"resultTypes": ["violations"]}


def barriers(page: Page, *parts: str, rules: dict[str, Any] = WCAG) -> list[str]:
    """Return each breach of a rule in a page, or in the parts of it that are named by selectors."""
    if not page.evaluate("'axe' in window"):  # a page in use has it from the last look
        page.evaluate(Axe().axe_script)
    if parts:
        looks = [({"include": [[part] for part in parts]}, rules)]
    else:
        others = rules | {"rules": {"color-contrast": {"enabled": False}}}
        looks = [({"include": [["html"]]}, others), ({"include": [["html"]], "exclude": _LIKE_THE_LAST}, CONTRAST)]
    found = []
    for within, looked_for in looks:
        asked = [within, looked_for | _BROKEN_ALONE]
        found += page.evaluate("async (asked) => (await axe.run(...asked)).violations", asked)
    return [
        f"{violation['id']}: {violation['help']}: {node['target']} {node['html'][:160]}"
        for violation in found
        for node in violation["nodes"]
    ]
