"""The scripts and the style sheet of the desk; where there is no desk, nobody gets them."""

from functools import cache
from pathlib import Path

from incidents.widgets.page_sheet import as_sent

_HERE = Path(__file__).parent
# In the order of their rules: of two that weigh alike the later one holds.
SHEETS = tuple(
    _HERE / f"desk{part}.css"
    for part in (
        "",
        "_lists",
        "_draft_head",
        "_form",
        "_finder",
        "_rows",
        "_beside",
        "_cards",
        "_review",
        "_for_all",
    )
)


@cache
def desk_css() -> str:
    """Return the style sheet of the desk."""
    return as_sent(SHEETS)


def desk_modules() -> list[Path]:
    """Return the script modules of the desk."""
    return sorted(_HERE.glob("*.js"))
