"""What is drafted may be in the record already: near in time and place, alike in kind or actors; a page read before."""

from dataclasses import replace

import pytest

from incidents.desk.draft import Draft
from incidents.desk.kept_record import load_kept_record
from incidents.desk.known_sources import find_known_sources, plain_address
from incidents.desk.likely_same import find_likely
from tests.conftest import a_claim, a_folder, a_role, a_source, an_incident
from tests.incidents.desk.conftest import a_new_draft

WORDS = (
    "gunmen attacked a checkpoint on the road to the town at night and two soldiers were hurt as the monitor said then"
)


@pytest.fixture(scope="module")
def record():
    incidents = [
        an_incident(1),
        an_incident(2, date_start="2025-05-01", date_end="2025-05-31", date_precision="month"),
        an_incident(4, date_start="2025-05-21"),
        an_incident(5, place_id="damascus", governorates="SY01"),
        an_incident(6, place_id="gov-sy09", geo_precision="3"),
        an_incident(7, tactic="", event_type="strategic-developments", sub_event_type="arrests", is_role="target"),
        an_incident(8, place_id="", governorates="", geo_precision="0"),
    ]
    roles = [a_role(number=int(row["incident_id"][-1])) for row in incidents if row["incident_id"] != "SYR-0007"]
    sources = [
        a_source("known", url="https://www.example.org/news/a-raid/", description_en=" ".join(WORDS.split()[:9]))
    ]
    claims = [a_claim(source_id="known", incident_id=row["incident_id"]) for row in incidents]
    return load_kept_record(a_folder(incidents, claims, [*roles, a_role("sdf", number=7)], sources)).record


def test_what_may_be_the_same_is_found_by_spans_and_areas_most_alike_first(record):
    found = find_likely(record, a_new_draft())
    assert [likely.incident_id for likely in found] == ["SYR-0001", "SYR-0006", "SYR-0002", "SYR-0008"]
    assert (found[0].days, found[0].km, found[0].is_same_kind, found[0].actors) == (0, 0.0, True, ("islamic-state",))
    assert found[-1].km is None


def test_three_days_are_near_and_four_are_not(record):
    near = {likely.incident_id: likely.days for likely in find_likely(record, a_new_draft(date_start="2025-05-18"))}
    assert near["SYR-0004"] == 3
    assert near["SYR-0001"] == 1


def test_an_incident_is_not_like_itself_and_a_correction_is_not_asked(record):
    draft = a_new_draft(number=1)
    assert "SYR-0001" not in {likely.incident_id for likely in find_likely(record, draft)}
    assert find_likely(record, replace(draft, seen={"incidents": draft.rows["incidents"]})) == []


@pytest.mark.parametrize("cells", [{}, {"date_start": "soon", "place_id": "x", "tactic": "y", "geo_precision": ""}])
def test_half_a_form_is_no_error(record, cells):
    row = {"incident_id": "SYR-0099", **cells}
    assert find_likely(record, Draft("x", "", "", "", rows={"incidents": (row,)})) == []


def test_a_place_that_the_draft_brings_along_is_where_it_says(record):
    place = {
        "place_id": "new-place",
        "kind": "village",
        "latitude": "35.34",
        "longitude": "40.15",
        "uncertainty_km": "2",
    }
    draft = a_new_draft(place_id="new-place")
    draft = replace(draft, rows={**draft.rows, "gazetteer": (place,)})
    assert find_likely(record, draft)[0].incident_id == "SYR-0001"


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/news/a-raid",
        "https://m.example.org/news/a-raid/?utm_source=feed&fbclid=1#top",
        "https://EXAMPLE.org/news/a%2Draid/amp",
    ],
)
def test_a_page_is_known_by_its_address_however_it_is_written(record, url):
    (known,) = find_known_sources(record, Draft("x", "", "", "", address=url))
    assert (known.row, known.why, known.source_id) == (None, "address", "known")


def test_another_page_is_not_known_but_by_what_it_says(record):
    assert plain_address("https://example.org/news?id=1") != plain_address("https://example.org/news?id=2")
    draft = a_new_draft()
    assert find_known_sources(record, draft) == []
    source = {**draft.rows["sources"][0], "description_en": " ".join(WORDS.split()[:9]).upper()}
    (known,) = find_known_sources(record, replace(draft, rows={"sources": (source,)}))
    assert (known.row, known.why, known.source_id) == (0, "text", "known")


def test_reprints_among_the_drafts_are_known(record):
    one, other = (Draft(name, "", "", "", text=text) for name, text in (("a", WORDS), ("b", f"Agencies: {WORDS}!")))
    (known,) = find_known_sources(record, one, [one, other, replace(other, name="c", text=WORDS[::-1])])
    assert (known.why, known.draft) == ("text", "b")
