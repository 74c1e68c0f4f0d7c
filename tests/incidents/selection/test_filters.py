"""Filtering is held against the plainest rule that could be written: row by row, one condition after the other."""

import datetime as dt
import random
from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.areas import circle_polygon
from geodata.boundaries import area_of
from incidents.selection.filters import FILTERS, LISTS
from incidents.selection.options import count_options
from incidents.selection.periods import preset_label, preset_notes, preset_periods
from incidents.selection.publishers import publisher_code, publishers
from incidents.selection.question import Near, Question
from incidents.selection.selection import select
from tests.conftest import AR, EN, SCHEMA, a_claim, a_role, a_selection, a_source, an_incident, shipped_record
from tests.reach import times

PLACES = [("deir-ez-zor", "SY09", "1"), ("raqqa", "SY11", "2"), ("syrian-badia", "SY04|SY05|SY09", "3"), ("", "", "0")]
ACTORS = ("islamic-state", "sdf", "civilians")
LAST_DAY = dt.date(2026, 3, 5)  # that the schema of the shipped record covers
OTHER_PLACES = ("", "", "mayadin", "mayadin|homs", "qalamoun")
SOURCES = [
    a_source("one", publisher="Shafaq News"),
    a_source("another", publisher="Shafaq News"),
    a_source("third", publisher="Reuters (repost, shortened)"),
]
# How the plain rule finds what an incident holds: the column of the incidents that has it, if there is one.
COLUMNS = {
    "governorate": "governorates",
    "actor": "actors",
    "initiator": "initiators",
    "target": "targets",
    "event_type": "event_type",
    "tactic": "tactic",
    "kind": "kind",
    "is_role": "is_role",
    "killed": "killed_class",
    "precision": "geo_precision",
}


def varied_tables(number=60):
    """Return the tables of a record in which every filter has something to part."""
    chance = random.Random(17)  # noqa: S311 - a fixed record, not a secret
    elsewhere = random.Random(18)  # noqa: S311
    sub_types = [code for code in SCHEMA.codes("incidents.sub_event_type").values() if code.groups]
    incidents, claims, roles = [], [], []
    for i in range(1, number + 1):
        place, governorates, precision = chance.choice(PLACES)
        sub_type = chance.choice(sub_types)
        start = dt.date(2024, 11, 4) + dt.timedelta(days=chance.randrange(480))
        span = chance.choice((0, 0, 3, 40))
        dated = i % 20 != 0
        incidents.append(
            an_incident(
                i,
                date_start=str(start) if dated else "",
                date_end=str(min(start + dt.timedelta(days=span), LAST_DAY)) if dated else "",
                date_precision=("range" if span else "day") if dated else "unknown",
                place_id=place,
                other_place_ids=elsewhere.choice(OTHER_PLACES) if place else "",
                governorates=governorates,
                geo_precision=precision,
                event_type=sub_type.groups[0],
                sub_event_type=sub_type.value,
                tactic=chance.choice(list(SCHEMA.codes("incidents.tactic"))),
                is_role=chance.choice(list(SCHEMA.codes("incidents.is_role"))),
                summary_en=chance.choice(("Gunmen shot a guard.", "A mine went off.", "A raid on a farm.")),
                summary_ar=chance.choice(("هاجم مسلحون حاجزاً.", "انفجر لغم.")),
            )
        )
        for origin in chance.sample(["sohr", "sana", "sdf", "unattributed"], chance.randint(1, 3)):
            measure = chance.choice(("killed_total", "killed_is", "arrested"))
            told = {"measure": measure, "value": chance.choice((0, 1, 4, 7, 12))}
            source = elsewhere.choice(SOURCES)["source_id"]
            claims.append(a_claim(i, origin_id=origin, source_id=source, **told))
        acting = chance.sample(ACTORS, chance.randint(0, 3))
        roles += [a_role(actor, chance.choice(("initiator", "target", "support")), i) for actor in acting]
    return {"incidents": incidents, "claims": claims, "roles": roles, "sources": SOURCES}


VARIED = varied_tables()
DATASET = a_selection(**VARIED)
RECORD = DATASET.record
ROWS = DATASET.incidents.to_dict("records")
DAYS = st.one_of(st.none(), st.dates(dt.date(2024, 10, 1), dt.date(2026, 4, 1)))


def some_codes(name):
    return st.lists(st.sampled_from(LISTS[name].codes(RECORD)), max_size=3, unique=True).map(tuple)


BOUNDS = st.tuples(st.floats(32, 35), st.floats(35, 39), st.floats(35.1, 37), st.floats(39.1, 42))
QUESTIONS = st.builds(
    Question,
    **{name: some_codes(name) for name in LISTS},
    date_from=DAYS,
    date_to=DAYS,
    contested=st.booleans(),
    min_origins=st.integers(0, 3),
    text=st.sampled_from(("", "", "gunmen", "لغم", "mine farm", "raqqa", "SYR-0007")),
    near=st.sampled_from((None, None, Near("raqqa", 60), Near("homs", 120), Near((34.55, 40.2), 90))),
    bounds=st.one_of(st.none(), BOUNDS),
)


@cache
def held(incident_id, name):
    """Return the codes that one incident holds, in the plainest words."""
    incident = RECORD.incident(incident_id)
    claims = RECORD.claims[RECORD.claims["incident_id"] == incident_id]
    if name == "origin":
        return set(claims["origin_id"])
    if name == "publisher":
        names = set(RECORD.sources.loc[claims["source_id"], "publisher"])
        return {{"Shafaq News": "shafaq-news"}.get(publisher, "reuters-repost-shortened") for publisher in names}
    if name in {"district", "place"}:
        cells = [incident["place_id"], incident["other_place_ids"]]
        places = [place for cell in cells if isinstance(cell, str) for place in cell.split("|")]
        if name == "place":
            return set(places) if places and incident["geo_precision"] != "0" else {"not-stated"}
        districts = {RECORD.gazetteer.place(place)["adm2_pcode"] for place in places}
        return {district for district in districts if isinstance(district, str)} or {"not-stated"}
    cell = incident[COLUMNS[name]]
    return {"not-stated"} if pd.isna(cell) or cell == "" else set(str(cell).split("|"))


@cache
def may_lie_within(incident_id, near):
    """Say whether some point of some place of an incident lies within a circle, in the plainest words."""
    incident = RECORD.incident(incident_id)
    if incident["geo_precision"] == "0":
        return False
    center = RECORD.places.loc[near.center] if isinstance(near.center, str) else None
    latitude, longitude = near.center if center is None else (center["latitude"], center["longitude"])
    circle = circle_polygon(latitude, longitude, near.km)
    for cell in (incident["place_id"], incident["other_place_ids"]):
        for place_id in cell.split("|") if isinstance(cell, str) and cell else ():
            place = RECORD.places.loc[place_id]
            is_near = incident["geo_precision"] == "2" and place_id == incident["place_id"]
            radius = max(place["uncertainty_km"], 10) if is_near else place["uncertainty_km"]
            area = area_of(place)
            if area is None:
                area = circle_polygon(place["latitude"], place["longitude"], radius)
            if area.intersects(circle):
                return True
    return False


def answers(incident, filters):
    """Say whether one incident answers a question (all but its text), in the plainest words."""
    for name in LISTS:
        wanted = set(getattr(filters, name))
        if wanted and not wanted & held(incident["incident_id"], name):
            return False
    if filters.date_from and not incident["date_end"] >= pd.Timestamp(filters.date_from):
        return False
    if filters.date_to and not incident["date_start"] <= pd.Timestamp(filters.date_to):
        return False
    if filters.contested and not incident["contested"]:
        return False
    if incident["origins"] < filters.min_origins:
        return False
    if filters.near and not may_lie_within(incident["incident_id"], filters.near):
        return False
    if filters.bounds:
        south, west, north, east = filters.bounds
        return bool(south <= incident["latitude"] <= north and west <= incident["longitude"] <= east)
    return True


@settings(max_examples=times(150, quick=25))
@given(QUESTIONS)
def test_filters_agree_with_the_plain_rule(filters):
    textless = filters.without("text")
    expected = [row["incident_id"] for row in ROWS if answers(row, textless)]
    assert select(RECORD, textless).incidents["incident_id"].tolist() == expected


@settings(max_examples=times(25, quick=5))
@given(QUESTIONS)
def test_facet_counts_are_what_filtering_would_leave(filters):
    counts = count_options(select(RECORD, filters), LISTS)
    for name in LISTS:
        found = [code for code, count in counts[name].items() if count]
        without = tuple(code for code, count in counts[name].items() if not count)  # asked together they find nothing
        for codes in (*((code,) for code in found), *([without] if without else ())):
            left = len(select(RECORD, replace(filters, **{name: codes})))
            assert left == sum(counts[name][code] for code in codes), (name, codes)


@settings(max_examples=times(60, quick=10))
@given(QUESTIONS)
def test_taking_a_filter_away_never_leaves_less(filters):
    left = len(select(RECORD, filters))
    for name in filters.active():
        assert len(select(RECORD, filters.without(name))) >= left


def test_no_filter_leaves_everything():
    assert Question().active() == ()
    assert len(select(RECORD, Question())) == len(DATASET.incidents)


def test_only_the_filters_that_are_asked_for_are_counted():
    selection = select(RECORD, Question(governorate=("SY09",), contested=True))
    counts = count_options(selection, LISTS)
    assert count_options(selection, ["publisher", "kind"]) == {name: counts[name] for name in ("publisher", "kind")}
    assert count_options(selection, []) == {}


def test_a_code_that_never_occurs_finds_nothing_and_counts_zero():
    assert len(select(RECORD, Question(governorate=("SY10",)))) == 0
    assert count_options(select(RECORD), ["governorate"])["governorate"]["SY10"] == 0


def test_every_field_of_a_question_is_a_filter_of_that_name_and_every_filter_a_field():
    assert list(FILTERS) == list(Question.__dataclass_fields__)
    assert all(kind.name == name for name, kind in FILTERS.items())
    assert len({kind.parameter for kind in FILTERS.values()}) == len(FILTERS)


@pytest.mark.parametrize("lang", [EN, AR])
@pytest.mark.parametrize("name", FILTERS)
def test_every_filter_explains_itself_without_a_gap(name, lang):
    kind = FILTERS[name]
    assert kind.option.startswith("--")
    assert "{" not in kind.help(lang)
    assert kind.heading(RECORD, lang)


def test_what_nobody_asks_is_not_worked_out():
    """A million incidents wait for the claims to be read only where a source is asked for."""
    asked = []

    class Counting:
        def __getattr__(self, name):
            return getattr(RECORD.tables, name)

        def batches(self, table, columns):
            asked.append(table)
            return RECORD.tables.batches(table, columns)

    record = replace(RECORD, tables=Counting())
    select(record, Question(governorate=("SY09",), kind=("bombing",), district=("SY0901",)))
    count_options(select(record), COLUMNS)
    assert asked == []
    for _twice in range(2):
        select(record, Question(publisher=("shafaq-news",)))
    assert asked == ["claims"]


def test_undated_incident_answers_no_date_limit():
    dataset = a_selection(incidents=[an_incident(date_start="", date_end="", date_precision="unknown")])
    assert len(select(dataset.record, Question(date_from=dt.date(2024, 1, 1)))) == 0


def test_span_answers_when_it_touches_the_period():
    dataset = a_selection(
        incidents=[an_incident(date_start="2025-05-01", date_end="2025-05-10", date_precision="range")]
    )
    assert len(select(dataset.record, Question(date_from=dt.date(2025, 5, 10), date_to=dt.date(2025, 6, 1)))) == 1
    assert len(select(dataset.record, Question(date_from=dt.date(2025, 5, 11)))) == 0


@pytest.mark.parametrize(
    "text",
    [
        "Raqqa",
        "raqqah",
        "ar-Raqqa",
        "الرقة",
        "بالرقه",
        "الرّقّة",
        "raqqa GUNMEN",
        "مسلحون",
        "SYR-0001",
        "syr-0001",
        "SYR-1",
        "SYR0001",
        "syr 0001",
        "SYR-٠٠٠١",
        "«SYR–0001».",
        "Ar Raqa",
    ],
)
def test_text_finds_an_incident_by_any_spelling(text):
    dataset = a_selection(incidents=[an_incident(place_id="raqqa", governorates="SY11", summary_en="Gunmen fired.")])
    assert len(select(dataset.record, Question(text=text))) == 1


@pytest.mark.parametrize("text", ["Homs", "حمص", "SYR-0002", "unmen", "*", "()", "' OR 1=1", "\u202e", "فرقة الرقص"])
def test_text_that_is_not_there_finds_nothing(text):
    dataset = a_selection(incidents=[an_incident(place_id="raqqa", governorates="SY11", summary_en="Gunmen fired.")])
    assert len(select(dataset.record, Question(text=text))) == 0


def test_text_finds_actors_by_alias_and_place_in_the_other_script():
    incidents = [an_incident(1, place_id="kassar-fawqani"), an_incident(2, place_id="mayadin")]
    dataset = a_selection(incidents=incidents, roles=[a_role("islamic-state", number=1), a_role("sdf", number=2)])
    assert select(dataset.record, Question(text="Daesh")).incidents["incident_id"].tolist() == ["SYR-0001"]
    assert select(dataset.record, Question(text="قسد")).incidents["incident_id"].tolist() == ["SYR-0002"]
    for text in ("الكسار", "Kasar Fawqani", "al kassar"):
        assert select(dataset.record, Question(text=text)).incidents["incident_id"].tolist() == ["SYR-0001"], text


@settings(max_examples=times(200, quick=33))
@given(st.text(max_size=60))
def test_any_text_can_be_asked(text):
    assert 0 <= len(select(RECORD, Question(text=text))) <= len(DATASET.incidents)


def test_presets_lie_inside_the_coverage():
    first, last = (stamp.date() for stamp in RECORD.coverage)
    for start, end in preset_periods(RECORD).values():
        assert first <= start <= end <= last
    start, end = preset_periods(RECORD)["last-30"]
    assert (end - start).days == 29


def a_milestone(date, **changes):
    row = {"date": date, "label_en": "The old order falls", "label_ar": "سقوط النظام", "source_id": "a-source"}
    return row | changes


def test_a_milestone_that_says_so_begins_a_ready_made_period():
    days = {"2024-12-08": "since", "2025-03-10": "", "2020-01-01": "since"}
    milestones = [a_milestone(day, period=period) for day, period in days.items()]
    record = a_selection(milestones=milestones).record
    since = {name: period for name, period in preset_periods(record).items() if name.startswith("since-")}
    assert since == {"since-2024-12-08": (dt.date(2024, 12, 8), dt.date(2026, 3, 5))}
    assert preset_label("since-2024-12-08", EN) == "since 8 December 2024"
    assert preset_notes(record, EN) == ["since 8 December 2024: The old order falls"]
    assert "سقوط النظام" in preset_notes(record, AR)[0]


def test_the_record_offers_the_time_since_the_fall_of_the_old_government():
    assert "since-2024-12-08" in preset_periods(shipped_record())


def test_preceding_period_is_as_long_and_ends_the_day_before():
    before = Question(date_from=dt.date(2025, 7, 1), date_to=dt.date(2025, 9, 30), text="x").period_before()
    assert before == Question(date_from=dt.date(2025, 3, 31), date_to=dt.date(2025, 6, 30), text="x")
    assert Question(date_from=dt.date(2025, 7, 1)).period_before() is None


@pytest.mark.parametrize(
    ("start", "end"), [("0001-01-01", "9999-12-31"), ("1900-01-01", "9999-12-30"), ("0001-12-31", "2026-03-05")]
)
def test_there_is_no_period_before_year_1(start, end):
    question = Question(date_from=dt.date.fromisoformat(start), date_to=dt.date.fromisoformat(end))
    assert question.period_before() is None


def test_the_first_days_there_are_have_a_period_before_only_if_it_fits():
    day = dt.date.min + dt.timedelta(days=1)
    assert Question(date_from=day, date_to=day).period_before() == Question(date_from=dt.date.min, date_to=dt.date.min)
    assert Question(date_from=dt.date.min, date_to=dt.date.min).period_before() is None


def test_selection_does_not_touch_the_record():
    before = DATASET.incidents.copy()
    chosen = select(RECORD, Question(governorate=("SY09",)))
    assert len(chosen) < len(DATASET)
    assert np.count_nonzero(DATASET.mask) == len(DATASET.incidents) == len(RECORD)
    pd.testing.assert_frame_equal(DATASET.incidents, before)


def test_a_district_without_a_name_is_called_by_its_code_and_governorate():
    nameless = replace(RECORD, gazetteer=replace(RECORD.gazetteer, districts={}))
    assert LISTS["district"].label(nameless, "SY0901", EN) == "SY0901, Deir ez-Zor"
    assert "دير الزور" in LISTS["district"].label(nameless, "SY0901", AR)
    assert LISTS["district"].label(RECORD, "SY0903", EN) == "Mayadin"


def test_a_record_whose_places_know_no_district_states_none():
    places = RECORD.places.drop(columns="adm2_pcode")
    bare = replace(RECORD, gazetteer=replace(RECORD.gazetteer, places=places))
    assert len(select(bare, Question(district=("not-stated",)))) == len(bare)
    assert count_options(select(bare), ["district"])["district"]["SY0901"] == 0


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Shafaq News", "shafaq-news"),
        ("Reuters (repost on Devdiscourse)", "reuters-repost-on-devdiscourse"),
        ("Ahmad, al-Din & Co.", "ahmad-al-din-co"),
        ("المرصد", "المرصد"),
        ("!!!", "not-stated"),
    ],
)
def test_the_code_of_a_publisher_survives_a_link(name, code):
    assert publisher_code(name) == code


def test_no_two_publishers_of_the_record_share_a_code():
    record = shipped_record()
    assert len(publishers(record)) == record.sources["publisher"].nunique()


def test_a_superseded_report_is_still_what_its_origin_said():
    claims = [a_claim(1, origin_id="sana", superseded_by="SYR-0001-02"), a_claim(1, origin_id="sana", value=2)]
    claims.append(a_claim(1, origin_id="sohr", superseded_by="SYR-0001-02"))
    record = a_selection(claims=claims).record
    assert len(select(record, Question(origin=("sohr",)))) == 1
