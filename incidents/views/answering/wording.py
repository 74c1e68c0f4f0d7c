"""The words with which a browser fills the messages that it answers with, in one language.

A counted sentence goes as its forms by the plural categories of CLDR, among which the browser chooses.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any, get_args

from incidents.language import Language, plain_text
from incidents.phrases import date_in_words, listed_text, place_name
from incidents.phrases.completeness import percent_sentence
from incidents.phrases.coverage import coverage_sentences, share_sentence
from incidents.record.vocabulary import KILLED_CATEGORIES
from incidents.selection.completeness import alike_tallies
from incidents.selection.filters import FILTERS
from incidents.selection.selection import Selection
from incidents.selection.summaries import Step
from incidents.views.incident_list import PAGE, list_message
from incidents.views.time_dock import dock_message

Message = dict[str, Any]

# One number for each of CLDR's plural categories.
_OF_A_CATEGORY = range(112)
_EPOCH = dt.date(1970, 1, 1)
_FIGURES = ("killed_low", "killed_high", "killed_at_least", "in_totals")


def answer_words(selection: Selection, lang: Language, places: list[str]) -> Message:
    """Return what the scripts are told in a language, as plain JSON.

    ``places`` are the ids of the places of ``counted``, whose names are told in the same order. ``rows`` are the texts
    of each incident in the order of the record: kind, what, when, where, killed, badge (as the list has them), the
    killed as the map tells them, the date in full, and why the text that was asked found it.
    """
    record = selection.record
    return {
        "lang": lang.code,
        "dir": lang.direction,
        "dock": {step: _dock(selection, step, lang) for step in get_args(Step)},
        "rows": _rows(selection, lang),
        "places": [plain_text(place_name(record, place, lang)) if place else "" for place in places],
        "sides": {side: record.schema.side_label(side, lang) for side in KILLED_CATEGORIES},
        "shares": [share_sentence(alike[0], record, lang) for alike in alike_tallies(record)],
        "months": [lang.date(dt.date(2025, month, 1), "LLLL") for month in range(1, 13)],  # of a day by itself
        "words": _words(lang)
        | {"no_data_after": lang.say("No data after {date}.").format(date=lang.date(record.coverage[1].date()))},
        "forms": _forms(lang),
    }


def _dock(selection: Selection, step: Step, lang: Language) -> Message:
    """Return what the dock is told of all, and how each period that has incidents is called (``periods``)."""
    told = dock_message(selection, step, lang) | {"rows": None}
    ends = [[_EPOCH + dt.timedelta(days=day) for day in bar[:2]] for bar in told["bars"]]
    return told | {"periods": [lang.period(first, last) for first, last in ends]}


def _rows(selection: Selection, lang: Language) -> list[list[str]]:
    incidents = selection.incidents
    listed = [row for first in range(0, len(selection), PAGE) for row in _page(selection, first, lang)][::-1]
    killed = [listed_text(incident, "killed", lang) for incident in incidents[list(_FIGURES)].to_dict("records")]
    days = [date_in_words(incident, lang) for _, incident in incidents.iterrows()]
    return [[*row[:6], figures, day, row[6]] for row, figures, day in zip(listed, killed, days, strict=True)]


def _page(selection: Selection, first: int, lang: Language) -> Iterator[list[str]]:
    page = list_message(selection, lang, first=first)
    for _incident_id, _contested, *said in page["rows"]:
        yield [" ".join(page["words"][at] for at in part) for part in said]


def forms_of(lang: Language, one: str, many: str) -> dict[str, str]:
    """Return a counted sentence in the form of each plural category of the language."""
    said: dict[str, str] = {}
    for number in _OF_A_CATEGORY:
        category = str(lang.locale.plural_form(number))
        if category not in said:
            said[category] = lang.plural(one, many, number)
    return said


def _words(lang: Language) -> dict[str, Any]:
    return {
        "figures_unknown": lang.say("{figures} · {unknown}"),
        "one_period": lang.say("{period}: {figure}"),
        "two_periods": lang.say("{period}: {figure}, before {earlier}"),
        "no_data": lang.say("no data"),
        "more_by": lang.say("{count} more than before"),
        "fewer_by": lang.say("{count} fewer than before"),
        "more": lang.say("more than before"),
        "fewer": lang.say("fewer than before"),
        "coverage": coverage_sentences(lang),
        "percent": percent_sentence(lang),
        "told_differently": lang.say("reporting itself changed notably"),
        "timeline": lang.say("Timeline of {count} incidents by kind."),
        "most_of": lang.say("Most of them, {count}, fall in {period}."),
        "no_exact_day": lang.say("No exact day: {count}."),
        "recent": lang.say("Most recent incidents"),
        **{end: lang.say(FILTERS[end].sentence or "") for end in ("date_from", "date_to")},
        "shown": lang.say("{shown} of {total} shown"),
        "no_timeline": lang.say("Timeline without incidents."),
        "killed": lang.say("{figures} killed"),
        "map": lang.say("Map of Syria: {parts}"),
        "several_places": lang.say("Several places"),
    }


def _forms(lang: Language) -> dict[str, dict[str, str]]:
    def of(one: str, many: str) -> dict[str, str]:
        return forms_of(lang, one, many)

    return {
        "around": of("Around {place} ({count} place)", "Around {place} ({count} places)"),
        "unknown": of("not reported in {count}", "not reported in {count}"),
        "all_unknown": of("not reported in any of {count}", "not reported in any of {count}"),
        "then": of("{count} day before", "{count} days before"),
        "now": of("last {count} day", "last {count} days"),
        "uncovered": of(
            "no change shown: {count} day of {period} is not covered",
            "no change shown: {count} days of {period} are not covered",
        ),
        "aggregates": of("{count} aggregate report not added", "{count} aggregate reports not added"),
        "incidents": of("{count} incident", "{count} incidents"),
        "undated": of("{count} without a date", "{count} without a date"),
        "not_on_the_map": of("{count} not on the map", "{count} not on the map"),
        "points": of("{count} incident drawn as a point", "{count} incidents drawn as points"),
        "areas": of("{count} drawn as an area", "{count} drawn as areas"),
        "nowhere": of("{count} not on the map (no coordinates)", "{count} not on the map (no coordinates)"),
        "compared": of("Change against the {count} day before", "Change against the {count} days before"),
        "compared_last": of("Last {count} day against the one before", "Last {count} days against the {count} before"),
        "show_all": of("Show all {count}", "Show all {count}"),
        "more_rows": of("Show {count} more", "Show {count} more"),
    }
