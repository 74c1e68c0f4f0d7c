"""What a schema cannot say of the record: one small rule per sentence of the codebook, all of them always run.

A rule asks whole columns, so that it is the same for a table written by hand and for a million rows.
"""

from collections.abc import Callable, Iterator
from itertools import chain

from incidents.checks.rules.claims import (
    claims_are_numbered_by_incident,
    claims_state_what_their_measure_asks,
    positions_have_one_name,
    superseding_claims_correct_their_own,
)
from incidents.checks.rules.dates import (
    dates_agree_with_precision,
    incidents_lie_within_the_coverage,
    nothing_is_dated_in_the_future,
    publication_days_exist,
    tallies_end_after_they_begin,
)
from incidents.checks.rules.history import edits_can_be_undone
from incidents.checks.rules.incidents import (
    every_incident_has_a_sourced_claim,
    nothing_is_listed_twice,
    related_incidents_exist,
    sub_event_belongs_to_event_type,
    texts_stand_in_some_language,
)
from incidents.checks.rules.places import (
    every_governorate_has_a_row,
    places_are_in_the_gazetteer,
    places_lie_in_reported_governorate,
    points_lie_in_their_governorate,
    precision_agrees_with_place,
)
from incidents.checks.tables import Tables
from incidents.record.problem import Problem
from incidents.record.side_by_side import side_by_side

Rule = Callable[[Tables], Iterator[Problem]]

# Each rule with the tables that it asks: where one cannot be read, that is one problem, and not one per row of another.
RULES: dict[Rule, tuple[str, ...]] = {
    dates_agree_with_precision: ("incidents",),
    incidents_lie_within_the_coverage: ("incidents",),
    nothing_is_dated_in_the_future: (),
    publication_days_exist: ("sources",),
    tallies_end_after_they_begin: (),
    sub_event_belongs_to_event_type: ("incidents",),
    places_are_in_the_gazetteer: ("incidents",),
    places_lie_in_reported_governorate: ("incidents",),
    precision_agrees_with_place: ("incidents",),
    every_incident_has_a_sourced_claim: ("incidents", "claims", "sources"),
    related_incidents_exist: ("incidents",),
    nothing_is_listed_twice: (),
    texts_stand_in_some_language: (),
    claims_state_what_their_measure_asks: ("claims",),
    claims_are_numbered_by_incident: ("claims",),
    superseding_claims_correct_their_own: ("claims",),
    positions_have_one_name: ("claims",),
    points_lie_in_their_governorate: (),
    every_governorate_has_a_row: (),
    edits_can_be_undone: (),
}


def find_rule_problems(tables: Tables) -> Iterator[Problem]:
    """Run every rule whose tables could be read."""
    asked = [rule for rule, names in RULES.items() if all(name in tables for name in names)]
    rows = max(map(len, tables.held.values()), default=0)
    yield from chain.from_iterable(side_by_side(lambda rule: list(rule(tables)), asked, rows))
