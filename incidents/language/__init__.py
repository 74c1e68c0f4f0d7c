"""The languages of the dashboard: what each says, counts, dates and in which direction it runs."""

from incidents.language.language import (
    CATALOGUES,
    ENGLISH,
    N_,
    Language,
    ListStyle,
    Row,
    best_language,
    is_whole_month,
    language,
    languages,
)
from incidents.language.plain_text import composed_text, isolate, isolate_ltr, plain_text, shortened, unbroken
from incidents.language.said_error import SaidError

__all__ = [
    "CATALOGUES",
    "ENGLISH",
    "N_",
    "Language",
    "ListStyle",
    "Row",
    "SaidError",
    "best_language",
    "composed_text",
    "is_whole_month",
    "isolate",
    "isolate_ltr",
    "language",
    "languages",
    "plain_text",
    "shortened",
    "unbroken",
]
