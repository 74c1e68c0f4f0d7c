"""What a schema cannot say of the record: one small rule per sentence of the codebook, all of them always run."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator

from incidents.checks.schema import Row, Tables
from incidents.language import N_
from incidents.record.problem import Problem
from incidents.record.vocabulary import SEPARATOR, TEXT_MEASURES

# The reports place al-Safa in As-Suwayda, OCHA's boundary in Rif Dimashq: places whose reports may name another
# governorate than the gazetteer does.
GOVERNORATE_EXCEPTIONS = frozenset({"al-safa"})
NO_PRECISION = "0"


def _at(table: str, number: int, row: Row, column: str, sentence: str, **details: str) -> Problem:
    return Problem(f"{table}.csv", number, column, row[column], sentence, details)


def _held(cell: str) -> list[str]:
    return cell.split(SEPARATOR) if cell else []


def _day(cell: str) -> dt.date | None:
    """Read an ISO day; None where the schema's check has already said what is wrong."""
    try:
        return dt.date.fromisoformat(cell) if len(cell) == len("2025-05-17") else None
    except ValueError:
        return None


def _number(cell: str) -> float | None:
    try:
        return float(cell) if cell else None
    except ValueError:
        return None


def dates_agree_with_precision(tables: Tables) -> Iterator[Problem]:
    """Hold dates against precision: a day is one day, a range ends later, a month is one, only unknown may be empty."""
    for number, row in tables["incidents"]:
        precision, start, end = row["date_precision"], _day(row["date_start"]), _day(row["date_end"])
        if precision != "unknown" and not (row["date_start"] and row["date_end"]):
            yield _at("incidents", number, row, "date_start", N_("Only an unknown date may be empty."))
        if start is None or end is None:
            continue
        if start > end:
            yield _at("incidents", number, row, "date_end", N_("The incident ends before it starts."))
        elif precision == "day" and start != end:
            yield _at("incidents", number, row, "date_end", N_("The precision is a day, but the dates differ."))
        elif precision == "range" and start == end:
            yield _at("incidents", number, row, "date_end", N_("The precision is a range, but it is one day."))
        elif precision == "month" and (start.year, start.month) != (end.year, end.month):
            yield _at("incidents", number, row, "date_end", N_("The precision is a month, but the dates lie in two."))


def sub_event_belongs_to_event_type(tables: Tables) -> Iterator[Problem]:
    """Hold the sub-event type against the event types under which ACLED's codebook has it."""
    if tables.schema is None:
        return
    known = tables.schema.codes("incidents.sub_event_type")
    for number, row in tables["incidents"]:
        code = known.get(row["sub_event_type"])
        if (
            code
            and row["event_type"] in tables.schema.codes("incidents.event_type")
            and row["event_type"] not in code.groups
        ):
            yield _at("incidents", number, row, "sub_event_type", N_("Not a kind of {event}."), event=row["event_type"])


def places_are_in_the_gazetteer(tables: Tables) -> Iterator[Problem]:
    """Look up every place of an incident in the gazetteer."""
    known = {row["place_id"] for _number, row in tables["gazetteer"]}
    for number, row in tables["incidents"]:
        for column in ("place_id", "other_place_ids"):
            for place_id in _held(row[column]):
                if known and place_id not in known:  # a missing gazetteer is one problem, not one per incident
                    yield _at("incidents", number, row, column, N_("{place} is not in the gazetteer."), place=place_id)


def places_lie_in_reported_governorate(tables: Tables) -> Iterator[Problem]:
    """Hold the place against the governorates that the sources name; listed exceptions may differ."""
    governorates = {row["place_id"]: set(_held(row["governorates"])) for _number, row in tables["gazetteer"]}
    for number, row in tables["incidents"]:
        reported = set(_held(row["governorates"]))
        for place_id in _held(row["place_id"]):
            lies_in = governorates.get(place_id, set())
            elsewhere = reported and lies_in and not reported & lies_in
            if elsewhere and place_id not in GOVERNORATE_EXCEPTIONS:
                sentence = N_("The place {place} lies in {governorates}.")
                yield _at(
                    "incidents", number, row, "governorates", sentence, place=place_id, governorates=", ".join(lies_in)
                )


def precision_agrees_with_place(tables: Tables) -> Iterator[Problem]:
    """Find incidents that claim a precision without a place."""
    for number, row in tables["incidents"]:
        if not row["place_id"] and row["geo_precision"] != NO_PRECISION:
            yield _at("incidents", number, row, "geo_precision", N_("Without a place the precision is 0 (not stated)."))


def every_incident_has_a_sourced_claim(tables: Tables) -> Iterator[Problem]:
    """Find incidents of which no claim with a source speaks."""
    known = {row["source_id"] for _number, row in tables["sources"]}
    claimed = {row["incident_id"] for _number, row in tables["claims"] if row["source_id"] in known}
    for number, row in tables["incidents"]:
        # A table of claims or sources that is missing is one problem, not one per incident.
        if known and "claims" in tables and row["incident_id"] not in claimed:
            yield _at("incidents", number, row, "incident_id", N_("No claim with a source speaks of this incident."))


def related_incidents_exist(tables: Tables) -> Iterator[Problem]:
    """Look up related ids, which are other incidents of the record."""
    known = {row["incident_id"] for _number, row in tables["incidents"]}
    for number, row in tables["incidents"]:
        for other in _held(row["related"]):
            if other == row["incident_id"] or other not in known:
                sentence = N_("{incident} is not another incident of the record.")
                yield _at("incidents", number, row, "related", sentence, incident=other)


def claims_state_what_their_measure_asks(tables: Tables) -> Iterator[Problem]:
    """Hold each claim against its measure: a number or a text, never both; low ≤ value ≤ high."""
    for number, row in tables["claims"]:
        figures = [row[name] for name in ("value", "low", "high") if row[name]]
        if row["measure"] in TEXT_MEASURES:
            if figures or not row["text_en"]:
                yield _at("claims", number, row, "text_en", N_("This measure is stated by a text alone."))
        elif row["measure"] and (not figures or row["text_en"]):
            yield _at("claims", number, row, "value", N_("This measure is stated by a number, without a text."))
        order = [figure for figure in (_number(row[name]) for name in ("low", "value", "high")) if figure is not None]
        if order != sorted(order):
            yield _at("claims", number, row, "value", N_("The figure lies outside its own bounds."))


def claims_are_numbered_by_incident(tables: Tables) -> Iterator[Problem]:
    """Hold the id of a claim against its incident, with whose id it begins."""
    for number, row in tables["claims"]:
        if not row["claim_id"].startswith(f"{row['incident_id']}-"):
            yield _at(
                "claims", number, row, "claim_id", N_("Does not begin with the incident {id}."), id=row["incident_id"]
            )


def superseding_claims_correct_their_own(tables: Tables) -> Iterator[Problem]:
    """Follow each correction: same incident, measure and origin, and a chain that ends."""
    claims = {row["claim_id"]: row for _number, row in tables["claims"]}
    for number, row in tables["claims"]:
        later = claims.get(row["superseded_by"])
        if later is None:
            continue
        differing = [name for name in ("incident_id", "measure", "origin_id") if later[name] != row[name]]
        if differing:
            sentence = N_("The later claim differs in {columns}.")
            yield _at("claims", number, row, "superseded_by", sentence, columns=", ".join(differing))
        if not _ends(row, claims):
            yield _at("claims", number, row, "superseded_by", N_("The chain of corrections does not end."))


def _ends(row: Row, claims: dict[str, Row]) -> bool:
    seen = set()
    while row["superseded_by"] in claims:
        if row["claim_id"] in seen:
            return False
        seen.add(row["claim_id"])
        row = claims[row["superseded_by"]]
    return True


def publication_days_exist(tables: Tables) -> Iterator[Problem]:
    """Find days of publication that the calendar does not have."""
    for number, row in tables["sources"]:
        if len(row["published"]) == len("2025-05-17") and _day(row["published"]) is None:
            yield _at("sources", number, row, "published", N_("Not a day of the calendar, written YYYY-MM-DD."))


def positions_have_one_name(tables: Tables) -> Iterator[Problem]:
    """Find positions with two Arabic names: equal positions mean agreement, so spelling must not part them."""
    arabic: dict[tuple[str, str, str], Counter[str]] = {}
    for _number, row in tables["claims"]:
        if row["position_en"]:
            key = (row["incident_id"], row["measure"], row["position_en"])
            arabic.setdefault(key, Counter())[row["position_ar"]] += 1
    for number, row in tables["claims"]:
        names = arabic.get((row["incident_id"], row["measure"], row["position_en"]), Counter())
        if len(names) > 1 and row["position_ar"] != names.most_common(1)[0][0]:
            yield _at(
                "claims", number, row, "position_ar", N_("The same position has another name in Arabic elsewhere.")
            )


RULES: tuple[Callable[[Tables], Iterator[Problem]], ...] = (
    dates_agree_with_precision,
    sub_event_belongs_to_event_type,
    places_are_in_the_gazetteer,
    places_lie_in_reported_governorate,
    precision_agrees_with_place,
    every_incident_has_a_sourced_claim,
    related_incidents_exist,
    claims_state_what_their_measure_asks,
    claims_are_numbered_by_incident,
    superseding_claims_correct_their_own,
    publication_days_exist,
    positions_have_one_name,
)
