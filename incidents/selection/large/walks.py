"""Where one incident stands in the list of those that answer a question, the latest first."""

from dataclasses import dataclass

import pandas as pd

from incidents.selection.large.questions import LargeRecord
from incidents.selection.large.written import Rows
from incidents.selection.question import Question


@dataclass(frozen=True)
class Place:
    """The place of an incident in a list, from 1, and the numbers of those before and after it."""

    place: int
    before: int | None
    after: int | None


def place_of(large: LargeRecord, question: Question, incident_id: str) -> Place | None:
    """Return where an incident stands among those that answer; None where it does not."""
    found = large.answer(large.rows.filter(large.rows.incident_id == incident_id).select("number"))
    if not len(found):
        return None
    told = large.ask(_place, question, bound=[int(found["number"].iloc[0])]).iloc[0]
    if pd.isna(told["itself"]) or not told["itself"]:
        return None
    before, after = (None if pd.isna(told[name]) else int(told[name]) for name in ("before", "after"))
    return Place(int(told["later"]) + 1, before, after)


def _place(rows: Rows, number: Rows) -> Rows:
    return rows.aggregate(
        itself=(rows.number == number).sum(),
        later=(rows.number > number).sum(),
        before=rows.number.min(where=rows.number > number),
        after=rows.number.max(where=rows.number < number),
    )
