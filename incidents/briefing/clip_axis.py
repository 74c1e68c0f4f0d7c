"""The time along the foot of the clip: incidents per month, spans of doubtful date, and where the window lies."""

import datetime as dt

from incidents.briefing.clip_sheet import PANEL, Played, Sheet
from incidents.selection.periods import Period
from incidents.selection.summaries import incidents_per_period, undated_spans
from incidents.views.static_map.lettering import MapText, text_width
from incidents.views.symbology import SYMBOLOGY
from incidents.views.time_dock.drawn import bars, day_number, spans
from incidents.views.tones import PAPER, PRINTED

_AXIS_TOP, _AXIS = 396.0, 64.0  # points
_SPAN_ROW, _MOST_SPANS = 2.2, 9


def _along(played: Played, sheet: Sheet, day: float) -> float:
    """Return where a day begins on the axis of time, which runs from left to right in every language."""
    first, last = (day_number(end) for end in played.days)
    return sheet.panel_left + PANEL * (day - first) / max(1, last + 1 - first)


def draw_axis(played: Played, sheet: Sheet) -> tuple[str, list[MapText]]:
    """Draw incidents per month by kind, below them spans of doubtful date, and the names of months."""
    months = bars(incidents_per_period(played.selection, "month"), "month")
    first, last = (day_number(end) for end in played.days)
    tallest = max((sum(numbers) for _start, _end, numbers in months), default=1)
    foot = _AXIS_TOP + _AXIS
    pieces = []
    for start, end, numbers in months:
        left, right = (_along(played, sheet, min(max(day, first), last + 1)) for day in (start, end + 1))
        y = foot
        for symbol, number in zip(SYMBOLOGY.values(), numbers, strict=True):
            height = _AXIS * number / tallest
            y -= height
            pieces.append(
                f'<rect x="{left + 0.8:.1f}" y="{y:.1f}" width="{max(0.5, right - left - 1.6):.1f}" '
                f'height="{height:.1f}" fill="{symbol.colour()}"/>'
            )
    for number, (start, end, kind) in enumerate(spans(undated_spans(played.selection, "month"))):
        left, right = (_along(played, sheet, min(max(day, first), last + 1)) for day in (start, end + 1))
        y = foot + 5 + _SPAN_ROW * (number % _MOST_SPANS)
        colour = list(SYMBOLOGY.values())[kind].colour()
        pieces.append(f'<path d="M{left:.1f} {y:.1f}H{right:.1f}" stroke="{colour}" stroke-width="1.2"/>')
    pieces.append(f'<path d="M{sheet.panel_left} {foot}h{PANEL}" stroke="{PAPER.ink}" stroke-width="0.8" fill="none"/>')
    return "".join(pieces), _months(played, sheet)


def _months(played: Played, sheet: Sheet) -> list[MapText]:
    """Name as many months as fit beside each other."""
    lang, words, free = sheet.lang, [], 0.0
    day = played.days[0].replace(day=1)
    while day <= played.days[1]:
        x, text = _along(played, sheet, day_number(day)), lang.inwards(lang.date(day, "MMM y"))
        if day >= played.days[0] and x >= free and x + text_width(text, 8.4) <= sheet.panel_left + PANEL:
            words.append(MapText(x, _AXIS_TOP + _AXIS + 34, text, 8.4, PAPER.muted))
            free = x + text_width(text, 8.4) + 22
        day = (day + dt.timedelta(days=32)).replace(day=1)
    return words


def draw_window_on_axis(played: Played, window: Period, sheet: Sheet) -> str:
    """Draw the window over the bars, as a frame that lets them through."""
    left, right = (_along(played, sheet, day) for day in (day_number(window[0]), day_number(window[1]) + 1))
    return (
        f'<rect x="{left:.1f}" y="{_AXIS_TOP - 4}" width="{right - left:.1f}" height="{_AXIS + 28}" rx="2" '
        f'fill="{PRINTED.shown}" fill-opacity="0.1" stroke="{PRINTED.shown}" stroke-width="1.2"/>'
    )
