"""How far a run of the tests reaches: to every case, as far as six minutes go, or as far as one goes.

A test is a sentence, and holds it in some cases: a language, a format, a filter. What a case takes is known
(``costs.csv``), so a run that shall be short leaves out cases before sentences, and sentences that take long before the
others. Which cases it runs is the same in every run, and another for the next sentence: Arabic here, English there.
"""

import csv
import math
import os
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

COSTS = Path(__file__).with_name("costs.csv")


@dataclass(frozen=True)
class Reach:
    """How far a run goes, in seconds of processor.

    ``case`` is the most that one case of a test may take, ``sentence`` the most that its cases may take together, of
    which one is run in any case. ``walks``: a test that is marked ``always`` is run whatever it takes.
    """

    case: float = math.inf
    sentence: float = math.inf
    walks: bool = True
    words: str = "every case of every test"


REACHES = {
    "": Reach(),
    "usual": Reach(1.0, 0.15, words="what tells in minutes that all holds; make thorough runs every case"),
    "quick": Reach(0.06, 0.06, walks=False, words="what tells in a minute that most holds; make test goes further"),
}
REACH = REACHES[os.environ.get("INCIDENTS_TESTS", "")]
WHOLE = Reach() == REACH


def times(whole: int, quick: int) -> int:
    """Return how often something random is tried: as often as it takes, or for a short run."""
    return whole if WHOLE else quick


def sentence_of(item: pytest.Item) -> str:
    """Return the name of a test without its case, as the costs have it: ``browser/test_map.py::test_all_is_drawn``."""
    return item.nodeid.partition("[")[0].removeprefix("tests/")


@cache
def costs() -> Mapping[str, float]:
    """Return the seconds of processor that a case of a test takes, of those that take some."""
    with COSTS.open(encoding="utf-8", newline="") as file:
        return {row["test"]: float(row["seconds"]) for row in csv.DictReader(file)}


def reached(items: Sequence[pytest.Item], reach: Reach, costs: Mapping[str, float]) -> list[pytest.Item]:
    """Return the tests that a run goes to, in their order."""
    cases: dict[str, list[pytest.Item]] = {}
    for item in items:
        cases.setdefault(sentence_of(item), []).append(item)
    kept = {
        id(case) for sentence, held in cases.items() for case in _kept(sentence, held, reach, costs.get(sentence, 0.0))
    }
    return [item for item in items if id(item) in kept]


def _kept(sentence: str, cases: list[pytest.Item], reach: Reach, cost: float) -> list[pytest.Item]:
    if cost > reach.case and not (reach.walks and cases[0].get_closest_marker("always")):
        return []
    count = len(cases) if cost * len(cases) <= reach.sentence else max(1, int(reach.sentence / cost))
    first = zlib.crc32(sentence.encode())
    places = {(first + number * len(cases) // count) % len(cases) for number in range(count)}
    return [case for place, case in enumerate(cases) if place in places]
