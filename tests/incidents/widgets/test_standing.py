import ast
import random
import string
from dataclasses import fields, replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.mercator import Spot
from incidents.checks.story_in_link import story_for_link
from incidents.phrases import notices_in_words
from incidents.record import story
from incidents.selection.address import OF_THE_PAGE, mended
from incidents.selection.linked_stories import told_by
from incidents.selection.notices import Notice
from incidents.selection.orders import ORDERS
from incidents.selection.spot import read_spot
from incidents.selection.story_order import Telling
from incidents.selection.summaries import Step
from incidents.views.interactive_map import SHADINGS
from incidents.views.rankings import RANK_ORDERS, RANKS
from incidents.widgets.standing import CHANGES, CHAPTERS, RECORDS, STEPS, VIEWS, Standing
from incidents.widgets.standing_in_address import is_side, standing_from_query, standing_to_query, still_there
from tests.conftest import LANGS, a_selection, an_incident
from tests.incidents.selection.test_address import random_query
from tests.reach import times

DATASET = a_selection(incidents=[an_incident(1), an_incident(2)])
SIDES = st.sampled_from(["SY01", "SY09"]), st.sampled_from(["2025-01-01..2025-03-31", "2024-11-04..2024-11-04"])
STANDINGS = st.builds(
    Standing,
    view=st.sampled_from(VIEWS),
    incident=st.sampled_from([None, "SYR-0001", "SYR-0002"]),
    step=st.sampled_from(STEPS),
    milestones=st.booleans(),
    compare=st.none() | st.one_of(*(st.tuples(side, side) for side in SIDES)),
    at=st.none() | st.tuples(st.floats(-85, 85), st.floats(-180, 180), st.floats(0, 20)),
    shading=st.sampled_from(SHADINGS),
    order=st.sampled_from(ORDERS),
    page=st.integers(1, 999_999),
    chapter=st.sampled_from(CHAPTERS),
    change_by=st.sampled_from(CHANGES),
    against=st.none() | SIDES[1],
    rank=st.sampled_from(RANKS),
    rank_by=st.sampled_from(RANK_ORDERS),
    record=st.sampled_from(RECORDS),
    dossier=st.sampled_from([None, "governorate:SY09", "actor:islamic-state", "origin:sohr", "kind:attack"]),
)


@given(STANDINGS)
def test_an_address_reopens_the_standing_it_was_written_for(standing):
    query = {name: [value] for name, value in standing_to_query(standing).items()}
    assert standing_from_query(query, DATASET.record) == (standing, [])


def test_a_standing_as_at_the_start_leaves_the_address_empty():
    assert standing_to_query(Standing()) == {}


@settings(max_examples=times(200, quick=33))
@given(st.dictionaries(st.sampled_from([field.name for field in fields(Standing)]), st.text(max_size=30)))
def test_whatever_stands_in_an_address_is_used_or_named(query):
    standing, notices = standing_from_query({name: [value] for name, value in query.items()}, DATASET.record)
    named = {notice.parameter for notice in notices}
    for name, value in query.items():
        assert value == "" or name in named or getattr(standing, name) is not None


@pytest.mark.parametrize("side", ["SY9", "XX01", "SY0a", "2025-02-30..2025-03-01", "2025-03-01..2025-02-01", "..", ""])
def test_what_is_no_side_of_a_comparison_is_refused(side):
    assert not is_side(side)


def test_the_steps_are_those_the_summaries_know():
    assert set(STEPS) == set(Step.__args__)


@given(st.text(string.printable, max_size=40))
def test_an_unknown_incident_is_named_and_left_out(text):
    standing, notices = standing_from_query({"incident": [text]}, DATASET.record)
    assert standing.incident is None or standing.incident in {"SYR-0001", "SYR-0002"}
    left_out = any(notice.fate == "unused" for notice in notices)
    assert (standing.incident is None) == (left_out or text == "")


@pytest.mark.parametrize("spot", ["91,38,7", "35,38", "35,38,7,1", "nan,38,7", "35,inf,7", "35,38,99", "a,b,c", ""])
def test_what_no_map_could_show_is_no_place_to_open_it_at(spot):
    assert read_spot(spot) is None


def read(**query):
    return standing_from_query({name: [value] for name, value in query.items()}, DATASET.record)


@pytest.mark.parametrize(
    "text",
    ["syr-0001", "SYR-0001.", "SYR-0001 ", "SYR-1", "SYR0001", "SYR-٠٠٠١", "(SYR-0001)", "SYR–0001", "\u200fSYR-0001"],
)
def test_an_incident_is_opened_by_its_id_in_any_writing_and_that_is_named(text):
    assert read(incident=text) == (
        Standing(incident="SYR-0001"),
        [Notice("incident", text, "changed", "incident=SYR-0001")],
    )


@pytest.mark.parametrize(
    ("parameter", "text", "meant"),
    [
        ("view", "Briefing", Standing(view="briefing")),
        ("view", "about.", Standing(view="about")),
        ("order", "most_killed", Standing(order="most-killed")),
        ("shading", "killed-low", Standing(shading="killed_low")),
        ("page", "٢", Standing(page=2)),
        ("milestones", "0.", Standing(milestones=False)),
        ("at", "35.5, 38.5, 7", Standing(at=(35.5, 38.5, 7.0))),
        ("compare", "sy01;sy09", Standing(compare=("SY01", "SY09"))),
        ("compare", "SY٠١,SY09", Standing(compare=("SY01", "SY09"))),
        ("dossier", "Governorate: sy09", Standing(dossier="governorate:SY09")),
        ("dossier", "actor:ISIS", Standing(dossier="actor:islamic-state")),
        ("dossier", "governorate:دير الزور", Standing(dossier="governorate:SY09")),
        ("story", "syr-2; SYR-٠٠٠١", Standing(story=("SYR-0002", "SYR-0001"), incident="SYR-0002")),
        ("story", "SYR-0001,SYR-9999,SYR-0001", Standing(story=("SYR-0001",), incident="SYR-0001")),
    ],
)
def test_what_a_hand_did_to_the_standing_is_undone_and_named(parameter, text, meant):
    standing, notices = read(**{parameter: text})
    assert standing == meant
    ((name, value, fate),) = [(notice.parameter, notice.value, notice.fate) for notice in notices]
    assert (name, value, fate) == (parameter, text, "changed")


@pytest.mark.parametrize(
    ("parameter", "text"),
    [
        *(("compare", text) for text in ("SY99,SY01", "SY01", "SY01,SY02,SY03", "SY²²,SY01", "2025-01-01..2025-03-31")),
        *(("compare", text) for text in ("2025-01-01..2025-03-31,SY09", "SY09,2025-01-01..2025-03-31")),
        ("compare", "2025-W01..2025-W02,2025-W03..2025-W04"),
        ("compare", "20250101..20250102,20250103..20250104"),
        *(("at", text) for text in ("1_0,38,7", "1e1,38,7", "+35,38,7", "35,38")),
        *(("page", text) for text in ("0", "-1", "1_0", "+1", "01", "1e3", "1000000", "²")),
        *(("view", text) for text in ("map", "incidents,about", "x")),
        ("milestones", "yes"),
        ("incident", "SYR-9999"),
        *(("story", text) for text in ("SYR-9999", ",", "x")),
        ("incident", "SYR-0001-01"),
        *(
            ("dossier", text)
            for text in ("SY09", "governorate:", "actor:nobody", "governorate:SY01,SY09", "tactic:raid")
        ),
        *(("dossier", f"{name}:not-stated") for name in ("governorate", "actor")),
    ],
)
def test_what_is_no_standing_is_left_out_and_named(parameter, text):
    assert read(**{parameter: text}) == (Standing(), [Notice(parameter, text)])


def test_a_story_begins_with_its_first_incident_or_stands_where_the_address_says():
    told = ("SYR-0002", "SYR-0001")
    assert read(story="SYR-0002,SYR-0001") == (Standing(story=told, incident="SYR-0002"), [])
    assert read(story="SYR-0002,SYR-0001", incident="SYR-0001") == (Standing(story=told, incident="SYR-0001"), [])


@pytest.mark.parametrize(
    ("text", "place", "mended"),
    [
        ("in-aleppo", 1, None),
        ("in-aleppo,2", 2, None),
        ("In Aleppo; ٢", 2, "in-aleppo,2"),
        ("in-aleppo,1", 1, "in-aleppo"),
        ("in-aleppo,9", 2, "in-aleppo,2"),
        ("in-aleppo,x", 1, "in-aleppo"),
    ],
)
def test_an_address_names_a_story_of_the_record_and_a_step_which_opens_its_card_and_its_spot(text, place, mended):
    steps = (
        story.Step("SYR-0002", {"text_en": "Second."}, Spot(36.2, 37.2, 12)),
        story.Step("SYR-0001", {"text_en": "First."}),
    )
    told = {"in-aleppo": story.Story({"title_en": "In Aleppo"}, steps)}
    standing, notices = standing_from_query({"story": [text]}, DATASET.record, stories=told)
    step, telling = steps[place - 1], Telling("in-aleppo", told["in-aleppo"], place)
    assert standing == Standing(story=telling, incident=step.incident_id, at=step.spot)
    assert notices == ([Notice("story", text, "changed", f"story={mended}")] if mended else [])
    assert standing_to_query(standing)["story"] == (mended or text)


OWN = story.Story(
    {"title_en": "Mine", "title_ar": "قصتي"},
    (
        story.Step("SYR-0002", {"text_en": "<b>Second</b>."}, Spot(36.2, 37.2, 12)),
        story.Step("SYR-0001", {"text_ar": "الأول."}),
    ),
)
LINKED = story_for_link(OWN)
FOREIGN = story_for_link(replace(OWN, steps=(*OWN.steps, story.Step("SYR-9999", {"text_en": "Elsewhere."}))))


@pytest.mark.parametrize(
    ("text", "place", "mended"),
    [
        (LINKED, 1, None),
        (f"{LINKED},2", 2, None),
        (f"{LINKED},9", 2, f"{LINKED},2"),
        (f"«{LINKED}»; ٢", 2, f"{LINKED},2"),
    ],
)
def test_an_address_holds_a_story_of_the_readers_own_whole_and_tells_it_at_a_step(text, place, mended):
    standing, notices = read(story=text)
    step = OWN.steps[place - 1]
    assert standing == Standing(story=Telling(LINKED, OWN, place), incident=step.incident_id, at=step.spot)
    assert notices == ([Notice("story", text, "changed", f"story={mended}")] if mended else [])
    assert standing_to_query(standing)["story"] == (mended or text)


def test_a_story_of_a_link_that_cannot_be_told_is_named_with_what_is_wrong():
    cut = LINKED[:-9]
    assert read(story=cut) == (Standing(), [Notice("story", cut, "no story")])
    assert read(story=f"{FOREIGN},3") == (Standing(), [Notice("story", "SYR-9999", "no incident")])
    assert read(story="Zebra") == (Standing(), [Notice("story", "Zebra", "no story")])
    for text in (cut, FOREIGN):
        assert told_by([text], story.NO_STORIES, DATASET.record) == (None, read(story=text)[1])
    assert told_by([f"{LINKED},2"], story.NO_STORIES, DATASET.record) == (OWN, [])
    assert told_by(["SYR-0001,SYR-0002", "no-such"], story.NO_STORIES, DATASET.record) == (None, [])


@pytest.mark.parametrize("lang", LANGS, ids=str)
def test_what_is_wrong_with_a_story_of_a_link_is_said_without_its_letters(lang):
    (cut,), (foreign,) = (notices_in_words(read(story=text)[1], lang) for text in (LINKED[:-9], FOREIGN))
    assert LINKED[:20] in cut
    assert LINKED[:60] not in cut
    assert "SYR-9999" in foreign
    assert FOREIGN[:20] not in foreign


def test_of_two_standings_the_last_counts_and_the_other_is_named():
    standing, notices = standing_from_query({"view": ["about", "briefing"]}, DATASET.record)
    assert standing == Standing(view="briefing")
    assert notices == [Notice("view", "about", "repeated", "view=briefing")]


def test_the_parameters_that_the_shell_passes_over_are_those_of_the_page():
    assert {field.name for field in fields(Standing)} | {"lang"} == OF_THE_PAGE


@cache
def read_again(*written):
    """Read what a standing was written as, once: most links at random lead to few places."""
    return standing_from_query({name: [text] for name, text in written}, DATASET.record)


@pytest.mark.always
def test_ten_thousand_random_links_say_where_the_reader_stands_or_what_was_not_read():
    chance = random.Random(2026)  # noqa: S311 - links, not secrets
    for _number in range(times(10_000, quick=500)):
        query, _notices = mended(random_query(chance))
        standing, notices = standing_from_query(query, DATASET.record)
        written = standing_to_query(standing)
        assert read_again(*written.items()) == (standing, [])
        named = {notice.parameter for notice in notices}
        for name in query.keys() & _PARTS - named:
            values = [value for value in query[name] if value]
            assert not values or values == [written.get(name, values[0])], (name, query)


_PARTS = {field.name for field in fields(Standing)}
WIDGETS = Path(__file__).parents[3] / "incidents" / "widgets"


@pytest.mark.parametrize("module", sorted(WIDGETS.glob("*.py")), ids=lambda path: path.name)
def test_no_other_module_names_a_key_of_the_session_that_is_part_of_the_address(module):
    """Whoever wants to read or change where the reader stands asks ``stands`` and ``move``."""
    if module.name == "standing.py":
        return
    named = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Subscript) and ast.unparse(node.value).endswith("state"):
            named.add(getattr(node.slice, "value", None))
        if isinstance(node, ast.Call):
            named |= {keyword.value.value for keyword in node.keywords if _is_key(keyword)}
            if ast.unparse(node.func).endswith(("state.get", "state.pop", "state.setdefault")):
                named.add(getattr(node.args[0], "value", None))
    assert not named & _PARTS


def _is_key(keyword):
    return keyword.arg == "key" and isinstance(keyword.value, ast.Constant)


def test_what_an_edit_has_taken_away_no_longer_stands_open():
    here, gone = "SYR-0001", "SYR-0003"
    record = DATASET.record
    assert still_there(Standing(incident=here, page=2), record, None, story.NO_STORIES) == Standing(
        incident=here, page=2
    )
    for stands in (Standing(incident=gone, page=2), Standing(dossier="actor,nobody", page=2)):
        assert still_there(stands, record, None, story.NO_STORIES) == Standing(page=2)
    pair = Standing(incident=here, beside=gone, record="both")
    assert still_there(pair, record, record, story.NO_STORIES) == replace(pair, beside=None)
    assert still_there(pair, record, None, story.NO_STORIES) == pair  # nothing is known of the second
