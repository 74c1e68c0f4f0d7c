"""How many pages a paper is likely to take: what spares a printing that would be too long, or that would fit.

Lines are counted as in ``fitting``. On the papers of the record this is off by a tenth of a page, seldom by a quarter;
what matters is counted on the printed pages.
"""

from functools import lru_cache
from typing import Any

from incidents.briefing.content import Briefing
from incidents.briefing.fitting import BROKEN
from incidents.briefing.paper_sheet import (
    DENSE,
    ROW_WIDTH,
    WIDTH,
    Layout,
    paper_rows,
    paper_sources,
    smallest_letters,
    source_level,
    table_letters,
)
from incidents.views.static_map.lettering import text_width

_PAGE = 764.0  # points between head and foot
_HEAD = 1.2, 1.0, 0.9, 0.8, 0.8  # of a page, that title, figures, map and caveats take, by level
_CAPITAL = 0.69  # em: how high a line is without what leads it
# Roomily and densely set, as in a4.typ: em between lines, points between contested incidents, points between accounts
_LEADING = {"ltr": (0.44, 0.36), "rtl": (0.66, 0.52)}
_APART = {"ltr": (4.2, 2.8), "rtl": (5.8, 4.4)}
_ACCOUNTS_APART = {"ltr": 3.2, "rtl": 4.8}
_CELL = 8.4, 5.2  # points above and below the lines of a row, with its rule
# Points that a line of the cells of a row holds: names are not broken and leave more of a narrow line empty.
_CELLS = {"line": ROW_WIDTH, "place": 75.0, "date": 59.0, "sources": 36.0}
_TOLD = 251.0  # points that a line has in which an incident is told with its accounts
_COLUMNS = (3, 4, 4, 6)  # of sources, by the density at which they are set
_RAGGED = (1.1, 1.1, 1.1, 1.25)  # an address leaves more of a narrow line empty than a sentence
_GUTTER, _HANGING = 10.0, 1.4  # points between these columns; em by which further lines stand in


def pages_taken(briefing: Briefing, layout: Layout) -> float:
    """Return about how many pages a paper of more than a few incidents takes; 1.5 is a page and a half."""
    rows = paper_rows(briefing, layout)
    height = _table(rows, layout, briefing) + _contested(rows, layout, briefing) + _sources(briefing, layout)
    return _HEAD[layout.level] + height / _PAGE


def _table(rows: list[dict[str, Any]], layout: Layout, briefing: Briefing) -> float:
    if layout.level < DENSE:
        return sum(_CELL[0] + _told(row, layout, briefing) for row in rows)
    size = table_letters(layout.level) * layout.larger
    return sum(
        _CELL[1] + max(_set([row[cell]], width, size, layout, briefing) for cell, width in _CELLS.items())
        for row in rows
    )


def _told(row: dict[str, Any], layout: Layout, briefing: Briefing) -> float:
    """Return how high a row of a roomy paper is: what happened, who says so, and who else told of it."""
    told = [[account["origin"], account["says"], account["sources"]] for account in row["accounts"]]
    if row["others"]:
        told.append([part for account in row["others"] for part in (account["origin"], account["sources"])])
    larger, smallest = table_letters(layout.level) * layout.larger, smallest_letters(layout.level) * layout.larger
    return _set([row["tactic"], row["summary"]], _TOLD, larger, layout, briefing) + sum(
        _ACCOUNTS_APART[briefing.lang.direction] + _set(parts, _TOLD, smallest, layout, briefing) for parts in told
    )


def _contested(rows: list[dict[str, Any]], layout: Layout, briefing: Briefing) -> float:
    size, told = smallest_letters(layout.level) * layout.larger, [row for row in rows if row["contested_lines"]]
    apart = _APART[briefing.lang.direction][layout.level >= DENSE]
    return sum(
        apart + _set([row["where_and_when"], *row["contested_lines"], row["sources"]], WIDTH, size, layout, briefing)
        for row in told
    )


def _sources(briefing: Briefing, layout: Layout) -> float:
    size, density = smallest_letters(layout.level) * layout.larger, source_level(layout)
    columns = _COLUMNS[density]
    width = (WIDTH - _GUTTER * (columns - 1)) / columns - _HANGING * size
    told = [(str(source["number"]), source["text"], source["address"]) for source in paper_sources(briefing, layout)]
    height = sum(0.4 * size + _set(parts, width, size, layout, briefing, lead=0.9) for parts in told)
    return height * _RAGGED[density] / columns


def _set(
    parts: list[str] | tuple[str, ...],
    width: float,
    size: float,
    layout: Layout,
    briefing: Briefing,
    lead: float = 1.0,
) -> float:
    """Return how high the lines of a paragraph are, in points."""
    length = sum(_length(part) for part in parts if part) * size
    lines = 1 if length <= width else -int(-length // (width * BROKEN))
    leading = lead * _LEADING[briefing.lang.direction][layout.level >= DENSE]
    return size * (lines * _CAPITAL + (lines - 1) * leading)


@lru_cache(2_000)
def _length(text: str) -> float:
    """Return how long a text is in letters of one point; the same texts stand in every layout of a paper."""
    return text_width(text, 1.0)
