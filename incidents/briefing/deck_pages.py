"""How the rows of a deck's table are parted into slides, as large as these hold; and how high its texts are.

Which rows a deck has does not depend on the language; only where a slide ends does.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from incidents.briefing.content import Briefing, Listed
from incidents.briefing.deck_letters import Weight, letters_width, lines_taken
from incidents.briefing.deck_shapes import Rect
from incidents.briefing.fitting import BROKEN, number_ranges
from incidents.briefing.sheets import most_killed
from incidents.briefing.slide_sheet import brief_line
from incidents.language import Language, isolate_ltr

TEXT = 10.0  # points: no letter of a deck is smaller
ROW_SIZES = (12.0, 11.0, TEXT)  # of the letters of a table
CELL_SIDE = 3.0  # points left and right of what stands in a cell
LINE = {"ltr": 1.2, "rtl": 1.3}  # height of a line, in sizes of its letters
SHARES = (0.075, 0.125, 0.19, 0.44, 0.08, 0.09)  # of the columns of the table
MOST_ROWS = 24
_CELL_LINES, _KILLED = 3, 4  # lines of an incident at 10 points; which column counts the killed


@dataclass(frozen=True)
class TablePage:
    """The rows of a table on one slide; heights of its head and of each of them, and size of its letters, in points."""

    rows: list[Listed]
    heights: list[float]
    size: float


def deck_rows(briefing: Briefing) -> list[Listed]:
    """Return the incidents with most killed, in the order of the table: the same in every language."""
    return most_killed(briefing.table.listed, MOST_ROWS)


def height_of(texts: Sequence[str], width: float, lang: Language) -> float:
    """Return how high paragraphs of these texts are, in points."""
    lines = sum(lines_taken([(text, "regular")], width, TEXT) for text in texts)
    return lines * TEXT * LINE[lang.direction] + 2


def row_cells(row: Listed, widths: Sequence[float], lang: Language) -> list[str]:
    """Return the texts of a row of the table: the same at every size of its letters."""
    room = _CELL_LINES * (widths[3] - 2 * CELL_SIDE) * BROKEN
    return [
        str(row.number) if row.number else isolate_ltr(row.incident_id),
        row.date,
        row.place,
        brief_line(row, room, TEXT, lang, letters_width),
        row.killed,
        number_ranges(row.sources),
    ]


def table_head(lang: Language) -> list[str]:
    """Return the heads of the columns of the table."""
    return [
        lang.say("No."),
        lang.say("Date"),
        lang.say("Place"),
        lang.say("Incident"),
        lang.say("Killed"),
        lang.say("Sources"),
    ]


def cell_weight(row: Listed, column: int) -> Weight:
    """Return how a cell is set: numbers and the killed stand out, what nobody states is said quietly."""
    return "bold" if column == 0 or (column == _KILLED and row.killed_high >= 0) else "regular"


def table_pages(rows: Sequence[Listed], lang: Language, place: Rect) -> list[TablePage]:
    """Part the rows of the table into pages, at the largest letters that need no page more.

    The pages are about equally full, so that none holds a row alone.
    """
    widths = [place.width * share for share in SHARES]
    told = [row_cells(row, widths, lang) for row in rows]

    def pages(size: float) -> list[TablePage]:
        head = _row_height([(text, "bold") for text in table_head(lang)], widths, size, lang)
        heights = [
            _row_height([(text, cell_weight(row, at)) for at, text in enumerate(texts)], widths, size, lang)
            for row, texts in zip(rows, told, strict=True)
        ]
        ends = even_ends(heights, place.height - head)
        parts = zip([0, *ends[:-1]], ends, strict=True)
        return [TablePage(list(rows[start:end]), [head, *heights[start:end]], size) for start, end in parts]

    fewest = len(pages(TEXT))
    return next(found for found in map(pages, ROW_SIZES) if len(found) == fewest)


def _row_height(cells: Sequence[tuple[str, Weight]], widths: Sequence[float], size: float, lang: Language) -> float:
    rooms = (width - 2 * CELL_SIDE for width in widths)
    lines = max(lines_taken([cell], room, size) for cell, room in zip(cells, rooms, strict=True))
    return lines * size * LINE[lang.direction] + 6


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
