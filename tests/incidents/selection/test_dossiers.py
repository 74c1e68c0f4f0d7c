"""A dossier counts, of the incidents of one thing, who is there with it, who says so, and the kinds."""

import pytest

from incidents.selection.dossiers import (
    Voice,
    dossier_meant,
    dossier_of,
    is_asked,
    is_dossier,
    question_of,
    with_dossier,
)
from incidents.selection.question import Question
from incidents.selection.selection import select
from incidents.selection.summaries import key_figures
from tests.conftest import a_claim, a_role, a_selection, an_incident, shipped_record

RECORD = shipped_record()
ISIS = "actor:islamic-state"


def test_actors_are_counted_by_their_role_and_the_subject_itself_is_left_out():
    roles = [
        a_role("islamic-state", "initiator", 1),
        a_role("sdf", "target", 1),
        a_role("civilians", "affected", 1),
        a_role("sdf", "initiator", 2),
        a_role("islamic-state", "target", 2),
        a_role("sdf", "target", 3),
        a_role("islamic-state", "initiator", 3),
    ]
    selection = a_selection(incidents=[an_incident(number) for number in (1, 2, 3)], roles=roles)
    found = dossier_of(selection, ISIS)
    assert found.roles == {"initiator": [("sdf", 1)], "target": [("sdf", 2)], "affected": [("civilians", 1)]}
    assert ("islamic-state", 2) in dossier_of(selection, "governorate:SY09").roles["initiator"]


def test_an_origin_alone_is_one_beside_which_nobody_gives_an_account():
    claims = [
        a_claim(1),
        a_claim(1, measure="arrested"),
        a_claim(2),
        a_claim(2, origin_id="sdf"),
        a_claim(3, origin_id="unattributed"),
        a_claim(3, origin_id="sdf", standing="remark"),
        a_claim(4, origin_id="unattributed"),
        a_claim(4),
    ]
    selection = a_selection(incidents=[an_incident(number) for number in (1, 2, 3, 4)], claims=claims)
    voices = dossier_of(selection, "kind:attack").voices
    assert voices == [Voice("sohr", 3, 4, 2), Voice("sdf", 2, 2, 0), Voice("unattributed", 2, 2, 1)]


def test_what_rests_on_one_origin_alone_adds_up_to_the_figure_of_the_summary():
    for question in (Question(), Question(governorate=("SY09",)), Question(actor=("sdf",), kind=("attack",))):
        selection = select(RECORD, question)
        voices = dossier_of(selection, "kind:attack").voices
        assert sum(voice.alone for voice in voices) == key_figures(selection).single_origin
        assert sum(voice.claims for voice in voices) == len(selection.claims)


def test_a_number_of_a_row_is_the_number_of_incidents_that_the_filter_finds():
    selection = select(RECORD, question_of("governorate:SY09"))
    found = dossier_of(selection, "governorate:SY09")
    assert all(voice.incidents == len(selection.within(Question(origin=(voice.origin,)))) for voice in found.voices)
    assert all(count == len(selection.within(Question(initiator=(code,)))) for code, count in found.roles["initiator"])
    assert all(count == len(selection.within(Question(kind=(code,)))) for _name, code, count in found.kinds)


def test_the_parts_of_an_area_lie_in_it_and_count_as_their_own_filters_do():
    for written, sorts in (("governorate:SY09", {"district", "place"}), ("district:SY0902", {"place"})):
        selection = select(RECORD, question_of(written))
        parts = dossier_of(selection, written).parts
        assert {name for name, _code, _count in parts} == sorts
        assert all(count == len(selection.within(Question(**{name: (code,)}))) for name, code, count in parts)
        places = [RECORD.gazetteer.place(code) for name, code, _count in parts if name == "place"]
        assert all("SY09" in place["governorates"] for place in places)


def test_the_kinds_of_a_kind_are_its_detailed_ones():
    found = dossier_of(select(RECORD, question_of("kind:bombing")), "kind:bombing")
    assert {name for name, _code, _count in found.kinds} == {"tactic"}


def test_a_dossier_of_nothing_has_no_lists():
    found = dossier_of(select(RECORD, Question(text="nothing like it")), ISIS)
    assert (found.roles, found.voices, found.kinds) == ({}, [], [])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Actor:ISIS", ISIS),
        ("actor: Islamic State", ISIS),
        ("origin:ISIS", "origin:isis"),
        ("governorate:deir ez-zor", "governorate:SY09"),
        ("kind:Armed attack", "kind:attack"),
        ("district:Mayadin", "district:SY0903"),
        ("place:Al Mayadin", "place:mayadin"),
        ("kind:", None),
        ("actor:nobody at all", None),
        ("tactic:raid", None),
        ("governorate:SY09,SY01", None),
        ("governorate:not-stated", None),
    ],
)
def test_a_dossier_is_known_by_its_code_and_by_its_names(written, meant):
    assert dossier_meant(written, RECORD) == meant
    assert meant is None or is_dossier(meant, RECORD)


def test_a_question_is_about_a_dossier_as_long_as_it_asks_for_it_alone_in_its_list():
    assert is_asked(Question(actor=("islamic-state",), kind=("attack",)), ISIS)
    assert not is_asked(Question(actor=("islamic-state", "sdf")), ISIS)
    assert with_dossier(Question(kind=("attack",)), ISIS) == Question(actor=("islamic-state",), kind=("attack",))
    assert with_dossier(Question(actor=("sdf",)), ISIS) is None
