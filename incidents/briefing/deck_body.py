"""What a deck shows beside its map: native chart and table, one incident in full, the contested accounts."""

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.text import PP_ALIGN
from pptx.slide import Slide
from pptx.util import Emu, Pt

from incidents.briefing.arabic_pdf import without_vowel_signs
from incidents.briefing.content import Account, Briefing, Listed
from incidents.briefing.deck_shapes import (
    TYPEFACE,
    WIDER,
    Rect,
    Run,
    add_text,
    colour_of,
    describe,
    positive_axis_ids,
    upright_labels,
    write,
)
from incidents.briefing.fitting import BROKEN, lines_of, number_ranges
from incidents.briefing.sheets import most_killed, where_and_when
from incidents.briefing.slide_sheet import brief_line
from incidents.language import Language, isolate_ltr
from incidents.views.symbology import SYMBOLOGY
from incidents.views.tones import PAPER, PRINTED, WHITE

TABLE_LINES, TABLE_SIZE = 4, 6.5  # of a cell
SHARES = (0.09, 0.14, 0.18, 0.41, 0.09, 0.09)  # of the columns of the table
LINE = {"ltr": 1.2, "rtl": 1.3}  # height of a line, in sizes of its letters


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
        series.format.line.fill.background()  # a period without incidents has no line on the axis
    values, periods = chart.value_axis, chart.category_axis
    values.major_gridlines.format.line.color.rgb = colour_of(PAPER.line)
    values.format.line.fill.background()
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = "0", False
    values.minimum_scale = 0
    periods.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    upright_labels(chart, every=max(1, -(-len(line.periods) // 7)))
    positive_axis_ids(chart)


def add_table(slide: Slide, briefing: Briefing, place: Rect) -> None:
    """Add the incidents with most killed as a native table, as many as fit, each sentence whole.

    Columns are reversed for Arabic: not every program mirrors a table.
    """
    lang = briefing.lang
    widths = [place.width * share for share in SHARES]
    rows, heights = _rows_in(briefing, place.height - 16, widths)
    headers = [
        briefing.lang.say("No."),
        briefing.lang.say("Date"),
        briefing.lang.say("Place"),
        briefing.lang.say("Incident"),
        briefing.lang.say("Killed"),
        briefing.lang.say("Sources"),
    ]
    cells = [headers, *(_cells(row, widths, lang) for row in rows)]
    mirrored = place.mirrored(lang)
    tall = 14 + sum(heights)
    frame = slide.shapes.add_table(len(cells), len(headers), *Rect(mirrored.left, place.top, place.width, tall).emu)
    frame.name = briefing.lang.say("Incidents")
    describe(frame, briefing.lang.say("Table of the incidents with most killed"))
    table = frame.table
    table.first_row, table.horz_banding = True, False
    order = list(range(len(headers)))
    if lang.is_mirrored:
        order.reverse()
    for column, index in enumerate(order):
        table.columns[column].width = Emu(round(widths[index] * 12_700))
        for number, texts in enumerate(cells):
            contested = number > 0 and index == 3 and bool(rows[number - 1].contested)
            bold = number == 0 or index in (0, 4)
            colour = PAPER.muted if number == 0 else PRINTED.accent if contested else PAPER.ink
            size = 5.5 if number and index == 0 and not rows[number - 1].number else TABLE_SIZE
            _fill_cell(table.cell(number, column), Run(texts[index], size, bold=bold, colour=colour), lang, number)
    for number, height in enumerate([14.0, *heights]):
        table.rows[number].height = Emu(round(height * 12_700))


def _rows_in(briefing: Briefing, room: float, widths: list[float]) -> tuple[list[Listed], list[float]]:
    """Return the incidents with most killed that fit into so many points of height, and how high their rows are."""
    ranked = most_killed(briefing.table.listed, len(briefing.table.listed), ordered=False)
    height: dict[str, float] = {}
    for row in ranked:
        texts = _cells(row, widths, briefing.lang)
        lines = max(lines_of(text, width - 7, TABLE_SIZE * WIDER) for text, width in zip(texts, widths, strict=True))
        needed = lines * TABLE_SIZE * LINE[briefing.lang.direction] + 5
        if height and sum(height.values()) + needed > room:
            break
        height[row.incident_id] = needed
    rows = most_killed(briefing.table.listed, len(height))
    return rows, [height[row.incident_id] for row in rows]


def _cells(row: Listed, widths: list[float], lang: Language) -> list[str]:
    room = TABLE_LINES * (widths[3] - 7) * BROKEN / WIDER
    return [
        str(row.number) if row.number else isolate_ltr(row.incident_id),
        row.date,
        row.place,
        brief_line(row, room, TABLE_SIZE, lang),
        row.killed,
        number_ranges(row.sources),
    ]


def _fill_cell(cell: Any, run: Run, lang: Language, number: int) -> None:  # noqa: ANN401 - python-pptx is typed in part
    write(cell.text_frame, [[run]], lang)
    cell.margin_left = cell.margin_right = Pt(3)
    cell.margin_top = cell.margin_bottom = Pt(2)
    cell.fill.solid()
    cell.fill.fore_color.rgb = colour_of(PRINTED.field if number == 0 else WHITE)


def add_story(slide: Slide, briefing: Briefing, place: Rect) -> None:
    """Add one or two incidents in full: what happened, what each account says, who else tells of it."""
    told: list[list[tuple[str, str]]] = []  # paragraphs of a bold and a plain piece
    for row in briefing.table.listed:
        told.append([(row.place, row.date), ("", f"{row.tactic} · {row.summary}"), (briefing.lang.say("Accounts"), "")])
        told[-1] += [
            (f"{account.origin}:", f"{account.says} {_cited(account)}") for account in row.accounts if account.says
        ]
        others = [f"{account.origin} {_cited(account)}" for account in row.accounts if not account.says]
        if others:
            told[-1].append((briefing.lang.say("Also told by:"), " · ".join(others)))
    paragraphs = [(bold, plain) for story in told for bold, plain in story]

    def tall(size: float) -> float:
        lines = sum(lines_of(f"{bold} {plain}", place.width, size * WIDER) for bold, plain in paragraphs)
        return lines * size * LINE[briefing.lang.direction] + 4 * len(paragraphs)

    size = next((size for size in (11.0, 10.0, 9.0, 8.0, 7.0) if tall(size) <= place.height), 6.0)
    runs = [[Run(f"{bold} ", size, bold=True), Run(plain, size)] for bold, plain in paragraphs]
    box = add_text(slide, place, runs, briefing.lang, "Accounts")
    for paragraph in box.text_frame.paragraphs:
        paragraph.space_after = Pt(4)


def _cited(account: Account) -> str:
    return f"[{number_ranges(account.sources)}]"


def contested_paragraphs(contested: list[Listed], place: Rect, lang: Language) -> list[list[Run]]:
    """Return a paragraph per contested incident, set as large as all of them allow; what does not fit is counted."""
    told = [(f"{_head(row, lang)} ", " ".join(row.contested), f" [{number_ranges(row.sources)}]") for row in contested]

    def tall(parts: tuple[str, ...], size: float) -> float:
        return lines_of("".join(parts), place.width, size * WIDER) * size * LINE[lang.direction] + 5

    size = next((s for s in (14.0, 12.0, 11.0, 10.0) if sum(tall(parts, s) for parts in told) <= place.height), 9.0)
    paragraphs: list[list[Run]] = []
    used = 14.0
    for head, text, sources in told:
        used += tall((head, text, sources), size)
        if paragraphs and used > place.height:
            break
        paragraphs.append([Run(head, size, bold=True), Run(text, size), Run(sources, 8, colour=PAPER.muted)])
    if len(contested) > len(paragraphs):
        more = lang.say(
            "{shown} of {count} incidents with conflicting accounts; all of them in A4 brief and data."
        ).format(shown=lang.number(len(paragraphs)), count=lang.number(len(contested)))
        paragraphs.append([Run(more, 8, colour=PAPER.muted)])
    return paragraphs


def _head(row: Listed, lang: Language) -> str:
    return " ".join([*([str(row.number)] if row.number else []), where_and_when(row, lang)])
