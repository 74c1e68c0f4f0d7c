"""A story that fits into a link comes out of it as it was; whatever else stands there is refused, and never raises."""

import base64
import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.checks.characters import unprintable_in
from incidents.checks.stories import story_of
from incidents.checks.story_in_link import LONGEST, is_story_for_link, story_for_link, story_from_link
from incidents.record.storage import DATA
from incidents.record.story import Story, story_name
from tests.conftest import a_record, an_incident, shipped_record

RECORD = a_record(incidents=[an_incident(1), an_incident(2)])
TEXTS = st.text(min_size=1, max_size=60).filter(lambda text: text.strip() and not unprintable_in(text))
LANGUAGES = st.sampled_from([("en",), ("ar",), ("en", "ar")])
SPOTS = st.fixed_dictionaries(
    {"latitude": st.floats(30, 40), "longitude": st.floats(33, 45), "zoom": st.integers(5, 14) | st.floats(5, 14)}
)


def in_languages(name: str) -> st.SearchStrategy[dict[str, str]]:
    return LANGUAGES.flatmap(lambda codes: st.fixed_dictionaries({f"{name}_{code}": TEXTS for code in codes}))


def merged(*parts) -> dict:
    return {name: value for part in parts for name, value in part.items()}


STEPS = st.builds(
    merged,
    st.fixed_dictionaries({"incident": st.sampled_from(["SYR-0001", "SYR-0002"])}, optional={"map": SPOTS}),
    in_languages("text"),
)
FILES = st.builds(merged, in_languages("title"), st.fixed_dictionaries({"steps": st.lists(STEPS, min_size=1)}))


def read(told: dict, record=RECORD) -> Story:
    story = story_of("told.json", json.dumps(told).encode(), record)
    assert isinstance(story, Story), story
    return story


def packed(content: bytes) -> str:
    return "Z" + base64.urlsafe_b64encode(zlib.compress(content, 9)).decode().rstrip("=")


A_FILE = {"title_en": "Two", "steps": [{"incident": "SYR-0001", "text_en": "Said."}]}
WRITTEN = story_for_link(read(A_FILE))


@given(FILES)
def test_a_story_comes_out_of_a_link_as_it_went_in_or_is_too_long_for_one(told):
    story = read(told)
    written = story_for_link(story)
    if written is None:
        assert len(packed(json.dumps(told, ensure_ascii=False).encode())) > LONGEST / 2
        return
    assert len(written) <= LONGEST
    assert is_story_for_link(written)
    assert story_from_link(written, RECORD) == story
    assert story_for_link(read(dict(reversed(told.items())))) == written  # the order of a file's parts says nothing


@given(st.data())
def test_a_link_that_was_cut_or_changed_tells_no_other_story(data):
    at = data.draw(st.integers(0, len(WRITTEN) - 1))
    put = data.draw(st.text(max_size=3) | st.text("AZaz09-_", max_size=3))
    spoilt = WRITTEN[:at] + put + WRITTEN[at + data.draw(st.integers(0, 3)) :]
    found = story_from_link(spoilt, RECORD)
    assert found is None or found == read(A_FILE)  # the last letter holds bits that say nothing


@given(st.text() | st.text("AZaz09-_=").map("Z{}".format) | st.binary().map(packed))
def test_no_value_of_an_address_ends_in_an_exception(text):
    assert not isinstance(story_from_link(text, RECORD), Story)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Z",
        WRITTEN[1:],
        WRITTEN.lower(),
        WRITTEN + "=",
        WRITTEN + "\n",
        WRITTEN[:9] + " " + WRITTEN[9:],
        packed(b" " * 1_000_000),
        packed(json.dumps(A_FILE).encode() + b" " * 16_000),
        "Z" + "A" * LONGEST,
        "Z" + base64.urlsafe_b64encode(zlib.compress(json.dumps(A_FILE).encode()) + b"more").decode().rstrip("="),
    ],
)
def test_what_is_no_story_written_so_or_unpacks_to_more_than_one_can_be_is_none(text):
    assert story_from_link(text, RECORD) is None


@pytest.mark.parametrize(
    ("content", "field"),
    [
        (json.dumps(A_FILE | {"more": 1}).encode(), "more"),
        (json.dumps(A_FILE | {"title_en": "\x1b[31m"}).encode(), "title_en"),
        (json.dumps(A_FILE | {"title_en": "\ud800"}).encode(), "title_en"),
        (json.dumps(A_FILE).replace("SYR-0001", "SYR-9999").encode(), "incident"),
        (b"[" * 15_000, ""),
        (b"1" * 15_000, ""),
        (b'{"steps":[' + b"{}," * 5_000 + b"{}]}", "steps"),
        (b'{"title_en": "T", "steps": NaN}', ""),
        (b"\xff", ""),
    ],
)
def test_a_story_in_a_link_is_checked_as_its_file_is(content, field):
    problems = story_from_link(packed(content), RECORD)
    assert isinstance(problems, list)
    assert problems[0].column == field


def test_no_name_of_a_story_told_with_the_record_reads_as_a_story_in_a_link():
    assert not is_story_for_link(story_name("Zz_9 Top"))


def test_ten_steps_in_one_language_fit_into_a_link_and_the_example_in_two_does_not():
    record = shipped_record()
    example = json.loads((DATA / "stories" / "aleppo-may-2025.json").read_text(encoding="utf-8"))
    assert story_for_link(read(example, record)) is None
    for code in ("en", "ar"):
        steps = [
            {name: part for name, part in step.items() if name in ("incident", "map", f"text_{code}")}
            for step in example["steps"][:10]
        ]
        told = {f"title_{code}": example[f"title_{code}"], "steps": steps}
        written = story_for_link(read(told, record))
        assert written is not None
        assert story_from_link(written, record) == read(told, record)
