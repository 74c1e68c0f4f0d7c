"""How dates are written in both languages: names of months and weekdays from CLDR, and patterns of dates."""

import re
from collections.abc import Mapping
from functools import cache

from babel import Locale

from incidents.desk.suggesting.told import fold
from incidents.language.month_names import month_names

YEAR = r"(?P<year>20\d\d)"
_DAY = r"(?P<day>\d\d?)(?:st|nd|rd|th)?"
_BEFORE_MONTH_ALONE = "(?:in|last|late|early|mid|since|during|و?(?:في|خلال|مطلع|اواخر|منتصف|شهر))"


# هذا الشهر, الشهر الجاري, this month: that of the page
THIS_MONTH = "(?:من |of )?(?:هذا الشهر|الشهر (?:الجاري|الحالي)|(?:this|the current) month)(?!\\S)"


@cache
def month_numbers() -> Mapping[str, int]:
    """Return the number of each month by its names, folded."""
    return {fold(name): number for name, number in month_names().items()}


@cache
def weekday_numbers() -> Mapping[str, int]:
    """Return Monday as 0 by the names of weekdays, from CLDR; "Mon" is none."""
    names: dict[str, int] = {}
    for code in ("en", "ar"):
        for number, name in Locale.parse(code).days["format"]["wide"].items():
            names[fold(name)] = number
    return names | {"الاثنين": 0, "الاربعا": 2}


@cache
def any_month(shortest: int = 3) -> str:
    """Return a pattern for the name of a month of so many letters, in the group ``name``; آب has two."""
    names = sorted((name for name in month_numbers() if len(name) >= shortest), key=len, reverse=True)
    return f"(?P<name>{'|'.join(map(re.escape, names))})"


@cache
def month_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return how a month is written with its year, alone ("in June"), and told twice or as past: في آب/أغسطس الماضي."""
    named = f"{any_month()}{_second_name()}"
    with_year = rf"(?<!\S)(?:{_BEFORE_MONTH_ALONE} )?{named}(?: ,)? (?:من |عام )?{YEAR}(?!\S)"
    told = f"{any_month(shortest=2)}(?:{_second_name()[:-1]}| (?:الماضي|الفايت|الجاري|الحالي))"
    alone, sure = (re.compile(rf"(?<!\S){_BEFORE_MONTH_ALONE} {one}(?!\S)") for one in (named, told))
    return re.compile(with_year), alone, sure


def _second_name() -> str:
    """Return how the other calendar's name of a month may follow: أيار/مايو."""
    return "(?: (?:" + any_month().removeprefix("(?P<name>").removesuffix(")") + "))?"


@cache
def this_month_pattern() -> re.Pattern[str]:
    """Return how a day of the current month is written."""
    return re.compile(rf"(?<!\S){_DAY} {THIS_MONTH}")


@cache
def day_alone_pattern() -> re.Pattern[str]:
    """Return how a day is written whose month was said before: "on the 11th", في 11 منه."""
    english = r"(?:on|by) the (?P<day>\d\d?)(?:st|nd|rd|th)(?= (?:,|-|and|in|at|near|an?|two|three|isis|sdf)(?!\S)|$)"
    return re.compile(rf"(?<!\S)(?:{english}|(?:في|وفي) (?:ال ?)?(?P<digits>\d\d?) منه(?!\S))")


@cache
def date_patterns() -> tuple[re.Pattern[str], ...]:
    """Return how dates with a day are written, the most telling first."""
    name = any_month(shortest=2)  # behind a day
    second = _second_name()
    year = rf"(?:(?: ,)? (?:من |الجاري |الحالي |عام |of )?{YEAR})?"
    other = r"(?P<other>\d\d?)(?:st|nd|rd|th)?"
    of = r"(?: (?:of|من|من شهر|شهر))?"
    written = (
        rf"(?:from |between |من |بين )?{other} (?:to|and|until|-|الي|و|حتي) ?{_DAY}{of} {name}{second}{year}",
        rf"(?P<other>\d\d?)/(?P<day>\d\d?){of} {name}{second}{year}",
        rf"{_DAY}{of} {name}{second}{year}",
        rf"{name} {other} (?:to|and|until|-) {_DAY}{year}",
        rf"{name} {_DAY}{year}",
        rf"{YEAR} - (?P<number>\d\d?) - {_DAY}",
        rf"(?P<day>\d\d?) - (?P<number>\d\d?) - {YEAR}",
        rf"(?P<day>\d\d?)/(?P<number>\d\d?)/{YEAR}",
        rf"{YEAR}/(?P<number>\d\d?)/(?P<day>\d\d?)",
    )
    return tuple(re.compile(rf"(?<!\S){one}(?!\S)") for one in written)
