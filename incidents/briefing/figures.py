"""The key figures of a briefing, with those of the preceding period and the arrow of a change they bear out."""

from incidents.briefing.content import Figure, Figures
from incidents.briefing.wording import before_in_words, is_covered, unknown_in
from incidents.language import Language
from incidents.phrases import only_shared, total_range
from incidents.record.schema import Schema
from incidents.selection.selection import Selection, select
from incidents.selection.summaries import KeyFigures, Total, key_figures


def compose_figures(selection: Selection, figures: KeyFigures, lang: Language) -> Figures:
    """Return incidents, killed, wounded, arrested, contested, governorates, now and before; and the killed by side."""
    before = _previous(selection)
    counts = {
        "incidents": lang.say("Incidents"),
        "contested": lang.say("Conflicting accounts"),
        "governorates": lang.say("Governorates"),
    }
    boxes = {}
    for name, title in counts.items():
        earlier = None if before is None else lang.number(getattr(before, name))
        remark = only_shared(selection, lang) if name == "governorates" else ""
        trend = "" if before is None else _arrow(getattr(figures, name) - getattr(before, name))
        boxes[name] = Figure(title, lang.number(getattr(figures, name)), remark, _before(earlier, lang), trend)
    for measure, total in figures.totals.items():
        value = total_range(total, lang)
        earlier = None if before is None else before_in_words(before.totals[measure], lang)
        label, unknown = selection.record.schema.measure_label(measure, lang), unknown_in(total, lang)
        trend = "" if before is None else _trend(before.totals[measure], total)
        boxes[measure] = Figure(label, value, unknown, _before(earlier, lang), trend)
    key = tuple(boxes[name] for name in ("incidents", *figures.totals, "contested", "governorates"))
    return Figures(key, _sides(figures, selection.record.schema, lang))


def _sides(figures: KeyFigures, schema: Schema, lang: Language) -> tuple[Figure, ...]:
    """Return the killed of each side of which anybody was killed."""
    return tuple(
        Figure(schema.measure_label(side, lang), total_range(of, lang), unknown_in(of, lang))
        for side, of in figures.killed_by_side.items()
        if of.high
    )


def _previous(selection: Selection) -> KeyFigures | None:
    """Count the preceding period of equal length, only where the record covers both periods."""
    record, question = selection.record, selection.question
    previous = question.period_before()
    if previous is None or not is_covered(record, question, previous):
        return None
    return key_figures(select(record, previous))


def _before(figure: str | None, lang: Language) -> str:
    return "" if figure is None else lang.say("before: {figure}").format(figure=figure)


def _trend(then: Total, now: Total) -> str:
    """Return the arrow of a change of ranges: only where every reading of both goes the same way."""
    if then.low is None or then.high is None or now.low is None or now.high is None:
        return ""
    if now.low > then.high and not then.open:
        return _arrow(1)
    return _arrow(-1) if now.high < then.low and not now.open else ""


def _arrow(difference: int) -> str:
    return "\u25b2" if difference > 0 else "\u25bc" if difference < 0 else ""
