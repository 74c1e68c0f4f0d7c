"""The map that is told before the page: to a reader's own page alone, and kept by nobody."""

import json
import time

import pytest

from tests.incidents.serving.conftest import STARTS_WITHIN, ask

MARKS = 2  # places of the small record


@pytest.fixture(scope="module", autouse=True)
def _is_read(dashboard):
    """Wait until the record is read: each answer waits a moment for it by itself."""
    deadline = time.monotonic() + STARTS_WITHIN
    while (status := ask(dashboard, "/first_map.json").status) == 204 and time.monotonic() < deadline:
        pass
    assert status == 200


def test_the_map_of_an_address_is_told_and_kept_by_nobody_on_the_way(dashboard):
    answer = ask(dashboard, "/first_map.json?lang=ar")
    told = json.loads(answer.body)
    assert (told["lang"], len(told["marks"]), told["brought"]) == ("ar", MARKS, 1)
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-type"] == "application/json"


def test_it_comes_packed_to_whoever_can_unpack_it(dashboard):
    answer = ask(dashboard, "/first_map.json", ("Accept-Encoding", "gzip"))
    assert answer.headers["content-encoding"] == "gzip"


def test_of_a_page_without_a_map_nothing_is_told(dashboard):
    answer = ask(dashboard, "/first_map.json?view=about")
    assert (answer.status, answer.body) == (204, b"")


def test_the_document_asks_for_the_map_before_it_names_anything_that_has_to_be_loaded(dashboard):
    document = ask(dashboard, "/").body.decode()
    assert document.index("first_map.json") < document.index("static/js/")
