"""What is wrong with a draft, may do harm, or should be known by readers: each at its field, in the reader's words."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from incidents.desk.draft import Draft, DraftError
from incidents.desk.form import OWN_IDS, form_fields
from incidents.desk.harm import Harm, find_harm
from incidents.desk.kept_record import KeptRecord
from incidents.desk.part_counts import PartCount, find_part_counts
from incidents.desk.problems import DraftProblem, find_problems, find_weaknesses
from incidents.language import Language

Weight = Literal["wrong", "harm", "weak"]


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
        return [Concern("wrong", "", 0, "", "", error.say(lang))]
    harmful = {(one.table, one.row, one.say(lang)) for one in harm}
    found = [
        *_told("wrong", problems, kept, lang),
        *_at_fields("harm", harm, kept, lang),
        *_at_fields("weak", find_part_counts(draft), kept, lang),
        *(one for one in _told("weak", weaknesses, kept, lang) if (one.table, one.row, one.message) not in harmful),
    ]
    return list(dict.fromkeys(found))


def _at_fields(
    weight: Weight, found: Iterable[Harm | PartCount], kept: KeptRecord, lang: Language
) -> Iterator[Concern]:
    for one in found:
        where = _label(one.table, one.column, kept, lang)
        yield Concern(weight, one.table, one.row, one.column, where, one.say(lang))


def _told(weight: Weight, problems: list[DraftProblem], kept: KeptRecord, lang: Language) -> Iterator[Concern]:
    for one in problems:
        column = one.columns[0] if one.columns else OWN_IDS.get(one.table, "")
        message = one.problem.message(lang)
        where = _label(one.table, column, kept, lang) if one.row is not None else ""
        yield Concern(weight, one.table if one.row is not None else "", one.row or 0, column, where, message)


def _label(table: str, column: str, kept: KeptRecord, lang: Language) -> str:
    try:
        fields = form_fields(kept.schema, table, lang)
    except KeyError:
        return column
    return next((field.label for field in fields if field.column == column), column)
