"""What is wrong with a draft, was sent back, may do harm, or readers should know: at its field, in their words."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from incidents.desk.draft import Draft, DraftError
from incidents.desk.form import OWN_IDS, form_fields
from incidents.desk.harm import Harm, find_harm
from incidents.desk.kept_record import KeptRecord
from incidents.desk.part_counts import PartCount, find_part_counts
from incidents.desk.problems import DraftProblem, find_problems, find_weaknesses
from incidents.desk.review import still_sent_back
from incidents.language import Language

_NAMES_COLUMNS = "columns"  # the detail of a problem in which columns are named as the tables have them

Weight = Literal["wrong", "back", "harm", "weak"]


@dataclass(frozen=True)
class Concern:
    """One thing to look at, by the table, the row and the column of the draft ("" for what is of no field)."""

    weight: Weight
    table: str
    row: int
    column: str
    where: str
    message: str

    @property
    def line(self) -> str:
        """Return what it is about and what is said of it."""
        return f"{self.where}: {self.message}" if self.where else self.message


def find_concerns(kept: KeptRecord, draft: Draft, lang: Language, today: dt.date) -> list[Concern]:
    """Return all of them, those first that keep the draft from being accepted."""
    try:
        problems = find_problems(kept, draft, today)
        weaknesses = [] if problems else find_weaknesses(kept, draft, today)
        harm = find_harm(kept, draft)
    except DraftError as error:
        return [Concern("wrong", "", 0, "", "", error.say(lang)), *_sent_back(draft, kept, lang)]
    harmful = {(one.table, one.row, one.say(lang)) for one in harm}
    found = [
        *_told("wrong", problems, draft, kept, lang),
        *_sent_back(draft, kept, lang),
        *_at_fields("harm", harm, draft, kept, lang),
        *_at_fields("weak", find_part_counts(draft), draft, kept, lang),
    ]
    weak = _told("weak", weaknesses, draft, kept, lang)
    found += [one for one in weak if (one.table, one.row, one.message) not in harmful]
    return list(dict.fromkeys(found))


def _sent_back(draft: Draft, kept: KeptRecord, lang: Language) -> Iterator[Concern]:
    """Yield what a second person has said of a draft that has not been accepted since: of the whole, then of cells."""
    if draft.state == "accepted":
        return
    whole = [said for said in draft.reviews if not said.table][-1:]
    for said in (one for one in (*whole, *still_sent_back(draft)) if one.note):
        column = said.column or OWN_IDS.get(said.table, "")
        where = label_of(said.table, said.row, column, draft, kept, lang) if said.table else ""
        yield Concern("back", said.table, said.row, column, where, f"{said.who}: {said.note}")


def _at_fields(
    weight: Weight, found: Iterable[Harm | PartCount], draft: Draft, kept: KeptRecord, lang: Language
) -> Iterator[Concern]:
    for one in found:
        where = label_of(one.table, one.row, one.column, draft, kept, lang)
        yield Concern(weight, one.table, one.row, one.column, where, one.say(lang))


def _told(
    weight: Weight, problems: list[DraftProblem], draft: Draft, kept: KeptRecord, lang: Language
) -> Iterator[Concern]:
    known = {(one.table, one.row, one.columns[:1]) for one in problems if _NAMES_COLUMNS not in one.problem.details}
    for one in problems:
        named = one.problem.details.get(_NAMES_COLUMNS)
        if named and (one.table, one.row, one.columns[:1]) in known:
            continue  # that the field is empty is said already
        column = one.columns[0] if one.columns else OWN_IDS.get(one.table, "")
        problem = one.problem
        if named:
            labels = [field_label(one.table, name, kept, lang) for name in named.split(", ")]
            problem = replace(problem, details={**problem.details, _NAMES_COLUMNS: lang.listed(labels)})
        message = problem.message(lang)
        where = label_of(one.table, one.row, column, draft, kept, lang) if one.row is not None else ""
        yield Concern(weight, one.table if one.row is not None else "", one.row or 0, column, where, message)


def field_label(table: str, column: str, kept: KeptRecord, lang: Language) -> str:
    """Return how a field is called."""
    try:
        fields = form_fields(kept.schema, table, lang)
    except KeyError:
        return column
    return next((field.label for field in fields if field.column == column), column)


def label_of(table: str, row: int, column: str, draft: Draft, kept: KeptRecord, lang: Language) -> str:
    """Return how a field is called, and of which row it is where the draft has several."""
    label = field_label(table, column, kept, lang)
    rows = draft.rows.get(table, ())
    own = rows[row].get(OWN_IDS.get(table, ""), "") if len(rows) > 1 and row < len(rows) else ""
    return f"{label} · {own}" if own else label
