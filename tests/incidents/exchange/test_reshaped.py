from copy import deepcopy
from dataclasses import replace
from io import BytesIO

import pandas as pd
import pytest

from incidents.exchange import acled, ucdp
from incidents.record.schema import Schema
from incidents.selection.selection import select
from tests.conftest import EN, SCHEMA, a_claim, a_role, a_selection, an_incident


def rows(reshaped) -> pd.DataFrame:
    return pd.read_csv(BytesIO(reshaped.content), encoding="utf-8-sig")


def acled_of(**tables):
    return acled.selection_to_acled(a_selection(**tables), EN)


def ucdp_of(**tables):
    return ucdp.selection_to_ucdp(a_selection(**tables), EN)


def test_acled_has_its_columns_and_the_terms_of_its_codebook():
    table = rows(acled_of())
    assert tuple(table.columns) == acled.COLUMNS
    assert len(table.columns) == 31
    row = table.iloc[0]
    assert (row["event_type"], row["sub_event_type"]) == ("Battles", "Armed clash")
    assert (row["disorder_type"], row["inter1"], row["interaction"]) == (
        "Political violence",
        "Rebel group",
        "Rebel group only",
    )
    assert (row["country"], row["iso"], row["admin1"]) == ("Syria", 760, "Deir ez-Zor")


@pytest.mark.parametrize(
    ("claim", "deaths", "loss"),
    [
        ({"value": 3}, 3, None),
        ({"low": 2, "high": 5}, 2, "lowest figure"),
        ({"high": 5}, 0, "up to"),
        ({"measure": "arrested", "value": 1}, 0, "not reported"),
        ({"value": 0}, 0, None),
    ],
)
def test_acled_takes_the_lowest_figure_and_reports_what_it_hides(claim, deaths, loss):
    made = acled_of(claims=[a_claim(1, **claim)])
    assert rows(made).iloc[0]["fatalities"] == deaths
    assert (loss is None) or any(loss in sentence for sentence in made.losses)
    if loss is None:
        assert len(made.losses) == 1  # what every copy loses


@pytest.mark.parametrize(
    ("start", "end", "precision", "time_precision", "day"),
    [
        ("2025-05-17", "2025-05-17", "day", 1, "2025-05-17"),
        ("2025-05-17", "2025-05-19", "range", 2, "2025-05-18"),
        ("2025-05-01", "2025-05-31", "month", 3, "2025-05-16"),
    ],
)
def test_acled_writes_spans_by_their_middle(start, end, precision, time_precision, day):
    incident = an_incident(date_start=start, date_end=end, date_precision=precision)
    row = rows(acled_of(incidents=[incident])).iloc[0]
    assert (row["time_precision"], row["event_date"]) == (time_precision, day)


@pytest.mark.parametrize(("ours", "theirs"), [("1", 1), ("2", 2), ("3", 3)])
def test_acled_precision_of_places(ours, theirs):
    place = "gov-sy09" if ours == "3" else "deir-ez-zor"
    row = rows(acled_of(incidents=[an_incident(place_id=place, geo_precision=ours)])).iloc[0]
    assert row["geo_precision"] == theirs


def test_incidents_without_date_or_place_and_aggregates_are_left_out_and_counted():
    incidents = [
        an_incident(1, place_id="", geo_precision="0"),
        an_incident(2, tactic="aggregate-count"),
        an_incident(3),
    ]
    for made in (acled_of(incidents=incidents), ucdp_of(incidents=incidents)):
        assert len(rows(made)) == 1
        assert any("without a place" in sentence for sentence in made.losses)
        assert any("aggregate report" in sentence for sentence in made.losses)


def test_actors_beyond_the_first_are_associates():
    roles = [a_role(), a_role("sdf", "target"), a_role("asayish", "target")]
    row = rows(acled_of(roles=roles)).iloc[0]
    assert {row["actor2"], *str(row["assoc_actor_2"]).split("; ")} == {
        "Syrian Democratic Forces (SDF)",
        "Asayish (internal security of the AANES)",
    }
    assert row["interaction"] == "Rebel group-Rebel group"


def test_ucdp_has_its_columns():
    table = rows(ucdp_of())
    assert tuple(table.columns) == ucdp.COLUMNS
    assert len(table.columns) == 49


def test_ucdp_keeps_the_range_and_only_fatal_incidents():
    incidents = [an_incident(1), an_incident(2), an_incident(3)]
    claims = [a_claim(1, low=2, high=5), a_claim(2, value=0), a_claim(3, measure="arrested")]
    made = ucdp_of(incidents=incidents, claims=claims)
    (row,) = rows(made).to_dict("records")
    assert (row["low"], row["best"], row["high"]) == (2, 2, 5)
    assert any("2 incidents are left out because no account" in sentence for sentence in made.losses)


@pytest.mark.parametrize(
    ("targets", "violence", "side_a"),
    [
        (["interior-ministry"], 1, "Syrian General Security / Interior Ministry (since Dec 2024)"),
        (["sdf"], 2, "Islamic State (ISIS)"),
        (["civilians"], 3, "Islamic State (ISIS)"),
    ],
)
def test_ucdp_type_of_violence_and_its_side_a(targets, violence, side_a):
    row = rows(ucdp_of(roles=[a_role(), *(a_role(actor, "target") for actor in targets)])).iloc[0]
    assert (row["type_of_violence"], row["side_a"]) == (violence, side_a)


def test_ucdp_deaths_of_the_sides_add_up_to_best():
    claims = [
        a_claim(1, measure="killed_is", value=1),
        a_claim(1, measure="killed_security", value=2),
        a_claim(1, measure="killed_civilians", value=4),
    ]
    roles = [a_role(), a_role("interior-ministry", "target")]
    row = rows(ucdp_of(claims=claims, roles=roles)).iloc[0]
    assert (row["deaths_a"], row["deaths_b"], row["deaths_civilians"], row["deaths_unknown"]) == (2, 1, 4, 0)
    assert row["best"] == 7


def test_every_row_of_the_record_adds_up(record):
    table = rows(ucdp.selection_to_ucdp(select(record), EN))
    parts = table[["deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"]]
    assert (parts >= 0).all().all()
    assert (parts.sum(axis=1) == table["best"]).all()
    assert (table["low"] <= table["high"]).all()
    assert table["priogrid_gid"].between(176_000, 185_000).all()


def test_contested_accounts_are_named_as_lost(record, lang):
    for reshape in (acled.selection_to_acled, ucdp.selection_to_ucdp):
        made = reshape(select(record), lang)
        assert made.report.count("\n") == len(made.losses) > 5


def with_codes(selection, field, *categories):
    """Return the selection of a record whose closed list has other codes."""
    table, column = field.split(".")
    descriptor = deepcopy(selection.record.schema.descriptor)
    fields = next(held for held in descriptor["resources"] if held["name"] == table)["schema"]["fields"]
    next(held for held in fields if held["name"] == column)["categories"] = list(categories)
    tables = replace(selection.record.tables, schema=Schema(descriptor))
    return replace(selection, record=replace(selection.record, tables=tables))


def test_disorder_types_come_with_the_schema_and_a_type_without_one_has_none():
    codes = SCHEMA.codes("incidents.event_type")
    assert all(code.texts["disorder_type"] for code in codes.values())
    assert acled.disorder_type(SCHEMA, "protests", "excessive-force-against-protesters") == (
        "Political violence; Demonstrations"
    )
    assert acled.disorder_type(SCHEMA, "riots", "mob-violence") == "Political violence"
    assert acled.disorder_type(SCHEMA, "riots", "violent-demonstration") == "Demonstrations"
    new = with_codes(a_selection(), "incidents.event_type", {"value": "battles", "label": "Sieges"})
    row = rows(acled.selection_to_acled(new, EN)).iloc[0]
    assert row["event_type"] == "Sieges"
    assert pd.isna(row["disorder_type"])


def test_deaths_of_sides_that_the_schema_does_not_tell_apart_are_unknown():
    claims = [a_claim(measure="killed_is", value=1), a_claim(measure="killed_civilians", value=2)]
    selection = a_selection(claims=claims, roles=[a_role(), a_role("sdf", "target")])
    told = rows(ucdp.selection_to_ucdp(selection, EN)).iloc[0]
    assert (told["deaths_a"], told["deaths_civilians"], told["deaths_unknown"]) == (1, 2, 0)
    silent = [
        {name: text for name, text in code.texts.items() if name != "actor"}
        for code in SCHEMA.codes("claims.measure").values()
    ]
    untold = rows(ucdp.selection_to_ucdp(with_codes(selection, "claims.measure", *silent), EN)).iloc[0]
    assert (untold["deaths_a"], untold["deaths_civilians"], untold["deaths_unknown"]) == (0, 2, 1)


@pytest.mark.parametrize(
    ("ids", "numbers"), [(["X-7", "X-9"], [7, 9]), (["X-a", "X-9"], [1, 2]), (["X-1", "Y-1"], [1, 2])]
)
def test_ucdp_ids_are_numbers_whatever_the_ids_of_the_record(ids, numbers):
    incidents = [an_incident(incident_id=incident_id) for incident_id in ids]
    claims = [a_claim(incident_id=incident_id) for incident_id in ids]
    assert sorted(rows(ucdp_of(incidents=incidents, claims=claims))["id"]) == numbers
