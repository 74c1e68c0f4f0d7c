"""What the dock is told with every answer: plain JSON, days counted from 1 January 1970, and every word it writes."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pandas as pd

from incidents.language import Language, plain_text
from incidents.phrases.beside import counted_beside, counted_here
from incidents.record.record import Record
from incidents.record.schema import KINDS
from incidents.selection.change_periods import change_periods
from incidents.selection.periods import Period
from incidents.selection.question import Question
from incidents.selection.selection import Selection
from incidents.selection.summaries import Step, count_undated, incidents_per_period, undated_spans
from incidents.views.symbology import SYMBOLOGY
from incidents.views.time_dock.drawn import bars, day_number, events, shown_days, shown_days_of, spans
from incidents.views.time_dock.rows import window_rows

# One number for each of CLDR's plural categories, of which the browser chooses by ``Intl.PluralRules``.
_OF_A_CATEGORY = range(112)


@dataclass(frozen=True, eq=False)
class DockCounts:
    """What the dock is made of: ``asked`` incidents answer, ``context`` all other filters but the dates.

    ``per_period``, ``spans`` and ``undated`` are those of ``summaries`` for the context; ``before`` counts the period
    of ``period_before``; ``rows`` are those of ``window_rows``, None of too many.
    """

    asked: int
    context: int
    before: int
    per_period: pd.DataFrame
    spans: pd.DataFrame
    undated: int
    rows: dict[str, Any] | None = None


def dock_message(
    selection: Selection, step: Step, lang: Language, *, milestones: bool = True, beside: Selection | None = None
) -> dict[str, Any]:
    """Say what the dock shows of a selection: the incidents that answer all filters but the dates, and the dates asked.

    ``window`` is first and last day asked for, an open end that of the coverage; None without dates. ``before`` is the
    period of equal length before it, with its count. ``beside`` is what a second record answers: a series of its own.
    """
    context = selection.without("date_from", "date_to")
    before = period_before(selection.record, selection.question)
    counts = DockCounts(
        asked=len(selection),
        context=len(context),
        before=len(context.within(Question(date_from=before[0], date_to=before[1]))) if before else 0,
        per_period=incidents_per_period(context, step),
        spans=undated_spans(context, step),
        undated=count_undated(context, step),
        rows=window_rows(context),
    )
    told = dock_told(selection.record, selection.question, counts, step, lang, milestones=milestones)
    if beside is None:
        return told
    first, last = shown_days_of(selection.record, beside.record)
    return told | {"first": first, "last": last, "beside": _beside(beside, selection, step, lang)}


def period_before(record: Record, question: Question) -> Period | None:
    """Return the period of equal length before the days asked for; before an open beginning there is nothing."""
    return None if question.date_from is None else change_periods(record, question).then


def dock_told(
    record: Record, question: Question, counts: DockCounts, step: Step, lang: Language, *, milestones: bool = True
) -> dict[str, Any]:
    """Write the message of counts that were made somewhere (see ``dock_message``)."""
    first, last = shown_days(record)
    drawn = bars(counts.per_period, step)
    return {
        "lang": lang.code,
        "dir": lang.direction,
        "step": step,
        "first": first,
        "last": last,
        "bars": drawn,
        "spans": spans(counts.spans),
        "events": events(record, lang) if milestones else [],
        "milestones": milestones,
        **_asked(record, question, counts),
        "rows": counts.rows,
        "words": _words(record, lang) | {"summary": _in_words(record, counts, drawn, lang)},
    }


def _beside(beside: Selection, selection: Selection, step: Step, lang: Language) -> dict[str, Any]:
    """Say what a second record adds to the axis: its incidents per period, whatever their kind.

    ``covered`` are the days between which the first record stands on the axis that both share.
    """
    context = beside.without("date_from", "date_to")
    drawn = [(start, end, sum(numbers)) for start, end, numbers in bars(incidents_per_period(context, step), step)]
    undated = count_undated(context, step)
    counted = counted_beside(beside, lang)
    summary = lang.say("Beside it: {counted}.").format(counted=counted)
    if undated:
        summary += " " + lang.say("No exact day: {count}.").format(count=lang.number(undated))
    return {
        "bars": drawn,
        "covered": shown_days(selection.record),
        "words": {
            "here": counted_here(selection, lang),
            "beside": counted,
            "title": plain_text(beside.record.short_title(lang)),
            "summary": summary,
            "no_data": lang.say("not covered by the curated record"),
        },
    }


def _asked(record: Record, question: Question, counts: DockCounts) -> dict[str, Any]:
    told: dict[str, Any] = {"window": None, "selected": counts.asked, "before": None}
    if question.date_from is None and question.date_to is None:
        return told
    start = question.date_from or record.coverage[0].date()
    end = question.date_to or max(start, record.coverage[1].date())
    told["window"] = (day_number(min(start, end)), day_number(end))
    if (then := period_before(record, question)) is not None:
        told["before"] = {"from": day_number(then[0]), "to": day_number(then[1]), "count": counts.before}
    return told


def _words(record: Record, lang: Language) -> dict[str, Any]:
    """Return every word that the scripts write; braces are filled there."""
    schema = record.schema
    last = record.coverage[1].date()
    return {
        "dock": lang.say("When"),
        "kinds": [schema.label(KINDS, kind, lang) for kind in SYMBOLOGY],
        "months": [lang.date(dt.date(2025, month, 1), "LLL") for month in range(1, 13)],
        "selected": lang.say("selected: {count}"),
        "before": _before(lang),
        "partly": lang.say("in part before the record"),
        "no_data": lang.say("no data after {date}").format(date=lang.date(last, "d MMM y")),
        "incidents": lang.say("Incidents: {count}"),
        "killed": lang.say("Killed: {figures}"),
        "up_to": lang.say("up to {number}"),
        "at_least": lang.say("at least {number}"),
        "or_more": lang.say("{range} or more"),
        "unknown": lang.say("not reported"),
        "on_release": lang.say("counted when you let go"),
        "play": lang.say("Play"),
        "pause": lang.say("Pause"),
        "keys": lang.say("Space plays, comma and full stop go one step, Esc clears the dates"),
        "step": lang.say("Step"),
        "steps": {"month": lang.say("month"), "week": lang.say("week")},
        "mode": lang.say("What plays"),
        "modes": {"sliding": lang.say("sliding"), "growing": lang.say("adding up")},
        "speed": lang.say("Speed"),
        "milestones": lang.say("Events"),
        "days": lang.say("Days asked for: arrows move them, with Shift they resize them"),
        "first_day": lang.say("First day"),
        "last_day": lang.say("Last day"),
    }


def _before(lang: Language) -> dict[str, str]:
    """Say "the 90 days before: 33" in the form of each plural category."""
    forms: dict[str, str] = {}
    for number in _OF_A_CATEGORY:
        category = str(lang.locale.plural_form(number))
        if category not in forms:
            forms[category] = lang.plural("the {n} day before: {count}", "the {n} days before: {count}", number)
    return forms


def _in_words(record: Record, counts: DockCounts, drawn: list[tuple[int, int, list[int]]], lang: Language) -> str:
    """Say what the dock shows to whoever does not see it."""
    if not counts.context:
        return lang.say("Timeline without incidents.")
    sentence = lang.say("Timeline of {count} incidents by kind.").format(count=lang.number(counts.context))
    if drawn:
        start, end, numbers = max(drawn, key=lambda bar: (sum(bar[2]), bar[0]))
        period = lang.period(*(dt.date(1970, 1, 1) + dt.timedelta(days=day) for day in (start, end)))
        sentence += " " + lang.say("Most of them, {count}, fall in {period}.").format(
            count=lang.number(sum(numbers)), period=period
        )
    if counts.undated:
        sentence += " " + lang.say("No exact day: {count}.").format(count=lang.number(counts.undated))
    covered = lang.date(record.coverage[1].date())
    return sentence + " " + lang.say("No data after {date}.").format(date=covered)
