"""What leaves in a foreign shape and comes back is the same but for what the report of losses says; and the traps."""

import csv
import datetime as dt
import io

import pytest

from incidents.checks import read_sound
from incidents.exchange.acled import selection_to_acled
from incidents.exchange.formats import EXPORTS
from incidents.exchange.intake.importing import read_as_record
from incidents.exchange.intake.opened import open_content
from incidents.exchange.intake.shapes import known_headings
from incidents.exchange.ucdp import selection_to_ucdp
from incidents.selection.selection import select
from incidents.views.incident_card import draw_card
from tests.conftest import AR, EN
from tests.incidents.exchange.test_intake import TODAY, reasons, record_of
from tests.incidents.opening import open_everything

ACLED_ROW = {
    "event_id_cnty": "SYR100", "event_date": "2020-05-07", "year": "2020", "time_precision": "1",
    "event_type": "Battles", "sub_event_type": "Armed clash", "actor1": "Islamic State (Syria)", "assoc_actor_1": "",
    "inter1": "2", "actor2": "Military Forces of Syria", "assoc_actor_2": "", "inter2": "1", "country": "Syria",
    "admin1": "Deir-ez-Zor", "admin2": "Deir-ez-Zor", "location": "Ash Shula", "latitude": "35.1772",
    "longitude": "39.8457", "geo_precision": "2", "source": "SOHR; Liveuamap", "notes": "Made up: 11 killed.",
    "fatalities": "11", "timestamp": "1589243119",
}  # fmt: skip
UCDP_ROW = {
    "id": "900", "type_of_violence": "1", "dyad_name": "Government of Syria - IS", "side_a": "Government of Syria",
    "side_b": "IS", "source_article": '"SOHR,2016-01-10,Made up; a headline";"Reuters, Beirut,2016-01-11,Another"',
    "source_office": "SOHR;Reuters", "where_prec": "1", "where_coordinates": "Abu Example town",
    "adm_1": "Homs governorate", "latitude": "34.5", "longitude": "38.3", "country": "Syria", "date_prec": "1",
    "date_start": "2016-01-10", "date_end": "2016-01-10", "deaths_a": "20", "deaths_b": "122", "deaths_civilians": "0",
    "deaths_unknown": "0", "low": "142", "best": "142", "high": "142",
}  # fmt: skip
AIRWARS_ROW = {
    "code": "R1", "date": "2016-06-23", "date_end": "", "loc_en": "Al Example", "loc_ar": "المثال", "region": "Raqqa",
    "gov": "Ar Raqqah", "lat": "35.962612", "lon": "39.004161", "acc": "exact_location",
    "bell": "U.S.-led Coalition, Russian Military", "grade": "Contested, Discounted", "strike": "Airstrike",
    "kmin": "2", "kmax": "", "imin": "0", "imax": "0", "victims": "A Name",
}  # fmt: skip


def sheet(row, *changes):
    """Write a row, and one more for each set of changes."""
    out = io.StringIO()
    writer = csv.DictWriter(out, row)
    writer.writeheader()
    writer.writerows([row | change for change in changes or ({},)])
    return out.getvalue().encode()


def read(row, *changes):
    return read_as_record(open_content("file.csv", sheet(row, *changes), known_headings()), today=TODAY)


def rows_of(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.fixture(scope="module")
def acled(tmp_path_factory):
    """Import three events of ACLED's shape: as it is, with deaths that are 0, with an associate and a week."""
    found = read(
        ACLED_ROW, {},
        {"event_id_cnty": "SYR101", "fatalities": "0", "geo_precision": "3", "source": "SOHR"},
        {"event_id_cnty": "SYR102", "time_precision": "2", "assoc_actor_1": "A Militia", "source": "SOHR"},
    )  # fmt: skip
    return record_of(found, tmp_path_factory.mktemp("acled"))


def test_acled_comes_back_but_for_what_the_report_says(acled):
    made = selection_to_acled(select(acled), EN)
    back = {row["event_id_cnty"]: row for row in rows_of(made.content)}
    first = back["SYR100"]
    kept = set(ACLED_ROW) - {"inter1", "inter2", "admin2", "timestamp", "event_id_cnty"}
    assert {name: first[name] for name in kept} == {name: ACLED_ROW[name] for name in kept}
    assert (back["SYR102"]["actor1"], back["SYR102"]["assoc_actor_1"]) == ("Islamic State (Syria)", "A Militia")
    assert (back["SYR102"]["event_date"], back["SYR102"]["time_precision"]) == ("2020-05-07", "2")
    assert back["SYR101"]["fatalities"] == "0"
    report = made.report
    for sentence in ("1 incident whose dead are not reported is written as 0.", "several actors", "a span of days",
                     "districts, the scale of sources and codes of other datasets stay empty"):  # fmt: skip
        assert sentence in report
    assert "left out" not in report
    again = read_as_record(open_content("again.csv", made.content, known_headings()), today=TODAY)
    assert (again.mapping.kind, again.kept, again.gone) == ("acled", 3, 0)


def test_ucdp_comes_back_but_for_what_the_report_says(tmp_path):
    record = record_of(read(UCDP_ROW), tmp_path)
    made = selection_to_ucdp(select(record), EN)
    [back] = rows_of(made.content)
    kept = ("id", "type_of_violence", "dyad_name", "side_a", "side_b", "where_prec", "where_coordinates", "latitude",
            "longitude", "date_prec", "date_start", "date_end", "low", "best", "high", "adm_1")  # fmt: skip
    assert {name: back[name] for name in kept} == {name: UCDP_ROW[name] for name in kept}
    assert [source["publisher"] for _id, source in record.sources.iterrows()] == ["UCDP", "SOHR", "Reuters, Beirut"]


def test_acled_is_read_with_its_traps(acled):
    incidents = acled.incidents.set_index("incident_id")
    assert incidents.loc["SYR100", ["killed_low", "killed_high", "origins"]].tolist() == [11, 11, 2]
    assert incidents.loc["SYR101", ["killed_high", "geo_precision"]].isna().tolist() == [True, False]
    assert acled.places.loc[incidents.loc["SYR101", "place_id"], "kind"] == "area"
    assert acled.places.loc[incidents.loc["SYR100", "place_id"], "adm2_pcode"] == "SY0901"
    assert incidents["tactic"].isna().all()
    assert incidents["kind"].astype("str").unique().tolist() == ["attack"]
    assert str(incidents.loc["SYR102", "date_start"])[:10] == "2020-05-04"
    assert not acled.claims["measure"].isin(["killed_is"]).any()


@pytest.mark.parametrize(("changes", "role", "high"), [
    ({"fatalities": "10", "notes": "Unknown fatalities coded as 10."}, "party", None),
    ({"fatalities": "0", "notes": "A clash. No fatalities."}, "party", 0),
    ({"fatalities": "0", "notes": "No fatalities were reported."}, "party", None),
    ({"actor1": "Rebels", "assoc_actor_2": "Islamic State (Syria)"}, "associate", 11),
    ({"actor1": "Rebels", "notes": "Islamic State (IS) claimed it."}, "mentioned", 11),
    ({"actor1": "Rebels"}, "not-involved", 11),
    ({"actor1": "", "actor2": ""}, "not-said", 11),
])  # fmt: skip
def test_acled_gives_no_figure_and_no_role_that_it_does_not_give(changes, role, high):
    found = read(ACLED_ROW, changes)
    assert found.events.rows["is_role"].tolist() == [role]
    assert found.events.figures["value"].tolist() == ([] if high is None else [high])


def test_acled_of_another_country_is_left_out_and_a_year_0025_is_mended_by_its_column():
    found = read(ACLED_ROW, {"country": "Iraq"}, {"event_id_cnty": "b", "event_date": "0025-05-02", "year": "2025"})
    assert reasons(found) == [(2, "Not in Syria.")]
    assert str(found.events.rows["date_start"].iloc[0])[:10] == "2025-05-02"


def test_terms_go_with_acled_wherever_it_goes(acled, tmp_path):
    assert "Not for redistribution" in acled.schema.redistribution(EN)
    for code, export in EXPORTS.items():
        made = export.make(select(acled), EN)
        said = made.content + made.report.encode()
        if code not in {"xlsx", "gpkg", "parquet"}:
            assert b"Not for redistribution" in said, code
        assert b"ISIS-related" not in said, code


def test_the_arabic_card_says_in_which_language_a_text_is(acled):
    card = draw_card(acled, "SYR100", AR)
    assert '<span lang="en" dir="ltr">Made up: 11 killed.</span>' in card
    assert "English" in card
    assert 'dir="ltr">Made up' not in draw_card(acled, "SYR100", EN)


@pytest.mark.parametrize(("changes", "expected"), [
    ({"low": "177", "high": "177"}, {"killed_low": 142, "killed_high": 177, "in_totals": True}),
    ({"date_prec": "5", "date_end": "2016-12-31"}, {"killed_high": 142, "in_totals": False}),
    ({"where_prec": "4"}, {"place_id": "gov-sy04", "geo_precision": "3"}),
    ({"where_prec": "6", "where_coordinates": "Syria", "adm_1": "", "latitude": "35", "longitude": "38"},
     {"place_id": "syria", "geo_precision": "0", "located": False}),
    ({"adm_1": ""}, {"governorates": "SY04"}),
    ({"side_b": "Syrian insurgents", "source_article": '"SOHR,2016-01-10,IS denies it"'}, {"is_role": "mentioned"}),
    ({"type_of_violence": "3", "side_b": "Civilians"}, {"kind": "assassination", "is_role": "not-involved"}),
    ({"id": "900.0", "type_of_violence": "1.0"}, {"incident_id": "900", "event_type": "state-based-conflict"}),
])  # fmt: skip
def test_ucdp_is_read_with_its_traps(changes, expected, tmp_path):
    record = record_of(read(UCDP_ROW, changes), tmp_path)
    incident = record.incidents.iloc[0]
    got = incident.to_dict() | {"located": bool(incident["latitude"] == incident["latitude"])}
    assert {name: got[name] for name in expected} == expected


def test_airwars_accuses_coarsens_and_never_names_a_victim(tmp_path):
    again = {"code": "R1", "date": "2016-06-24", "acc": "village", "kmin": "", "kmax": "3"}
    found = read(AIRWARS_ROW, {}, again)
    record = record_of(found, tmp_path)
    assert record.incidents["incident_id"].tolist() == ["R1-1", "R1-2"]
    first = record.incidents.iloc[0]
    assert (first["latitude"], first["longitude"]) == (35.96, 39.0)
    assert first["is_role"] == "not-said"
    assert record.incidents[["killed_low", "killed_high"]].iloc[1].tolist()[1] == 3
    assert record.schema.label("incident_actors.role", "initiator", EN) == "Accused"
    assert sorted(record.actors["name_en"]) == ["Russian Military", "U.S.-led Coalition"]
    assert not any(b"A Name" in content for _name, content in found.files(EN))
    assert record.places.loc[first["place_id"], "name_ar"] == "المثال"


@pytest.mark.parametrize("name", [
    "Dar'a", "As-Sweida", "Idleb", "Al-Hasakeh", "Rural Damascus", "Deir-ez-Zor", "Ar-Raqqa", "Quneitra", "Lattakia",
    "Tartous", "Homs governorate", "Deir ez Zor Governorate", "Al Hassakah", "Hasaka", "Raqqah", "Deir Ezzor",
    "دير الزور", "محافظة حلب", "Damascus", "Hama",
])  # fmt: skip
def test_governorates_are_known_as_the_data_sets_write_them(name):
    found = read(ACLED_ROW, {"admin1": name})
    assert [said for _row, said in reasons(found, "cell")] == []


def test_today_is_the_last_day_that_a_record_may_cover():
    found = read(ACLED_ROW, {"event_date": "2026-11-27", "year": "2026", "time_precision": "3"})
    assert found.events.rows["date_end"].iloc[0] <= dt.datetime(2026, 11, 27)  # noqa: DTZ001 - a day


@pytest.mark.always
@pytest.mark.parametrize(("rows", "lang"), [
    ((ACLED_ROW, {}, {"event_id_cnty": "b", "geo_precision": "3", "actor2": "", "source": ""}), EN),
    ((UCDP_ROW, {}, {"id": "2", "where_prec": "6"}, {"id": "3", "date_prec": "5", "date_end": "2016-12-31"}), AR),
    ((AIRWARS_ROW, {}, {"code": "x y/ü", "date": "1970-01-01", "lat": "", "lon": "", "gov": "", "region": ""}), AR),
], ids=["acled", "ucdp", "airwars"])  # fmt: skip
def test_what_was_imported_opens_in_every_view_and_format(rows, lang, tmp_path):
    found = read(*rows)
    record_of(found, tmp_path)
    record = open_everything(read_sound(tmp_path), [lang], ())
    assert len(record) == len(rows) - 1
    assert record.schema.file_stem == f"{found.shape.kind.removesuffix('-ged')}-syria"
