"""What the shapes of other data sets ask of an incident alike: whether it has a row, its sides, its governorate."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from geodata.cells import parts_of
from incidents.language import ENGLISH
from incidents.record.record import Record

COUNTRY, REGION = "Syria", "Middle East"  # where the gazetteer lies, as both data sets name it

BETWEEN = "; "  # between the names or addresses of one cell, as both data sets write them

Lost = Counter[str]  # kind of loss (see ``losses``) → incidents


@dataclass(frozen=True)
class Names:
    """Who and what a record names, in English: actors and their kinds, publishers of sources, by their ids."""

    actors: Mapping[str, str]
    kinds: Mapping[str, str]
    publishers: Mapping[str, str]

    def kinds_of(self, side: list[str]) -> set[str]:
        """Return the kinds of the actors on a side."""
        return {self.kinds[actor] for actor in side}

    def publishers_of(self, source_ids: list[str]) -> str:
        """Name the publishers of some sources, each once."""
        return BETWEEN.join(dict.fromkeys(self.publishers[source] for source in source_ids))


def names_of(record: Record) -> Names:
    """Return what a record names."""
    actors, publishers = ENGLISH.column(record.actors, "name"), ENGLISH.column(record.sources, "publisher")
    return Names(
        *({str(key): str(name) for key, name in held.items()} for held in (actors, record.actors["kind"], publishers))
    )


def cited_by_incident(claims: pd.DataFrame) -> dict[str, list[str]]:
    """Return per incident the ids of the sources of its claims, in the order in which they are first cited."""
    cited = claims[["incident_id", "source_id"]].astype("str").drop_duplicates()
    return {str(incident): ids.tolist() for incident, ids in cited.groupby("incident_id", sort=False)["source_id"]}


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


def sides_of(names: Names, incident: pd.Series, lost: Lost) -> tuple[list[str], list[str]]:
    """Return the actors who initiated and those who were the target."""
    sides = [[code for code in parts_of(incident[name]) if code in names.actors] for name in ("initiators", "targets")]
    lost["several_actors"] += any(len(side) > 1 for side in sides)
    return sides[0], sides[1]


def governorate_of(record: Record, incident: pd.Series, lost: Lost) -> str:
    """Return the governorate: the first one reported, or else the one in which the place lies."""
    held = incident["governorates"]
    held = record.places.loc[incident["place_id"], "governorates"] if pd.isna(held) or not held else held
    pcodes = parts_of(held)
    lost["several_governorates"] += len(pcodes) > 1
    return record.governorate_name(pcodes[0], ENGLISH) if pcodes else ""
