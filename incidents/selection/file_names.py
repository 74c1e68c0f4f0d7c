"""File names that say what is inside: isis-syria_deir-ez-zor_2025-07-01_2025-09-30_ar.pptx."""

import re

from incidents.language import ENGLISH, Language
from incidents.record.record import Record
from incidents.selection.filters import LISTS
from incidents.selection.question import Question
from incidents.selection.selection import Selection

MOST_NAMED = 2  # so many governorates are named; more are counted


def file_stem(selection: Selection, lang: Language | None = None) -> str:
    """Name a selection for the file system: place, first day, last day, language; other filters are hinted at."""
    return file_stem_of(selection.record, selection.question, lang)


def file_stem_of(record: Record, question: Question, lang: Language | None = None) -> str:
    """Name what a question asks of a record, without looking which incidents answer."""
    first, last = record.coverage
    where = [_slug(LISTS["governorate"].label(record, pcode, ENGLISH)) for pcode in question.governorate]
    parts = [record.schema.file_stem]
    if where:
        parts.append("-".join(where) if len(where) <= MOST_NAMED else f"{len(where)}-governorates")
    parts += [str(question.date_from or first.date()), str(question.date_to or last.date())]
    if set(question.active()) - {"governorate", "date_from", "date_to"}:
        parts.append("filtered")
    return "_".join([*parts, lang.code] if lang else parts)


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
