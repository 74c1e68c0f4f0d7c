"""ACLED: its columns and codes, and the selection in them. Terms and rules: ACLED's codebook.

ACLED keeps the lowest figure and writes unknown deaths as 0; areas become their centre. The losses of the copy say how
often each of these happened. No row of ACLED's is used.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pandas as pd

from incidents.exchange.losses import losses_in_words
from incidents.exchange.made import Made
from incidents.exchange.reshaping import (
    BETWEEN,
    COUNTRY,
    REGION,
    Lost,
    Names,
    Sides,
    cited_by_incident,
    governorate_of,
    is_kept,
    names_of,
    sides_by_incident,
    sides_of,
)
from incidents.exchange.safe_cells import csv_file
from incidents.language import ENGLISH, Language
from incidents.record.record import Record
from incidents.record.schema import Schema
from incidents.record.vocabulary import AREA, EXACT, NEAR
from incidents.selection.selection import Selection

COLUMNS = (
    *("event_id_cnty", "event_date", "year", "time_precision"),
    *("disorder_type", "event_type", "sub_event_type"),
    *("actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting"),
    *("iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision"),
    *("source", "source_scale", "notes", "fatalities", "tags", "timestamp"),
)
ISO = 760  # of the country
DAY, WEEK, LONGER = 1, 2, 3  # time_precision
WEEK_DAYS = 7
GEO_PRECISION = {EXACT: 1, NEAR: 2, AREA: 3}  # a named place, near one, a larger region
CIVILIAN_TARGETING = "Civilian targeting"
# Event types under which violence against civilians is told apart.
TARGETING = frozenset({"violence-against-civilians", "explosions-remote-violence", "riots"})


def selection_to_acled(selection: Selection, lang: Language) -> Made:
    """Return the incidents in ACLED's 31 columns (in English, as ACLED is) and what was lost (in ``lang``)."""
    lost: Lost = Counter()
    names, cited = names_of(selection.record), cited_by_incident(selection.claims)
    both = sides_by_incident(selection)
    rows = [
        _row(selection.record, names, incident, both, lost)
        | {"source": names.publishers_of(cited[str(incident["incident_id"])])}
        for _index, incident in selection.incidents.iterrows()
        if is_kept(incident, lost)
    ]
    return Made(csv_file(pd.DataFrame(rows, columns=list(COLUMNS))), losses_in_words(lost, selection, lang))


def _row(record: Record, names: Names, incident: pd.Series, both: Mapping[str, Sides], lost: Lost) -> dict[str, Any]:
    day, time_precision = _date(incident, lost)
    event_type, sub_event = str(incident["event_type"]), str(incident["sub_event_type"])
    sides = sides_of(both, incident, lost)
    lost["contested"] += bool(incident["contested"])
    targeted = event_type in TARGETING and "civilians" in names.kinds_of(sides[1])
    return {
        "event_id_cnty": incident["incident_id"],
        "event_date": day.date().isoformat(),
        "year": day.year,
        "time_precision": time_precision,
        "disorder_type": disorder_type(record.schema, event_type, sub_event),
        "event_type": record.schema.label("incidents.event_type", event_type, ENGLISH),
        "sub_event_type": record.schema.label("incidents.sub_event_type", sub_event, ENGLISH),
        **_actors(record.schema, names, sides),
        "civilian_targeting": CIVILIAN_TARGETING if targeted else "",
        "iso": ISO,
        "region": REGION,
        "country": COUNTRY,
        "admin1": governorate_of(record, incident, lost),
        "location": record.places.loc[incident["place_id"], "name_en"],
        "latitude": incident["latitude"],
        "longitude": incident["longitude"],
        "geo_precision": _geo_precision(incident, lost),
        "notes": ENGLISH.of(incident, "summary"),
        "fatalities": _fatalities(incident, lost),
    }


def disorder_type(schema: Schema, event_type: str, sub_event: str) -> str:
    """Return ACLED's disorder type by the schema: that of the sub-event type, else of the event type, else ""."""
    codes = (schema.codes("incidents.sub_event_type")[sub_event], schema.codes("incidents.event_type")[event_type])
    return next((str(code.texts["disorder_type"]) for code in codes if code.texts.get("disorder_type")), "")


def _date(incident: pd.Series, lost: Lost) -> tuple[pd.Timestamp, int]:
    """Return the day and how exactly it is known; spans by their midpoint."""
    start, end = incident["date_start"], incident["date_end"]
    days = (end - start).days + 1
    if days == 1:
        return start, DAY
    lost["date_span"] += 1
    middle = start + pd.Timedelta(days=(days - 1) // 2)
    return middle, WEEK if days <= WEEK_DAYS and incident["date_precision"] != "month" else LONGER


def _geo_precision(incident: pd.Series, lost: Lost) -> int:
    precision = str(incident["geo_precision"])
    lost["place_area"] += precision != EXACT
    return GEO_PRECISION.get(precision, GEO_PRECISION[AREA])


def _actors(schema: Schema, names: Names, sides: tuple[list[str], list[str]]) -> dict[str, str]:
    """Return actors, associates, kinds and interaction: "Rebel group-Civilians", or "Rebel group only"."""
    cells, kinds = {}, []
    for number, side in enumerate(sides, start=1):
        first, *others = [names.actors[actor] for actor in side] or [""]
        kind = schema.label("actors.kind", names.kinds[side[0]], ENGLISH) if side else ""
        cells[f"actor{number}"] = first
        cells[f"assoc_actor_{number}"] = BETWEEN.join(others)
        cells[f"inter{number}"] = kind
        kinds.append(kind)
    known = [kind for kind in kinds if kind]
    cells["interaction"] = "-".join(known) if len(known) == len(sides) else "".join(f"{kind} only" for kind in known)
    return cells


def _fatalities(incident: pd.Series, lost: Lost) -> int:
    """Return the lowest current figure; 0 where nobody states one, as ACLED writes it."""
    low, high = incident["killed_low"], incident["killed_high"]
    if pd.isna(high):
        lost["deaths_unknown"] += 1
        return 0
    if pd.isna(low):
        lost["deaths_no_floor"] += 1
        return 0
    lost["deaths_range"] += low != high
    return round(float(low))
