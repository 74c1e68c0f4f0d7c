"""The rankings: every option of a list with its count, its change and its course over time; each is a filter."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any, Literal, get_args

import numpy as np

from incidents.language import Language, plain_text
from incidents.phrases.changes import period_in_days
from incidents.phrases.coverage import coverage_in_brief
from incidents.record.record import Record
from incidents.record.vocabulary import NOT_STATED
from incidents.selection.change_periods import ChangePeriods, change_periods, days_of
from incidents.selection.dossiers import SUBJECTS
from incidents.selection.filters import LISTS
from incidents.selection.periods import Period
from incidents.selection.question import Question
from incidents.selection.rankings import RankedList, Ranking, is_comparable, is_few, ranking, steps_of
from incidents.selection.reporting import reporting
from incidents.selection.selection import Selection
from incidents.views.symbology import SYMBOLOGY

Rank = Literal["place", "kind", "actor", "origin"]
RANKS: tuple[Rank, ...] = get_args(Rank)
RankOrder = Literal["change", "count"]
RANK_ORDERS: tuple[RankOrder, ...] = get_args(RankOrder)

LISTS_OF: Mapping[Rank, tuple[RankedList, ...]] = {
    "place": ("governorate",),
    "kind": ("kind", "tactic"),
    "actor": ("actor",),
    "origin": ("origin",),
}
MOST_ROWS = 100  # of a list: what lies below is named by its number
FIRST_ROWS = 15  # of a list: more where the reader asks for them
_FEW, _PRESSED, _LAST = 1, 2, 4  # what is said of a row
_LEVELS, _LOWEST_TOP = 9, 4  # heights of a bar; the count that a full bar stands for at least
_KINDS = list(SYMBOLOGY)

Message = dict[str, Any]
Row = list[Any]


def rankings_message(
    selection: Selection, rank: Rank, by: RankOrder, lang: Language, against: Period | None = None
) -> Message:
    """Write the rankings as plain JSON: ``tabs``, the ``lists`` of the open one, and every word.

    A list has name, title, rows and left_out (how many options are not sent). A row is code, label, count, difference
    (None where nothing is compared), flags (1 few, 2 pressed, 4 always last), course (a digit from 0 to 9 per step of
    time, 9 the highest of the row) and the number of a kind with a symbol, or None. ``lit`` are the first and the last
    step of the later period. Rows are in the order of their list: the browser sorts them. ``rest`` stands for what else
    is asked: while it stays, rows keep their places. Rows of the lists in ``dossiers`` open one.
    """
    record, question = selection.record, selection.question
    periods = change_periods(record, question, against)
    rankings = [ranking(selection, name, periods) for name in LISTS_OF[rank]]
    coverage = ""
    if is_comparable(record, periods):
        coverage = coverage_in_brief(reporting(selection, periods), lang)
    return rankings_told(record, question, rankings, rank, by, periods, lang, coverage)


def rankings_told(
    record: Record,
    question: Question,
    rankings: Sequence[Ranking],
    rank: Rank,
    by: RankOrder,
    periods: ChangePeriods,
    lang: Language,
    coverage: str = "",
) -> Message:
    """Write the message of lists that were counted somewhere; ``coverage`` says in brief how reporting changed."""
    return {
        "rank": rank,
        "by": by,
        "tabs": [_tab(code, question, lang) for code in RANKS],
        "lists": [_list(found, record, question, periods, by, lang) for found in rankings],
        "lit": _lit(record, periods),
        "first": FIRST_ROWS,
        "rest": _rest(question),
        "dossiers": SUBJECTS,
        "words": _words(record, periods, coverage, lang),
    }


def _tab(rank: Rank, question: Question, lang: Language) -> tuple[Rank, str, int]:
    """Return the code of a tab, its label, and how many filters are set in it."""
    labels = {
        "place": lang.say("Place"),
        "kind": lang.say("Kind"),
        "actor": lang.say("Actor"),
        "origin": lang.say("Origin"),
    }
    return rank, labels[rank], sum(len(getattr(question, name)) for name in LISTS_OF[rank])


def _rest(question: Question) -> list[str | None]:
    """Return what is asked beside the lists that rank, and by itself both ends of the period (YYYY-MM-DD)."""
    apart = {name for names in LISTS_OF.values() for name in names} | {"date_from", "date_to"}
    others = [getattr(question, field.name) for field in fields(question) if field.name not in apart]
    return [repr(others), *(day.isoformat() if day else None for day in (question.date_from, question.date_to))]


def _list(
    found: Ranking, record: Record, question: Question, periods: ChangePeriods, by: RankOrder, lang: Language
) -> Message:
    kind, pressed = LISTS[found.name], getattr(question, found.name)
    places = _sent(found, pressed, by)
    rows = [_row(found, place, record, pressed, lang, compared=is_comparable(record, periods)) for place in places]
    if kind.is_sorted:
        rows.sort(key=lambda row: str(row[1]))
    left_out = len(found.codes) - len(rows)
    more = lang.plural("{count} more, in the filters", "{count} more, in the filters", left_out)
    return {
        "name": found.name,
        "title": kind.heading(record, lang),
        "rows": rows,
        "left_out": more.format(count=lang.number(left_out)) if left_out else "",
        "all": lang.plural("Show all {count}", "Show all {count}", len(rows)).format(count=lang.number(len(rows))),
    }


def _sent(found: Ranking, pressed: Sequence[str], by: RankOrder) -> list[int]:
    """Return the places of the options that are sent, in the order of the list: of very many the first in rank."""
    if len(found.codes) <= MOST_ROWS:
        return list(range(len(found.codes)))
    first = np.abs(found.difference) if by == "change" else found.count
    best = np.lexsort((np.arange(len(first)), -found.count, -first))[:MOST_ROWS].tolist()
    return sorted({*best, *(found.codes.index(code) for code in pressed if code in found.codes)})


def _row(found: Ranking, place: int, record: Record, pressed: Sequence[str], lang: Language, *, compared: bool) -> Row:
    code = found.codes[place]
    then, now = int(found.then[place]), int(found.now[place])
    few = compared and is_few(then, now)
    flags = _FEW * few + _PRESSED * (code in pressed) + _LAST * (code == NOT_STATED)
    course = found.series[place]
    top = max(int(course.max(initial=0)), _LOWEST_TOP)
    heights = -(-course * _LEVELS // top)
    return [
        code,
        _label(found.name, code, record, lang),
        int(found.count[place]),
        now - then if compared else None,
        flags,
        "".join(map(str, heights.tolist())),
        _symbol(found.name, code, record),
    ]


def _label(name: RankedList, code: str, record: Record, lang: Language) -> str:
    if code == NOT_STATED and name == "governorate":
        return lang.say("Governorate not stated")
    return plain_text(LISTS[name].label(record, code, lang))


def _symbol(name: RankedList, code: str, record: Record) -> int | None:
    """Return the number of the kind whose symbol stands before a row."""
    if name not in {"kind", "tactic"} or code == NOT_STATED:
        return None
    kind = code if name == "kind" else record.schema.kind_of(code)
    return _KINDS.index(kind) if kind in SYMBOLOGY else None


def _lit(record: Record, periods: ChangePeriods) -> tuple[int, int]:
    """Return the first and the last step of time that the later period touches; the last lies before where none is."""
    steps = steps_of(record)
    first, last = (_month(day) for day in periods.now)
    begin = int(steps.months[0])
    return max(0, (first - begin) // steps.width), min(len(steps.months) - 1, (last - begin) // steps.width)


def _month(day: dt.date) -> int:
    return (day.year - 1970) * 12 + day.month - 1


def _words(record: Record, periods: ChangePeriods, coverage: str, lang: Language) -> dict[str, str]:
    steps = steps_of(record)
    first, last = (stamp.date() for stamp in record.coverage)
    monthly = lang.plural("Bars: per month, {period}", "Bars: every {count} months, {period}", steps.width)
    return {
        "rankings": lang.say("Where, what, who: each row is a filter"),
        "sorted": lang.say("Sorted"),
        "change": lang.say("by change"),
        "count": lang.say("by number"),
        "compared": _compared(record, periods, coverage, lang),
        "more": lang.say("{count} more than before"),
        "fewer": lang.say("{count} fewer than before"),
        "same": lang.say("as before"),
        "few": lang.say("so few incidents that chance alone could make it"),
        "bars": monthly.format(count=lang.number(steps.width), period=period_in_days((first, last), lang)),
        "less": lang.say("Show fewer"),
        "dossier": lang.say("Dossier: {name}"),
    }


def _compared(record: Record, periods: ChangePeriods, coverage: str, lang: Language) -> str:
    """Say what the changes of the rows are changes of, and how reporting changed."""
    if not is_comparable(record, periods):
        return ""
    return " · ".join(filter(None, [_against(periods, lang), coverage]))


def _against(periods: ChangePeriods, lang: Language) -> str:
    if periods.is_picked:
        return lang.say("Change against {period}").format(period=period_in_days(periods.then, lang))
    days = days_of(periods.then)
    sentence = (
        lang.plural("Last {count} day against the one before", "Last {count} days against the {count} before", days)
        if periods.is_assumed
        else lang.plural("Change against the {count} day before", "Change against the {count} days before", days)
    )
    return sentence.format(count=lang.number(days))
