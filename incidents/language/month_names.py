"""Months and weekdays in the languages of reports on Syria, from CLDR: مايو and أيار, Mai, mayıs, gulan."""

from collections.abc import Mapping
from contextlib import suppress
from functools import cache

from babel import Locale, UnknownLocaleError

# Arabic has calendars of names: that of the Levant, that of Egypt, which the agencies use, and those of the Maghreb.
_LOCALES = ("en", "ar_SY", "ar_EG", "ar_MA", "ar_DZ", "ku", "ckb", "tr", "fr", "de", "de_AT", "ru", "es", "it")
_WIDTHS = ("wide", "abbreviated")
_SHORTEST = 3  # letters of a Latin abbreviation
# As the Kurdish press of Syria has them, beside those of CLDR.
_KURDISH = {
    "çileya paşîn": 1, "kanûna duyemîn": 1, "kanûna paşîn": 1, "çile": 1, "sibat": 2, "sibatê": 2, "adar": 3,
    "nîsan": 4, "nîsanê": 4, "avrêl": 4, "gulan": 5, "hezîran": 6, "hezîranê": 6, "tîrmeh": 7, "tebax": 8, "tebaxê": 8,
    "îlon": 9, "îlonê": 9, "cotmeh": 10, "cotmehê": 10, "çiriya pêşîn": 10, "mijdar": 11, "mijdarê": 11,
    "çiriya paşîn": 11, "kanûn": 12, "kanûna": 12, "kanûnê": 12, "kanûna yekem": 12, "kanûna pêşîn": 12,
}  # fmt: skip
# As Russian has them behind a preposition, which CLDR leaves out: в апреле.
_RUSSIAN = {
    "январе": 1, "феврале": 2, "марте": 3, "апреле": 4, "мае": 5, "июне": 6, "июле": 7, "августе": 8, "сентябре": 9,
    "октябре": 10, "ноябре": 11, "декабре": 12,
}  # fmt: skip
_SORANI = {
    "کانوونی دووەم": 1, "شوبات": 2, "ئازار": 3, "نیسان": 4, "ئایار": 5, "مایس": 5, "حوزەیران": 6, "حوزەیرانی": 6,
    "تەمووز": 7, "تەممووز": 7, "تەموز": 7, "ئاب": 8, "ئەیلوول": 9, "ئەیلول": 9, "تشرینی یەکەم": 10,
    "تشرینی دووەم": 11, "کانوونی یەکەم": 12,
}  # fmt: skip


@cache
def month_names() -> Mapping[str, int]:
    """Return the number of the month by its name, in lower case and without the stop of an abbreviation."""
    names = {"sept": 9, "feber": 2, **_KURDISH, **_RUSSIAN, **_SORANI}
    for code in _LOCALES:
        try:
            locale = Locale.parse(code)
        except UnknownLocaleError:  # an older CLDR has fewer languages
            continue
        for form in ("format", "stand-alone"):
            for width in _WIDTHS:
                for number, name in locale.months[form].get(width, {}).items():
                    plain = name.casefold().strip(" .")
                    if (len(plain) >= _SHORTEST or plain > "\u0600") and not plain[:1].isdigit():
                        names.setdefault(plain, number)
                        names.setdefault(plain.replace(" ال", " "), number)  # تشرين أول
                        names.setdefault(plain.replace("ä", "ae"), number)  # Maerz
    return names


@cache
def words_of_days() -> frozenset[str]:
    """Return what stands beside a date and is no part of it, in lower case: weekdays, and "day", "month", "year"."""
    words = {"يوم", "عام", "سنة", "am", "on", "le", "tag", "günü", "года", "г"}
    words |= {"year", "année", "jahr", "yılı", "yılında", "sala", "año", "anno", "год", "году", "ساڵی"}
    words |= {"month", "شهر", "mois", "monat", "ayı", "ayında", "meha", "mes", "mese", "месяц", "مانگی"}
    for code in _LOCALES:
        with suppress(UnknownLocaleError):
            words |= {name.casefold() for name in Locale.parse(code).days["format"]["wide"].values()}
    return frozenset(words)
