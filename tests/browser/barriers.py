"""What keeps somebody out of a page, as far as axe can see it."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

EVERY_RULE: dict[str, Any] = {}  # also those that are only good practice
WCAG: dict[str, Any] = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
# Of what is made again and again in one way, axe looks at the first: each mark, row or line that is like the last one
# costs it as much as the first, and there are hundreds. Names, roles and sizes of all of them are tried without axe.
_FIRST = {".map-canvas .mark": 12, ".incident-table tbody tr": 4, ".incident-row": 6}
_LIKE_THE_LAST = [[f"{alike}:nth-child(n+{first + 1})"] for alike, first in _FIRST.items()]
# To tell where each rule is kept, too, takes axe two thirds of its time.
_BROKEN_ALONE = {"resultTypes": ["violations"]}


def barriers(page: Page, *parts: str, rules: dict[str, Any] = WCAG) -> list[str]:
    """Return each breach of a rule in a page, or in the parts of it that are named by selectors."""
    if not page.evaluate("'axe' in window"):  # a page in use has it from the last look
        page.evaluate(Axe().axe_script)
    within = {"include": [[part] for part in parts or ("html",)], "exclude": [] if parts else _LIKE_THE_LAST}
    told = page.evaluate("([within, rules]) => axe.run(within, rules)", [within, rules | _BROKEN_ALONE])
    return [
        f"{violation['id']}: {violation['help']}: {node['target']} {node['html'][:160]}"
        for violation in told["violations"]
        for node in violation["nodes"]
    ]
