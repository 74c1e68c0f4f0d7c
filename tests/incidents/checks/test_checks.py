"""A broken record: every problem at once, each with file, row, column and value, in both languages."""

import csv
import json
import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.gazetteer import DATA as GAZETTEER
from incidents.checks import find_problems, find_weaknesses
from incidents.checks.rules import RULES
from incidents.checks.weaknesses import WEAKNESSES
from tests.conftest import AR, EN, a_claim, a_folder, a_role, a_source, an_incident, an_origin
from tests.reach import times


def change(directory, table, row, **cells):
    """Change cells of one row (the header is row 1) of a table."""
    path = directory / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[row - 2] |= cells
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def found(directory, **gazetteer):
    return {(p.file, p.row, p.column, p.value): p.message() for p in find_problems(directory, **gazetteer)}


def test_a_sound_record_has_no_problems():
    assert find_problems(a_folder()) == []


def test_all_problems_are_named_at_once():
    directory = a_folder(
        incidents=[an_incident(1), an_incident(2), an_incident(2), an_incident(4, event_type="battle")],
        claims=[a_claim(1), a_claim(2), a_claim(4, source_id="nobody"), a_claim(4)],
        roles=[],
        sources=[a_source()],
    )
    change(directory, "claims", 2, value="many")
    change(directory, "incidents", 2, date_start="2025-02-30")
    (directory / "milestones.csv").unlink()
    (directory / "actors.csv").write_bytes("actor_id,name_en\na,داعش".encode("cp1256"))
    problems = found(directory)
    assert problems["claims.csv", 2, "value", "many"] == "Not a number."
    assert problems["claims.csv", 4, "source_id", "nobody"] == "Not found in the table sources."
    assert problems["incidents.csv", 2, "date_start", "2025-02-30"].startswith("Not a day of the calendar")
    assert problems["incidents.csv", 4, "incident_id", "SYR-0002"] == "This id is already used in row 3."
    assert problems["incidents.csv", 5, "event_type", "battle"].startswith("Not a known code. Known are: battles, ")
    assert problems["milestones.csv", None, "", ""] == "This file is missing."
    assert [message for (file, *_), message in problems.items() if file == "actors.csv"] == [
        "This file is not UTF-8 text: it was saved as Windows-1256."
    ]
    assert len(problems) == 7


@pytest.mark.parametrize("table", ["incidents", "claims", "origins", "sources", "actors", "incident_actors"])
def test_one_missing_table_is_one_problem(table):
    directory = a_folder()
    (directory / f"{table}.csv").unlink()
    assert list(found(directory)) == [(f"{table}.csv", None, "", "")]


def test_incidents_without_any_claim_are_named():
    directory = a_folder(incidents=[an_incident(1), an_incident(2)])
    path = directory / "claims.csv"
    path.write_text(path.read_text(encoding="utf-8").partition("\n")[0] + "\n", encoding="utf-8")
    assert list(found(directory)) == [
        ("incidents.csv", 2, "incident_id", "SYR-0001"),
        ("incidents.csv", 3, "incident_id", "SYR-0002"),
    ]


def test_an_empty_table_is_one_problem():
    directory = a_folder()
    (directory / "origins.csv").write_text("")
    assert [key[0] for key in found(directory)] == ["origins.csv"]


@pytest.mark.parametrize("text", [None, "", "{", "[]", '{"resources": 3}', '{"resources": [{"name": "x"}]}'])
def test_an_unusable_description_of_the_tables_is_named(text):
    directory = a_folder()
    if text is None:
        (directory / "datapackage.json").unlink()
    else:
        (directory / "datapackage.json").write_text(text)
    assert [problem.file for problem in find_problems(directory)] == ["datapackage.json"]


def test_a_description_that_points_outside_its_folder_is_refused(tmp_path):
    directory = a_folder()
    schema = json.loads((directory / "datapackage.json").read_text(encoding="utf-8"))
    outside = tmp_path / "outside.csv"
    outside.write_text("secret\n")
    schema["resources"][0]["path"] = str(outside)
    (directory / "datapackage.json").write_text(json.dumps(schema))
    problems = find_problems(directory)
    assert problems
    assert not any("secret" in str(problem) for problem in problems)


def test_columns_that_are_missing_or_too_many_are_named():
    directory = a_folder()
    path = directory / "origins.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("kind", "sort", 1), encoding="utf-8")
    assert {problem.file for problem in find_problems(directory)} == {"origins.csv"}


def a_broken_gazetteer(tmp_path, column, value):
    target = tmp_path / "gazetteer"
    shutil.copytree(GAZETTEER, target)
    change(target, "gazetteer", 3, **{column: value})
    return target


@pytest.mark.parametrize(("column", "value"), [("latitude", "340"), ("longitude", "far"), ("uncertainty_km", "-1")])
def test_gazetteer_is_checked_with_the_record(tmp_path, column, value):
    problems = found(a_folder(), gazetteer=a_broken_gazetteer(tmp_path, column, value))
    assert ("gazetteer.csv", 3, column, value) in problems


RULE_TABLE = [
    ({"date_end": "2025-05-16"}, "date_end", "The incident ends before it starts."),
    ({"date_end": "2025-05-18"}, "date_end", "The precision is a day, but the dates differ."),
    ({"date_precision": "range"}, "date_end", "The precision is a range, but it is one day."),
    (
        {"date_precision": "month", "date_end": "2025-06-02"},
        "date_end",
        "The precision is a month, but the dates lie in two.",
    ),
    ({"date_start": "", "date_end": ""}, "date_start", "Only an unknown date may be empty."),
    ({"sub_event_type": "attack"}, "sub_event_type", "Not a kind of battles."),
    ({"place_id": "nowhere"}, "place_id", "nowhere is not in the gazetteer."),
    ({"other_place_ids": "raqqa|nowhere"}, "other_place_ids", "nowhere is not in the gazetteer."),
    ({"governorates": "SY04"}, "governorates", "The place deir-ez-zor lies in SY09."),
    ({"place_id": ""}, "geo_precision", "Without a place the precision is 0 (not stated)."),
    ({"related": "SYR-0009"}, "related", "SYR-0009 is not another incident of the record."),
    ({"related": "SYR-0001"}, "related", "SYR-0001 is not another incident of the record."),
    ({"other_place_ids": "raqqa|raqqa"}, "other_place_ids", "raqqa stands twice in this cell."),
    ({"summary_en": " \u200b\t"}, "summary_en", "This cell must not be empty."),
    ({"summary_en": "a\x00"}, "summary_en", "This cell holds a character that cannot be printed: U+0000."),
    ({"location_note_en": "\ufffe"}, "location_note_en", "This cell holds a character that cannot be printed: U+FFFE."),
]


@pytest.mark.parametrize(("changes", "column", "message"), RULE_TABLE)
def test_what_a_schema_cannot_say_of_an_incident(changes, column, message):
    problems = find_problems(a_folder(incidents=[an_incident(**{"date_end": "2025-05-17"} | changes)]))
    assert [(p.file, p.row, p.column, p.message()) for p in problems] == [("incidents.csv", 2, column, message)]


def test_listed_exceptions_may_be_reported_in_another_governorate():
    assert (
        find_problems(a_folder(incidents=[an_incident(place_id="al-safa", governorates="SY04", geo_precision="3")]))
        == []
    )


def test_a_place_is_an_exception_only_while_the_gazetteer_says_so(tmp_path):
    places = shutil.copytree(GAZETTEER, tmp_path / "places")
    table = (places / "gazetteer.csv").read_text(encoding="utf-8")
    (places / "gazetteer.csv").write_text(table.replace(",25,yes,yes,", ",25,,yes,"), encoding="utf-8")
    folder = a_folder(incidents=[an_incident(place_id="al-safa", governorates="SY04", geo_precision="3")])
    assert [problem.column for problem in find_problems(folder, places)] == ["governorates"]


def test_every_incident_needs_a_claim():
    directory = a_folder(incidents=[an_incident(1), an_incident(2)], claims=[a_claim(1)])
    assert found(directory) == {
        ("incidents.csv", 3, "incident_id", "SYR-0002"): "No claim with a source speaks of this incident."
    }


CLAIM_TABLE = [
    ({"measure": "outcome", "value": 3}, "text_en"),
    ({"measure": "arrested", "text_en": "several", "text_ar": "عدة", "value": ""}, "value"),
    ({"value": 3, "high": 2}, "value"),
    ({"low": 5, "high": 2}, "value"),
    ({"claim_id": "SYR-0002-01"}, "claim_id"),
]


@pytest.mark.parametrize(("changes", "column"), CLAIM_TABLE)
def test_what_a_schema_cannot_say_of_a_claim(changes, column):
    problems = find_problems(a_folder(claims=[a_claim(**changes)]))
    assert [(p.file, p.row, p.column) for p in problems] == [("claims.csv", 2, column)]


def test_corrections_stay_with_their_origin_and_end():
    claims = [
        a_claim(value=1, superseded_by="SYR-0001-02"),
        a_claim(value=2, superseded_by="SYR-0001-01"),
        a_claim(value=3, superseded_by="SYR-0001-04"),
        a_claim(value=4, origin_id="sana", measure="arrested"),
        a_claim(value=5, superseded_by="SYR-0001-99"),
    ]
    messages = found(a_folder(claims=claims))
    assert messages["claims.csv", 2, "superseded_by", "SYR-0001-02"] == "The chain of corrections does not end."
    assert messages["claims.csv", 3, "superseded_by", "SYR-0001-01"] == "The chain of corrections does not end."
    assert messages["claims.csv", 4, "superseded_by", "SYR-0001-04"] == "The later claim differs in measure, origin_id."
    assert messages["claims.csv", 6, "superseded_by", "SYR-0001-99"] == "Not found in the table claims."


def test_one_side_has_one_name():
    claims = [
        a_claim(measure="outcome", text_en="a", text_ar="ا", position_en="killed", position_ar=name)
        for name in ("قُتل", "قُتل", "مات")
    ]
    assert list(found(a_folder(claims=claims))) == [("claims.csv", 4, "position_ar", "مات")]


@pytest.mark.parametrize("day", ["0025-05-17", "1999-05-17", "2924-05-17", "9999-12-31", "2026-03-06"])
def test_incidents_lie_within_the_days_that_the_record_covers(day):
    problems = find_problems(a_folder(incidents=[an_incident(date_start=day)]))
    assert {(p.file, p.row, p.value) for p in problems} == {("incidents.csv", 2, day)}
    assert {p.message() for p in problems} == {"Not within the days that the record covers, 2024-11-04 to 2026-03-05."}


@pytest.mark.parametrize(
    ("published", "message"),
    [
        ("2935-01-01", "This day has not come yet."),
        ("2935", "This day has not come yet."),
        ("0025-05-17", "Earlier than 1900."),
        ("2025-5-7", "Not written as it should be: \\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?"),
    ],
)
def test_pages_were_published_by_now(published, message):
    problems = find_problems(a_folder(sources=[a_source(published=published)]))
    assert [(p.file, p.row, p.column, p.message()) for p in problems] == [("sources.csv", 2, "published", message)]


@pytest.mark.parametrize("number", ["1_000", "\u0661", "1\u00a0", " 3", "3 ", "+5", "1e3", "inf 1"])
def test_numbers_are_written_with_ascii_digits_alone(number):
    problems = find_problems(a_folder(claims=[a_claim(value=number)]))
    assert [(p.file, p.row, p.column, p.value) for p in problems] == [
        ("claims.csv", 2, "value", " ".join(number.split(" ")))
    ]
    assert "the digits 0 to 9 alone" in problems[0].message()


def test_an_id_is_not_what_stands_for_nothing_stated():
    folder = a_folder(
        actors=[{"actor_id": "not-stated", "name_en": "A", "name_ar": "ا", "kind": "civilians"}],
        roles=[a_role("not-stated")],
    )
    assert {problem.message() for problem in find_problems(folder)} == {"not-stated is taken for what is not stated."}


def test_doubts_about_what_the_record_has_not_are_weak():
    doubt = {"doubt_id": "d", "subject": "map", "sentence_en": "?", "sentence_ar": "?", "incident_ids": "SYR-0009"}
    folder = a_folder(doubts=[doubt, doubt | {"doubt_id": "e", "incident_ids": "SYR-0001", "place_ids": "raqqa"}])
    assert find_problems(folder) == []
    assert [(w.row, w.column) for w in find_weaknesses(folder) if w.file == "doubts.csv"] == [(2, "incident_ids")]


def test_publication_days_are_days_of_the_calendar():
    directory = a_folder(sources=[a_source(published="2025-02-30")])
    assert list(found(directory)) == [("sources.csv", 2, "published", "2025-02-30")]


def test_problems_are_written_as_one_line():
    directory = a_folder(claims=[a_claim(source_id="nobody")], sources=[a_source()])
    assert "claims.csv:2:source_id: nobody: Not found in the table sources." in map(str, find_problems(directory))


def test_braces_in_a_broken_cell_do_no_harm():
    directory = a_folder()
    change(directory, "incidents", 2, event_type="{0.__class__}{x}", related="{}")
    assert len([problem.message(AR) for problem in find_problems(directory)]) >= 2


@settings(max_examples=times(15, quick=5))
@given(st.binary(max_size=200), st.sampled_from(("incidents", "claims", "sources", "origins", "incident_actors")))
def test_any_content_of_a_table_is_reported_and_never_raises(content, table):
    directory = a_folder()
    (directory / f"{table}.csv").write_bytes(content)
    problems = find_problems(directory)
    assert problems
    assert all(problem.message(EN) and problem.message(AR) for problem in problems)


def test_weaknesses_are_listed_by_incident():
    incidents = [an_incident(number, is_role="target") for number in (1, 2, 3)]
    claims = [a_claim(1), a_claim(1, origin_id="sana"), a_claim(2), a_claim(3, origin_id="unattributed")]
    weak = [(w.value, w.message()) for w in find_weaknesses(a_folder(incidents=incidents, claims=claims))]
    assert ("SYR-0002", "Rests on a single primary source.") in weak
    assert ("SYR-0003", "Nobody is named as saying so.") in weak
    assert not any(value == "SYR-0001" for value, _ in weak)


def test_sources_without_date_or_address_are_weak():
    directory = a_folder(sources=[a_source(published="", url="")])
    messages = {w.message() for w in find_weaknesses(directory)}
    assert {"The source has no date.", "The source has no link."} <= messages


@pytest.mark.parametrize(
    ("claim", "is_named"),
    [
        ({"value": 1}, False),
        ({"measure": "responsibility", "text_en": "Unknown gunmen", "text_ar": "مجهولون"}, False),
        ({"measure": "responsibility", "text_en": "ISIS cells", "text_ar": "خلايا داعش"}, True),
        ({"measure": "responsibility", "text_en": "No ISIS claim", "text_ar": "لا تبني", "standing": "remark"}, False),
        ({"origin_id": "isis", "value": 2}, True),
    ],
)
def test_an_attacker_is_named_by_an_account_and_not_by_the_row_alone(claim, is_named):
    origins = [an_origin("sohr"), an_origin("isis", kind="isis")]
    for role in ("perpetrator", "suspected-perpetrator", "claimed"):
        folder = a_folder(incidents=[an_incident(is_role=role)], claims=[a_claim(**claim)], origins=origins)
        said = {weakness.message() for weakness in find_weaknesses(folder)}
        assert ("Called the attacker while no account names it." not in said) is is_named
    folder = a_folder(incidents=[an_incident(is_role="target")])
    assert "Called the attacker while no account names it." not in {w.message() for w in find_weaknesses(folder)}


@pytest.mark.parametrize(
    ("target", "said", "is_wrong"),
    [
        ("islamic-state", "The SDF said it arrested a member of an ISIS cell.", False),
        ("islamic-state", "A cell that the ministry ascribes to ISIS was broken up.", False),
        ("islamic-state", "SOHR said two people suspected of ISIS ties were held.", True),
        ("islamic-state", "Three people accused of belonging to ISIS cells were held.", True),
        ("is-suspect", "Three people accused of belonging to ISIS cells were held.", False),
        ("is-suspect", "A man whom CENTCOM calls the leader of an attack cell of ISIS was held.", True),
        ("is-suspect", "The ministry said it raided an ISIS hideout.", True),
    ],
)
def test_the_group_is_the_target_of_an_arrest_only_where_an_account_calls_it_the_aim(target, said, is_wrong):
    arrest = {"event_type": "strategic-developments", "sub_event_type": "arrests", "tactic": "raid", "summary_en": said}
    told = "The group is the target of this arrest only where an account calls its cell, member or plot the aim."
    for number in (1, 2):  # where something else than an arrest is told of, the rule says nothing
        kind = arrest if number == 1 else {"summary_en": said}
        incidents = [an_incident(is_role="target", **kind)]
        folder = a_folder(incidents=incidents, roles=[a_role(target, "target")])
        assert (told in {weakness.message() for weakness in find_weaknesses(folder)}) is (is_wrong and number == 1)


def test_incidents_that_name_each_other_do_so_both_ways():
    incidents = [an_incident(1, related="SYR-0002|SYR-0003"), an_incident(2, related="SYR-0001"), an_incident(3)]
    weak = [(w.value, w.message()) for w in find_weaknesses(a_folder(incidents=incidents))]
    assert [value for value, said in weak if said == "Names one that does not name it."] == ["SYR-0001"]


def test_every_rule_says_what_it_holds():
    assert all(rule.__doc__ for rule in (*RULES, *WEAKNESSES))


def test_roles_and_origins_have_to_exist():
    directory = a_folder(roles=[a_role("nobody")], origins=[an_origin("sana")])
    assert set(found(directory)) == {
        ("incident_actors.csv", 2, "actor_id", "nobody"),
        ("claims.csv", 2, "origin_id", "sohr"),
    }
