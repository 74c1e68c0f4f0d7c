"""The two languages of the dashboard: catalogues, plural forms, numbers and dates.

English sentences are the message ids; Arabic stands in ``locale/ar/LC_MESSAGES/messages.po`` (gettext, six plural
forms). The catalogue is compiled in memory, so that editing the .po file is all a translator has to do.
"""

import datetime as dt
import gettext
import io
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Literal

from babel import Locale, dates, lists, numbers
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

Lang = Literal["en", "ar"]
ListStyle = Literal["standard", "or"]
LANGS: tuple[Lang, ...] = ("en", "ar")
CATALOGUES = Path(__file__).parents[1] / "locale"

# Western digits in both: the region's press prints them. ar_SY gives the Levantine month names.
_LOCALES: dict[Lang, Locale] = {"en": Locale("en", "GB"), "ar": Locale("ar", "SY")}

# Days of one month, which would run backwards between Arabic words while all other ranges run left to right.
_RANGES = re.compile(r"\d+\u2013\d+")

_FIRST_STRONG_ISOLATE, _LEFT_TO_RIGHT_ISOLATE, _POP_ISOLATE = "\u2068", "\u2066", "\u2069"


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for it
    """Mark a message id that is translated later, where the reader's language is known."""
    return message


@cache
def compiled_catalogue(lang: Lang) -> bytes:
    """Return the catalogue of a language in gettext's own format (.mo)."""
    compiled = io.BytesIO()
    with (CATALOGUES / lang / "LC_MESSAGES" / "messages.po").open("rb") as source:
        write_mo(compiled, read_po(source, locale=lang))
    return compiled.getvalue()


@cache
def translator(lang: Lang) -> gettext.NullTranslations:
    """Return the catalogue of a language; English is the catalogue of message ids itself."""
    return gettext.NullTranslations() if lang == "en" else gettext.GNUTranslations(io.BytesIO(compiled_catalogue(lang)))


def direction(lang: Lang) -> Literal["ltr", "rtl"]:
    """Say in which direction the language's lines run."""
    return "rtl" if lang == "ar" else "ltr"


def best_language(accepted: str | None) -> Lang:
    """Choose the language for a browser's locale such as ``ar-SY`` (English for all but Arabic)."""
    return "ar" if (accepted or "").lower().startswith("ar") else "en"


def format_number(number: float, lang: Lang) -> str:
    """Write a whole number with grouping, in Western digits: 12,345."""
    return numbers.format_decimal(round(number), locale=_LOCALES[lang], numbering_system="latn")


def format_date(day: dt.date, lang: Lang, skeleton: str = "d MMMM y") -> str:
    """Write a date in words by CLDR pattern: 18 October 2025, ١٨ is never used: 18 تشرين الأول 2025."""
    return dates.format_date(day, skeleton, locale=_LOCALES[lang])


def format_month(day: dt.date, lang: Lang) -> str:
    """Write month and year: October 2025, تشرين الأول 2025."""
    return format_date(day, lang, "MMMM y")


def format_period(start: dt.date, end: dt.date, lang: Lang) -> str:
    """Write two inclusive days as CLDR does, whole months by their names: 18–19 Oct 2025, July – September 2025."""
    skeleton = "yMMMM" if _is_whole_months(start, end) else "yMMMd"
    period = dates.format_interval(start, end, skeleton, locale=_LOCALES[lang]).replace("\u2009", " ")
    return _RANGES.sub(lambda span: isolate_ltr(span[0]), period) if lang == "ar" else period


def _is_whole_months(start: dt.date, end: dt.date) -> bool:
    return start.day == 1 and (end + dt.timedelta(days=1)).day == 1


def is_whole_month(start: dt.date, end: dt.date) -> bool:
    """Say whether two inclusive days are the first and the last of one month."""
    return _is_whole_months(start, end) and (start.year, start.month) == (end.year, end.month)


def format_list(items: Sequence[str], lang: Lang, style: ListStyle = "standard") -> str:
    """Join items as a sentence does: a, b and c (``or``: a, b or c)."""
    return lists.format_list(items, style, locale=_LOCALES[lang])


# Control characters, and the marks with which a text could re-order the line around it (UAX 9).
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_LINE_BREAKS = re.compile("[\t\n\x0b\x0c\r\x85\u2028\u2029]+")


def plain_text(text: str) -> str:
    """Return text of the data as one line without control characters and direction overrides; its words stay."""
    return _UNSEEN.sub("", _LINE_BREAKS.sub(" ", text))


def isolate(text: str) -> str:
    """Wrap foreign text (a Latin name inside Arabic, an id) so that it cannot re-order the line around it."""
    return f"{_FIRST_STRONG_ISOLATE}{plain_text(text)}{_POP_ISOLATE}"


def isolate_ltr(text: str) -> str:
    """Wrap text that always runs left to right: ISO dates, ids, ranges such as 2–5, addresses."""
    return f"{_LEFT_TO_RIGHT_ISOLATE}{text}{_POP_ISOLATE}"
