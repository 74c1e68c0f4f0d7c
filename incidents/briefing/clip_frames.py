"""The frames of the clip: what stands still, and what each window of days shows over it."""

from collections.abc import Sequence
from dataclasses import replace

from incidents.briefing.clip_axis import draw_axis, draw_window_on_axis
from incidents.briefing.clip_sheet import EDGE, HEIGHT, PANEL, TOP, WIDTH, Played, Sheet
from incidents.briefing.wording import map_notes_in_words
from incidents.language import Language
from incidents.phrases import total_range, unknown_text
from incidents.record.schema import KINDS
from incidents.selection.periods import Period
from incidents.selection.question import Question
from incidents.selection.selection import Selection
from incidents.selection.summaries import incidents_by_kind, key_figures
from incidents.views.map_points import map_points
from incidents.views.static_map import StaticMap
from incidents.views.static_map.lettering import MapText, text_width
from incidents.views.static_map.scene import draw_moment
from incidents.views.symbology import SYMBOLOGY
from incidents.views.tones import PAPER, PRINTED

APART = 24.0  # a zoom at which no two places are joined: what comes and goes stays in its place
_BOX_TOP, _BOX = 108.0, 68.0  # points
_KINDS_TOP, _KIND_ROW, _KIND_BAR = 199.0, 26.0, 170.0


def draw_still(played: Played, lang: Language) -> StaticMap:
    """Draw what stands still: title, ground, legend, the bars of all months, the caveat below."""
    sheet = Sheet(lang)
    start = WIDTH - EDGE if lang.is_mirrored else EDGE
    anchor = "right" if lang.is_mirrored else "left"
    words = [MapText(start, 24, played.kicker, 10, PRINTED.accent, "bold", anchor)]  # type: ignore[arg-type]
    room = WIDTH - 2 * EDGE
    size = next((size for size in (22, 20, 18, 15, 12) if text_width(played.title, size, "bold") <= room), 10)
    words.append(MapText(start, 49, played.title, size, PAPER.ink, "bold", anchor))  # type: ignore[arg-type]
    words += [
        MapText(start, 519 + 12 * number, line, 8.6, PAPER.ink, "regular", anchor)  # type: ignore[arg-type]
        for number, line in enumerate(played.foot)
    ]
    words.append(sheet.word(0, 98, played.caption, (10, 9, 8), PANEL, colour=PAPER.muted))
    ground = _moved(played.scene.drawn, sheet.map_left, TOP)
    boxes = "".join(
        f'<rect x="{sheet.at(left, width):.1f}" y="{_BOX_TOP}" width="{width:.1f}" height="{_BOX}" rx="3" '
        f'fill="{PRINTED.field}"/>'
        for left, width in _boxes()
    )
    axis, axis_words = draw_axis(played, sheet)
    return _page(f"{ground.svg}{boxes}{axis}", [*words, *ground.words, *axis_words])


def draw_window(played: Played, window: Period, most: int, lang: Language) -> StaticMap:
    """Draw what a window of days shows: its incidents on the map, their figures, and where it lies in time.

    ``most`` is the highest count of a kind in any window: so long is a whole bar.
    """
    sheet, shown = Sheet(lang), within(played.selection, window)
    points = map_points(shown, played.scene.frame.shown, APART)
    marks = _moved(draw_moment(played.scene, points, lang), sheet.map_left, TOP)
    words = [sheet.word(0, 80, lang.period(*window), (19, 17, 15, 13), PANEL, bold=True)]
    if notes := map_notes_in_words(shown.question, points.outside, len(points.without_place), lang):
        words.append(sheet.word(0, 189, lang.say(" · ").join(notes), (9.5, 9, 8), PANEL, colour=PAPER.muted))
    kinds, kind_words = _kinds(shown, most, sheet)
    return _page(
        f"{marks.svg}{kinds}{draw_window_on_axis(played, window, sheet)}",
        [*words, *_figures(shown, sheet), *kind_words, *marks.words],
    )


def within(selection: Selection, window: Period) -> Selection:
    """Return the incidents of a window, by the rule of the filters: those whose span touches it."""
    return selection.within(Question(date_from=window[0], date_to=window[1]))


def _page(svg: str, words: Sequence[MapText]) -> StaticMap:
    whole = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f"{svg}</svg>"
    )
    return StaticMap(whole, tuple(words), (), WIDTH, HEIGHT)


def _moved(drawn: StaticMap, left: float, top: float) -> StaticMap:
    """Move a drawing; what reaches beyond its sheet is cut off, so that the paper around it stays free."""
    words = tuple(replace(word, x=word.x + left, y=word.y + top) for word in drawn.words)
    svg = (
        f'<svg x="{left}" y="{top}" width="{drawn.width}" height="{drawn.height:.2f}" '
        f'viewBox="0 0 {drawn.width} {drawn.height:.2f}">{drawn.svg}</svg>'
    )
    return replace(drawn, svg=svg, words=words)


def _boxes() -> list[tuple[float, float]]:
    """Return start and width of the boxes of figures: the killed need most room."""
    widths = [(PANEL - 12) * share for share in (0.26, 0.46, 0.28)]
    return [(sum(widths[:number]) + 6 * number, width) for number, width in enumerate(widths)]


def _figures(shown: Selection, sheet: Sheet) -> list[MapText]:
    lang, figures = sheet.lang, key_figures(shown)
    killed = figures.killed
    unknown = unknown_text(killed, lang) if killed.unknown and killed.low is not None else ""
    told = [
        (lang.number(figures.incidents), lang.say("Incidents"), ""),
        (total_range(killed, lang), shown.record.schema.measure_label("killed", lang), unknown),
        (lang.number(figures.contested), lang.say("Conflicting accounts"), ""),
    ]
    words = []
    for (left, width), (value, label, note) in zip(_boxes(), told, strict=True):
        room = width - 14
        words.append(sheet.word(left + 7, _BOX_TOP + 26, value, (22, 19, 16, 13, 11), room, bold=True))
        words.append(sheet.word(left + 7, _BOX_TOP + 42, label, (10, 9, 8, 7), room, bold=True))
        if note:
            words.append(sheet.word(left + 7, _BOX_TOP + 57, note, (9, 8, 7), room, colour=PAPER.muted))
    return words


def _kinds(shown: Selection, most: int, sheet: Sheet) -> tuple[str, list[MapText]]:
    """Draw one bar for each kind, in the order of display, those without incidents as a bare 0."""
    lang, schema = sheet.lang, shown.record.schema
    counts = incidents_by_kind(shown)
    pieces, words = [], []
    label_room = PANEL - _KIND_BAR - 60
    for number, kind in enumerate(SYMBOLOGY):
        count, y = int(counts.get(kind, 0)), _KINDS_TOP + number * _KIND_ROW + _KIND_ROW / 2
        symbol = SYMBOLOGY[kind]
        pieces.append(
            f'<path d="{symbol.path}" transform="translate({sheet.at(7):.1f} {y:.1f}) scale(5)" '
            f'fill="{symbol.colour()}"/>'
        )
        words.append(sheet.word(18, y + 3.4, schema.label(KINDS, kind, lang), (10, 9, 8, 7), label_room))
        length = (_KIND_BAR * count / most) if most else 0.0
        start = label_room + 22
        pieces.append(
            f'<rect x="{sheet.at(start, length):.1f}" y="{y - 5:.1f}" width="{length:.1f}" height="10" '
            f'fill="{symbol.colour()}"/>'
        )
        colour = PAPER.ink if count else PAPER.muted
        words.append(sheet.word(start + length + 5, y + 3.6, lang.number(count), (10.5,), 40, bold=True, colour=colour))
    return "".join(pieces), words
