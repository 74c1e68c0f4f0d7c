"""How the texts of a deck are parted into slides: rows of the table, contested accounts, sources, all at 10 points.

Which rows a deck has does not depend on the language; only where a slide ends does.
"""

from collections.abc import Iterator, Sequence

from incidents.briefing.content import Briefing, Listed
from incidents.briefing.deck_shapes import WIDER, Rect, Run
from incidents.briefing.fitting import BROKEN, lines_of, number_ranges
from incidents.briefing.sheets import most_killed, where_and_when
from incidents.briefing.slide_sheet import brief_line
from incidents.language import Language, isolate_ltr
from incidents.views.tones import PAPER

TEXT = 10.0  # points: no letter of a deck is smaller
APART = 5.0  # points between paragraphs
HEAD_ROW = 18.0  # points of height of the head of a table
LINE = {"ltr": 1.2, "rtl": 1.3}  # height of a line, in sizes of its letters
SHARES = (0.075, 0.125, 0.19, 0.44, 0.08, 0.09)  # of the columns of the table
MOST_ROWS = 24
MOST_PAGES = 6  # of contested accounts, and of sources: the rest stands in brief, data and notes
_CELL_LINES = 3


def deck_rows(briefing: Briefing) -> list[Listed]:
    """Return the incidents with most killed, in the order of the table: the same in every language."""
    return most_killed(briefing.table.listed, MOST_ROWS)


def height_of(texts: Sequence[str], width: float, lang: Language) -> float:
    """Return how high paragraphs of these texts are, in points."""
    lines = sum(lines_of(text, width, TEXT * WIDER) for text in texts)
    return lines * TEXT * LINE[lang.direction] + 2


def parted(paragraphs: Sequence[list[Run]], place: Rect, lang: Language) -> Iterator[list[list[Run]]]:
    """Part paragraphs into pages that fit a place; one that is higher than a page has a page of its own."""
    page: list[list[Run]] = []
    used = 0.0
    for paragraph in paragraphs:
        tall = height_of(["".join(run.text for run in paragraph)], place.width, lang) + APART
        if page and used + tall > place.height:
            yield page
            page, used = [], 0.0
        page.append(paragraph)
        used += tall
    if page:
        yield page


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
    most = place.height - HEAD_ROW
    fewest = _page_ends(heights, most)
    room = max([sum(heights) / len(fewest), *heights]) if fewest else most
    while len(ends := _page_ends(heights, min(room, most))) > len(fewest):
        room += TEXT
    return [(list(rows[start:end]), heights[start:end]) for start, end in zip([0, *ends[:-1]], ends, strict=True)]


def _row_height(texts: Sequence[str], widths: Sequence[float], lang: Language) -> float:
    lines = max(lines_of(text, width - 7, TEXT * WIDER) for text, width in zip(texts, widths, strict=True))
    return lines * TEXT * LINE[lang.direction] + 6


def _page_ends(heights: Sequence[float], room: float) -> list[int]:
    """Return behind which row each page ends, where each takes as many rows as there is room for."""
    ends: list[int] = []
    used = 0.0
    for at, height in enumerate(heights):
        if used and used + height > room:
            ends.append(at)
            used = 0.0
        used += height
    return [*ends, len(heights)] if heights else []


def contested_pages(contested: Sequence[Listed], place: Rect, lang: Language) -> list[list[list[Run]]]:
    """Return the pages of a paragraph per contested incident; what ``MOST_PAGES`` do not hold is counted at the end."""
    told = [
        [
            Run(f"{_head(row, lang)} ", TEXT, bold=True),
            Run(" ".join(row.contested), TEXT),
            Run(f" [{number_ranges(row.sources)}]", TEXT, colour=PAPER.muted),
        ]
        for row in contested
    ]
    pages = list(parted(told, Rect(place.left, place.top, place.width, place.height - 16), lang))
    shown = sum(map(len, pages[:MOST_PAGES]))
    if shown < len(contested):
        more = lang.say(
            "{shown} of {count} incidents with conflicting accounts; all of them in A4 brief and data."
        ).format(shown=lang.number(shown), count=lang.number(len(contested)))
        pages[MOST_PAGES - 1].append([Run(more, TEXT, colour=PAPER.muted)])
    return pages[:MOST_PAGES]


def source_pages(briefing: Briefing, rows: Sequence[Listed], place: Rect) -> list[list[list[Run]]]:
    """Return the pages of the sources that the deck cites, with their addresses; the notes hold every source."""
    cited = {number for row in rows for number in row.sources}
    told = [
        [
            Run(f"[{source.number}] ", TEXT, bold=True),
            Run(source.text, TEXT),
            *([Run(f" {_printed(source.address, briefing.lang)}", TEXT, colour=PAPER.muted)] if source.url else []),
        ]
        for source in briefing.notes.sources
        if source.number in cited
    ]
    pages = list(parted(told, Rect(place.left, place.top, place.width, place.height - 16), briefing.lang))
    if len(pages) > MOST_PAGES:
        more = briefing.lang.say("All {count} sources stand in the notes of the first slide.")
        told_more = more.format(count=briefing.lang.number(len(briefing.notes.sources)))
        pages[MOST_PAGES - 1].append([Run(told_more, TEXT, colour=PAPER.muted)])
    return pages[:MOST_PAGES]


def _printed(address: str, lang: Language) -> str:
    """Return an address in its own order; in a line from left to right it has it, and LibreOffice turns isolates."""
    return isolate_ltr(address) if lang.is_mirrored else address


def _head(row: Listed, lang: Language) -> str:
    return " ".join([*([str(row.number)] if row.number else []), where_and_when(row, lang)])
