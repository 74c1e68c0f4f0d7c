from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.order import longest_first

COSTS = {"browser/test_desk": 9, "browser/test_map": 5, "serving/test_forged": 8, "briefing/test_paper": 4}
FILES = ("browser/test_map", "browser/test_desk", "browser/test_side", "briefing/test_paper", "serving/test_forged")
ITEMS = [
    SimpleNamespace(path=Path(f"tests/{name}.py"), nodeid=f"tests/{name}.py::test_{number}")
    for name in ("views/test_one", "views/test_other", *FILES, "views/test_last")
    for number in range(6)
]


def parts(items, workers: int) -> list[list[str]]:
    """Return the files of each worker's part, each file once for each time that the part comes to it."""
    costs = {f"{name}.py::test_{number}": cost for name, cost in COSTS.items() for number in range(6)}
    ordered = longest_first(items, costs, workers)
    assert len(ordered) == len(items)
    assert {id(item) for item in ordered} == {id(item) for item in items}
    ends = [len(ordered) * number // workers for number in range(workers + 1)]
    named = [[item.path.stem for item in ordered[start:end]] for start, end in pairwise(ends)]
    return [[name for at, name in enumerate(part) if part[at - 1 : at] != [name]] for part in named]


def test_all_workers_but_one_begin_in_a_browser_and_the_last_with_the_longest_of_the_rest():
    one, other = parts(ITEMS, 2)
    assert one[:3] == ["test_desk", "test_map", "test_side"]
    assert other[:2] == ["test_forged", "test_paper"]
    one, other, last = parts(ITEMS, 3)
    assert one[:2] == ["test_desk", "test_side"]
    assert other[0] == "test_map"
    assert last[:2] == ["test_forged", "test_paper"]


@pytest.mark.parametrize("workers", [1, 2, 3, 4])
def test_without_a_browser_workers_share_what_takes_long_and_no_test_is_lost(workers):
    items = [item for item in ITEMS if item.path.parent.name != "browser"]
    begun = [part[0] for part in parts(items, workers)]
    assert begun[: min(workers, 2)] == ["test_forged", "test_paper"][:workers]
    assert parts(ITEMS, workers)
