"""What the shapes of other data sets ask of an incident alike: whether it has a row, its sides, its governorate."""

from collections import Counter

import pandas as pd

from incidents.language import ENGLISH
from incidents.phrases.citations import publisher
from incidents.record.record import Record
from incidents.record.vocabulary import SEPARATOR

COUNTRY, REGION = "Syria", "Middle East"  # where the gazetteer lies, as both data sets name it

Lost = Counter[str]  # kind of loss (see ``losses``) → incidents


def is_kept(incident: pd.Series, lost: Lost) -> bool:
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


def sides_of(record: Record, incident: pd.Series, lost: Lost) -> tuple[list[str], list[str]]:
    """Return the actors who initiated and those who were the target."""
    sides = [
        [code for code in str(incident[name]).split(SEPARATOR) if code in record.actors.index]
        for name in ("initiators", "targets")
    ]
    lost["several_actors"] += any(len(side) > 1 for side in sides)
    return sides[0], sides[1]


def kinds_of(record: Record, side: list[str]) -> set[str]:
    """Return the kinds of the actors on a side."""
    return {str(record.actors.loc[code, "kind"]) for code in side}


def governorate_of(record: Record, incident: pd.Series, lost: Lost) -> str:
    """Return the governorate: the first one reported, or else the one in which the place lies."""
    held = incident["governorates"]
    held = record.places.loc[incident["place_id"], "governorates"] if pd.isna(held) or not held else held
    pcodes = [] if pd.isna(held) else str(held).split(SEPARATOR)
    lost["several_governorates"] += len(pcodes) > 1
    return record.governorate_name(pcodes[0], ENGLISH) if pcodes else ""


def publishers(sources: pd.DataFrame) -> str:
    """Name the publishers of some sources, each once, joined as both data sets join them."""
    return "; ".join(dict.fromkeys(publisher(source, ENGLISH) for _id, source in sources.iterrows()))


def sources_by_incident(record: Record, claims: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return per incident the sources of its claims, in the order in which they are first cited."""
    cited = claims.groupby(claims["incident_id"].astype("str"), sort=False)["source_id"]
    return {str(incident_id): record.sources.loc[ids.unique()] for incident_id, ids in cited}
