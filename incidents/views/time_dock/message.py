"""What the dock is told with every answer: plain JSON, days counted from 1 January 1970, and every word it writes."""

import datetime as dt
from typing import Any

from incidents.language import Language, plain_text
from incidents.phrases.beside import counted_beside, counted_here
from incidents.record.schema import KINDS
from incidents.selection.change_periods import change_periods
from incidents.selection.question import Question
from incidents.selection.selection import Selection
from incidents.selection.summaries import Step, count_undated
from incidents.views.symbology import SYMBOLOGY
from incidents.views.time_dock.drawn import bars, day_number, events, shown_days, shown_days_of, spans
from incidents.views.time_dock.rows import window_rows

# One number for each of CLDR's plural categories, of which the browser chooses by ``Intl.PluralRules``.
_OF_A_CATEGORY = range(112)


def dock_message(
    selection: Selection, step: Step, lang: Language, *, milestones: bool = True, beside: Selection | None = None
) -> dict[str, Any]:
    """Say what the dock shows of a selection: the incidents that answer all filters but the dates, and the dates asked.

    ``window`` is first and last day asked for, an open end that of the coverage; None without dates. ``before`` is the
    period of equal length before it, with its count. ``beside`` is what a second record answers: a series of its own.
    """
    context = selection.without("date_from", "date_to")
    first, last = shown_days_of(selection.record, *([beside.record] if beside else []))
    drawn = bars(context, step)
    return {
        "lang": lang.code,
        "dir": lang.direction,
        "step": step,
        "first": first,
        "last": last,
        "bars": drawn,
        "spans": spans(context, step),
        "events": events(selection.record, lang) if milestones else [],
        "milestones": milestones,
        **_asked(selection, context),
        "rows": window_rows(context),
        "words": _words(selection, lang) | {"summary": _in_words(context, drawn, step, lang)},
        **({"beside": _beside(beside, selection, step, lang)} if beside else {}),
    }


def _beside(beside: Selection, selection: Selection, step: Step, lang: Language) -> dict[str, Any]:
    """Say what a second record adds to the axis: its incidents per period, whatever their kind.

    ``covered`` are the days between which the first record stands on the axis that both share.
    """
    context = beside.without("date_from", "date_to")
    drawn = [(start, end, sum(numbers)) for start, end, numbers in bars(context, step)]
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


def _asked(selection: Selection, context: Selection) -> dict[str, Any]:
    question = selection.question
    told: dict[str, Any] = {"window": None, "selected": len(selection), "before": None}
    if question.date_from is None and question.date_to is None:
        return told
    start = question.date_from or selection.record.coverage[0].date()
    end = question.date_to or max(start, selection.record.coverage[1].date())
    told["window"] = (day_number(min(start, end)), day_number(end))
    if question.date_from is not None:  # before an open beginning there is nothing
        then = change_periods(selection.record, question).then
        count = len(context.within(Question(date_from=then[0], date_to=then[1])))
        told["before"] = {"from": day_number(then[0]), "to": day_number(then[1]), "count": count}
    return told


def _words(selection: Selection, lang: Language) -> dict[str, Any]:
    """Return every word that the scripts write; braces are filled there."""
    schema = selection.record.schema
    last = selection.record.coverage[1].date()
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
        "modes": {"sliding": lang.say("sliding"), "growing": lang.say("cumulative")},
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


def _in_words(context: Selection, drawn: list[tuple[int, int, list[int]]], step: Step, lang: Language) -> str:
    """Say what the dock shows to whoever does not see it."""
    if not len(context):
        return lang.say("Timeline without incidents.")
    sentence = lang.say("Timeline of {count} incidents by kind.").format(count=lang.number(len(context)))
    if drawn:
        start, end, numbers = max(drawn, key=lambda bar: (sum(bar[2]), bar[0]))
        period = lang.period(*(dt.date(1970, 1, 1) + dt.timedelta(days=day) for day in (start, end)))
        sentence += " " + lang.say("Most of them, {count}, fall in {period}.").format(
            count=lang.number(sum(numbers)), period=period
        )
    if undated := count_undated(context, step):
        sentence += " " + lang.say("No exact day: {count}.").format(count=lang.number(undated))
    covered = lang.date(context.record.coverage[1].date())
    return sentence + " " + lang.say("No data after {date}.").format(date=covered)
