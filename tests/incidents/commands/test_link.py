"""Only an address of the page is a link: what else is given as one is named, and never means everything silently."""

import argparse
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pptx import Presentation

from incidents.__main__ import main
from incidents.checks.story_in_link import story_for_link
from incidents.commands.link import address_of, is_address
from incidents.commands.story import asked_story
from incidents.record.record import load_record
from incidents.record.storage import load_tables
from incidents.record.story import Step, Story
from incidents.selection.question import Question
from incidents.selection.selection import select
from tests.conftest import AR, EN, a_folder, an_incident

NO_ADDRESS = (
    "javascript:alert(1)",
    "javascript://x/%0aalert(1)?governorate=SY09",
    "data:text/html,<script>alert(1)</script>",
    "file:///etc/passwd?governorate=SY09",
    "ftp://example.org/?governorate=SY09",
    "http://[",
    "http://[::1",
    "http://example.org:port/?governorate=SY09",
    "http://example.org:99999/?governorate=SY09",
    "http://?governorate=SY09",
    "https:example.org?governorate=SY09",
    "http://the-page.example@evil.example/?governorate=SY09",
    "//example.org/?governorate=SY09",
    "localhost:8501/?governorate=SY09",
    "governorate=SY09",
    "not a link",
    "",
    "\udcff\udcfe",
    "?text=\udcff",
    "http://example.org/?text=\x1b[31m",
    "http://example.org/?text=\u202egnp.exe",
)


@pytest.fixture(scope="module")
def data():
    return str(
        a_folder(incidents=[an_incident(1), an_incident(2, governorates="SY08", place_id="", geo_precision="0")])
    )


@pytest.mark.parametrize("link", NO_ADDRESS)
def test_what_is_no_address_is_refused(link):
    assert not is_address(link)


@pytest.mark.parametrize("link", ["not a link", "javascript:alert(1)", "http://[", "\udcff", ""])
@pytest.mark.parametrize("lang", [EN, AR])
def test_what_is_no_address_is_named_and_answers_nothing(data, tmp_path, capsys, link, lang):
    for command in (["list"], ["brief", "--format", "map-svg", "--out", str(tmp_path / "x.svg")]):
        with pytest.raises(SystemExit) as stopped:
            main([*command, "--data", data, "--lang", lang.code, f"--link={link}"])
        out, err = capsys.readouterr()
        assert (stopped.value.code, out) == (2, "")
        (line,) = err.splitlines()
        assert line.startswith("--link: ")
    assert list(tmp_path.iterdir()) == []


@given(st.text())
def test_no_text_ends_in_an_exception(text):
    if is_address(text):
        address = address_of(text, Question(governorate=("SY09",)), EN)
        assert address == "" or address.startswith(("http://", "https://"))


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("http://localhost:8501", "http://localhost:8501?governorate=SY09&lang=ar"),
        ("https://example.org/a/?from=2025-01-01#x", "https://example.org/a/?governorate=SY09&lang=ar"),
        ("HTTPS://EXAMPLE.ORG/?lang=en", "https://EXAMPLE.ORG/?governorate=SY09&lang=ar"),
        ("http://[::1]:8501/?lang=en", "http://[::1]:8501/?governorate=SY09&lang=ar"),
        ("?governorate=SY11", ""),
        ("", ""),
    ],
)
def test_the_address_of_a_briefing_is_that_of_the_page(link, address):
    assert address_of(link, Question(governorate=("SY09",)), AR) == address


def listed(capsys, *arguments):
    assert main(["list", "--format", "claims-csv", *arguments]) == 0
    out, err = capsys.readouterr()
    return len(out.splitlines()) - 1, err


@pytest.mark.parametrize("link", ["http://localhost:8501/", "https://example.org", "?", "http://localhost:8501/?"])
def test_a_link_that_asks_nothing_is_named(data, capsys, link):
    count, err = listed(capsys, "--data", data, "--link", link)
    assert count == 2
    assert err == f"--link: {link} asks nothing, so every incident is meant.\n"


def test_a_link_beside_options_only_says_where_the_page_is(data, capsys):
    assert listed(capsys, "--data", data, "--link", "http://localhost:8501/", "--governorate", "SY09") == (1, "")


def test_parts_of_a_link_that_cannot_be_used_are_named(data, capsys):
    count, err = listed(capsys, "--data", data, "--link", "?governorate=SY99&from=2025-02-30&colour=red&lang=ar")
    assert count == 2
    assert "governorate=SY99" in err
    assert "from=2025-02-30" in err
    assert "colour=red" in err
    assert "lang" not in err


def test_an_option_that_is_not_read_as_it_is_written_says_so(data, capsys):
    count, err = listed(capsys, "--data", data, "--from", "2025", "--governorate", "sy09")
    assert count == 1
    assert set(err.splitlines()) == {
        "--from: 2025 was read as 2025-01-01.",
        "--governorate: sy09 was read as SY09.",
    }


STORY = Story({"title_en": "Mine"}, (Step("SYR-0002", {"text_en": "Told first."}), Step("SYR-0001", {"text_en": "X."})))
WHOLE = story_for_link(STORY)


@pytest.fixture
def story_file(tmp_path):
    path = tmp_path / "story.json"
    steps = [{"incident": step.incident_id, **step.texts} for step in STORY.steps]
    path.write_text(json.dumps({**STORY.titles, "steps": steps}), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("link", "asked", "is_told", "said"),
    [
        (f"http://localhost:8501/?story={WHOLE},2", Question(), True, ""),
        ("?governorate=SY09", Question(), False, ""),
        ("?story=SYR-0001,SYR-0002", Question(), False, ""),
        (f"?story={WHOLE[:-5]}", Question(), False, "cannot be read, for it was cut or changed"),
        (f"?story={WHOLE}", Question(governorate=("SY09",)), False, "leave out incidents of the story: SYR-0002."),
    ],
)
def test_a_story_in_a_link_is_told_by_what_is_made_from_the_link_or_named(data, capsys, link, asked, is_told, said):
    chosen = argparse.Namespace(story=None, link=link, data=Path(data), lang=EN)
    record = load_record(load_tables(Path(data)))
    assert asked_story(chosen, select(record, asked)) == (STORY if is_told else None)
    out, err = capsys.readouterr()
    assert (out, bool(err)) == ("", bool(said))
    assert said in err


def test_slides_made_from_the_link_of_a_story_are_those_of_its_file(data, story_file, tmp_path):
    made = []
    for name, story in (("link", f"--link=?story={WHOLE}"), ("file", f"--story={story_file}")):
        out = tmp_path / f"{name}.pptx"
        assert main(["brief", "--data", data, "--lang", "en", "--format", "pptx", "--out", str(out), story]) == 0
        made.append([[shape.name for shape in slide.shapes] for slide in Presentation(str(out)).slides])
    assert made[0] == made[1]
    assert sum("Sentence" in names for names in made[0]) == len(STORY.steps)
