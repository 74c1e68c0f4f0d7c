"""What keeps somebody out of a page, as far as axe can see it."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

EVERY_RULE: dict[str, Any] = {}  # also those that are only good practice
WCAG: dict[str, Any] = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
# To tell where each rule is kept, too, takes axe two thirds of its time.
_BROKEN_ALONE = {"resultTypes": ["violations"]}


def barriers(page: Page, *parts: str, rules: dict[str, Any] = WCAG) -> list[str]:
    """Return each breach of a rule in a page, or in the parts of it that are named by selectors."""
    within = {"include": [[part] for part in parts]} if parts else None
    told = Axe().run(page, context=within, options=rules | _BROKEN_ALONE).response
    return [
        f"{violation['id']}: {violation['help']}: {node['target']} {node['html'][:160]}"
        for violation in told["violations"]
        for node in violation["nodes"]
    ]
