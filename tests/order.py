"""In which order tests run where two workers share them: what takes long begins, so that the end is small."""

from collections.abc import Iterable

import pytest

BROWSER = "browser"
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


def longest_first(items: Iterable[pytest.Item]) -> list[pytest.Item]:
    """Return the tests in an order of which each half begins with what takes long.

    Of two workers each is given a half, and takes from the end of the other's when it has done its own: one begins with
    the browser, the other with the longest of the rest; without a browser they share these. Tests of a file stay
    together, for they share a server or a record.
    """
    browser, rest = [], []
    longest: dict[str, list[pytest.Item]] = {name: [] for name in LONGEST}
    for item in items:
        folder = item.path.parent.name
        held = browser if folder == BROWSER else longest.get(f"{folder}/{item.path.stem}", rest)
        held.append(item)
    files = list(longest.values())
    ones, others = ([browser], files) if browser else (files[::2], files[1::2])
    first, second = ([item for file in half for item in file] for half in (ones, others))
    place = max(0, (len(first) + len(second) + len(rest)) // 2 - len(first))
    return [*first, *rest[:place], *second, *rest[place:]]
