"""Dates and places in words, with the precision the record has."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from geodata.cells import parts_of
from incidents.language import Language, is_whole_month
from incidents.record.record import Record
from incidents.selection.periods import day

# A row of the table of incidents: a Series, or a dict where many rows are told at once.
Incident = pd.Series | Mapping[Any, Any]


def date_in_words(incident: Incident, lang: Language) -> str:
    """Say when an incident happened, as precisely as the record knows: a day, a span, a month, or not known."""
    start, end = day(incident["date_start"]), day(incident["date_end"])
    if start is None or end is None:
        known = start or end
        return (
            lang.say("date not known")
            if known is None
            else lang.say("date not known, filed under {date}").format(date=lang.date(known))
        )
    if incident["date_precision"] == "unknown":
        return lang.say("date not known, filed under {date}").format(date=lang.period(start, end))
    if incident["date_precision"] == "month" and is_whole_month(start, end):
        return lang.say("some time in {month}").format(month=lang.month(start))
    if start == end:
        return lang.date(start)
    pattern = "d MMMM y" if start.year != end.year else "d MMMM" if start.month != end.month else "d"
    return lang.say("between {start} and {end}").format(start=lang.date(start, pattern), end=lang.date(end))


def date_in_brief(incident: Incident, lang: Language) -> str:
    """Write an incident's date or span as briefly as a table or a label wants it: 18–19 Oct 2025."""
    start, end = day(incident["date_start"]), day(incident["date_end"])
    return date_in_words(incident, lang) if start is None or end is None else lang.period(start, end)


def place_name(record: Record, place_id: str, lang: Language) -> str:
    """Return the name of a place of the gazetteer."""
    return lang.of(record.gazetteer.place(place_id), "name")


def governorates_of(incident: Incident) -> list[str]:
    """Return the p-codes of the governorates in which an incident is reported, possibly none."""
    return parts_of(incident["governorates"])


def other_places(record: Record, incident: pd.Series, lang: Language) -> list[str]:
    """Return the names of the further places of an incident, in the order of the record."""
    return [place_name(record, place_id, lang) for place_id in parts_of(incident["other_place_ids"])]


def place_in_words(record: Record, incident: Incident, lang: Language) -> str:
    """Say where an incident happened, as precisely as the record knows: a place, near it, in an area, or not stated."""
    names = [record.governorate_name(pcode, lang) for pcode in governorates_of(incident)]
    in_governorates = lang.plural(
        "somewhere in {names} governorate", "somewhere in the governorates of {names}", len(names)
    ).format(names=lang.listed(names))
    place_id = incident["place_id"]
    if pd.isna(place_id):
        return in_governorates if names else lang.say("place not stated")
    place = place_name(record, place_id, lang)
    if record.gazetteer.place(place_id)["kind"] == "governorate":
        return in_governorates
    if str(incident["geo_precision"]) == "3":
        return lang.say("somewhere in {place}").format(place=place)
    if names and not any(name in place for name in names):
        place = lang.say("{place}, {governorate}").format(place=place, governorate=lang.listed(names))
    if str(incident["geo_precision"]) != "2":
        return place
    distance = lang.number(incident["uncertainty_km"])
    return lang.say("somewhere within {distance} km of {place}").format(distance=distance, place=place)
