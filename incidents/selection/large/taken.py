"""What answers a question to a large record, taken into memory: whole where it is small enough, else part by part.

Exports, briefings and cards are then made of it by the rules of every record.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from incidents.record.record import Record
from incidents.selection.large import times
from incidents.selection.large.conditions import Rows
from incidents.selection.large.questions import LargeRecord
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
    beside = [large.selected(before)] if before else []
    if question.near is not None:
        beside.append(large.lying_nowhere(question))
    return _taken(large, question, beside, most)


def _taken(large: LargeRecord, question: Question, beside: Sequence[Rows], limit: int | None) -> Selection:
    most = MOST_TAKEN if limit is None else limit
    if (count := times.count(large, question)) > most:
        raise TooManyError(count, most)
    ids: dict[str, None] = {}
    for rows in (large.selected(question), *beside):
        found = large.answer(rows.order_by(rows.number).limit(most + 1).select("incident_id"))
        ids |= dict.fromkeys(map(str, found["incident_id"]))
        if len(ids) > most:
            raise TooManyError(len(ids), most)
    return select(large.few(list(ids)), question)


def in_parts(large: LargeRecord, question: Question, size: int | None = None) -> Iterator[Selection]:
    """Yield what answers in the order of the record, so many incidents at a time.

    There is at least one part, which may be empty. Each is a selection of a record of its own, and all of it answers.
    """
    rows, last, most = large.selected(question), -1, size or PART
    while True:
        later = rows.filter(rows.number > last)
        found = large.answer(later.order_by(later.number).limit(most).select("number", "incident_id"))
        if len(found) or last < 0:
            yield _all_of(large.few([str(incident_id) for incident_id in found["incident_id"]]), question)
        if len(found) < most:
            return
        last = int(found["number"].iloc[-1])


def part_from(large: LargeRecord, question: Question, first: int, most: int) -> Selection:
    """Take ``most`` of what answers from one on, in the order of the record, into a record of its own."""
    rows = large.selected(question)
    found = large.answer(rows.order_by(rows.number).limit(most, offset=first).select("incident_id"))
    return _all_of(large.few([str(incident_id) for incident_id in found["incident_id"]]), question)


def _all_of(record: Record, question: Question) -> Selection:
    return Selection(record, question, np.ones(len(record), dtype=bool))
