"""What the slide prints: map, figures, timeline and the incidents with most killed, each sentence whole."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from incidents.briefing.content import Briefing, Listed
from incidents.briefing.fitting import (
    BROKEN,
    Measure,
    cut,
    ended,
    lines_of,
    number_ranges,
    semicolon,
    sentences_of,
    whole_parts,
    whole_sentences,
)
from incidents.briefing.sheets import FEW, bars_content, briefing_map, most_killed, rows_note, shared_content, told_row
from incidents.language import Language
from incidents.views.static_map import Marks, StaticMap, height_of_map
from incidents.views.static_map.lettering import text_width

SLIDE_MAP_WIDTH = 530.0
SLIDE_FIGURES = 4
SLIDE_BODY = 385.0  # points of height between the head and the foot of the slide
SMALLEST = 8.0  # points: no letter of a slide is smaller
ROW_SIZE, ROW_LINES = SMALLEST, 2  # of the text of a row
TALL_FIRST, TALL_NEXT = 26.5, 11.6  # points of height of the lines of a row in the taller script
NOTE_LINE = 13.5  # points of height of a line of the reader's note, in either script
REASON_LINE = 12.0  # the same of why the rows of governorates add up to more or less than all incidents
BESIDE_ROW = 960 - 48 - 18 - 74.0  # what map and row share of the width of the slide
FOOT_WIDTH, FOOT_LINES = 905.0, 6
_BOX, _PLAIN_BOX = 66.0, 48.0  # height of the key figures, with and without the period before


def slide_map(briefing: Briefing, *, marks: Marks = "drawn") -> StaticMap:
    """Draw the map so that it fits the body of the slide, legend included."""
    width, height = SLIDE_MAP_WIDTH, _height_at(briefing, SLIDE_MAP_WIDTH)
    while height > SLIDE_BODY and width > SLIDE_MAP_WIDTH / 2:
        width *= (SLIDE_BODY - 2) / height  # a narrower legend may take one row more: look again
        height = _height_at(briefing, width)
    return briefing_map(briefing, width, marks=marks)


def _height_at(briefing: Briefing, width: float) -> float:
    shown = briefing.map
    return height_of_map(shown.points, shown.pins, shown.bounds, briefing.lang, width, shown.notes, shown.remarks)


def slide_content(briefing: Briefing, drawn: StaticMap) -> dict[str, Any]:
    """Return what the slide prints."""
    few = 0 < len(briefing.table.listed) <= FEW
    keyed = bool(briefing.table.listed) and briefing.table.listed[0].number > 0
    governorates = [] if keyed else bars_content(briefing.charts.governorates, briefing.lang)
    figures = briefing.figures.key[:SLIDE_FIGURES]
    box = _BOX if any(figure.before for figure in figures) else _PLAIN_BOX
    chart_height = 90 if keyed else 70
    right = BESIDE_ROW + 74 - drawn.width  # points beside the map
    # Room for the note in either language: it is printed as it was typed, only its first words are translated.
    note = 10 + NOTE_LINE * (lines_of(briefing.heading.note, right - 40, 8.5)) if briefing.heading.note else 0
    taken = note + box + 24.5 + chart_height + (10.5 if briefing.charts.timeline.note else 0) + 34
    taken += 21.5 + 11.5 * ((len(governorates) + 1) // 2) if governorates else 0
    taken += 3 + REASON_LINE * lines_of(briefing.charts.governorates_note, right, SMALLEST) if governorates else 0
    width = BESIDE_ROW - drawn.width
    rows = list(briefing.table.listed) if few else _rows_in(SLIDE_BODY - taken, briefing)
    return (
        shared_content(briefing, drawn)
        | {
            "few": few,
            "stories": [told_row(row, briefing.lang) for row in rows] if few else [],
            "figures": [asdict(figure) for figure in figures],
            "box_height": box,
            "chart_height": chart_height,
            "governorates": governorates,
            "rows": [_slide_row(row, width, briefing.lang) for row in rows],
            "rows_title": briefing.lang.say("Incidents, numbered as on the map")
            if keyed
            else briefing.lang.say("Most reported killed"),
            "rows_note": rows_note(briefing, len(rows)),
        }
        | _foot(briefing, rows)
    )


def _rows_in(room: float, briefing: Briefing) -> list[Listed]:
    """Return the incidents with most killed whose rows fit into so many points of height, in the order of the table.

    Every row is counted with all its lines and at the height of the taller script: both languages list the same.
    """
    tallest = TALL_FIRST + TALL_NEXT * (ROW_LINES - 1)
    return most_killed(briefing.table.listed, max(int(room // tallest), 1))


def _slide_row(row: Listed, width: float, lang: Language) -> dict[str, Any]:
    sources = number_ranges(row.sources)
    cited = text_width(f" [{sources}]", ROW_SIZE)
    line = brief_line(row, ROW_LINES * width * BROKEN - cited, ROW_SIZE, lang)
    first, second = (TALL_FIRST, TALL_NEXT) if lang.is_mirrored else (25.5, 10.0)
    lines = lines_of(f"{line} [{sources}]", width, ROW_SIZE)
    return {
        "number": str(row.number) if row.number else "",
        "kind": row.kind,
        "head": cut(row.place, width * 0.68, 8.4, "bold"),
        "date": row.date,
        "line": line,
        "contested": bool(row.contested),
        "sources": sources,
        "killed": row.killed,
        "known": row.killed_high >= 0,
        "height": first + second * (lines - 1),
    }


def brief_line(row: Listed, width: float, size: float, lang: Language, measure: Measure = text_width) -> str:
    """Say an incident in so much room: who disagrees, account by account, or else its summary by whole sentences."""
    if row.contested:
        return whole_parts(row.contested[0].split(semicolon(lang)), width, size, lang, measure)
    return whole_sentences(sentences_of(row.summary), width, size, measure)


def _foot(briefing: Briefing, rows: list[Listed]) -> dict[str, Any]:
    """Return the foot of the slide: the caveats by whole sentences, with a line left for the sources of the rows."""
    link, said = lines_of(briefing.notes.reproduce, FOOT_WIDTH, SMALLEST), " ".join(ended(briefing.notes.caveats))
    if link > 2:  # it has to be cut: no caveat makes way for the rest of it
        link = 1 if lines_of(said, FOOT_WIDTH, SMALLEST) > FOOT_LINES - 3 else 2
    caveats = _caveats(briefing, FOOT_LINES - link - 1)
    left = FOOT_LINES - link - lines_of(caveats, FOOT_WIDTH, SMALLEST)
    return {
        "footer": [*_sources(briefing, rows, min(max(left, 1), 2) * FOOT_WIDTH * BROKEN, SMALLEST), caveats],
        "foot_size": SMALLEST,
        "smallest": SMALLEST,
        "reproduce": cut(briefing.notes.reproduce, link * FOOT_WIDTH * BROKEN, SMALLEST),
    }


def _caveats(briefing: Briefing, lines: int) -> str:
    """Return the caveats that fit into so many lines, each whole, and where the others stand."""
    whole = " ".join(ended(briefing.notes.caveats))
    if lines_of(whole, FOOT_WIDTH, SMALLEST) <= lines:
        return whole
    more = briefing.lang.say("More stands in the A4 brief.")
    room = lines * FOOT_WIDTH * BROKEN - text_width(f" {more}", SMALLEST)
    return f"{whole_sentences(ended(briefing.notes.caveats), room, SMALLEST)} {more}"


def _sources(briefing: Briefing, rows: list[Listed], room: float, size: float) -> Iterator[str]:
    """Yield the line of the sources of some rows, as far as they fit."""
    cited = {number for row in rows for number in row.sources}
    notes = [f"[{source.number}] {source.text}" for source in briefing.notes.sources if source.number in cited]
    if notes:
        named = briefing.lang.say("Sources: {list}").format(list="")
        listed = whole_parts(notes, room - text_width(named, size), size, briefing.lang)
        yield briefing.lang.say("Sources: {list}").format(list=listed)
