"""In which order tests run where workers share them: what takes long begins, so that the end is small."""

from collections.abc import Sequence

import pytest

BROWSER = "browser"
LONGEST_IN_BROWSER = tuple(
    f"{BROWSER}/test_{name}"
    for name in (
        "page_access",
        "hostile",
        "desk",
        "many_readers",
        "one_file",
        "answers_ahead",
        "quick_readers",
        "page",
        "languages",
        "screen",
        "card",
        "map",
        "large",
    )
)
# The files that take ten seconds and more of a worker, the longest first (``pytest --durations``).
LONGEST = (
    "serving/test_forged",
    "briefing/test_paper",
    "databases/test_large_records",
    "widgets/test_large_page",
    "databases/test_accepted_in_databases",
    "checks/test_what_passes_opens",
    "databases/test_taken_from_large",
    "databases/test_changed_in_large",
    "databases/test_kept_in_databases",
    "briefing/test_same_figures",
    "serving/test_patience",
    "briefing/test_deck",
    "serving/test_run_limit",
    "serving/test_gate",
    "serving/test_behind_a_proxy",
    "widgets/test_watched_record",
    "exchange/test_round_trip",
    "exchange/test_files",
    "exchange/test_intake",
    "publishing/test_one_file",
    "selection/test_address",
    "serving/test_leftovers",
)


def longest_first(items: Sequence[pytest.Item], workers: int = 2) -> list[pytest.Item]:
    """Return the tests in an order of which the part of each worker begins with what takes long.

    Each is given an equal part, and takes from the end of another's when it has done its own. In a browser most of the
    time is waited, by one for the other: all workers but one begin with these tests, and the last with the longest of
    the rest; without a browser they share these. Tests of a file stay together, for they share a server or a record.
    """
    longest: dict[str, list[pytest.Item]] = {name: [] for name in (*LONGEST_IN_BROWSER, *LONGEST)}
    others: list[pytest.Item] = []
    for item in items:
        folder, name = item.path.parent.name, f"{item.path.parent.name}/{item.path.stem}"
        held = longest.setdefault(name, []) if folder == BROWSER else longest.get(name, others)
        held.append(item)
    browser = [held for name, held in longest.items() if held and name.startswith(f"{BROWSER}/")]
    rest = [held for name, held in longest.items() if held and not name.startswith(f"{BROWSER}/")]
    if browser and workers > 1:
        begun = [*(browser[first :: workers - 1] for first in range(workers - 1)), rest]
    else:
        begun = [[*browser, *rest][first::workers] for first in range(workers)]
    ordered: list[pytest.Item] = []
    for number, files in enumerate(begun):
        ordered += [item for held in files for item in held]
        place = max(0, len(items) * (number + 1) // workers - len(ordered))
        ordered += others[:place]
        others = others[place:]
    return [*ordered, *others]
