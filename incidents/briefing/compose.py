"""Composing a briefing: every sentence and number of it, from the same functions that the page uses."""

import datetime as dt
from dataclasses import replace

import pandas as pd

from incidents.briefing.annotations import NONE, Annotations
from incidents.briefing.content import (
    Bar,
    Briefing,
    Charts,
    Heading,
    Making,
    Notes,
    Table,
    Timeline,
    all_printable,
)
from incidents.briefing.figures import compose_figures
from incidents.briefing.map_part import compose_map
from incidents.briefing.messages import messages
from incidents.briefing.table import list_incidents
from incidents.briefing.wording import (
    caveats_in_words,
    changes_in_words,
    comparison_in_words,
    made_in_words,
    method_in_words,
    nothing_in_words,
    reproduction_in_words,
    several_in_words,
)
from incidents.language import Language, isolate, unbroken
from incidents.phrases import period_in_words, question_in_words, range_text, title_sentence, total_range, when_in_title
from incidents.phrases.citations import record_citation
from incidents.phrases.completeness import sample_in_words
from incidents.phrases.news import printed_news
from incidents.record.record import Record
from incidents.record.schema import KINDS
from incidents.selection.differences import difference
from incidents.selection.file_names import file_stem
from incidents.selection.question import Bounds, Question
from incidents.selection.selection import Selection
from incidents.selection.summaries import (
    Step,
    Total,
    in_none_or_several_governorates,
    in_several_governorates,
    incidents_by_governorate,
    incidents_by_kind,
    incidents_per_period,
    key_figures,
)
from incidents.views.static_map.frame import spot_about

LONGEST_WEEKLY = dt.timedelta(days=210)  # up to here a bar is a week, beyond it a month


def compose_briefing(
    selection: Selection,
    bounds: Bounds | None,
    lang: Language,
    link: str,
    made_on: dt.date,
    since: Record | None = None,
    own: Annotations = NONE,
) -> Briefing:
    """Compose all that a briefing says on the incidents that answer ``filters``.

    ``bounds`` (south, west, north, east in degrees) is what the reader's map shows; None fits the map to the
    selection. ``link`` reproduces the selection; "" where there is no page to link to. With ``since``, an older version
    of the record, its face says what is new in the selection since. ``own`` is what the reader adds.
    """
    figures = key_figures(selection)
    heading = compose_heading(selection, lang, since, own)
    listed, sources = list_incidents(selection, lang)
    return all_printable(
        Briefing(
            lang=lang,
            heading=heading,
            figures=compose_figures(selection, figures, lang),
            map=compose_map(selection, bounds, heading.title, lang, own.remarks),
            charts=compose_charts(selection, lang),
            table=Table(listed, _listed_note(len(selection), len(listed), lang), nothing_in_words(selection, lang)),
            notes=Notes(
                sources=sources,
                caveats=caveats_in_words(selection, figures, lang),
                changes=changes_in_words(selection, lang),
                method=method_in_words(lang),
                citation=record_citation(selection.record, lang),
                link=link,
                reproduce=reproduction_in_words(
                    link,
                    selection.question,
                    lang,
                    since.version if since else "",
                    spot_about(bounds) if bounds else None,
                ),
                sample=sample_in_words(selection.record, lang),
            ),
            making=Making(
                version=selection.record.version,
                made=made_in_words(selection.record.version, unbroken(lang.date(made_on)), lang),
                made_on=made_on,
            ),
            file_stem=file_stem(selection, lang),
        )
    )


def compose_heading(
    selection: Selection, lang: Language, since: Record | None = None, own: Annotations = NONE
) -> Heading:
    """Say what was asked, of which record and when, and what is new in it since an older version.

    Below a title of the reader's own stands what was counted.
    """
    record, question = selection.record, selection.question
    when = when_in_title(selection, lang)
    counted = title_sentence(selection, lang).replace(when, unbroken(when))
    asked = question_in_words(record, question, lang)
    offered = messages(selection, lang) if own.title else ()
    caveat = next((message.caveat for message in offered if message.title == own.title), "")
    return Heading(
        kicker=record.title(lang),
        title=own.title or counted,
        period=unbroken(period_in_words(record, question, lang)),
        when=unbroken(when),
        filters=lang.say(" · ").join([asked, counted]) if own.title else asked,
        comparison=" ".join(filter(None, [caveat, comparison_in_words(selection, lang)])),
        news="" if since is None else printed_news(difference(since, record, question), lang),
        note=lang.say("Note of the author: {note}").format(note=isolate(own.note)) if own.note else "",
    )


def compose_charts(selection: Selection, lang: Language) -> Charts:
    """Count in time, by kind and by governorate."""
    return Charts(
        timeline=compose_timeline(selection, selection.question, lang),
        kinds=_kinds(selection, lang),
        kind_labels={kind: code.label(lang) for kind, code in selection.record.schema.codes(KINDS).items()},
        governorates=_governorates(selection, lang),
        governorates_note=_governorates_note(selection, lang),
    )


def compose_timeline(selection: Selection, filters: Question, lang: Language) -> Timeline:
    """Count incidents by week (short periods) or month, empty ones included."""
    first, last = (stamp.date() for stamp in selection.record.coverage)
    # No bars beyond what is covered: they would say that nothing happened there.
    start = min(max(filters.date_from or first, first), last)
    end = max(min(filters.date_to or last, last), start)
    step: Step = "week" if end - start <= LONGEST_WEEKLY else "month"
    table = incidents_per_period(selection, step)
    inside = table.pivot_table(index="period", columns="kind", values="incidents", aggfunc="sum", observed=True)
    rule = "W-MON" if step == "week" else "MS"
    monday = start - dt.timedelta(days=start.weekday())
    begin = pd.Timestamp(monday if step == "week" else start.replace(day=1))
    stop = pd.Timestamp(end)
    if len(table):
        begin, stop = min(begin, table["period"].min()), max(stop, table["period"].max())
    periods = pd.date_range(begin, stop, freq=rule)
    inside = inside.reindex(periods).fillna(0).astype(int)
    left_out = len(selection) - int(table["incidents"].sum())
    note = ""
    if left_out:
        note = lang.plural(
            "{count} incident is dated less precisely and not in a bar.",
            "{count} incidents are dated less precisely and not in a bar.",
            left_out,
        ).format(count=lang.number(left_out))
    kinds = [kind for kind in incidents_by_kind(selection).index if kind in inside.columns]
    return Timeline(
        title=lang.say("Incidents per week, by kind") if step == "week" else lang.say("Incidents per month, by kind"),
        periods=tuple(_period_label(period.date(), step, lang) for period in periods),
        counts=tuple((str(kind), tuple(int(count) for count in inside[kind])) for kind in kinds),
        note=note,
    )


def _period_label(day: dt.date, step: Step, lang: Language) -> str:
    return lang.inwards(lang.date(day, "d MMM" if step == "week" else "MMM y"))


def _kinds(selection: Selection, lang: Language) -> tuple[Bar, ...]:
    counts = incidents_by_kind(selection)
    return tuple(
        Bar(str(kind), selection.record.schema.label(KINDS, str(kind), lang), int(count))
        for kind, count in counts.items()
        if count
    )


def _governorates(selection: Selection, lang: Language) -> tuple[Bar, ...]:
    table = incidents_by_governorate(selection)
    table = table[table["incidents"] > 0].sort_values("incidents", ascending=False, kind="stable")
    return tuple(
        Bar(
            str(pcode),
            selection.record.governorate_name(str(pcode), lang),
            count,
            _killed_there(Total(low, high, unknown, counted, at_least), lang),
        )
        for pcode, count, low, high, unknown, at_least, counted in table.itertuples(name=None)
    )


def _governorates_note(selection: Selection, lang: Language) -> str:
    """Say why the counts of the governorates add up to more or less than all incidents; "" where they do not."""
    nowhere, several = in_none_or_several_governorates(selection)
    whole = in_several_governorates(selection)
    # A count over several operations is in several rows too, but has no dead that could be named with it.
    shared = several_in_words(whole if whole.of == several else replace(whole, of=0), lang) if several else ""
    unstated = lang.plural(
        "{count} incident has no governorate stated.", "{count} incidents have no governorate stated.", nowhere
    ).format(count=lang.number(nowhere))
    return " ".join(filter(None, [shared, unstated if nowhere else ""]))


def _killed_there(killed: Total, lang: Language) -> str:
    """Write the killed of one governorate; where no incident has a figure they are unknown, not 0."""
    return range_text(None, None, lang) if killed.of and killed.unknown == killed.of else total_range(killed, lang)


def _listed_note(count: int, listed: int, lang: Language) -> str:
    if listed == count:
        return ""
    return lang.say(
        "{listed} of {count} incidents are listed, those with most killed; the data exports hold all."
    ).format(listed=lang.number(listed), count=lang.number(count))
