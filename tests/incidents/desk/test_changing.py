"""Each step of a curator gives another draft; what follows by itself is filled along, and never over his own words."""

from dataclasses import replace

import pytest

from incidents.desk.beginnings import begin_incident
from incidents.desk.changing import Step, changed, with_document
from incidents.desk.draft import Suggestion
from incidents.desk.following import Facts
from incidents.desk.from_page import with_reading_of
from incidents.desk.kept_record import load_kept_record
from incidents.desk.publishers import language_of, publisher_of_page
from tests.conftest import a_claim, a_folder, a_record, a_source, an_incident, an_origin

SANA = {
    "publisher": "SANA",
    "publisher_ar": "سانا",
    "publisher_kind": "state-media",
    "language": "ar",
    "url": "https://www.sana.sy/1",
}


@pytest.fixture(scope="module")
def facts():
    kept = load_kept_record(
        a_folder(
            [an_incident(1, tactic="raid", event_type="strategic-developments", sub_event_type="arrests")],
            [a_claim(1, source_id="sana-1")],
            sources=[a_source("sana-1", **SANA)],
            origins=[an_origin("sohr"), an_origin("sdf")],
        )
    )
    return Facts(kept.record, kept)


@pytest.fixture
def draft(facts):
    return begin_incident(facts.kept, "new", "Nour")


def after(draft, facts, *steps: Step):
    for step in steps:
        draft = changed(draft, step, facts)
    return draft


def set_(column: str, value: str, table: str = "incidents", row: int = 0) -> Step:
    return Step("set", table, row, column, value)


def test_a_first_day_is_the_last_until_another_is_named(draft, facts):
    one = after(draft, facts, set_("date_start", "2025-06-01")).rows["incidents"][0]
    assert (one["date_end"], one["date_precision"]) == ("2025-06-01", "day")
    moved = after(draft, facts, set_("date_start", "2025-06-01"), set_("date_start", "2025-06-02")).rows["incidents"][0]
    assert moved["date_end"] == "2025-06-02"
    span = after(draft, facts, set_("date_start", "2025-06-01"), set_("date_end", "2025-06-03")).rows["incidents"][0]
    assert (span["date_start"], span["date_precision"]) == ("2025-06-01", "range")


def test_a_place_brings_its_governorate_and_what_the_curator_wrote_stays(draft, facts):
    raqqa = after(draft, facts, set_("place_id", "raqqa"))
    assert raqqa.rows["incidents"][0]["governorates"] == "SY11"
    assert raqqa.rows["incidents"][0]["geo_precision"] == "1"
    own = after(raqqa, facts, set_("governorates", "SY09"), set_("place_id", "al-hol-camp"))
    assert own.rows["incidents"][0]["governorates"] == "SY09"


def test_a_detailed_kind_brings_the_types_that_it_usually_has(draft, facts):
    row = after(draft, facts, set_("tactic", "raid")).rows["incidents"][0]
    assert (row["event_type"], row["sub_event_type"]) == ("strategic-developments", "arrests")


def test_a_party_is_called_by_its_name_in_both_languages(draft, facts):
    row = after(draft, facts, Step("add", "claims", 0), set_("origin_id", "sohr", "claims")).rows["claims"][0]
    assert row["attributed_to"]
    assert row["attributed_to_ar"]


def test_another_party_is_not_called_as_the_one_who_spoke_last(draft, facts):
    own = (set_("attributed_to", "A source of it", "claims"), set_("attributed_to_ar", "مصدر فيه", "claims"))
    first = (Step("add", "claims", 0), set_("origin_id", "sohr", "claims"), *own)
    second = after(draft, facts, *first, Step("add", "claims", 1), set_("origin_id", "sdf", "claims", 1))
    assert second.rows["claims"][1]["attributed_to"] == facts.record.origins.loc["sdf"]["name_en"]
    assert second.rows["claims"][1]["attributed_to_ar"] == facts.record.origins.loc["sdf"]["name_ar"]
    again = after(
        second, facts, set_("attributed_to", "An officer", "claims", 1), set_("origin_id", "sohr", "claims", 1)
    )
    assert again.rows["claims"][1]["attributed_to"] == "An officer"  # which the curator wrote


def test_a_claim_after_a_source_that_nobody_speaks_in_is_of_that_source(draft, facts):
    address = "https://www.sana.sy/2025/07/01/two"
    source = (Step("add", "sources", 0), set_("url", address, "sources"), set_("published", "2025-07-01", "sources"))
    claim = (Step("add", "claims", 0), set_("origin_id", "sohr", "claims"))
    address = address.replace("two", "more")
    later = (Step("add", "sources", 1), set_("url", address, "sources", 1))
    told = after(draft, facts, *source, *claim, *later, Step("add", "claims", 1), Step("add", "claims", 2))
    first, second, third = told.rows["claims"]
    assert first["source_id"] == told.rows["sources"][0]["source_id"] != ""
    assert second["source_id"] == told.rows["sources"][1]["source_id"] != first["source_id"]
    assert second["origin_id"] == second["attributed_to"] == ""  # another page is asked anew who says so
    assert third["source_id"] == second["source_id"]


def test_a_further_claim_is_numbered_and_said_by_who_spoke_last(draft, facts):
    steps = (Step("add", "claims", 0), set_("origin_id", "sohr", "claims"), Step("add", "claims", 1))
    first, second = after(draft, facts, *steps).rows["claims"]
    assert (first["claim_id"], second["claim_id"]) == ("SYR-0002-01", "SYR-0002-02")
    assert (second["origin_id"], second["incident_id"]) == ("sohr", "SYR-0002")


def test_a_page_becomes_a_source_of_the_publisher_with_that_host(draft, facts):
    made = with_document(draft, "https://sana.sy/2025/06/02/raid", "في الرقة", facts)
    (source,) = made.rows["sources"]
    assert (source["publisher"], source["published"], source["language"]) == ("SANA", "2025-06-02", "ar")
    assert source["source_id"].startswith("sana-2025-06-02")


def test_a_page_that_the_record_has_is_that_source_and_stays_as_it_is(draft, facts):
    made = with_document(replace(draft, address=SANA["url"]), SANA["url"], "في الرقة", facts)
    assert made.rows["sources"] == made.seen["sources"]
    assert [row["source_id"] for row in made.rows["sources"]] == ["sana-1"]


def test_the_day_that_a_curator_names_is_filled_in_where_the_record_has_none():
    kept = load_kept_record(a_folder([an_incident(1)], [a_claim(1)], sources=[a_source(**SANA | {"published": ""})]))
    draft = replace(begin_incident(kept, "new", "Nour"), address=SANA["url"])
    made = with_document(draft, SANA["url"], "x", Facts(kept.record, kept), "2025-06-03")
    assert [row["published"] for row in (*made.seen["sources"], *made.rows["sources"])] == ["", "2025-06-03"]
    other = with_document(draft, SANA["url"], "x", Facts(kept.record, kept))
    assert other.rows["sources"] == other.seen["sources"]


def test_a_source_that_is_called_by_itself_takes_its_claims_along(draft, facts):
    made = with_document(draft, "https://sana.sy/raid", "x", facts)
    made = after(made, facts, Step("add", "claims", 0), set_("published", "2025-06-03", "sources"))
    assert made.rows["claims"][0]["source_id"] == made.rows["sources"][0]["source_id"] != ""
    assert "2025-06-03" in made.rows["sources"][0]["source_id"]
    named = after(made, facts, set_("source_id", "mine", "sources"), set_("published", "2025-06-04", "sources"))
    assert named.rows["claims"][0]["source_id"] == named.rows["sources"][0]["source_id"] == "mine"


def a_suggestion(row: int, column: str, value: str) -> Suggestion:
    return Suggestion("claims", row, column, value, "Two were killed.", 0, 3)


def test_a_suggested_row_is_taken_whole_and_the_others_wait_behind_it(draft, facts):
    told = (
        a_suggestion(0, "measure", "arrested"),
        a_suggestion(1, "measure", "killed_is"),
        a_suggestion(1, "value", "2"),
    )
    draft = replace(draft, suggestions=told)
    made = after(draft, facts, Step("take_row", "claims", 1))
    (claim,) = made.rows["claims"]
    assert (claim["measure"], claim["value"], claim["incident_id"]) == ("killed_is", "2", "SYR-0002")
    assert [(one.row, one.value) for one in made.suggestions] == [(1, "arrested"), (0, "killed_is"), (0, "2")]
    own = after(draft, facts, Step("add", "claims", 0))
    assert [one.row for one in own.suggestions] == [1, 2, 2]


def test_a_claim_of_a_party_that_the_record_lacks_brings_that_party_along_once(draft, facts):
    told = [
        cell
        for row, number in enumerate(("2", "3"))
        for cell in (a_suggestion(row, "value", number), a_suggestion(row, "attributed_to_ar", "تجمع أحرار حوران"))
    ]
    known = (a_suggestion(2, "value", "4"), a_suggestion(2, "origin_id", "sohr"))
    draft = replace(draft, suggestions=(*told, *known))
    made = after(draft, facts, *(Step("take_row", "claims", row) for row in range(3)))
    (origin,) = made.rows["origins"]
    assert (origin["name_ar"], origin["name_en"]) == ("تجمع أحرار حوران", "")
    spoken = [(claim["value"], claim["origin_id"], claim["attributed_to_ar"]) for claim in made.rows["claims"]]
    assert spoken[:2] == [(number, origin["origin_id"], "تجمع أحرار حوران") for number in ("2", "3")]
    assert spoken[2][:2] == ("4", "sohr")
    assert origin["origin_id"] not in {"", "sohr"}


def test_a_claim_is_numbered_after_the_incident_that_it_is_of(draft, facts):
    other = {**draft.rows["incidents"][0], "incident_id": "SYR-0003"}
    two = replace(draft, rows={**draft.rows, "incidents": (*draft.rows["incidents"], other)})
    first = after(two, facts, Step("add", "claims", 0))
    suggested = (a_suggestion(1, "incident_id", "SYR-0003"), a_suggestion(1, "value", "2"))
    taken = after(replace(first, suggestions=suggested), facts, Step("take_row", "claims", 1))
    assert [claim["claim_id"] for claim in taken.rows["claims"]] == ["SYR-0002-01", "SYR-0003-01"]
    moved = after(
        taken, facts, set_("superseded_by", "SYR-0002-01", "claims", 1), set_("incident_id", "SYR-0003", "claims")
    )
    assert [claim["claim_id"] for claim in moved.rows["claims"]] == ["SYR-0003-02", "SYR-0003-01"]
    assert moved.rows["claims"][1]["superseded_by"] == "SYR-0003-02"


def test_a_claim_of_the_record_keeps_its_number_whatever_incident_it_goes_to(draft, facts):
    claim = facts.kept.rows("claims")[("SYR-0001-01",)]
    held = replace(draft, rows={**draft.rows, "claims": (dict(claim),)}, seen={"claims": (dict(claim),)})
    moved = after(held, facts, set_("incident_id", "SYR-0002", "claims"))
    assert moved.rows["claims"][0]["claim_id"] == "SYR-0001-01"


def test_a_row_that_is_not_there_is_said_so(draft, facts):
    for step in (set_("value", "1", "claims"), Step("remove", "claims", 3), Step("take_row", "claims", 0)):
        with pytest.raises(IndexError):
            changed(draft, step, facts)


def test_a_text_that_tells_of_a_recorded_incident_goes_over_to_it_with_its_page(draft, facts):
    reading = with_document(draft, "https://sana.sy/2025/06/02/raid", "Two", facts)
    reading = replace(reading, text="Two", suggestions=(a_suggestion(0, "value", "2"),))
    other = after(begin_incident(facts.kept, "other", "Nour"), facts, Step("add", "claims", 0))
    joined = with_reading_of(other, reading)
    assert (joined.text, joined.rows["sources"]) == ("Two", reading.rows["sources"])
    assert [one.row for one in joined.suggestions] == [1]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("قُتل عنصران من داعش قرب SDF", "ar"),
        ("Two fighters of داعش were killed near Deir ez-Zor on Sunday evening, Ümit said", "en"),
        ("داعش در حمله‌ای چهار نفر را کشت؛ پلیس می‌گوید", ""),
        ("Suriye'de DEAŞ'a yönelik operasyonda üç kişi öldü", ""),
        ("Двое боевиков убиты", ""),
        ("2025", ""),
    ],
)
def test_the_language_of_a_text_is_told_by_its_letters_or_not_at_all(text, language):
    assert language_of(text) == language


def test_a_page_is_of_who_publishes_most_of_its_host_in_its_language_and_not_of_who_is_repeated_there():
    pages = [("Ronahi", "en"), ("Ronahi (AFP)", "en"), ("Ronahi (AFP)", "en"), ("Ronahi Arabic", "ar")]
    sources = [
        a_source(f"s-{place}", publisher=name, publisher_ar=f"{name} ع", language=language, url=f"https://r.sy/{place}")
        for place, (name, language) in enumerate(pages)
    ]
    record = a_record(claims=[a_claim(1, source_id=one["source_id"]) for one in sources], sources=sources)
    assert publisher_of_page(record, "https://www.r.sy/9", "en")["publisher"] == "Ronahi"
    assert publisher_of_page(record, "https://ar.r.sy/9", "ar")["publisher"] == "Ronahi Arabic"
    assert publisher_of_page(record, "https://r.sy/9")["language"] == ""
    assert publisher_of_page(record, "https://other.sy/9") == {} == publisher_of_page(record, "")


def test_a_name_that_the_record_has_not_becomes_a_row_to_which_the_cell_refers(draft, facts):
    draft = after(draft, facts, Step("add", "claims", 0), Step("add", "incident_actors", 0))
    draft = after(
        draft,
        facts,
        Step("new", "incidents", 0, "place_id", "تل جديد"),
        Step("new", "incidents", 0, "other_place_ids", "Tell Other"),
        Step("new", "claims", 0, "origin_id", "Village council"),
        Step("new", "claims", 0, "source_id", "https://sana.sy/2"),
        Step("new", "incident_actors", 0, "actor_id", "Guards of the Tell"),
    )
    (incident,), (claim,), (actor,) = (draft.rows[name] for name in ("incidents", "claims", "incident_actors"))
    assert [row["name_ar"] or row["name_en"] for row in draft.rows["gazetteer"]] == ["تل جديد", "Tell Other"]
    assert (incident["place_id"], incident["other_place_ids"]) == ("place", "tell-other")
    assert (claim["origin_id"], actor["actor_id"]) == ("village-council", "guards-of-the-tell")
    assert (claim["source_id"], draft.rows["sources"][0]["publisher"]) == ("sana-2", "SANA")
    renamed = after(draft, facts, set_("name_en", "Tell Jadid", "gazetteer"), set_("name_en", "Tell 2", "gazetteer", 1))
    assert renamed.rows["incidents"][0]["place_id"] == "tell-jadid" == renamed.rows["gazetteer"][0]["place_id"]
    assert renamed.rows["incidents"][0]["other_place_ids"] == "tell-2"


@pytest.mark.parametrize(
    ("told", "cells"),
    [
        ("35.33", ("35.33", "", "")),
        ("35.334567", ("35.335", "", "SY")),
        ("35.334567, 40.141234", ("35.335", "40.141", "SY09")),
        ("35.3 N 40.1 E", ("35.3", "40.1", "SY09")),
        ("40.1, 35.3", ("40.1, 35.3", "", "")),  # outside Syria: as it was typed, for the check to name
        ("POLYGON((40 35, 40.2 35, 40.2 35.2, 40 35.2, 40 35))", ("35.1", "40.1", "SY09")),
        (
            '{"type": "Polygon", "coordinates": [[[40, 35], [40.2, 35], [40.2, 35.2], [40, 35.2], [40, 35]]]}',
            ("35.1", "40.1", "SY09"),
        ),
        ("about there", ("about there", "", "")),
    ],
)
def test_a_point_or_an_outline_is_a_place_and_nothing_is_finer_than_a_neighbourhood(draft, facts, told, cells):
    draft = after(draft, facts, Step("new", "incidents", 0, "place_id", "Tell"))
    (place,) = after(draft, facts, set_("latitude", told, "gazetteer")).rows["gazetteer"]
    assert (place["latitude"], place["longitude"]) == cells[:2]
    assert place["governorates"] == (cells[2] if cells[1] else "")
    assert place["uncertainty_km"] == ("14.4" if "oly" in told.lower() else "")


def test_a_new_place_takes_the_circle_of_its_kind_and_the_governorate_of_its_district(draft, facts):
    steps = (set_("kind", "village", "gazetteer"), set_("adm2_pcode", "SY0902", "gazetteer"))
    draft = after(draft, facts, Step("new", "incidents", 0, "place_id", "Tell"), *steps)
    (place,), (incident,) = draft.rows["gazetteer"], draft.rows["incidents"]
    assert (incident["geo_precision"], incident["governorates"]) == ("1", "SY09")
    assert after(draft, facts, set_("kind", "region", "gazetteer")).rows["incidents"][0]["geo_precision"] == "3"
    assert (float(place["uncertainty_km"]) > 1, place["governorates"], place["verified"]) == (True, "SY09", "no")
