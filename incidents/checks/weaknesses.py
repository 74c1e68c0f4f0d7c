"""What weakens the record without making it wrong: listed by the checks, never hidden."""

from collections.abc import Callable, Iterator

from incidents.checks.schema import Tables
from incidents.language import N_
from incidents.record.problem import Problem
from incidents.record.vocabulary import UNATTRIBUTED


def _origins(tables: Tables) -> dict[str, set[str]]:
    origins: dict[str, set[str]] = {}
    for _number, row in tables["claims"]:
        origins.setdefault(row["incident_id"], set()).add(row["origin_id"])
    return origins


def incidents_of_one_origin(tables: Tables) -> Iterator[Problem]:
    """Find incidents that one party alone tells of, whatever the number of outlets."""
    origins = _origins(tables)
    for number, row in tables["incidents"]:
        if len(origins.get(row["incident_id"], set()) - {UNATTRIBUTED}) == 1:
            yield Problem("incidents.csv", number, "incident_id", row["incident_id"], N_("Rests on one origin alone."))


def incidents_of_nobody(tables: Tables) -> Iterator[Problem]:
    """Find incidents of which every account leaves open who says so."""
    origins = _origins(tables)
    for number, row in tables["incidents"]:
        if origins.get(row["incident_id"]) == {UNATTRIBUTED}:
            yield Problem(
                "incidents.csv", number, "incident_id", row["incident_id"], N_("Nobody is named as saying so.")
            )


def incidents_at_unverified_places(tables: Tables) -> Iterator[Problem]:
    """Find incidents at places on which fewer than two independent lists agree."""
    unverified = {row["place_id"] for _number, row in tables["gazetteer"] if row["verified"] == "no"}
    for number, row in tables["incidents"]:
        if row["place_id"] in unverified:
            sentence = N_("Its place is not verified by two independent lists.")
            yield Problem("incidents.csv", number, "place_id", row["place_id"], sentence)


def sources_without_date(tables: Tables) -> Iterator[Problem]:
    """Find pages whose day of publication is not known."""
    for number, row in tables["sources"]:
        if not row["published"]:
            yield Problem("sources.csv", number, "published", row["source_id"], N_("The source has no date."))


def sources_without_address(tables: Tables) -> Iterator[Problem]:
    """Find documents that a reader cannot open."""
    for number, row in tables["sources"]:
        if not row["url"]:
            yield Problem("sources.csv", number, "url", row["source_id"], N_("The source has no address."))


def texts_in_one_language(tables: Tables) -> Iterator[Problem]:
    """Find texts that lack their other language."""
    pairs = {"incidents": ("date_note", "location_note"), "claims": ("text", "position", "note")}
    for table, names in pairs.items():
        for number, row in tables[table]:
            for name in names:
                for given, missing in ((f"{name}_en", f"{name}_ar"), (f"{name}_ar", f"{name}_en")):
                    if row[given] and not row[missing]:
                        yield Problem(f"{table}.csv", number, missing, row[given], N_("Stands in one language only."))


WEAKNESSES: tuple[Callable[[Tables], Iterator[Problem]], ...] = (
    incidents_of_one_origin,
    incidents_of_nobody,
    incidents_at_unverified_places,
    sources_without_date,
    sources_without_address,
    texts_in_one_language,
)
