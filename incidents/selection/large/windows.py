"""Several periods asked about in one look: the same question but for its days."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from incidents.selection.large.conditions import during
from incidents.selection.large.written import Rows
from incidents.selection.question import Question

Ends = tuple[bool, bool]  # whether a question says from when, and until when


def ends_of(questions: Sequence[Question]) -> tuple[list[date], tuple[Ends, ...]]:
    """Return the days of some questions, one after the other, and which of them each has."""
    days = [(asked.date_from, asked.date_to) for asked in questions]
    ends = tuple((first is not None, last is not None) for first, last in days)
    return [day for both in days for day in both if day is not None], ends


def windows(rows: Rows, ends: Sequence[Ends], days: Sequence[Rows]) -> Iterator[Rows]:
    """Yield which rows answer each of the questions by their days, as its filters have it."""
    left = iter(days)
    for has_first, has_last in ends:
        first, last = next(left) if has_first else None, next(left) if has_last else None
        yield during(rows, first, last)


def span_of(questions: Sequence[Question]) -> Question:
    """Return the question that holds what answers any of some that differ by their days alone."""
    first, last = ([getattr(asked, name) for asked in questions] for name in ("date_from", "date_to"))
    return replace(questions[0], date_from=_end(first, min), date_to=_end(last, max))


def _end(days: Sequence[date | None], of: Callable[[Iterable[date]], date]) -> date | None:
    known = [day for day in days if day is not None]
    return of(known) if len(known) == len(days) else None
