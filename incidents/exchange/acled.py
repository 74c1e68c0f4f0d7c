"""The selection in ACLED's columns, for programs that read these. Terms and rules: ACLED's codebook.

ACLED keeps the lowest figure and writes unknown deaths as 0; areas become their centre. ``Reshaped.losses`` says how
often each of these happened. No row of ACLED's is used.
"""

from collections import Counter
from typing import Any

import pandas as pd

from incidents.exchange.files import BYTE_ORDER_MARK
from incidents.exchange.losses import Reshaped, losses_in_words
from incidents.exchange.rows import csv_text
from incidents.language import ENGLISH, Language
from incidents.phrases.citations import publisher
from incidents.record.record import Record
from incidents.record.vocabulary import SEPARATOR
from incidents.selection.selection import Selection

_NAMES = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location "
    "latitude longitude geo_precision source source_scale notes fatalities tags timestamp"
)
COLUMNS = _NAMES.split()
SYRIA_ISO = 760
VIOLENCE, DEMONSTRATIONS, DEVELOPMENTS = "Political violence", "Demonstrations", "Strategic developments"
DISORDER = {
    "battles": VIOLENCE,
    "explosions-remote-violence": VIOLENCE,
    "violence-against-civilians": VIOLENCE,
    "strategic-developments": DEVELOPMENTS,
    "protests": DEMONSTRATIONS,
    "riots": DEMONSTRATIONS,
}
DISORDER_OF_SUB_EVENT = {
    "excessive-force-against-protesters": f"{VIOLENCE}; {DEMONSTRATIONS}",
    "mob-violence": VIOLENCE,
}
WEEK_DAYS = 7


def selection_to_acled(selection: Selection, lang: Language) -> Reshaped:
    """Return the incidents in ACLED's 31 columns (in English, as ACLED is) and what was lost (in ``lang``)."""
    lost: Counter[str] = Counter()
    sources = _sources(selection)
    rows = [
        _row(selection.record, incident, sources.get(str(incident["incident_id"]), ""), lost)
        for _index, incident in selection.incidents.iterrows()
        if is_kept(incident, lost)
    ]
    text = csv_text(pd.DataFrame(rows, columns=COLUMNS))
    return Reshaped((BYTE_ORDER_MARK + text).encode(), losses_in_words(lost, lang))


def is_kept(incident: pd.Series, lost: Counter[str]) -> bool:
    """Say whether an incident has the date and place that a row needs and is no count of several; count why not."""
    for reason, missing in (
        ("aggregate", not incident["in_totals"]),
        ("no_date", pd.isna(incident["date_start"]) or pd.isna(incident["date_end"])),
        ("no_place", pd.isna(incident["latitude"])),
    ):
        if missing:
            lost[reason] += 1
            return False
    return True


def _sources(selection: Selection) -> dict[str, str]:
    """Return per incident the publishers, joined as ACLED joins them."""
    cited = selection.claims[["incident_id", "source_id"]].drop_duplicates()
    names = [publisher(source, ENGLISH) for _id, source in selection.record.sources.loc[cited["source_id"]].iterrows()]
    pairs = pd.DataFrame({"incident_id": cited["incident_id"].astype("str").to_numpy(), "name": names})
    joined = pairs.drop_duplicates().groupby("incident_id", sort=False)["name"].agg("; ".join)
    return {str(incident_id): text for incident_id, text in joined.items()}


def _row(record: Record, incident: pd.Series, source: str, lost: Counter[str]) -> dict[str, Any]:
    day, time_precision = _date(incident, lost)
    event_type, sub_event = str(incident["event_type"]), str(incident["sub_event_type"])
    sides = sides_of(record, incident, lost)
    lost["contested"] += bool(incident["contested"])
    return {
        "event_id_cnty": incident["incident_id"],
        "event_date": day.date().isoformat(),
        "year": day.year,
        "time_precision": time_precision,
        "disorder_type": DISORDER_OF_SUB_EVENT.get(sub_event, DISORDER[event_type]),
        "event_type": record.schema.label("incidents.event_type", event_type, ENGLISH),
        "sub_event_type": record.schema.label("incidents.sub_event_type", sub_event, ENGLISH),
        **_actors(record, sides),
        "civilian_targeting": "Civilian targeting" if _targets_civilians(record, event_type, sides[1]) else "",
        "iso": SYRIA_ISO,
        "region": "Middle East",
        "country": "Syria",
        "admin1": governorate(record, incident, lost),
        "location": record.places.loc[incident["place_id"], "name_en"],
        "latitude": incident["latitude"],
        "longitude": incident["longitude"],
        "geo_precision": _geo_precision(incident, lost),
        "source": source,
        "notes": incident["summary_en"],
        "fatalities": fatalities(incident, lost),
    }


def _date(incident: pd.Series, lost: Counter[str]) -> tuple[pd.Timestamp, int]:
    """Return the day and ACLED's time_precision: 1 the day, 2 within a week, 3 longer; spans by their midpoint."""
    start, end = incident["date_start"], incident["date_end"]
    days = (end - start).days + 1
    if days == 1:
        return start, 1
    lost["date_span"] += 1
    middle = start + pd.Timedelta(days=(days - 1) // 2)
    return middle, 2 if days <= WEEK_DAYS and incident["date_precision"] != "month" else 3


def _geo_precision(incident: pd.Series, lost: Counter[str]) -> int:
    """Return ACLED's geo_precision: 1 named place, 2 near one, 3 larger region."""
    precision = str(incident["geo_precision"])
    lost["place_area"] += precision != "1"
    return {"1": 1, "2": 2}.get(precision, 3)


def sides_of(record: Record, incident: pd.Series, lost: Counter[str]) -> tuple[list[str], list[str]]:
    """Return the actors who initiated and those who were the target."""
    sides = [
        [code for code in str(incident[name]).split(SEPARATOR) if code in record.actors.index]
        for name in ("initiators", "targets")
    ]
    lost["several_actors"] += any(len(side) > 1 for side in sides)
    return sides[0], sides[1]


def _actors(record: Record, sides: tuple[list[str], list[str]]) -> dict[str, str]:
    """Return actors, associates, kinds and interaction: "Rebel group-Civilians", or "Rebel group only"."""
    cells, kinds = {}, []
    for number, side in enumerate(sides, start=1):
        names = [str(record.actors.loc[code, "name_en"]) for code in side]
        kind = record.schema.label("actors.kind", str(record.actors.loc[side[0], "kind"]), ENGLISH) if side else ""
        cells[f"actor{number}"] = names[0] if names else ""
        cells[f"assoc_actor_{number}"] = "; ".join(names[1:])
        cells[f"inter{number}"] = kind
        kinds.append(kind)
    known = [kind for kind in kinds if kind]
    cells["interaction"] = "-".join(known) if len(known) == len(sides) else "".join(f"{kind} only" for kind in known)
    return cells


def _targets_civilians(record: Record, event_type: str, targets: list[str]) -> bool:
    civilians = any(record.actors.loc[code, "kind"] == "civilians" for code in targets)
    return civilians and event_type in {"violence-against-civilians", "explosions-remote-violence", "riots"}


def governorate(record: Record, incident: pd.Series, lost: Counter[str]) -> str:
    """Return the governorate: the first one reported, or else the one in which the place lies."""
    held = incident["governorates"]
    held = record.places.loc[incident["place_id"], "governorates"] if pd.isna(held) or not held else held
    pcodes = [] if pd.isna(held) else str(held).split(SEPARATOR)
    lost["several_governorates"] += len(pcodes) > 1
    return record.governorate_name(pcodes[0], ENGLISH) if pcodes else ""


def fatalities(incident: pd.Series, lost: Counter[str]) -> int:
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
