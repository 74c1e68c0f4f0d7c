"""UCDP's Georeferenced Event Dataset: its columns and codes, and the selection in them.

UCDP lists events in which somebody was killed, with low, best and high estimates. The record chooses no account, so
``best`` is the lowest figure; the losses of the copy say so. Ids of UCDP's conflicts and dyads are left empty.
"""

import math
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
from incidents.record.vocabulary import EXACT, KILLED_CATEGORIES, NEAR
from incidents.selection.selection import Selection

COLUMNS = (
    *("id", "relid", "year", "active_year", "code_status", "type_of_violence"),
    *("conflict_dset_id", "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name"),
    *("side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b"),
    *("number_of_sources", "source_article", "source_office", "source_date", "source_headline", "source_original"),
    *("where_prec", "where_coordinates", "where_description", "adm_1", "adm_2", "latitude", "longitude"),
    *("geom_wkt", "priogrid_gid", "country", "country_id", "region"),
    *("event_clarity", "date_prec", "date_start", "date_end"),
    *("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob"),
)
STATE_NUMBER = 652  # Gleditsch and Ward's, of the country
STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3  # type_of_violence
STATES = frozenset({"state-forces", "external-other-forces"})  # kinds of actors that make violence state-based
CLEAR, SUMMARY = 1, 2  # event_clarity
DATE_PRECISION = ((1, 1), (6, 2), (7, 3), (31, 4))  # days of a span at most → date_prec
LONGEST_SPANS = 5
WHERE_PRECISION = {EXACT: 1, NEAR: 2}  # a named place, near one
WHERE_AREA = {"governorate": 4, "country": 6}  # kind of an area → where_prec
OTHER_AREA = 5


def selection_to_ucdp(selection: Selection, lang: Language) -> Made:
    """Return the fatal incidents in UCDP GED's 49 columns (in English) and what was lost (in ``lang``)."""
    lost: Lost = Counter()
    record = selection.record
    names, cited, both = names_of(record), cited_by_incident(selection.claims), sides_by_incident(selection)
    rows: list[dict[str, Any]] = []
    for _index, incident in selection.incidents.iterrows():
        if not is_kept(incident, lost):
            continue
        if pd.isna(incident["killed_high"]) or incident["killed_high"] < 1:
            lost["no_deaths"] += 1
            continue
        sources = record.sources.loc[cited[str(incident["incident_id"])]]
        rows.append(_row(record, names, incident, both, lost) | _sources(names, sources))
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return Made(csv_file(table.assign(id=_numbers(table["relid"].tolist()))), losses_in_words(lost, selection, lang))


def _numbers(incident_ids: list[str]) -> list[int]:
    """Return the numbers in which ids end, as UCDP's ids are numbers; where they do not, count from 1."""
    ends = [incident_id.rpartition("-")[2] for incident_id in incident_ids]
    if all(end.isascii() and end.isdecimal() for end in ends) and len(set(map(int, ends))) == len(ends):
        return [int(end) for end in ends]
    return list(range(1, len(ends) + 1))


def _row(record: Record, names: Names, incident: pd.Series, both: Mapping[str, Sides], lost: Lost) -> dict[str, Any]:
    place = record.places.loc[incident["place_id"]]
    initiators, targets = sides_of(both, incident, lost)
    violence = _violence(names, initiators, targets)
    # UCDP's side A is the state in a state-based conflict, else whoever acted.
    swapped = violence == STATE_BASED and not names.kinds_of(initiators) & STATES
    first, second = (targets, initiators) if swapped else (initiators, targets)
    days = (incident["date_end"] - incident["date_start"]).days + 1
    lost["contested"] += bool(incident["contested"])
    lost["place_area"] += str(incident["geo_precision"]) != EXACT
    latitude, longitude = float(incident["latitude"]), float(incident["longitude"])
    side_a, side_b = (", ".join(names.actors[actor] for actor in side) for side in (first, second))
    return {
        "relid": incident["incident_id"],
        "year": incident["date_start"].year,
        "code_status": "Clear",
        "type_of_violence": violence,
        "dyad_name": f"{side_a} - {side_b}",
        "side_a": side_a,
        "side_b": side_b,
        "where_prec": _where_precision(incident, str(place["kind"])),
        "where_coordinates": ENGLISH.of(place, "name"),
        "where_description": incident["location_note_en"],
        "adm_1": f"{name} governorate" if (name := governorate_of(record, incident, lost)) else "",
        "latitude": latitude,
        "longitude": longitude,
        "geom_wkt": f"POINT ({longitude:.6f} {latitude:.6f})",
        "priogrid_gid": _priogrid(latitude, longitude),
        "country": COUNTRY,
        "country_id": STATE_NUMBER,
        "region": REGION,
        "event_clarity": CLEAR if days == 1 else SUMMARY,
        "date_prec": next((code for longest, code in DATE_PRECISION if days <= longest), LONGEST_SPANS),
        "date_start": incident["date_start"].date().isoformat(),
        "date_end": incident["date_end"].date().isoformat(),
        **_deaths(record.schema, incident, first, lost),
        "gwnoa": STATE_NUMBER if violence == STATE_BASED else None,
    }


def _sources(names: Names, sources: pd.DataFrame) -> dict[str, Any]:
    return {
        "number_of_sources": len(sources),
        "source_article": BETWEEN.join(sources["url"].dropna().astype("str")),
        "source_office": names.publishers_of(sources.index.tolist()),
        "source_date": BETWEEN.join(sources["published"].dropna().astype("str")),
    }


def _violence(names: Names, initiators: list[str], targets: list[str]) -> int:
    """Return UCDP's type: one-sided against civilians only, state-based with a state on a side, else non-state."""
    hit = names.kinds_of(targets)
    if hit == {"civilians"}:
        return ONE_SIDED
    return STATE_BASED if (names.kinds_of(initiators) | hit) & STATES else NON_STATE


def _where_precision(incident: pd.Series, kind: str) -> int:
    """Return UCDP's where_prec: 1 exact, 2 near a place, 4 governorate, 5 an area of another kind, 6 the country."""
    return WHERE_PRECISION.get(str(incident["geo_precision"])) or WHERE_AREA.get(kind, OTHER_AREA)


def _priogrid(latitude: float, longitude: float) -> int:
    """Return the number of the PRIO-GRID cell: half degrees, counted from the south-west corner of the world."""
    return math.floor((latitude + 90) / 0.5) * 720 + math.floor((longitude + 180) / 0.5) + 1


def _deaths(schema: Schema, incident: pd.Series, side_a: list[str], lost: Lost) -> dict[str, int]:
    """Return deaths by side and the estimates; sides take the lowest figures, what they leave of best is unknown."""
    low, high = incident["killed_low"], round(float(incident["killed_high"]))
    if pd.isna(low):
        lost["deaths_no_floor"] += 1
    best = _whole(low)
    lost["best_is_low"] += best != high
    sides = _deaths_by_side(schema, incident, side_a)
    if sum(sides) > best:  # the parts of different accounts need not add up to the lowest whole
        sides = (0, 0, 0)
    return {
        "deaths_a": sides[0],
        "deaths_b": sides[1],
        "deaths_civilians": sides[2],
        "deaths_unknown": best - sum(sides),
        "best": best,
        "high": high,
        "low": best,
    }


def _deaths_by_side(schema: Schema, incident: pd.Series, side_a: list[str]) -> tuple[int, int, int]:
    """Return the lowest figures for side A, side B and civilians.

    The schema says of which actor a measure counts the dead; all other forces stand against that actor. Where it does
    not say so of any, nobody can tell the sides apart.
    """
    known = {measure: _whole(incident[f"{measure}_low"]) for measure in KILLED_CATEGORIES}
    codes = schema.codes("claims.measure")
    actors = {measure: codes[measure].texts.get("actor") for measure in KILLED_CATEGORIES if measure in codes}
    own = [measure for measure, actor in actors.items() if actor]
    civilians = known.pop("killed_civilians")
    if not own:
        return 0, 0, civilians
    theirs = sum(known[measure] for measure in own)
    others = sum(known.values()) - theirs
    is_a = any(actors[measure] in side_a for measure in own)
    return (theirs, others, civilians) if is_a else (others, theirs, civilians)


def _whole(figure: float) -> int:
    return 0 if pd.isna(figure) else round(float(figure))
