"""File names that say what is inside: isis-syria_deir-ez-zor_2025-07-01_2025-09-30_ar.pptx."""

import re

from incidents.language import ENGLISH, Language
from incidents.record.record import Dataset
from incidents.record.vocabulary import governorate_name
from incidents.selection.filters import Filters

MOST_NAMED = 2  # so many governorates are named; more are counted


def file_stem(dataset: Dataset, filters: Filters, lang: Language | None = None) -> str:
    """Name a selection for the file system: place, first day, last day, language; other filters are hinted at."""
    first, last = dataset.coverage
    where = [_slug(governorate_name(pcode, ENGLISH)) for pcode in filters.governorate]
    parts = ["isis-syria"]
    if where:
        parts.append("-".join(where) if len(where) <= MOST_NAMED else f"{len(where)}-governorates")
    parts += [str(filters.date_from or first.date()), str(filters.date_to or last.date())]
    if set(filters.active()) - {"governorate", "date_from", "date_to"}:
        parts.append("filtered")
    return "_".join([*parts, lang.code] if lang else parts)


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
