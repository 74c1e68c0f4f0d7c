"""The selection in the columns of UCDP's Georeferenced Event Dataset, for programs that read these.

UCDP lists events in which somebody was killed, with low, best and high estimates. The record chooses no account, so
``best`` is the lowest figure; ``Reshaped.losses`` says so. Ids of UCDP's conflicts and dyads are left empty.
"""

import math
from collections import Counter
from typing import Any

import pandas as pd

from incidents.exchange.acled import governorate, is_kept, sides_of
from incidents.exchange.files import BYTE_ORDER_MARK
from incidents.exchange.losses import Reshaped, losses_in_words
from incidents.exchange.rows import csv_text
from incidents.language import ENGLISH, Language
from incidents.phrases.citations import publisher
from incidents.record.record import Record
from incidents.record.vocabulary import KILLED_CATEGORIES
from incidents.selection.selection import Selection

_NAMES = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name "
    "dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b "
    "number_of_sources source_article source_office source_date source_headline source_original "
    "where_prec where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid "
    "country country_id region event_clarity date_prec date_start date_end "
    "deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob"
)
COLUMNS = _NAMES.split()
SYRIA_GW = 652  # Gleditsch and Ward's number of the state
STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
_STATES = {"state-forces", "external-other-forces"}
_LONGEST = ((1, 1), (6, 2), (7, 3), (31, 4))  # days of a span → date_prec; longer spans are 5


def selection_to_ucdp(selection: Selection, lang: Language) -> Reshaped:
    """Return the fatal incidents in UCDP GED's 49 columns (in English) and what was lost (in ``lang``)."""
    lost: Counter[str] = Counter()
    claims = selection.claims
    sources_of = {str(key): held for key, held in claims.groupby(claims["incident_id"].astype("str"))["source_id"]}
    rows = []
    for _index, incident in selection.incidents.iterrows():
        if not is_kept(incident, lost):
            continue
        if pd.isna(incident["killed_high"]) or incident["killed_high"] < 1:
            lost["no_deaths"] += 1
            continue
        sources = selection.record.sources.loc[sources_of[str(incident["incident_id"])].unique()]
        rows.append(_row(selection, incident, sources, lost))
    text = csv_text(pd.DataFrame(rows, columns=COLUMNS))
    return Reshaped((BYTE_ORDER_MARK + text).encode(), losses_in_words(lost, lang))


def _row(selection: Selection, incident: pd.Series, sources: pd.DataFrame, lost: Counter[str]) -> dict[str, Any]:
    place = selection.record.places.loc[incident["place_id"]]
    initiators, targets = sides_of(selection.record, incident, lost)
    violence = _violence(selection, initiators, targets)
    # UCDP's side A is the state in a state-based conflict, else whoever acted.
    swapped = violence == STATE_BASED and not _kinds(selection.record, initiators) & _STATES
    first, second = (targets, initiators) if swapped else (initiators, targets)
    days = (incident["date_end"] - incident["date_start"]).days + 1
    lost["contested"] += bool(incident["contested"])
    lost["place_area"] += str(incident["geo_precision"]) != "1"
    latitude, longitude = float(incident["latitude"]), float(incident["longitude"])
    side_a, side_b = (_names(selection.record, side) for side in (first, second))
    return {
        "id": int(str(incident["incident_id"]).rpartition("-")[2]),
        "relid": incident["incident_id"],
        "year": incident["date_start"].year,
        "code_status": "Clear",
        "type_of_violence": violence,
        "dyad_name": f"{side_a} - {side_b}",
        "side_a": side_a,
        "side_b": side_b,
        "number_of_sources": len(sources),
        "source_article": "; ".join(sources["url"].dropna().astype("str")),
        "source_office": "; ".join(dict.fromkeys(publisher(source, ENGLISH) for _id, source in sources.iterrows())),
        "source_date": "; ".join(sources["published"].dropna().astype("str")),
        "where_prec": _where_precision(incident, str(place["kind"])),
        "where_coordinates": place["name_en"],
        "where_description": incident["location_note_en"],
        "adm_1": f"{name} governorate" if (name := governorate(selection.record, incident, lost)) else "",
        "latitude": latitude,
        "longitude": longitude,
        "geom_wkt": f"POINT ({longitude:.6f} {latitude:.6f})",
        "priogrid_gid": _priogrid(latitude, longitude),
        "country": "Syria",
        "country_id": SYRIA_GW,
        "region": "Middle East",
        "event_clarity": 1 if days == 1 else 2,
        "date_prec": next((code for longest, code in _LONGEST if days <= longest), 5),
        "date_start": incident["date_start"].date().isoformat(),
        "date_end": incident["date_end"].date().isoformat(),
        **_deaths(incident, lost, a_is_isis="islamic-state" in first),
        "gwnoa": SYRIA_GW if violence == STATE_BASED else None,
    }


def _names(record: Record, side: list[str]) -> str:
    return ", ".join(str(record.actors.loc[code, "name_en"]) for code in side)


def _violence(selection: Selection, initiators: list[str], targets: list[str]) -> int:
    """Return UCDP's type: one-sided against civilians only, state-based with a state on a side, else non-state."""
    hit = _kinds(selection.record, targets)
    if hit == {"civilians"}:
        return ONE_SIDED
    return STATE_BASED if (_kinds(selection.record, initiators) | hit) & _STATES else NON_STATE


def _kinds(record: Record, side: list[str]) -> set[str]:
    return {str(record.actors.loc[code, "kind"]) for code in side}


def _where_precision(incident: pd.Series, kind: str) -> int:
    """Return UCDP's where_prec: 1 exact, 2 near a place, 4 governorate, 5 an area of another kind, 6 the country."""
    precision = str(incident["geo_precision"])
    if precision in {"1", "2"}:
        return int(precision)
    return {"governorate": 4, "country": 6}.get(kind, 5)


def _priogrid(latitude: float, longitude: float) -> int:
    """Return the number of the PRIO-GRID cell: half degrees, counted from the south-west corner of the world."""
    return math.floor((latitude + 90) / 0.5) * 720 + math.floor((longitude + 180) / 0.5) + 1


def _deaths(incident: pd.Series, lost: Counter[str], *, a_is_isis: bool) -> dict[str, int]:
    """Return deaths by side and the estimates; sides take the lowest figures, what they leave of best is unknown."""
    low, high = incident["killed_low"], round(float(incident["killed_high"]))
    if pd.isna(low):
        lost["deaths_no_floor"] += 1
    least = 0 if pd.isna(low) else round(float(low))
    lost["best_is_low"] += least != high
    part = {name: incident[f"{name}_low"] for name in KILLED_CATEGORIES}
    known = {name: 0 if pd.isna(figure) else round(float(figure)) for name, figure in part.items()}
    isis, civilians = known["killed_is"], known["killed_civilians"]
    forces = sum(known.values()) - isis - civilians
    if isis + forces + civilians > least:  # the parts of different accounts need not add up to the lowest whole
        isis = forces = civilians = 0
    sides = (isis, forces) if a_is_isis else (forces, isis)
    return {
        "deaths_a": sides[0],
        "deaths_b": sides[1],
        "deaths_civilians": civilians,
        "deaths_unknown": least - isis - forces - civilians,
        "best": least,
        "high": high,
        "low": least,
    }
