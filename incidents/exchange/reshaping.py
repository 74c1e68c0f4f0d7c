"""What the shapes of other data sets ask of an incident alike: whether it has a row, its sides, its governorate."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from geodata.cells import parts_of
from incidents.language import ENGLISH
from incidents.record.record import Record
from incidents.selection.selection import Selection

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


Sides = tuple[list[str], list[str]]  # the actors who initiated, and those who were the target


def sides_by_incident(selection: Selection) -> dict[str, Sides]:
    """Return both sides of each incident, their actors in the order of the table: the first is the one that counts."""
    roles = selection.record.roles_of(selection.incidents["incident_id"].tolist())
    found: dict[str, Sides] = {}
    for incident_id, actor, role in zip(roles["incident_id"], roles["actor_id"], roles["role"], strict=True):
        both = found.setdefault(str(incident_id), ([], []))
        if role in {"initiator", "target"}:
            both[role == "target"].append(str(actor))
    return found


def sides_of(sides: Mapping[str, Sides], incident: pd.Series, lost: Lost) -> Sides:
    """Return the actors who initiated and those who were the target."""
    both = sides.get(str(incident["incident_id"]), ([], []))
    lost["several_actors"] += any(len(side) > 1 for side in both)
    return both


def governorate_of(record: Record, incident: pd.Series, lost: Lost) -> str:
    """Return the governorate: the first one reported, or else the one in which the place lies."""
    held = incident["governorates"]
    held = record.places.loc[incident["place_id"], "governorates"] if pd.isna(held) or not held else held
    pcodes = parts_of(held)
    lost["several_governorates"] += len(pcodes) > 1
    return record.governorate_name(pcodes[0], ENGLISH) if pcodes else ""
