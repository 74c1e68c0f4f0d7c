"""What answers a question to a large record, taken into memory: whole where it is small enough, else part by part.

Exports, briefings and cards are then made of it by the rules of every record.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from incidents.record.record import Record
from incidents.selection.large import times
from incidents.selection.large.questions import LargeRecord
from incidents.selection.large.written import Rows
from incidents.selection.question import Question
from incidents.selection.selection import Selection, select

MOST_TAKEN = 5_000  # incidents that are held in memory at once for one reader: some tens of MB with their claims
PART = 5_000  # incidents of one part


class TooManyError(Exception):
    """More incidents answer than can be taken into memory: ``count`` of them, where ``most`` can."""

    def __init__(self, count: int, most: int) -> None:
        super().__init__(f"{count} incidents are more than {most}")
        self.count, self.most = count, most


def taken(large: LargeRecord, question: Question, most: int | None = None) -> Selection:
    """Take what answers into memory, in a record of its own; TooManyError where that is too much."""
    return _taken(large, question, (), most)


def taken_with_before(large: LargeRecord, question: Question, most: int | None = None) -> Selection:
    """Take what answers, and into the same record what a briefing holds it against; TooManyError for both together.

    That is the period before, of a circle also what nobody places.
    """
    before = question.period_before()
    beside: list[tuple[Question, tuple[int, ...]]] = [(before, ())] if before else []
    if nowhere := large.lying_nowhere(question):
        beside.append((question.without("near"), nowhere))
    return _taken(large, question, beside, most)


def _taken(
    large: LargeRecord, question: Question, beside: Sequence[tuple[Question, tuple[int, ...]]], limit: int | None
) -> Selection:
    most = MOST_TAKEN if limit is None else limit
    if (count := times.count(large, question)) > most:
        raise TooManyError(count, most)
    ids: dict[str, None] = {}
    for asked, whereabouts in ((question, ()), *beside):
        found = large.ask(_first, asked, most + 1, bound=[whereabouts] if whereabouts else [])
        ids |= dict.fromkeys(map(str, found["incident_id"]))
        if len(ids) > most:
            raise TooManyError(len(ids), most)
    return select(large.few(list(ids)), question)


def in_parts(large: LargeRecord, question: Question, size: int | None = None) -> Iterator[Selection]:
    """Yield what answers in the order of the record, so many incidents at a time.

    There is at least one part, which may be empty. Each is a selection of a record of its own, and all of it answers.
    """
    last, most = -1, size or PART
    while True:
        found = large.ask(_after, question, most, bound=[last])
        if len(found) or last < 0:
            yield _all_of(large.few([str(incident_id) for incident_id in found["incident_id"]]), question)
        if len(found) < most:
            return
        last = int(found["number"].iloc[-1])


def part_from(large: LargeRecord, question: Question, first: int, most: int) -> Selection:
    """Take ``most`` of what answers from one on, in the order of the record, into a record of its own."""
    found = large.ask(_part, question, first, most)
    return _all_of(large.few([str(incident_id) for incident_id in found["incident_id"]]), question)


def _all_of(record: Record, question: Question) -> Selection:
    return Selection(record, question, np.ones(len(record), dtype=bool))


def _first(rows: Rows, most: int, *whereabouts: Rows) -> Rows:
    rows = rows.filter(rows.whereabouts.isin([*whereabouts])) if whereabouts else rows
    return _part(rows, 0, most)


def _part(rows: Rows, first: int, most: int) -> Rows:
    return rows.order_by(rows.number).limit(most, offset=first).select("incident_id")


def _after(rows: Rows, most: int, last: Rows) -> Rows:
    later = rows.filter(rows.number > last)
    return later.order_by(later.number).limit(most).select("number", "incident_id")
