"""At most five figures: each the selection's own, with that of the period before it and how it changed."""

from dataclasses import replace
from typing import Any

from incidents.language import Language, plain_text
from incidents.phrases import total_range
from incidents.phrases.coverage import coverage_in_brief, coverage_in_full
from incidents.record.record import Record
from incidents.record.schema import KINDS, Code
from incidents.selection.change_periods import ChangePeriods, change_periods, uncovered_days
from incidents.selection.compared_figures import ComparedFigures, attack_rule, compared_figures, trend
from incidents.selection.periods import Period
from incidents.selection.rankings import is_comparable
from incidents.selection.reporting import Reporting, reporting
from incidents.selection.selection import Selection
from incidents.selection.summaries import Total
from incidents.views.rankings.comparing import now_in_words, then_in_words, why_not_compared

Message = dict[str, Any]


def figures_message(selection: Selection, lang: Language, against: Period | None = None) -> Message:
    """Write the figures as plain JSON: ``figures``, ``notes`` (one line), ``sides`` of the killed, ``rule``, ``words``.

    Where changes are shown, the notes say how reporting changed, and ``coverage`` says it in full.

    Each figure has name, label, figure (as shown), spoken (as read out, where that differs), small (lines
    below it), trend (1 rose, -1 fell, 0 neither or not sure), change (the number, "" of a range) and told (the trend in
    words). ``beside`` says whether the trend belongs to the figure itself; else it is that of the line below.
    """
    record = selection.record
    periods = change_periods(record, selection.question, against)
    told = reporting(selection, periods) if is_comparable(record, periods) else None
    return figures_told(record, periods, compared_figures(selection, periods), lang, told)


def figures_told(
    record: Record, periods: ChangePeriods, found: ComparedFigures, lang: Language, told: Reporting | None = None
) -> Message:
    """Write the message of figures that were counted somewhere; ``told`` is how reporting changed, if anybody knows."""
    writer = _Writer(record, periods, found, lang)
    whole, now, then = found.whole, found.now, found.then
    rule = attack_rule(record)
    schema = record.schema
    figures = [writer.count("incidents", lang.say("Incidents"), whole.incidents, now.incidents, then.incidents)]
    if rule and whole.attacks is not None:
        figures.append(writer.count("attacks", rule.label(lang), whole.attacks, now.attacks, then.attacks))
    figures += [
        writer.total("killed", schema.measure_label("killed", lang), whole.killed, now.killed, then.killed),
        writer.total("arrested", schema.measure_label("arrested", lang), whole.arrested, now.arrested, then.arrested),
        writer.count("contested", lang.say("Conflicting reports"), whole.contested, now.contested, then.contested),
    ]
    sides = [
        (schema.side_label(side, lang), total_range(total, lang))
        for side, total in found.killed_by_side.items()
        if total.high
    ]
    notes = [*_left_out(found, lang), *why_not_compared(record, periods, lang)]
    if told and (coverage := coverage_in_brief(told, lang)):
        notes.append(coverage)
        notes += [lang.say("reporting itself changed notably")] if told.is_told_differently else []
    return {
        "figures": figures,
        "beside": found.is_one_period,
        "notes": " · ".join(notes),
        "coverage": coverage_in_full(told, record, lang) if told else [],
        "sides": sides,
        "rule": _rule_in_words(record, rule, lang) if rule else "",
        "words": {
            "figures": lang.say("Key figures"),
            "more": lang.say("Killed by side, and what is counted"),
            "unknown": lang.say("not reported"),
        },
    }


def figures_beside(selection: Selection, lang: Language) -> Message:
    """Write the figures of a second record, never added to those of the first: ``title`` and pairs of label, figure."""
    told = figures_message(selection, lang)
    return {
        "title": plain_text(selection.record.short_title(lang)),
        "rows": [(figure["label"], figure["figure"], figure["small"][1:]) for figure in told["figures"]],
    }


def _rule_in_words(record: Record, rule: Code, lang: Language) -> str:
    """Say which incidents a rule counts: their kinds, and the parts that the accounts give to those it is about."""
    schema = record.schema
    return lang.say("{label}: {kinds}; {title}: {roles}").format(
        label=rule.label(lang),
        kinds=lang.listed([schema.label(KINDS, kind, lang) for kind in rule.texts["kinds"]], "or"),
        title=schema.field_title("incidents.is_role", lang),
        roles=lang.listed([schema.label("incidents.is_role", role, lang) for role in rule.texts["roles"]], "or"),
    )


class _Writer:
    """Writes figures of one selection in one language."""

    def __init__(self, record: Record, periods: ChangePeriods, found: ComparedFigures, lang: Language) -> None:
        self._found, self._lang = found, lang
        self._compared = is_comparable(record, periods)
        self._has_then = uncovered_days(record, periods.then) < (periods.then[1] - periods.then[0]).days + 1
        self._then, self._now = then_in_words(periods, lang), now_in_words(periods, lang)

    def count(self, name: str, label: str, whole: int, now: int | None, then: int | None) -> Message:
        """Write a count of incidents."""
        lang = self._lang
        shown = {"name": name, "label": label, "figure": lang.number(whole), "spoken": ""}
        rose = trend(then, now) if self._compared else 0
        difference = abs((now or 0) - (then or 0))
        told = lang.say("{count} more than before") if rose > 0 else lang.say("{count} fewer than before")
        return shown | {
            "small": [self._before(lang.number(now or 0), lang.number(then or 0))],
            "trend": rose,
            "change": lang.number(difference) if rose else "",
            "told": told.format(count=lang.number(difference)) if rose else "",
        }

    def total(self, name: str, label: str, whole: Total, now: Total, then: Total) -> Message:
        """Write a sum of ranges; it rose or fell only where the two ranges do not overlap."""
        lang = self._lang
        rose = trend(then, now) if self._compared else 0
        small = [self._before(_short(now, lang), _short(then, lang))]
        if whole.unknown and whole.low is not None:
            sentence = lang.plural("not reported in {count}", "not reported in {count}", whole.unknown)
            small.append(sentence.format(count=lang.number(whole.unknown)))
        told = lang.say("more than before") if rose > 0 else lang.say("fewer than before")
        return {
            "name": name,
            "label": label,
            "figure": _short(whole, lang),
            "spoken": _range(whole, lang) if whole.open else "",
            "small": small,
            "trend": rose,
            "change": "",
            "told": told if rose else "",
        }

    def _before(self, now: str, then: str) -> str:
        """Say what the figure was before; where it is not of one period, also what it is in the later one."""
        lang = self._lang
        then = then if self._has_then else lang.say("no data")
        if self._found.is_one_period:
            return lang.say("{period}: {figure}").format(period=self._then, figure=then)
        return lang.say("{period}: {figure}, before {earlier}").format(period=self._now, figure=now, earlier=then)


def _range(total: Total, lang: Language) -> str:
    """Write a sum as a sentence has it; where nobody states a figure, that."""
    return lang.say("not reported") if total.of and total.low is None else total_range(total, lang)


def _short(total: Total, lang: Language) -> str:
    """Write a sum as a figure: 52–61+ where somebody's figure is a least one."""
    if total.low is None or not total.open:
        return _range(total, lang)
    return lang.forwards(f"{total_range(replace(total, open=0), lang)}+")


def _left_out(found: ComparedFigures, lang: Language) -> list[str]:
    """Say which counts are not added, and how many incidents no period can hold."""
    notes = []
    if found.aggregates:
        sentence = lang.plural(
            "{count} aggregate report not added", "{count} aggregate reports not added", found.aggregates
        )
        notes.append(sentence.format(count=lang.number(found.aggregates)))
    if found.undated:
        sentence = lang.plural("{count} without a date", "{count} without a date", found.undated)
        notes.append(sentence.format(count=lang.number(found.undated)))
    return notes
