"""The editable deck: title, figures, chart and tables are PowerPoint's own; no letter of it is smaller than 10 points.

An overview with every caveat, then the incidents, who contradicts whom, and the sources, each on as many slides as
they need; all sources and the method stand in the notes too.
"""

import datetime as dt
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Emu, Pt

from incidents.briefing.content import Briefing, Listed
from incidents.briefing.deck_body import add_chart, add_table, figure_lines, lines_height, tell_beside
from incidents.briefing.deck_letters import Weight, cut_to_lines, lines_taken
from incidents.briefing.deck_map import BESIDE_FIGURES, BESIDE_TEXT, add_map
from incidents.briefing.deck_pages import TEXT, deck_rows, height_of, table_pages
from incidents.briefing.deck_shapes import Rect, Run, add_field, add_text, write
from incidents.briefing.deck_texts import (
    APART,
    HEADING,
    Part,
    apart,
    contested_part,
    paragraph_height,
    sources_part,
    text_slides,
)
from incidents.briefing.fitting import ended
from incidents.briefing.sheets import FEW, rows_note
from incidents.briefing.slide_sheet import SLIDE_FIGURES
from incidents.exchange.packing import undated
from incidents.language import Language, shortened
from incidents.views.tones import PAPER, PRINTED

LONGEST_PROPERTY = 255  # of a document, in characters
EDGE, WIDE, BOTTOM = 24.0, 912.0, 534.0  # points: margin, what is between the margins, end of the foot
HEAD, _SIDE = 64.0, 275.0  # where the title ends, and how wide the corner beside it is
_TITLES, _TITLES_OF_TWO_LINES, _TWO = (22, 20, 18, 16, 15, 14, 13, 12), (11, 10.5, TEXT), 2  # sizes in points
_NOTHING = 18  # points: of letters that say that nothing was found, beside a map
_BOXES = 68.0  # height of the key figures, where no line of them is broken
PAGE_TOP = 70.0  # of a slide without a map


def briefing_to_pptx(briefing: Briefing) -> bytes:
    """Make the deck: the overview, the incidents, the contested accounts, the sources."""
    deck, parts = begun_deck(briefing)
    add_texts(deck, briefing, parts)
    add_texts(deck, briefing, cited_sources(briefing))
    return saved(deck, briefing, briefing.heading.title)


def begun_deck(briefing: Briefing) -> tuple[Deck, list[Part]]:
    """Begin a deck with the overview and the incidents; return with it the texts that are to follow."""
    deck, lang = Presentation(), briefing.lang
    deck.slide_width, deck.slide_height = Emu(12_192_000), Emu(6_858_000)
    parts = _add_overview(deck, briefing)
    rows = deck_rows(briefing)
    if len(briefing.table.listed) > FEW:
        note = rows_note(briefing, len(rows))
        place = page_of(briefing, note)
        for page in table_pages(rows, lang, place):
            slide = new_slide(deck, briefing, lang.say("Incidents"))
            add_table(slide, page, lang, place)
            _add_sample(slide, briefing, note)
    if contested := _contested(briefing):
        parts.append(contested_part(contested, page_of(briefing), lang))
    return deck, parts


def _contested(briefing: Briefing) -> list[Listed]:
    return [row for row in briefing.table.listed if row.contested]


def cited_sources(briefing: Briefing) -> list[Part]:
    """Return the sources of what a deck tells, () where it tells nothing."""
    rows = [*deck_rows(briefing), *_contested(briefing)]
    return [sources_part(briefing, rows, page_of(briefing))] if rows and briefing.notes.sources else []


def page_of(briefing: Briefing, note: str = "") -> Rect:
    """Return the room of a slide without a map: below its title, above what is said of the sample and ``note``."""
    return Rect(EDGE, PAGE_TOP, WIDE, BOTTOM - _foot_height(_below(briefing, note), briefing.lang) - 8 - PAGE_TOP)


def _below(briefing: Briefing, note: str = "") -> list[str]:
    return [text for text in (note, briefing.notes.sample) if text]


def _foot_height(texts: list[str], lang: Language) -> float:
    return height_of(texts, WIDE, lang) if texts else 0.0


def _add_sample(slide: Slide, briefing: Briefing, note: str = "") -> None:
    """Add below the figures of a slide which are left out, and of what the record is a sample."""
    if texts := _below(briefing, note):
        high = _foot_height(texts, briefing.lang)
        told = [[Run(text, TEXT, colour=PAPER.muted)] for text in texts]
        add_text(slide, Rect(EDGE, BOTTOM - high, WIDE, high), told, briefing.lang, "Sample")


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
    write(head.text_frame, [[_title_run(title)]], lang)
    head.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    record = cut_to_lines(briefing.heading.kicker, room, TEXT, 1, "bold")
    kicker = [[Run(record, TEXT, bold=True, colour=PRINTED.accent)]]
    add_text(slide, Rect(EDGE, 11, room, 14), kicker, lang, "Kicker")
    made = [[Run(text, TEXT, colour=PAPER.muted)] for text in (briefing.making.made, briefing.heading.period)]
    add_text(slide, Rect(EDGE + WIDE - _SIDE, 11, _SIDE, 28), made, lang, "Record and period", end=True)
    return slide


def _title_run(title: str) -> Run:
    """Return a title as large as one line holds it, or two; what these do not hold is cut, and stands in the notes."""
    told: list[tuple[str, Weight]] = [(title, "bold")]
    one = (size for size in _TITLES if lines_taken(told, WIDE, size) == 1)
    two = (size for size in _TITLES_OF_TWO_LINES if lines_taken(told, WIDE, size) == _TWO)
    size = next(one, None) or next(two, TEXT)
    return Run(cut_to_lines(title, WIDE, size, _TWO, "bold"), size, bold=True)


def add_texts(deck: Deck, briefing: Briefing, parts: Sequence[Part]) -> None:
    """Add texts on as many slides as they need, each named by the first part on it."""
    place = page_of(briefing)
    for pieces in text_slides(parts, place, briefing.lang):
        first, *others = pieces
        slide = new_slide(deck, briefing, first.title)
        told = list(first.paragraphs)
        for piece in others:
            told += [[Run(piece.title, HEADING, bold=True)], *piece.paragraphs]
        box = add_text(slide, place, told, briefing.lang, first.title)
        apart(box)
        for paragraph, runs in zip(box.text_frame.paragraphs, told, strict=True):
            paragraph.space_before = Pt(APART if runs[0].size == HEADING else 0)
        _add_sample(slide, briefing)
        if first.title != briefing.lang.say("Sources"):
            write_notes(slide, briefing)


def _add_overview(deck: Deck, briefing: Briefing) -> list[Part]:
    """Add the overview; return the accounts that found no room on it, () for none."""
    lang = briefing.lang
    slide = new_slide(deck, briefing, briefing.heading.title)
    asked = [
        Run(briefing.lang.say("Selection:") + " ", TEXT, bold=True),
        Run(briefing.heading.filters, TEXT, colour=PAPER.muted),
    ]
    tall = paragraph_height(asked, WIDE, lang)
    add_text(slide, Rect(EDGE, HEAD, WIDE, tall), [asked], lang, "Selection")
    high = add_foot(slide, briefing)
    body = Rect(EDGE, HEAD + tall + 3, WIDE, high - HEAD - tall - 11)
    widest = BESIDE_FIGURES if briefing.table.listed else BESIDE_TEXT
    rest = _add_figures(slide, briefing, add_map(slide, briefing, body, widest))
    parts = []
    if not briefing.table.listed:
        nothing = [[Run(briefing.table.nothing, _NOTHING, colour=PAPER.muted)]]
        add_text(slide, rest, nothing, lang, "Nothing found")
    elif len(briefing.table.listed) <= FEW:
        parts = tell_beside(slide, briefing, rest)
    else:
        add_chart(slide, briefing, rest)
    write_notes(slide, briefing)
    return parts


def add_foot(slide: Slide, briefing: Briefing) -> float:
    """Add every caveat and how to make this again; return where the foot begins, in points."""
    heading, lang = briefing.heading, briefing.lang
    foot = [text for text in (heading.news, heading.comparison, " ".join(ended(briefing.notes.caveats))) if text]
    foot.append(cut_to_lines(briefing.notes.reproduce, WIDE, TEXT, 2))
    low = height_of(foot, WIDE, lang)
    told = [[Run(text, TEXT, colour=PAPER.muted)] for text in foot]
    add_text(slide, Rect(EDGE, BOTTOM - low, WIDE, low), told, lang, "Caveats and how to make this again")
    return BOTTOM - low


def _add_figures(slide: Slide, briefing: Briefing, room: Rect) -> Rect:
    """Add the key figures and the reader's note; return the room that they leave below."""
    width = (room.width - 6 * (SLIDE_FIGURES - 1)) / SLIDE_FIGURES
    told = [figure_lines(figure, width - 14) for figure in briefing.figures.key[:SLIDE_FIGURES]]
    high = max(_BOXES, *(10 + lines_height(lines, width - 14, briefing.lang) for lines in told))
    for number, (figure, lines) in enumerate(zip(briefing.figures.key, told, strict=False)):
        place = Rect(room.left + number * (width + 6), room.top, width, high).mirrored(briefing.lang)
        box = add_field(slide, place, PRINTED.field, figure.label)
        write(box.text_frame, lines, briefing.lang)
        box.text_frame.margin_left = box.text_frame.margin_right = Pt(6)
        box.text_frame.margin_top = Pt(5)
        box.text_frame.vertical_anchor = MSO_ANCHOR.TOP
    used = high + 8
    if briefing.heading.note:
        tall = height_of([briefing.heading.note], room.width, briefing.lang)
        place = Rect(room.left, room.top + used, room.width, tall)
        add_text(slide, place, [[Run(briefing.heading.note, TEXT)]], briefing.lang, "Note of the author")
        used += tall + 8
    return Rect(room.left, room.top + used, room.width, room.height - used)


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
