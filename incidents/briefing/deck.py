"""The editable deck: title, figures, chart and table are PowerPoint's own; sources and method stand in the notes."""

import datetime as dt
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Emu, Pt

from incidents.briefing.content import Briefing, Figure, Listed, shortened
from incidents.briefing.deck_shapes import (
    TYPEFACE,
    Rect,
    Run,
    add_field,
    add_mark,
    add_text,
    colour_of,
    describe,
    positive_axis_ids,
    write,
)
from incidents.briefing.paper import map_png
from incidents.briefing.sheets import ACCENT, SLIDE_FIGURES, cut, most_killed, number_ranges, slide_map, where_and_when
from incidents.language import format_number, isolate_ltr, translator
from incidents.views.static_map.lettering import text_width
from incidents.views.symbology import PALETTE, SYMBOLOGY
from incidents.vocabulary import label

PAPER = PALETTE["light"]
FIELD = "#F4F3EF"
TABLE_ROWS = 8
CONTESTED_ROWS = 12
WIDER = 1.12  # Arial is a little wider than the typeface that is measured
LONGEST_PROPERTY = 255  # of a document, in characters
_EDGE, _TOP = 24.0, 78.0


def briefing_to_pptx(briefing: Briefing) -> bytes:
    """Make the deck: an overview, and the contested accounts where there are any."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(12_192_000), Emu(6_858_000)
    _add_overview(deck, briefing)
    contested = [row for row in briefing.listed if row.contested]
    if contested:
        _add_contested(deck, briefing, contested)
    properties = deck.core_properties
    properties.title = shortened(briefing.title, LONGEST_PROPERTY)
    properties.subject = shortened(briefing.filters, LONGEST_PROPERTY)
    properties.author = briefing.kicker
    properties.language = "ar-SY" if briefing.lang == "ar" else "en-GB"
    # A link that is cut would lead nowhere; the notes have it in full.
    properties.keywords = briefing.version
    properties.comments = briefing.link if len(briefing.link) <= LONGEST_PROPERTY else ""
    properties.created = properties.modified = dt.datetime.combine(briefing.made_on, dt.time())
    out = BytesIO()
    deck.save(out)
    return out.getvalue()


def _new_slide(deck: Deck, briefing: Briefing, title: str) -> Slide:
    """Add a slide with kicker and native title."""
    lang = briefing.lang
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    head = slide.shapes.title
    head.left, head.top, head.width, head.height = Rect(_EDGE, 26, 740, 34).mirrored(lang).emu
    size = next((size for size in (22, 20, 18, 16) if text_width(title, size, "bold") * WIDER <= 740), 13)
    write(head.text_frame, [[Run(title, size, bold=True)]], lang)
    head.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    add_text(slide, Rect(_EDGE, 12, 600, 13), [[Run(briefing.kicker, 9, bold=True, colour=ACCENT)]], lang, "Kicker")
    made = [[Run(text, 7, colour=PAPER.muted)] for text in (briefing.made, briefing.period)]
    add_text(slide, Rect(960 - _EDGE - 165, 12, 165, 24), made, lang, "Record and period")
    return slide


def _add_overview(deck: Deck, briefing: Briefing) -> None:
    _ = translator(briefing.lang).gettext
    lang = briefing.lang
    slide = _new_slide(deck, briefing, briefing.title)
    filters = [[Run(_("Selection:") + " ", 9, bold=True), Run(cut(briefing.filters, 640, 9), 9, colour=PAPER.muted)]]
    add_text(slide, Rect(_EDGE, 61, 740, 13), filters, lang, "Selection")
    if briefing.comparison:
        note = [[Run(briefing.comparison, 6.5, colour=PAPER.muted)]]
        add_text(slide, Rect(960 - _EDGE - 165, 40, 165, 18), note, lang, "Comparison")
    width = _add_map(slide, briefing)
    left = _EDGE + width + 18
    room = 960 - _EDGE - left
    _add_figures(slide, briefing, left, room)
    rows = most_killed(briefing.listed, TABLE_ROWS)
    if briefing.timeline.counts:
        _add_chart(slide, briefing, Rect(left, _TOP + 62, room, 128))
    if rows:
        _add_table(slide, briefing, rows, Rect(left, _TOP + 194, room, 0))
    footer = [Run(" ".join(briefing.caveats[:2]), 6.5, colour=PAPER.muted)]
    lines = [footer, [Run(cut(briefing.link, 800, 6.5) or briefing.citation, 6.5, colour=PAPER.muted)]]
    add_text(slide, Rect(_EDGE, 512, 912, 20), lines, lang, "Caveats and link")
    _write_notes(slide, briefing)


def _add_map(slide: Slide, briefing: Briefing) -> float:
    """Add the map as a picture, its numbered symbols as shapes on it; return its width in points."""
    movable = bool(briefing.pins)
    drawn = slide_map(briefing, marks="left out" if movable else "drawn")
    place = Rect(_EDGE, _TOP, drawn.width, drawn.height).mirrored(briefing.lang)
    picture = slide.shapes.add_picture(BytesIO(map_png(briefing, drawn)), *place.emu)
    picture.name = "Map"
    describe(picture, briefing.map_alt)
    if movable:
        for mark in sorted(drawn.marks, key=lambda mark: -mark.radius):
            kind = label("symbol_groups", mark.kind, briefing.lang)
            add_mark(slide, mark, place.left, place.top, f"{mark.text} {kind}")
    return drawn.width


def _add_figures(slide: Slide, briefing: Briefing, left: float, room: float) -> None:
    width = (room - 6 * (SLIDE_FIGURES - 1)) / SLIDE_FIGURES
    for number, figure in enumerate(briefing.figures[:SLIDE_FIGURES]):
        place = Rect(left + number * (width + 6), _TOP, width, 56).mirrored(briefing.lang)
        box = add_field(slide, place, FIELD, figure.label)
        write(box.text_frame, _figure_lines(figure, width - 14), briefing.lang)
        box.text_frame.margin_left = box.text_frame.margin_right = Pt(6)
        box.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE


def _figure_lines(figure: Figure, room: float) -> list[list[Run]]:
    """Return value, label and notes of a figure; the value is set as large as the room (points) allows."""
    notes = [note for note in (figure.unknown, figure.before) if note]
    size = next((size for size in (18, 15, 12, 10) if text_width(figure.value, size, "bold") * WIDER <= room), 8)
    lines = [[Run(figure.value, size, bold=True)], [Run(figure.label, 8, bold=True)]]
    return [*lines, *([Run(note, 6.5, colour=PAPER.muted)] for note in notes)]


def _add_chart(slide: Slide, briefing: Briefing, place: Rect) -> None:
    """Add the timeline as a native stacked chart; in Arabic time runs from right to left, as in the paper."""
    line = briefing.timeline
    data = CategoryChartData()  # type: ignore[no-untyped-call]  # python-pptx is typed in part
    data.categories = list(line.periods)
    for kind, counts in line.counts:
        data.add_series(label("symbol_groups", kind, briefing.lang), counts)  # type: ignore[no-untyped-call]
    # python-pptx returns the frame of the chart, whatever its annotations say.
    frame: Any = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_STACKED, *place.mirrored(briefing.lang).emu, data)  # type: ignore[arg-type]
    frame.name = "Timeline"
    describe(frame, f"{line.title}. {line.note}".strip())
    chart = frame.chart
    chart.font.size, chart.font.name = Pt(7), TYPEFACE
    chart.font.color.rgb = colour_of(PAPER.muted)
    chart.has_title = True
    write(chart.chart_title.text_frame, [[Run(line.title, 9, bold=True)]], briefing.lang, PP_ALIGN.CENTER)
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.plots[0].gap_width, chart.plots[0].overlap = 35, 100
    for (kind, _counts), series in zip(line.counts, chart.plots[0].series, strict=True):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = colour_of(SYMBOLOGY[kind].colour())
    values, periods = chart.value_axis, chart.category_axis
    values.major_gridlines.format.line.color.rgb = colour_of(PAPER.line)
    values.format.line.fill.background()
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = "0", False
    values.minimum_scale = 0
    periods.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    positive_axis_ids(chart)


def _add_table(slide: Slide, briefing: Briefing, rows: list[Listed], place: Rect) -> None:
    """Add the incidents as a native table. Columns are reversed for Arabic: not every program mirrors a table."""
    _ = translator(briefing.lang).gettext
    lang = briefing.lang
    headers = [_("No."), _("Date"), _("Place"), _("Incident"), _("Killed"), _("Sources")]
    shares = [0.1, 0.15, 0.22, 0.34, 0.09, 0.1]
    body = [
        [
            str(row.number) if row.number else isolate_ltr(row.incident_id),
            row.date,
            cut(row.place, place.width * 0.22 * 1.75, 7),
            cut(row.contested[0] if row.contested else row.summary, place.width * 0.34 * 1.75, 7),
            row.killed,
            number_ranges(row.sources),
        ]
        for row in rows
    ]
    mirrored = place.mirrored(lang)
    frame = slide.shapes.add_table(
        len(rows) + 1, len(headers), *Rect(mirrored.left, place.top, place.width, 16 + 26 * len(rows)).emu
    )
    frame.name = _("Incidents")
    describe(frame, _("Table of the incidents with most killed"))
    table = frame.table
    table.first_row, table.horz_banding = True, False
    order = list(range(len(headers)))
    if lang == "ar":
        order.reverse()
    for column, index in enumerate(order):
        table.columns[column].width = Emu(round(place.width * shares[index] * 12_700))
        for number, cells in enumerate([headers, *body]):
            cell = table.cell(number, column)
            contested = number > 0 and index == 3 and bool(rows[number - 1].contested)
            bold = number == 0 or index in (0, 4)
            colour = PAPER.muted if number == 0 else ACCENT if contested else PAPER.ink
            size = 6 if number and index == 0 and not rows[number - 1].number else 7
            run = Run(cells[index], size, bold=bold, colour=colour)
            write(cell.text_frame, [[run]], lang)
            cell.margin_left = cell.margin_right = Pt(3)
            cell.margin_top = cell.margin_bottom = Pt(2)
            cell.fill.solid()  # type: ignore[no-untyped-call]
            cell.fill.fore_color.rgb = colour_of(FIELD if number == 0 else "#FFFFFF")
    for number in range(len(rows) + 1):
        table.rows[number].height = Emu((14 if number == 0 else 25) * 12_700)


def _add_contested(deck: Deck, briefing: Briefing, contested: list[Listed]) -> None:
    """Add a slide that says in plain sentences who states what."""
    _ = translator(briefing.lang).gettext
    slide = _new_slide(deck, briefing, _("Contested: who says what"))
    shown = contested[:CONTESTED_ROWS]
    size = 10 if len(shown) > 8 else 12 if len(shown) > 4 else 14
    paragraphs = []
    for row in shown:
        head = " ".join([*([str(row.number)] if row.number else []), where_and_when(row, briefing.lang), ""])
        text = cut(" ".join(row.contested), 1600, size)
        paragraphs.append(
            [
                Run(head, size, bold=True),
                Run(f"{text} ", size),
                Run(f"[{number_ranges(row.sources)}]", 8, colour=PAPER.muted),
            ]
        )
    if len(contested) > len(shown):
        more = _("{shown} of {count} contested incidents; all of them in paper and data.")
        text = more.format(
            shown=format_number(len(shown), briefing.lang), count=format_number(len(contested), briefing.lang)
        )
        paragraphs.append([Run(text, 8, colour=PAPER.muted)])
    box = add_text(slide, Rect(_EDGE, 76, 912, 420), paragraphs, briefing.lang, "Contested")
    for paragraph in box.text_frame.paragraphs:
        paragraph.space_after = Pt(5)
    _write_notes(slide, briefing)


def _write_notes(slide: Slide, briefing: Briefing) -> None:
    """Put selection, caveats, method, citation, link and numbered sources into the speaker's notes."""
    _ = translator(briefing.lang).gettext
    lines = [
        briefing.title,
        f"{_('Selection:')} {briefing.filters}",
        briefing.comparison,
        *briefing.caveats,
        briefing.method,
        briefing.citation,
        briefing.made,
        briefing.link,
        _("Sources"),
        *(f"[{source.number}] {source.text} {source.url}".rstrip() for source in briefing.sources),
    ]
    notes: Any = slide.notes_slide.notes_text_frame  # always there in the notes of the standard template
    write(notes, [[Run(line, 10)] for line in lines if line], briefing.lang)
