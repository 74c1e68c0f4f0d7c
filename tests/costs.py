"""Measures what each test takes of the processor, with all that it starts, and writes ``costs.csv``: ``make costs``."""

import csv
import os
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress

import psutil
import pytest

from tests.reach import COSTS, sentence_of

LEAST = 0.05  # seconds: what takes less is not noted
SPENT = "processor"

_begun = pytest.StashKey[tuple[float, float]]()
_spent: dict[str, list[float]] = defaultdict(list)


def _processor() -> tuple[float, float]:
    """Return the seconds of processor of this process, and of it with all that it started."""
    own = os.times()
    alone = own.user + own.system
    whole = alone + own.children_user + own.children_system
    for child in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):
            took = child.cpu_times()
            whole += took.user + took.system + took.children_user + took.children_system
    return alone, whole


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    """Note when a test begins."""
    item.stash[_begun] = _processor()
    return (yield)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """Note what a test took. Where something ended that was begun before it, all that is left is its own part."""
    result = yield
    took = [now - before for before, now in zip(item.stash[_begun], _processor(), strict=True)]
    item.user_properties.append((SPENT, max(took)))
    item.user_properties.append(("sentence", sentence_of(item)))
    return result


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Take down what a worker noted."""
    noted = dict(report.user_properties)
    if report.when == "teardown" and SPENT in noted:
        _spent[str(noted["sentence"])].append(float(str(noted[SPENT])))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write the table: a line for each test, in the order of their names, the mean of its cases."""
    if hasattr(session.config, "workerinput") or session.testsfailed or not _spent:
        return
    means = {sentence: sum(took) / len(took) for sentence, took in sorted(_spent.items())}
    with COSTS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["test", "seconds"])
        writer.writerows([sentence, f"{mean:.2g}"] for sentence, mean in means.items() if mean >= LEAST)
