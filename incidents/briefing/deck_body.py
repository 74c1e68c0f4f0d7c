"""What a deck shows beside its map: native chart and table, and one incident in full."""

from dataclasses import replace
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.text import PP_ALIGN
from pptx.slide import Slide
from pptx.util import Emu, Pt

from incidents.briefing.arabic_pdf import without_vowel_signs
from incidents.briefing.content import Account, Briefing, Figure, Listed
from incidents.briefing.deck_letters import letters_width
from incidents.briefing.deck_pages import CELL_SIDE, SHARES, TEXT, TablePage, cell_weight, row_cells, table_head
from incidents.briefing.deck_shapes import (
    TYPEFACE,
    Rect,
    Run,
    add_text,
    colour_of,
    describe,
    positive_axis_ids,
    set_labels,
    write,
)
from incidents.briefing.deck_texts import APART, Part, apart, further_accounts, paragraph_height, parted, sized
from incidents.briefing.fitting import number_ranges
from incidents.language import Language
from incidents.views.symbology import SYMBOLOGY
from incidents.views.tones import PAPER, PRINTED, WHITE

NO_BREAK, LONG = "\u00a0", 24
BESIDE_SIZES = (16.0, 15.0, 14.0, 13.0, 12.0, 11.0)  # points: of letters beside a map; where none fits, 10


def add_chart(slide: Slide, briefing: Briefing, place: Rect) -> None:
    """Add the timeline as a native stacked chart; time runs from left to right, as in paper and page."""
    line = briefing.charts.timeline
    data = CategoryChartData()  # type: ignore[no-untyped-call]  # python-pptx is typed in part
    data.categories = [without_vowel_signs(period) for period in line.periods]
    for kind, counts in line.counts:
        data.add_series(without_vowel_signs(briefing.charts.kind_labels[kind]), counts)  # type: ignore[no-untyped-call]
    # python-pptx returns the frame of the chart, whatever its annotations say.
    frame: Any = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_STACKED, *place.mirrored(briefing.lang).emu, data)  # type: ignore[arg-type]
    frame.name = "Timeline"
    describe(frame, f"{line.title}. {line.note}".strip())
    chart = frame.chart
    chart.font.size, chart.font.name = Pt(TEXT), TYPEFACE
    chart.font.color.rgb = colour_of(PAPER.muted)
    chart.has_title = True
    write(chart.chart_title.text_frame, [[Run(line.title, 11, bold=True)]], briefing.lang, PP_ALIGN.CENTER)
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.plots[0].gap_width, chart.plots[0].overlap = 35, 100
    for (kind, _counts), series in zip(line.counts, chart.plots[0].series, strict=True):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = colour_of(SYMBOLOGY[kind].colour())
        series.format.line.fill.background()  # a period without incidents has no line on the axis
    values, periods = chart.value_axis, chart.category_axis
    values.major_gridlines.format.line.color.rgb = colour_of(PAPER.line)
    values.format.line.fill.background()
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = "0", False
    values.minimum_scale = 0
    periods.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    set_labels(
        chart, every=max(1, -(-len(line.periods) // 5)), turned=briefing.lang.is_mirrored and len(line.periods) > 6
    )
    positive_axis_ids(chart)


def add_table(slide: Slide, page: TablePage, lang: Language, place: Rect) -> None:
    """Add incidents as a native table, each sentence whole.

    Columns are reversed for Arabic: not every program mirrors a table.
    """
    widths = [place.width * share for share in SHARES]
    cells = [table_head(lang), *(row_cells(row, widths, lang) for row in page.rows)]
    mirrored = place.mirrored(lang)
    tall = sum(page.heights)
    frame = slide.shapes.add_table(len(cells), len(widths), *Rect(mirrored.left, place.top, place.width, tall).emu)
    frame.name = lang.say("Incidents")
    describe(frame, lang.say("Table of the incidents with most killed"))
    table = frame.table
    table.first_row, table.horz_banding = True, False
    order = list(range(len(widths)))
    if lang.is_mirrored:
        order.reverse()
    for column, index in enumerate(order):
        table.columns[column].width = Emu(round(widths[index] * 12_700))
        for number, texts in enumerate(cells):
            row = page.rows[number - 1] if number else None
            run = Run(texts[index], page.size, bold=row is None or cell_weight(row, index) == "bold")
            _fill_cell(table.cell(number, column), replace(run, colour=_cell_colour(row, index)), lang, number)
    for number, height in enumerate(page.heights):
        table.rows[number].height = Emu(round(height * 12_700))


def _cell_colour(row: Listed | None, column: int) -> str:
    """Return the colour of a cell: the head (None) and what nobody states are said quietly, disagreement loudly."""
    if row is None or (column == 4 and row.killed_high < 0):
        return PAPER.muted
    return PRINTED.accent if column == 3 and row.contested else PAPER.ink


def _fill_cell(cell: Any, run: Run, lang: Language, number: int) -> None:  # noqa: ANN401 - python-pptx is typed in part
    write(cell.text_frame, [[run]], lang)
    cell.margin_left = cell.margin_right = Pt(CELL_SIDE)
    cell.margin_top = cell.margin_bottom = Pt(2)
    cell.fill.solid()
    cell.fill.fore_color.rgb = colour_of(PRINTED.field if number == 0 else WHITE)


def figure_lines(figure: Figure, room: float) -> list[list[Run]]:
    """Return value, label and notes of a figure; the value is set as large as the room (points) allows."""
    before = " ".join(filter(None, [figure.trend, figure.before]))
    size = next((size for size in (18, 15, 12) if letters_width(figure.value, size, "bold") <= room), TEXT)
    lines = [[Run(figure.value, size, bold=True)], [Run(figure.label, TEXT, bold=True)]]
    return [*lines, *([Run(note, TEXT, colour=PAPER.muted)] for note in (figure.unknown, before) if note)]


def lines_height(lines: list[list[Run]], room: float, lang: Language) -> float:
    """Return how high the lines of a figure are, those that break included."""
    return sum(paragraph_height(line, room, lang) - APART for line in lines)


def story_of(briefing: Briefing) -> list[list[Run]]:
    """Return one or two incidents in full: what happened, what each account says, who else tells of it."""
    paragraphs = []
    for row in briefing.table.listed:
        told = [("", f"{row.tactic} · {row.summary}"), (briefing.lang.say("Accounts"), "")]  # bold and plain pieces
        told += [
            (f"{account.origin}:", f"{account.says} {_cited(account)}") for account in row.accounts if account.says
        ]
        others = [f"{account.origin} {_cited(account)}" for account in row.accounts if not account.says]
        if others:
            told.append((briefing.lang.say("Also told by:"), " · ".join(others)))
        paragraphs += [head_of(row), *(_paragraph(bold, plain) for bold, plain in told)]
    return paragraphs


def head_of(row: Listed) -> list[Run]:
    """Return the line above an incident that is told in full: its number on the map, place and date."""
    return _paragraph(f"{row.number} {row.place}" if row.number else row.place, row.date)


def _paragraph(bold: str, plain: str) -> list[Run]:
    return [piece for piece in (Run(f"{bold} ", TEXT, bold=True), Run(plain, TEXT)) if piece.text.strip()]


def _cited(account: Account) -> str:
    cited = number_ranges(account.sources)
    # Few numbers keep on a line: in Arabic a bracket that closes on the next one would stand at its wrong end.
    return f"[{cited.replace(' ', NO_BREAK) if len(cited) < LONG else cited}]"


def tell_beside(slide: Slide, briefing: Briefing, room: Rect) -> list[Part]:
    """Tell of few incidents in full beside their map, as large as the room holds; return what found no room there."""
    told = story_of(briefing)
    pages = next(
        (held for size in BESIDE_SIZES if len(held := parted(sized(told, size), room, briefing.lang)) == 1),
        parted(told, room, briefing.lang),
    )
    apart(add_text(slide, room, pages[0], briefing.lang, "Accounts"))
    first, further = pages[0], [paragraph for page in pages[1:] for paragraph in page]
    heads = list(map(head_of, briefing.table.listed))
    begun = [head for head in heads if head in first][-1:]
    return [further_accounts(further, briefing.lang, () if further[0] in heads else begun)] if further else []
