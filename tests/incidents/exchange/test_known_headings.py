"""Files as their publishers head them are known at sight; all rows here are made up."""

import csv
import io

import pytest

from incidents.exchange.intake.shapes import SHAPES
from tests.incidents.exchange.test_intake import read, reasons

# Headings of a publisher → one row of it that never was: what is not said is empty.
UCDP = {
    "id": "900", "relid": "SYR-2016-1-1", "year": "2016", "active_year": "1", "type_of_violence": "1",
    "conflict_new_id": "1", "dyad_name": "Government of Syria - IS", "side_a": "Government of Syria", "side_b": "IS",
    "source_article": '"SOHR,2016-01-10,A headline"', "where_prec": "1", "where_coordinates": "Example town",
    "adm_1": "Homs governorate", "latitude": "34.5", "longitude": "38.3", "geom_wkt": "POINT (38.3 34.5)",
    "country": "Syria", "date_prec": "1", "date_start": "2016-01-10 00:00:00.000",
    "date_end": "2016-01-10 00:00:00.000", "best": "3", "low": "3", "high": "3",
}  # fmt: skip
ACLED = {
    "event_id_cnty": "SYR1", "event_date": "10 January 2016", "year": "2016", "time_precision": "1",
    "disorder_type": "Political violence", "event_type": "Battles", "sub_event_type": "Armed clash",
    "actor1": "Islamic State (Syria)", "assoc_actor_1": "", "inter1": "Rebel group", "country": "Syria",
    "admin1": "Homs", "location": "Example", "latitude": "34.5", "longitude": "38.3", "geo_precision": "1",
    "source": "SOHR", "notes": "Three were killed.", "fatalities": "3", "population_best": "",
}  # fmt: skip
OLD_ACLED = {
    "GWNO": "652", "EVENT_ID_CNTY": "1SYR", "EVENT_DATE": "10/01/2016", "YEAR": "2016", "TIME_PRECISION": "1",
    "EVENT_TYPE": "Battle-No change", "ACTOR1": "IS", "ALLY_ACTOR_1": "", "INTER1": "2", "COUNTRY": "Syria",
    "ADMIN1": "Homs", "LOCATION": "Example", "LATITUDE": "34.5", "LONGITUDE": "38.3", "GEO_PRECISION": "1",
    "SOURCE": "SOHR", "NOTES": "Three were killed.", "FATALITIES": "3",
}  # fmt: skip
OWN_AIRWARS = {
    "unique_reference_code": "CS1", "permalink": "https://airwars.org/x", "country": "syria",
    "date": "2016-01-10 00:00:00", "grading": "fair", "latitude": "34.5", "longitude": "38.3",
    "geolocation_accuracy": "town", "strike_status": "likely_strike", "civilians_killed_min": "3",
    "civilians_killed_max": "3", "civilians_injured_min": "", "civilians_injured_max": "",
    "belligerent_list": '[{"belligerent":"Somebody"},{"belligerent":"Another"}]', "num_victim_names": "1",
}  # fmt: skip
CONCEDED_AIRWARS = {
    "Unique Reference Code": "CS1", "Date": "2016-01-10", "Permalink": "https://airwars.org/x",
    "Civilians Reported Killed Min": "3", "Civilians Reported Killed Max": "3", "Civilian Deaths Conceded Min": "1",
    "Location": "Example", "Latitude": "34.5", "Longitude": "38.3", "Location Accuracy": "Town",
    "Location MGRS": "37SXX",
}  # fmt: skip
HANDED_ON_AIRWARS = {
    "incident_code": "CS1", "incident_date": "2016-01-10", "location": "Example", "location_ar": "مثال",
    "country": "Syria", "latitude": "34.5", "longitude": "38.3", "alleged_belligerent": "Somebody",
    "strike_type": "Airstrike", "civilian_deaths_min": "3", "civilian_deaths_max": "3", "civilian_injuries_min": "",
    "assessment": "Fair", "narrative": "", "victims": "somebody's name",
}  # fmt: skip
ARABIC_AIRWARS = {
    "رمز الحادثة": "CS1", "تاريخ الحادثة": "2016-01-10", "الموقع بالإنجليزية": "Example", "الموقع بالعربية": "مثال",
    "الدولة": "سوريا", "خط العرض": "34.5", "خط الطول": "38.3", "الجهة العسكرية — الأصل": "Somebody",
    "نوع الضربة — الأصل": "Airstrike", "قوة الأدلة — الأصل": "Fair", "الحد الأدنى للقتلى المدنيين": "3",
    "الحد الأقصى للقتلى المدنيين": "3", "الاسم المحلي": "اسم أحد",
}  # fmt: skip
PAGE_OF_AIRWARS = {
    "Incident_id": "CS1", "Incident_date": "January 10, 2016", "Location": "Example", "Civilians reported killed": "3",
    "Suspected belligerents": "Somebody", "Airwars civilian harm grading": "Fair",
}  # fmt: skip
# Candidate events have UCDP's columns; HDX leaves some out, adds others, and a row of tags.
FEW_OF_UCDP = {name: UCDP[name] for name in UCDP if name not in {"relid", "conflict_new_id", "geom_wkt"}}


def file_of(row, *below):
    out = io.StringIO()
    csv.writer(out).writerows([list(row), *below, list(row.values())])
    return out.getvalue().encode()


@pytest.mark.parametrize(("row", "kind"), [
    (UCDP, "ucdp-ged"), (FEW_OF_UCDP, "ucdp-ged"), (ACLED, "acled"), (OLD_ACLED, "acled"), (OWN_AIRWARS, "airwars"),
    (CONCEDED_AIRWARS, "airwars"), (HANDED_ON_AIRWARS, "airwars"), (ARABIC_AIRWARS, "airwars"),
    (PAGE_OF_AIRWARS, "airwars"),
])  # fmt: skip
def test_what_a_publisher_heads_in_its_own_way_is_known(row, kind):
    found = read("file.csv", file_of(row))
    assert (found.mapping.kind, found.kept, reasons(found)) == (kind, 1, [])
    event = found.events.rows.iloc[0]
    assert str(event["date_start"])[:10] == "2016-01-10"
    assert found.events.figures["value"].tolist() == [3]
    if "itude" in "".join(row):
        assert (event["latitude"], event["longitude"]) == (34.5, 38.3)


def test_no_victim_is_read_whatever_the_column_is_called():
    for row in (HANDED_ON_AIRWARS, ARABIC_AIRWARS):
        found = read("file.csv", file_of(row))
        told = [remark.column for remark in found.remarks if "victims" in remark.sentence]
        assert told == [list(row)[-1]]


def test_belligerents_in_airwars_own_files_are_names_without_signs():
    found = read("file.csv", file_of(OWN_AIRWARS))
    assert found.events.parties["name"].tolist() == ["Somebody", "Another"]


def test_a_figure_of_the_page_may_hold_both_bounds():
    found = read("file.csv", file_of(PAGE_OF_AIRWARS | {"Civilians reported killed": "3–5"}))
    assert found.events.figures[["low", "high"]].to_numpy().tolist() == [[3, 5]]


def test_tags_of_hxl_alone_are_a_header():
    row = {"#date+start": "2016-01-10", "#geo+lat": "34.5", "#geo+lon": "38.3", "#loc+name": "Example",
           "#adm1+name": "Homs", "#affected+killed": "3", "#description": "An attack."}  # fmt: skip
    found = read("file.csv", file_of(row))
    assert (found.mapping.kind, found.kept) == ("own", 1)
    assert found.events.figures["value"].tolist() == [3]
    assert found.events.rows["latitude"].tolist() == [34.5]


@pytest.mark.parametrize(
    ("event_type", "sub_event_type", "kind"),
    [
        ("Battles", "Armed clash", "attack"),
        ("Battles", "A term of next year", "attack"),
        ("Explosions/Remote violence", "Chemical weapon", "strike"),
        ("Explosions/Remote violence", "Grenade", "bombing"),
        ("Violence against civilians", "Sexual violence", "assassination"),
        ("Strategic developments", "Arrests", "operation"),
        ("Strategic developments", "Other", "other"),
        ("Protests", "Peaceful protest", "other"),
    ],
)
def test_acleds_terms_are_drawn_as_the_shipped_lists_say(event_type, sub_event_type, kind):
    assert SHAPES["acled"].kind_of(event_type, sub_event_type) == kind
