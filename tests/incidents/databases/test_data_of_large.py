"""The address for the data hands out of a large record what it hands out of one in memory."""

import json
from collections.abc import Iterator

import pytest

from incidents.exchange.data_address import FORMATS, Asked, Refused, described, made_page, mark_of, read_asked
from incidents.record.storage.databases.reading import IN_MEMORY
from tests.incidents.serving.conftest import a_server, ask

pytest.importorskip("duckdb", reason="the package duckdb is not installed")
pytest.importorskip("ibis", reason="the package ibis-framework is not installed")
IN_PART = {"governorate": "SY09,SY07", "from": "2025-02-01", "limit": "10", "offset": "5", "lang": "ar"}


@pytest.fixture(scope="module")
def address(in_parquet) -> Iterator[str]:
    with a_server(INCIDENTS_DATA=str(in_parquet), **{IN_MEMORY: "100"}) as (address, _process):
        yield address


def asked_of(record, code, query) -> Asked:
    asked = read_asked({name: [value] for name, value in query.items()}, code, record)
    assert isinstance(asked, Asked)
    return asked


def written(query):
    return "&".join(f"{name}={value}" for name, value in query.items())


@pytest.mark.parametrize(("code", "query"), [*((code, IN_PART) for code in FORMATS), ("json", {"limit": "30"})])
def test_an_answer_of_a_large_record_is_that_of_memory(address, record, code, query):
    asked = asked_of(record, code, query)
    due = made_page(record, asked)
    answer = ask(address, f"/api/incidents.{code}?{written(query)}")
    assert (answer.status, answer.headers["x-total-count"]) == (200, str(due.total))
    assert due.name in answer.headers["content-disposition"]
    assert f"offset={due.following}&" in answer.headers["link"] or f"offset={due.following}>" in answer.headers["link"]
    assert answer.headers["etag"] == f'"{mark_of(record, asked)}"'
    assert answer.body == due.content


def test_an_unchanged_answer_is_not_sent_again_and_what_means_nothing_is_refused(address, record):
    mark = f'"{mark_of(record, asked_of(record, "", IN_PART))}"'
    assert ask(address, f"/api/incidents?{written(IN_PART)}", ("If-None-Match", mark)).status == 304
    assert ask(address, "/api/incidents?governorate=SY99").status == 400
    beyond = ask(address, "/api/incidents?offset=9999")
    assert (beyond.status, json.loads(beyond.body)["incidents"], "link" in beyond.headers) == (200, [], False)


def test_words_find_what_they_find_in_memory(address, record):
    due = made_page(record, asked_of(record, "json", {"text": "Raqqa", "limit": "9"}))
    assert ask(address, "/api/incidents.json?text=Raqqa&limit=9").body == due.content


def test_a_filter_that_a_record_is_not_asked_by_is_refused_by_a_sentence_and_not_left_out(record):
    refused = read_asked({"text": ["Raqqa"]}, "", record, ("text",))
    assert isinstance(refused, Refused)
    assert "not searched for words" in refused.sentences[0]


def test_the_description_is_that_of_memory_and_the_feed_is_answered(address, record):
    assert json.loads(ask(address, "/api/openapi.json").body) == described(record, "")
    assert ask(address, "/api/changes.xml?lang=ar").status == 200
