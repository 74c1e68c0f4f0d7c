"""A language of the dashboard: its sentences, plurals, numbers, dates, direction, and which text of a row it reads.

English sentences are the message ids; every other language is a gettext catalogue ``<code>/LC_MESSAGES/messages.po``
in a folder of catalogues. Its header names the locale (``Language: ar_SY``) by which numbers and dates are written.
The catalogue is compiled in memory, so that editing the .po file is all a translator has to do.
"""

import calendar
import datetime as dt
import gettext
import io
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Literal, Protocol, Self

from babel import Locale, lists, numbers

from incidents.language.plain_text import isolate_ltr, isolate_rtl

if TYPE_CHECKING:
    import pandas as pd

CATALOGUES = Path(__file__).parents[1] / "locale"
FURTHER_CATALOGUES = "INCIDENTS_LOCALE"  # environment variable: a folder with catalogues of further languages

ListStyle = Literal["standard", "or"]


class Row(Protocol):
    """A row of a table or an entry of the schema, asked by the names of its columns."""

    def get(self, key: Any, /) -> Any:  # noqa: ANN401 - a cell of any kind
        """Return a cell, or None where the row has no such column."""


# Days of one month, which would run backwards between Arabic words while all other ranges run left to right.
_RANGES = re.compile(r"\d+\u2013\d+")


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for it
    """Mark a message id that is translated later, where the reader's language is known."""
    return message


@dataclass(frozen=True)
class Language:
    """A language by its code (``en``, ``ar``); ``catalogue`` is its .po file, None for the language of the ids."""

    code: str
    catalogue: Path | None = None

    def __str__(self) -> str:
        """Return the code, as addresses, file names and lang attributes write it."""
        return self.code

    def say(self, message: str) -> str:
        """Say a sentence of the code in this language; a sentence that waits for its translation stays English."""
        return self._sentences.gettext(message)

    def plural(self, one: str, many: str, count: int) -> str:
        """Say a counted sentence in the form that the count asks for."""
        return self._sentences.ngettext(one, many, count)

    def form(self, forms: Mapping[str, object], count: int) -> str:
        """Choose among the forms of a counted text of the data, which stand under the plural categories of CLDR.

        ``none`` is said of 0 and ``other`` of all that has no form of its own; "" where neither is there.
        """
        category = "none" if count == 0 and "none" in forms else self.locale.plural_form(count)
        text = forms.get(category, forms.get("other", ""))
        return text if isinstance(text, str) else ""

    @cached_property
    def compiled(self) -> bytes:
        """Return the catalogue in gettext's own format (.mo)."""
        out = io.BytesIO()
        if self.catalogue is not None:
            from babel.messages.mofile import write_mo  # English does without them
            from babel.messages.pofile import read_po

            with self.catalogue.open("rb") as source:
                write_mo(out, read_po(source, locale=self.code))
        return out.getvalue()

    @cached_property
    def _sentences(self) -> gettext.NullTranslations:
        return gettext.GNUTranslations(io.BytesIO(self.compiled)) if self.catalogue else gettext.NullTranslations()

    @cached_property
    def locale(self) -> Locale:
        """Return the CLDR locale by which numbers, dates and lists are written."""
        named = "en_GB" if self.catalogue is None else self._sentences.info().get("language") or self.code
        return Locale.parse(str(named), sep="_")

    @cached_property
    def tag(self) -> str:
        """Return the language as documents name it: ``ar-SY``."""
        return str(self.locale).replace("_", "-")

    @cached_property
    def name(self) -> str:
        """Return the language's name in itself."""
        return str(Locale.parse(self.code).get_display_name())

    @cached_property
    def direction(self) -> Literal["ltr", "rtl"]:
        """Say in which direction the language's lines run."""
        return "rtl" if self.locale.text_direction == "rtl" else "ltr"

    @property
    def is_mirrored(self) -> bool:
        """Say whether lines run from right to left, and with them the layout of page, slide and sheet."""
        return self.direction == "rtl"

    def number(self, number: float) -> str:
        """Write a whole number with grouping, in Western digits, which the region's press prints too: 12,345."""
        return str(numbers.format_decimal(round(number), locale=self.locale, numbering_system="latn"))

    def decimal(self, number: float) -> str:
        """Write a number with one decimal, such as a mean: 2.4."""
        return str(numbers.format_decimal(number, "#,##0.0", locale=self.locale, numbering_system="latn"))

    def date(self, day: dt.date, skeleton: str = "d MMMM y") -> str:
        """Write a date in words by CLDR pattern: 18 October 2025, 18 تشرين الأول 2025."""
        return str(_dates().format_date(day, skeleton, locale=self.locale))

    def month(self, day: dt.date) -> str:
        """Write month and year: October 2025, تشرين الأول 2025."""
        return self.date(day, "MMMM y")

    def period(self, start: dt.date, end: dt.date) -> str:
        """Write two inclusive days as CLDR does, whole months by their names: 18–19 Oct 2025, July – September 2025."""
        skeleton = "yMMMM" if _is_whole_months(start, end) else "yMMMd"
        period = _dates().format_interval(start, end, skeleton, locale=self.locale).replace("\u2009", " ")
        return _RANGES.sub(lambda span: isolate_ltr(span[0]), period) if self.is_mirrored else period

    def listed(self, items: Sequence[str], style: ListStyle = "standard") -> str:
        """Join items as a sentence does: a, b and c (``or``: a, b or c)."""
        return str(lists.format_list(items, style, locale=self.locale))

    def list_patterns(self, style: ListStyle = "standard") -> dict[str, str]:
        """Return how ``listed`` joins: the patterns of CLDR (2, start, middle, end) with {0} and {1}."""
        return {place: str(pattern) for place, pattern in self.locale.list_patterns[style].items()}

    def forwards(self, text: str) -> str:
        """Keep a range, an id or an address running left to right inside a line of this language."""
        return isolate_ltr(text) if self.is_mirrored else text

    def inwards(self, text: str) -> str:
        """Keep a text of this language in its own direction where all runs left to right, as along an axis."""
        return isolate_rtl(text) if self.is_mirrored else text

    def of(self, row: Row, name: str) -> str:
        """Return a text of a row in this language, else in another that has it, else "".

        Reads ``name_en``, ``name_ar`` …; a bare ``name`` is English, as in the data package (``title``, ``title_ar``).
        """
        return next((text for text in map(row.get, self._columns(name)) if isinstance(text, str) and text), "")

    def column(self, frame: "pd.DataFrame", name: str) -> "pd.Series":
        """Return a column of texts in this language; where a row lacks it, the text in another; NA where none has."""
        held = [frame[column] for column in self._columns(name) if column in frame]
        held = [texts.astype("str") if texts.dtype == "category" else texts for texts in held]  # of large tables
        if not held:
            raise KeyError(f"{name}_{self.code}")
        texts = held[0]
        for other in held[1:]:
            texts = texts.where(texts.notna(), other)
        return texts

    def _columns(self, name: str) -> list[str]:
        """Return where a text may stand, this language first."""
        codes = list(dict.fromkeys([self.code, *(language.code for language in languages())]))
        return [
            column for code in codes for column in ([f"{name}_{code}", name] if code == "en" else [f"{name}_{code}"])
        ]

    def __hash__(self) -> int:
        """Equal languages hash alike."""
        return hash(self.code)

    @classmethod
    def of_catalogue(cls, catalogue: Path) -> Self:
        """Return the language of ``<code>/LC_MESSAGES/messages.po``."""
        return cls(catalogue.parents[1].name, catalogue)


ENGLISH = Language("en")


@cache
def _languages(folders: tuple[Path, ...]) -> tuple[Language, ...]:
    found = [path for folder in folders for path in sorted(folder.glob("*/LC_MESSAGES/messages.po"))]
    return (ENGLISH, *map(Language.of_catalogue, found))


def languages() -> tuple[Language, ...]:
    """Return the languages that have a catalogue, English first; further ones from the folder the environment names."""
    further = os.environ.get(FURTHER_CATALOGUES)
    return _languages((CATALOGUES, Path(further)) if further else (CATALOGUES,))


def language(code: str) -> Language:
    """Return a language by its code; raise KeyError for one that has no catalogue."""
    return {language.code: language for language in languages()}[code]


def best_language(accepted: str | None) -> Language:
    """Choose the language for a browser's or a terminal's locale such as ``ar-SY`` (English where none fits)."""
    wanted = re.split(r"[-_.@:,;]", (accepted or "").lower())[0]
    return next((language for language in languages() if language.code == wanted), ENGLISH)


def _dates() -> ModuleType:
    """Return what writes dates, which looks up every time zone as it is loaded: who says no day does without it."""
    from babel import dates

    return dates


def _is_whole_months(start: dt.date, end: dt.date) -> bool:
    return start.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]


def is_whole_month(start: dt.date, end: dt.date) -> bool:
    """Say whether two inclusive days are the first and the last of one month."""
    return _is_whole_months(start, end) and (start.year, start.month) == (end.year, end.month)
