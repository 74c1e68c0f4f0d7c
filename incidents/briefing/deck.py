"""The editable deck: title, figures, chart and tables are PowerPoint's own; no letter of it is smaller than 10 points.

An overview with every caveat, then the incidents, who contradicts whom, and the sources, each on as many slides as
they need; all sources and the method stand in the notes too.
"""

import datetime as dt
from dataclasses import replace
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Emu, Pt

from incidents.briefing.content import Briefing, Figure, Listed, shortened
from incidents.briefing.deck_body import add_chart, add_table, story_of
from incidents.briefing.deck_pages import (
    APART,
    TEXT,
    contested_pages,
    deck_rows,
    height_of,
    parted,
    source_pages,
    table_pages,
)
from incidents.briefing.deck_shapes import (
    WIDER,
    WIDER_BOLD,
    Rect,
    Run,
    add_field,
    add_mark,
    add_text,
    describe,
    write,
)
from incidents.briefing.fitting import cut, ended
from incidents.briefing.paper import map_png
from incidents.briefing.sheets import FEW, rows_note
from incidents.briefing.slide_sheet import SLIDE_FIGURES, slide_map
from incidents.exchange.packing import undated
from incidents.language import Language
from incidents.views.static_map.lettering import text_width
from incidents.views.tones import PAPER, PRINTED

SMALLEST_MARK = 5.5  # points: two digits are still told apart
LONGEST_PROPERTY = 255  # of a document, in characters
EDGE, WIDE, BOTTOM = 24.0, 912.0, 534.0  # points: margin, what is between the margins, end of the foot
HEAD, _SIDE = 64.0, 275.0  # where the title ends, and how wide the corner beside it is
_BOXES = 68.0  # height of the key figures
PAGE = Rect(EDGE, 70, WIDE, 452)  # of a slide without a map


def briefing_to_pptx(briefing: Briefing) -> bytes:
    """Make the deck: the overview, the incidents, the contested accounts, the sources."""
    deck = begun_deck(briefing)
    add_sources(deck, briefing)
    return saved(deck, briefing, briefing.heading.title)


def begun_deck(briefing: Briefing) -> Deck:
    """Begin a deck: the overview, the incidents, the contested accounts."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(12_192_000), Emu(6_858_000)
    for paragraphs in _add_overview(deck, briefing):
        add_page(deck, briefing, briefing.lang.say("Accounts"), paragraphs)
    rows = deck_rows(briefing)
    if len(briefing.table.listed) > FEW:
        for number, (page, heights) in enumerate(table_pages(rows, briefing.lang, PAGE)):
            slide = new_slide(deck, briefing, briefing.lang.say("Incidents"))
            note = rows_note(briefing, len(rows)) if number == 0 else ""
            add_table(slide, page, heights, briefing.lang, PAGE, note)
    for paragraphs in contested_pages(_contested(briefing), PAGE, briefing.lang):
        slide = add_page(deck, briefing, briefing.lang.say("Conflicting accounts: who says what"), paragraphs)
        write_notes(slide, briefing)
    return deck


def _contested(briefing: Briefing) -> list[Listed]:
    return [row for row in briefing.table.listed if row.contested]


def add_sources(deck: Deck, briefing: Briefing) -> None:
    """End a deck with its sources."""
    for paragraphs in source_pages(briefing, [*deck_rows(briefing), *_contested(briefing)], PAGE):
        add_page(deck, briefing, briefing.lang.say("Sources"), paragraphs)


def saved(deck: Deck, briefing: Briefing, title: str) -> bytes:
    """Return the file of a deck, which says what it is."""
    properties = deck.core_properties
    properties.title = shortened(title, LONGEST_PROPERTY)
    properties.subject = shortened(briefing.heading.filters, LONGEST_PROPERTY)
    properties.author = briefing.heading.kicker
    properties.language = briefing.lang.tag
    # A link that is cut would lead nowhere; the notes have it in full.
    properties.keywords = briefing.making.version
    properties.comments = briefing.notes.link if len(briefing.notes.link) <= LONGEST_PROPERTY else ""
    properties.created = properties.modified = dt.datetime.combine(briefing.making.made_on, dt.time())
    out = BytesIO()
    deck.save(out)
    return undated(out.getvalue(), timeless=False)  # it says the day of making


def new_slide(deck: Deck, briefing: Briefing, title: str) -> Slide:
    """Add a slide with kicker and native title."""
    lang = briefing.lang
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    head = slide.shapes.title
    room = WIDE - _SIDE - 12  # beside the corner
    head.left, head.top, head.width, head.height = Rect(EDGE, 36, WIDE, HEAD - 36).mirrored(lang).emu
    size = next(
        (size for size in (22, 20, 18, 16) if text_width(title, size, "bold") * WIDER_BOLD[lang.direction] <= WIDE), 13
    )
    write(head.text_frame, [[Run(title, size, bold=True)]], lang)
    head.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    kicker = [[Run(briefing.heading.kicker, TEXT, bold=True, colour=PRINTED.accent)]]
    add_text(slide, Rect(EDGE, 11, room, 14), kicker, lang, "Kicker")
    made = [[Run(text, TEXT, colour=PAPER.muted)] for text in (briefing.making.made, briefing.heading.period)]
    add_text(slide, Rect(EDGE + WIDE - _SIDE, 11, _SIDE, 28), made, lang, "Record and period", end=True)
    return slide


def add_page(deck: Deck, briefing: Briefing, title: str, paragraphs: list[list[Run]]) -> Slide:
    """Add a slide of paragraphs."""
    slide = new_slide(deck, briefing, title)
    box = add_text(slide, PAGE, paragraphs, briefing.lang, title)
    for paragraph in box.text_frame.paragraphs:
        paragraph.space_after = Pt(APART)
    return slide


def _add_overview(deck: Deck, briefing: Briefing) -> list[list[list[Run]]]:
    """Add the overview; return the pages of accounts that found no room on it."""
    lang = briefing.lang
    slide = new_slide(deck, briefing, briefing.heading.title)
    asked = [
        [
            Run(briefing.lang.say("Selection:") + " ", TEXT, bold=True),
            Run(briefing.heading.filters, TEXT, colour=PAPER.muted),
        ]
    ]
    tall = height_of([f"{briefing.lang.say('Selection:')} {briefing.heading.filters}"], WIDE, lang)
    add_text(slide, Rect(EDGE, HEAD, WIDE, tall), asked, lang, "Selection")
    high = add_foot(slide, briefing)
    body = Rect(EDGE, HEAD + tall + 6, WIDE, high - HEAD - tall - 14)
    left = EDGE + add_map(slide, briefing, body) + 18
    rest = _add_figures(slide, briefing, Rect(left, body.top, 960 - EDGE - left, body.height))
    pages: list[list[list[Run]]] = []
    if not briefing.table.listed:
        nothing = [[Run(briefing.table.nothing, 12, colour=PAPER.muted)]]
        add_text(slide, rest, nothing, lang, "Nothing found")
    elif len(briefing.table.listed) <= FEW:
        first, *others = parted(story_of(briefing), rest, lang)
        add_text(slide, rest, first, lang, "Accounts")
        pages = list(parted([paragraph for page in others for paragraph in page], PAGE, lang)) if others else []
    else:
        add_chart(slide, briefing, rest)
    write_notes(slide, briefing)
    return pages


def add_foot(slide: Slide, briefing: Briefing) -> float:
    """Add every caveat and how to make this again; return where the foot begins, in points."""
    heading, lang = briefing.heading, briefing.lang
    foot = [text for text in (heading.news, heading.comparison, " ".join(ended(briefing.notes.caveats))) if text]
    foot.append(cut(briefing.notes.reproduce, 2 * WIDE / WIDER, TEXT))
    low = height_of(foot, WIDE, lang)
    told = [[Run(text, TEXT, colour=PAPER.muted)] for text in foot]
    add_text(slide, Rect(EDGE, BOTTOM - low, WIDE, low), told, lang, "Caveats and how to make this again")
    return BOTTOM - low


def add_map(slide: Slide, briefing: Briefing, body: Rect) -> float:
    """Add the map as a picture, its numbered symbols as shapes on it; return its width in points."""
    movable = bool(briefing.map.pins)
    drawn = slide_map(briefing, marks="left out" if movable else "drawn")
    share = min(1.0, body.height / drawn.height)
    place = Rect(body.left, body.top, drawn.width * share, drawn.height * share).mirrored(briefing.lang)
    picture = slide.shapes.add_picture(BytesIO(map_png(briefing, drawn)), *place.emu)
    picture.name = "Map"
    describe(picture, briefing.map.alt)
    if movable:
        for mark in sorted(drawn.marks, key=lambda mark: -mark.radius):
            kind = briefing.charts.kind_labels[mark.kind]
            here = replace(mark, x=mark.x * share, y=mark.y * share, radius=max(mark.radius * share, SMALLEST_MARK))
            add_mark(slide, here, place.left, place.top, f"{mark.text} {kind}")
    return place.width


def _add_figures(slide: Slide, briefing: Briefing, room: Rect) -> Rect:
    """Add the key figures and the reader's note; return the room that they leave below."""
    width = (room.width - 6 * (SLIDE_FIGURES - 1)) / SLIDE_FIGURES
    for number, figure in enumerate(briefing.figures.key[:SLIDE_FIGURES]):
        place = Rect(room.left + number * (width + 6), room.top, width, _BOXES).mirrored(briefing.lang)
        box = add_field(slide, place, PRINTED.field, figure.label)
        write(box.text_frame, _figure_lines(figure, width - 14, briefing.lang), briefing.lang)
        box.text_frame.margin_left = box.text_frame.margin_right = Pt(6)
        box.text_frame.margin_top = Pt(5)
        box.text_frame.vertical_anchor = MSO_ANCHOR.TOP
    used = _BOXES + 8
    if briefing.heading.note:
        tall = height_of([briefing.heading.note], room.width, briefing.lang)
        place = Rect(room.left, room.top + used, room.width, tall)
        add_text(slide, place, [[Run(briefing.heading.note, TEXT)]], briefing.lang, "Note of the author")
        used += tall + 8
    return Rect(room.left, room.top + used, room.width, room.height - used)


def _figure_lines(figure: Figure, room: float, lang: Language) -> list[list[Run]]:
    """Return value, label and notes of a figure; the value is set as large as the room (points) allows."""
    before = " ".join(filter(None, [figure.trend, figure.before]))
    size = next(
        (size for size in (18, 15, 12) if text_width(figure.value, size, "bold") * WIDER_BOLD[lang.direction] <= room),
        TEXT,
    )
    lines = [[Run(figure.value, size, bold=True)], [Run(figure.label, TEXT, bold=True)]]
    return [*lines, *([Run(note, TEXT, colour=PAPER.muted)] for note in (figure.unknown, before) if note)]


def write_notes(slide: Slide, briefing: Briefing, first: str = "") -> None:
    """Put selection, caveats, method, citation, link and numbered sources into the speaker's notes."""
    lines = [
        first,
        briefing.heading.title,
        f"{briefing.lang.say('Selection:')} {briefing.heading.filters}",
        briefing.heading.comparison,
        briefing.heading.news,
        *briefing.notes.caveats,
        *briefing.notes.changes,
        briefing.notes.method,
        briefing.notes.citation,
        briefing.making.made,
        briefing.notes.reproduce,
        briefing.lang.say("Sources"),
        *(f"[{source.number}] {source.text} {source.url}".rstrip() for source in briefing.notes.sources),
    ]
    notes: Any = slide.notes_slide.notes_text_frame  # always there in the notes of the standard template
    write(notes, [[Run(line, 10)] for line in lines if line], briefing.lang)
