"""In which order tests run where workers share them: what takes long begins, so that the end is small."""

from collections.abc import Mapping, Sequence

import pytest

from tests.reach import sentence_of

BROWSER = "browser"
LONG = 4.0  # seconds of processor that the tests of a file take together, from which on it is begun with


def longest_first(items: Sequence[pytest.Item], costs: Mapping[str, float], workers: int = 2) -> list[pytest.Item]:
    """Return the tests in an order of which the part of each worker begins with what takes long.

    Each is given an equal part, and takes from the end of another's when it has done its own. In a browser most of the
    time is waited, by one for the other: all workers but one begin with these tests, and the last with the longest of
    the rest; without a browser they share these. Tests of a file stay together, for they share a server or a record.
    """
    files: dict[str, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(f"{item.path.parent.name}/{item.path.stem}", []).append(item)
    takes = {name: sum(costs.get(sentence_of(item), 0.0) for item in held) for name, held in files.items()}
    longest = sorted(files, key=takes.__getitem__, reverse=True)
    browser = [files.pop(name) for name in longest if name.startswith(f"{BROWSER}/")]
    rest = [files.pop(name) for name in longest if name in files and takes[name] >= LONG]
    others = [item for held in files.values() for item in held]
    if browser and workers > 1:
        begun = [*(browser[first :: workers - 1] for first in range(workers - 1)), rest]
    else:
        begun = [[*browser, *rest][first::workers] for first in range(workers)]
    ordered: list[pytest.Item] = []
    for number, part in enumerate(begun):
        ordered += [item for held in part for item in held]
        place = max(0, len(items) * (number + 1) // workers - len(ordered))
        ordered += others[:place]
        others = others[place:]
    return [*ordered, *others]
