import re
from itertools import groupby
from math import inf
from pathlib import Path
from types import SimpleNamespace

from tests.reach import REACHES, Reach, costs, reached

SENTENCES = [f"test_sentence_{number}" for number in range(40)]


def cases(sentence: str, *names: str, marked: str = "") -> list:
    """Return a test in some cases (one without a name, for none), marked or not."""
    return [
        SimpleNamespace(nodeid=f"tests/{sentence}" + (f"[{name}]" if name else ""), get_closest_marker=marked.__eq__)
        for name in names or ("",)
    ]


def names(items: list) -> list[str]:
    """Return the ends of their names."""
    return [item.nodeid.removeprefix("tests/") for item in items]


def test_a_whole_run_leaves_nothing_out():
    items = [*cases("dear", "ar", "en"), *cases("dearest")]
    assert reached(items, REACHES[""], {"dear": 100.0, "dearest": 10_000.0}) == items


def test_a_short_run_holds_every_sentence_a_dear_one_in_as_many_cases_as_time_allows():
    items = [*cases("cheap", *"abcdef"), *cases("dear", *"abcdef"), *cases("dearest", *"abcdef")]
    kept = names(reached(items, Reach(sentence=1), {"cheap": 0.1, "dear": 0.4, "dearest": 3.0}))
    assert kept[:6] == [f"cheap[{name}]" for name in "abcdef"]
    assert [name.partition("[")[0] for name in kept[6:]] == ["dear", "dear", "dearest"]


def test_the_cases_that_it_runs_are_the_same_each_time_and_of_either_language_by_turns():
    items = [item for sentence in SENTENCES for item in cases(sentence, "ar", "en")]
    kept = names(reached(items, Reach(sentence=1), dict.fromkeys(SENTENCES, 1.0)))
    assert kept == names(reached(items, Reach(sentence=1), dict.fromkeys(SENTENCES, 1.0)))
    assert len(kept) == len(SENTENCES)
    assert 10 < sum(name.endswith("[ar]") for name in kept) < 30


def test_the_cases_of_a_sentence_are_run_whatever_stands_between_them():
    one, other = cases("dear", "ar", "en")
    assert len(reached([one, *cases("cheap"), other], Reach(sentence=1), {"dear": 1.0})) == 2


def test_what_takes_longer_than_a_run_may_is_left_out_but_for_what_is_always_run():
    items = [*cases("long"), *cases("walk", "ar", "en", marked="always"), *cases("cheap")]
    took = {"long": 9.0, "walk": 9.0}
    assert [name.partition("[")[0] for name in names(reached(items, Reach(2, 1), took))] == ["walk", "cheap"]
    assert names(reached(items, Reach(2, 1, walks=False), took)) == ["cheap"]


def test_the_shorter_a_run_the_less_it_takes():
    usual, quick = REACHES["usual"], REACHES["quick"]
    assert quick.case < usual.case < inf
    assert quick.sentence < usual.sentence < inf


def test_what_a_test_takes_is_noted_under_a_name_that_it_has():
    for file, noted in groupby(costs(), key=lambda name: name.partition("::")[0]):
        text = (Path(__file__).parent / file).read_text(encoding="utf-8")
        there = set(re.findall(r"^ *def (test_\w+)", text, flags=re.MULTILINE))
        assert {name.partition("::")[2] for name in noted} <= there, file
