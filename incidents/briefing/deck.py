"""The editable deck: title, figures, chart and table are PowerPoint's own; sources and method stand in the notes."""

import datetime as dt
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Emu, Pt

from incidents.briefing.content import Briefing, Figure, Listed, shortened
from incidents.briefing.deck_body import LINE, add_chart, add_story, add_table, contested_paragraphs
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
from incidents.briefing.fitting import cut, lines_of
from incidents.briefing.paper import map_png
from incidents.briefing.sheets import FEW
from incidents.briefing.slide_sheet import SLIDE_FIGURES, slide_map
from incidents.language import Language
from incidents.views.static_map.lettering import text_width
from incidents.views.tones import PAPER, PRINTED

LONGEST_PROPERTY = 255  # of a document, in characters
_EDGE, _TOP, _FOOT = 24.0, 78.0, 500.0
_FOOT_HEIGHT, _FOOT_SIZES = 33.0, (6.5, 6.2, 5.9, 5.6, 5.3, 5.0)


def briefing_to_pptx(briefing: Briefing) -> bytes:
    """Make the deck: an overview, and the contested accounts where there are any."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(12_192_000), Emu(6_858_000)
    _add_overview(deck, briefing)
    contested = [row for row in briefing.table.listed if row.contested]
    if contested:
        _add_contested(deck, briefing, contested)
    properties = deck.core_properties
    properties.title = shortened(briefing.heading.title, LONGEST_PROPERTY)
    properties.subject = shortened(briefing.heading.filters, LONGEST_PROPERTY)
    properties.author = briefing.heading.kicker
    properties.language = briefing.lang.tag
    # A link that is cut would lead nowhere; the notes have it in full.
    properties.keywords = briefing.making.version
    properties.comments = briefing.notes.link if len(briefing.notes.link) <= LONGEST_PROPERTY else ""
    properties.created = properties.modified = dt.datetime.combine(briefing.making.made_on, dt.time())
    out = BytesIO()
    deck.save(out)
    return out.getvalue()


def _new_slide(deck: Deck, briefing: Briefing, title: str) -> Slide:
    """Add a slide with kicker and native title."""
    lang = briefing.lang
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    head = slide.shapes.title
    head.left, head.top, head.width, head.height = Rect(_EDGE, 26, 740, 34).mirrored(lang).emu
    size = next(
        (size for size in (22, 20, 18, 16) if text_width(title, size, "bold") * WIDER_BOLD[lang.direction] <= 740), 13
    )
    write(head.text_frame, [[Run(title, size, bold=True)]], lang)
    head.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    kicker = [[Run(briefing.heading.kicker, 9, bold=True, colour=PRINTED.accent)]]
    add_text(slide, Rect(_EDGE, 12, 600, 13), kicker, lang, "Kicker")
    made = [[Run(text, 7, colour=PAPER.muted)] for text in (briefing.making.made, briefing.heading.period)]
    add_text(slide, Rect(960 - _EDGE - 165, 12, 165, 24), made, lang, "Record and period", end=True)
    return slide


def _add_overview(deck: Deck, briefing: Briefing) -> None:
    lang = briefing.lang
    slide = _new_slide(deck, briefing, briefing.heading.title)
    size = next((size for size in (9, 8, 7) if lines_of(briefing.heading.filters, 660, size * WIDER) == 1), 6)
    filters = [
        [
            Run(briefing.lang.say("Selection:") + " ", size, bold=True),
            Run(briefing.heading.filters, size, colour=PAPER.muted),
        ]
    ]
    add_text(slide, Rect(_EDGE, 61, 740, 15), filters, lang, "Selection")
    if briefing.heading.news:
        news = [[Run(briefing.heading.news, 6.5, colour=PAPER.muted)]]
        add_text(slide, Rect(_EDGE, 71, 740, 9), news, lang, "What is new")
    if briefing.heading.comparison:
        note = [[Run(briefing.heading.comparison, 6.5, colour=PAPER.muted)]]
        add_text(slide, Rect(960 - _EDGE - 165, 40, 165, 27), note, lang, "Comparison", end=True)
    width = _add_map(slide, briefing)
    left = _EDGE + width + 18
    room = 960 - _EDGE - left
    _add_figures(slide, briefing, left, room)
    if not briefing.table.listed:
        nothing = [[Run(briefing.table.nothing, 12, colour=PAPER.muted)]]
        add_text(slide, Rect(left, _TOP + 70, room, 30), nothing, lang, "Nothing found")
    elif len(briefing.table.listed) <= FEW:
        add_story(slide, briefing, Rect(left, _TOP + 68, room, _FOOT - _TOP - 74))
    else:
        add_chart(slide, briefing, Rect(left, _TOP + 62, room, 124))
        add_table(slide, briefing, Rect(left, _TOP + 190, room, _FOOT - _TOP - 194))
    add_text(slide, Rect(_EDGE, _FOOT, 912, _FOOT_HEIGHT), _foot(briefing), lang, "Caveats and how to make this again")
    _write_notes(slide, briefing)


def _foot(briefing: Briefing) -> list[list[Run]]:
    """Return every caveat whole and how to make this again, in the size at which both fit the foot."""
    caveats = " ".join(briefing.notes.caveats)
    for size in _FOOT_SIZES:
        lines = lines_of(caveats, 900 / WIDER, size) + min(2, lines_of(briefing.notes.reproduce, 900 / WIDER, size))
        if lines * size * LINE[briefing.lang.direction] <= _FOOT_HEIGHT:
            break
    texts = (caveats, cut(briefing.notes.reproduce, 1700 / WIDER, size))
    return [[Run(text, size, colour=PAPER.muted)] for text in texts]


def _add_map(slide: Slide, briefing: Briefing) -> float:
    """Add the map as a picture, its numbered symbols as shapes on it; return its width in points."""
    movable = bool(briefing.map.pins)
    drawn = slide_map(briefing, marks="left out" if movable else "drawn")
    place = Rect(_EDGE, _TOP, drawn.width, drawn.height).mirrored(briefing.lang)
    picture = slide.shapes.add_picture(BytesIO(map_png(briefing, drawn)), *place.emu)
    picture.name = "Map"
    describe(picture, briefing.map.alt)
    if movable:
        for mark in sorted(drawn.marks, key=lambda mark: -mark.radius):
            kind = briefing.charts.kind_labels[mark.kind]
            add_mark(slide, mark, place.left, place.top, f"{mark.text} {kind}")
    return drawn.width


def _add_figures(slide: Slide, briefing: Briefing, left: float, room: float) -> None:
    width = (room - 6 * (SLIDE_FIGURES - 1)) / SLIDE_FIGURES
    for number, figure in enumerate(briefing.figures.key[:SLIDE_FIGURES]):
        place = Rect(left + number * (width + 6), _TOP, width, 56).mirrored(briefing.lang)
        box = add_field(slide, place, PRINTED.field, figure.label)
        write(box.text_frame, _figure_lines(figure, width - 14, briefing.lang), briefing.lang)
        box.text_frame.margin_left = box.text_frame.margin_right = Pt(6)
        box.text_frame.margin_top = Pt(5)
        box.text_frame.vertical_anchor = MSO_ANCHOR.TOP


def _figure_lines(figure: Figure, room: float, lang: Language) -> list[list[Run]]:
    """Return value, label and notes of a figure; the value is set as large as the room (points) allows."""
    notes = [note for note in (figure.unknown, figure.before) if note]
    size = next(
        (
            size
            for size in (18, 15, 12, 10)
            if text_width(figure.value, size, "bold") * WIDER_BOLD[lang.direction] <= room
        ),
        8,
    )
    lines = [[Run(figure.value, size, bold=True)], [Run(figure.label, 8, bold=True)]]
    return [*lines, *([Run(note, 6.5, colour=PAPER.muted)] for note in notes)]


def _add_contested(deck: Deck, briefing: Briefing, contested: list[Listed]) -> None:
    """Add a slide that says in plain sentences who states what."""
    slide = _new_slide(deck, briefing, briefing.lang.say("Conflicting accounts: who says what"))
    place = Rect(_EDGE, 76, 912, 440)
    paragraphs = contested_paragraphs(contested, place, briefing.lang)
    box = add_text(slide, place, paragraphs, briefing.lang, "Contested")
    for paragraph in box.text_frame.paragraphs:
        paragraph.space_after = Pt(5)
    _write_notes(slide, briefing)


def _write_notes(slide: Slide, briefing: Briefing) -> None:
    """Put selection, caveats, method, citation, link and numbered sources into the speaker's notes."""
    lines = [
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
