"""How the rows of a deck's table are parted into slides, at 10 points; and how high its texts are.

Which rows a deck has does not depend on the language; only where a slide ends does.
"""

from collections.abc import Sequence

from incidents.briefing.content import Briefing, Listed
from incidents.briefing.deck_shapes import WIDER, Rect
from incidents.briefing.fitting import BROKEN, lines_of, number_ranges
from incidents.briefing.sheets import most_killed
from incidents.briefing.slide_sheet import brief_line
from incidents.language import Language, isolate_ltr

TEXT = 10.0  # points: no letter of a deck is smaller
HEAD_ROW = 18.0  # points of height of the head of a table
LINE = {"ltr": 1.2, "rtl": 1.3}  # height of a line, in sizes of its letters
SHARES = (0.075, 0.125, 0.19, 0.44, 0.08, 0.09)  # of the columns of the table
MOST_ROWS = 24
_CELL_LINES = 3


def deck_rows(briefing: Briefing) -> list[Listed]:
    """Return the incidents with most killed, in the order of the table: the same in every language."""
    return most_killed(briefing.table.listed, MOST_ROWS)


def height_of(texts: Sequence[str], width: float, lang: Language) -> float:
    """Return how high paragraphs of these texts are, in points."""
    lines = sum(lines_of(text, width, TEXT * WIDER) for text in texts)
    return lines * TEXT * LINE[lang.direction] + 2


def row_cells(row: Listed, widths: Sequence[float], lang: Language) -> list[str]:
    """Return the texts of a row of the table."""
    room = _CELL_LINES * (widths[3] - 7) * BROKEN / WIDER
    return [
        str(row.number) if row.number else isolate_ltr(row.incident_id),
        row.date,
        row.place,
        brief_line(row, room, TEXT, lang),
        row.killed,
        number_ranges(row.sources),
    ]


def table_pages(rows: Sequence[Listed], lang: Language, place: Rect) -> list[tuple[list[Listed], list[float]]]:
    """Part the rows of the table into pages, with the height of each row in points.

    The pages are about equally full, so that none holds a row alone.
    """
    widths = [place.width * share for share in SHARES]
    heights = [_row_height(row_cells(row, widths, lang), widths, lang) for row in rows]
    ends = even_ends(heights, place.height - HEAD_ROW)
    return [(list(rows[start:end]), heights[start:end]) for start, end in zip([0, *ends[:-1]], ends, strict=True)]


def _row_height(texts: Sequence[str], widths: Sequence[float], lang: Language) -> float:
    lines = max(lines_of(text, width - 7, TEXT * WIDER) for text, width in zip(texts, widths, strict=True))
    return lines * TEXT * LINE[lang.direction] + 6


def even_ends(heights: Sequence[float], most: float, used: float = 0.0) -> list[int]:
    """Return behind which row each of the fewest possible pages ends, where all are about equally full.

    ``most`` is the room of a page, ``used`` what of the first one is taken; all lengths in points.
    """
    if not heights:
        return []
    fewest = page_ends(heights, most, used)
    room = max((used + sum(heights)) / len(fewest), *heights)
    while len(ends := page_ends(heights, min(room, most), used)) > len(fewest):
        room += TEXT
    return ends


def page_ends(heights: Sequence[float], room: float, used: float = 0.0) -> list[int]:
    """Return behind which row each page ends, where each takes as many rows as there is room for."""
    ends: list[int] = []
    for at, height in enumerate(heights):
        if used and used + height > room:
            ends.append(at)
            used = 0.0
        used += height
    return [*ends, len(heights)] if heights else []
