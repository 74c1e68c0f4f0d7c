"""A story is checked as the record is: every problem with file, step, field and value."""

import csv
import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.mercator import Spot
from incidents.__main__ import main
from incidents.checks.stories import _SHAPE, read_stories, read_story
from incidents.checks.story_in_link import story_for_link
from incidents.record.storage import DATA
from incidents.record.story import MOST_STEPS, Story
from tests.conftest import AR, EN, LANGS, a_record, an_incident, shipped_record

RECORD = a_record(incidents=[an_incident(1), an_incident(2)])
EXAMPLE = DATA / "stories" / "aleppo-may-2025.json"


def a_step(**changes):
    return {"incident": "SYR-0001", "text_en": "What happened."} | changes


def a_story(*steps, **changes):
    return {"title_en": "A story", "steps": list(steps or [a_step()])} | changes


def read(tmp_path: Path, told) -> Story | list[str]:
    path = tmp_path / "told.json"
    path.write_text(told if isinstance(told, str) else json.dumps(told), encoding="utf-8")
    found = read_story(path, RECORD)
    return found if isinstance(found, Story) else [problem.line(EN) for problem in found]


def test_a_story_keeps_its_order_its_sentences_and_the_spots_of_the_map(tmp_path):
    spot = {"latitude": 36.2, "longitude": 37.2, "zoom": 12}
    story = read(tmp_path, a_story(a_step(incident="SYR-0002", map=spot, text_ar="ما حدث."), a_step()))
    assert [step.incident_id for step in story.steps] == story.incident_ids == ["SYR-0002", "SYR-0001"]
    assert [step.spot for step in story.steps] == [Spot(36.2, 37.2, 12), None]
    assert [story.steps[0].text(lang) for lang in (EN, AR)] == ["What happened.", "ما حدث."]
    assert story.steps[1].text(AR) == "What happened."


@pytest.mark.parametrize(
    ("told", "line"),
    [
        (a_story(a_step(), a_step(incident="SYR-9999")), "told.json:2:incident: SYR-9999: No incident of the record"),
        (a_story(a_step(map={"latitude": 36, "longitude": 99, "zoom": 9})), "told.json:1:map.longitude: 99: More than"),
        (a_story(a_step(map={"latitude": 36})), "told.json:1:map: The part longitude is missing here."),
        (a_story(a_step(text="x")), "told.json:1:text: text: No part is called so. Known are: incident, text_en"),
        (a_story({"incident": "SYR-0001"}), "told.json:1:text: One of these is expected: text_en, text_ar."),
        (a_story(a_step(text_en=" ")), "told.json:1:text_en:  : This must not be empty."),
        (a_story(a_step(text_en="x" * 401)), f"told.json:1:text_en: {'x' * 79}…: Longer than 400 characters."),
        (a_story(a_step(text_en="\x07")), "told.json:1:text_en: This text holds a character"),
        (a_story(a_step(incident=7)), "told.json:1:incident: 7: A text in quotation marks is expected here."),
        (a_story(steps=[]), "told.json:steps: This must not be empty."),
        ({"steps": [a_step()]}, "told.json:title: One of these is expected"),
        (a_story(a_step(map={"latitude": float("nan"), "longitude": 38, "zoom": 9})), "told.json: Not JSON"),
        ("9" * 5000, "told.json: Not JSON: line 1 cannot be read as such."),
        ([], "told.json: Named parts in braces are expected here."),
        ('{"steps":\n[,]}', "told.json: Not JSON: line 2 cannot be read as such."),
    ],
)
def test_what_is_wrong_is_said_with_file_step_field_and_value(tmp_path, told, line):
    found = read(tmp_path, told)
    assert [problem for problem in found if problem.startswith(line)], found


def test_a_story_in_an_address_is_as_long_as_one_in_a_file():
    assert json.loads(_SHAPE.read_text(encoding="utf-8"))["properties"]["steps"]["maxItems"] == MOST_STEPS


def test_of_a_story_with_too_many_steps_only_that_is_said(tmp_path):
    assert read(tmp_path, a_story(*[{}] * 5000)) == ["told.json:steps: More than 60 steps."]


def test_a_file_that_is_none_is_a_problem(tmp_path):
    path = tmp_path / "none.json"
    assert [str(problem) for problem in read_story(path, RECORD)] == [
        "none.json: This file cannot be read: No such file or directory"
    ]
    path.write_bytes(b"\xff\xfe\x00")
    assert [str(problem) for problem in read_story(path, RECORD)] == ["none.json: This file is not written in UTF-8."]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["steps", "incident", "map", "title_en"]), inner),
)


@given(JSON)
def test_no_file_ends_the_check(tmp_path_factory, told):
    path = tmp_path_factory.getbasetemp() / "any.json"
    path.write_text(json.dumps(told), encoding="utf-8")
    assert isinstance(read_story(path, RECORD), Story | list)


def test_the_example_tells_of_every_incident_of_the_five_articles_in_every_language():
    story = read_story(EXAMPLE, shipped_record())
    with (DATA / "claims.csv").open(encoding="utf-8", newline="") as file:
        told = {row["incident_id"] for row in csv.DictReader(file) if row["source_id"].startswith("article-")}
    assert set(story.incident_ids) == told
    for lang in LANGS:
        assert story.titles[f"title_{lang}"]
        assert all(step.texts[f"text_{lang}"] for step in story.steps)


def test_the_command_says_what_a_story_tells_or_what_is_wrong_with_it(tmp_path, capsys):
    assert main(["story", "--lang", "en", str(EXAMPLE)]) == 0
    assert "SYR-0049" in capsys.readouterr().out
    path = tmp_path / "wrong.json"
    path.write_text(json.dumps(a_story(a_step(incident="SYR-9999"))), encoding="utf-8")
    assert main(["story", "--lang", "en", str(path)]) == 1
    assert "wrong.json:1:incident: SYR-9999" in capsys.readouterr().out


def test_the_command_gives_the_link_that_holds_a_short_story_and_says_of_a_long_one_that_its_file_goes_along(
    tmp_path, capsys, monkeypatch
):
    monkeypatch.setenv("PUBLIC_URL", "https://page.example")
    path = tmp_path / "told.json"
    path.write_text(json.dumps(a_story()), encoding="utf-8")
    assert main(["story", "--lang", "en", str(path)]) == 0
    whole = story_for_link(read_story(path, RECORD))
    assert f"On the page, with its sentences: https://page.example?story={whole}" in capsys.readouterr().out
    path.write_bytes(EXAMPLE.read_bytes())
    assert main(["story", "--lang", "en", str(path)]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "This story is too long for a link, which holds 1,800 characters of one: give its file along" in out
    assert "story=Z" not in out


def test_the_stories_of_a_record_are_those_of_its_folder_by_the_names_of_their_files(tmp_path, capsys):
    copy = tmp_path / "record"
    shutil.copytree(DATA, copy)
    wrong = copy / "stories" / "Other one.json"
    wrong.write_text(json.dumps(a_story(a_step(incident="SYR-9999"))), encoding="utf-8")
    stories, problems = read_stories(copy, shipped_record())
    assert list(stories) == ["aleppo-may-2025"]
    assert [problem.file for problem in problems] == [wrong.name]
    assert main(["check", "--lang", "en", "--data", str(copy)]) == 1
    assert "Other one.json:1:incident: SYR-9999" in capsys.readouterr().out
    wrong.write_text(json.dumps(a_story()), encoding="utf-8")
    assert list(read_stories(copy, shipped_record())[0]) == ["other-one", "aleppo-may-2025"]
