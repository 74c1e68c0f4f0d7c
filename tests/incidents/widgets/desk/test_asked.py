"""The desk is there only where it was asked for, and only while the server serves this computer alone."""

import sys

import pytest
import streamlit as st

from incidents.widgets.desk.asked import is_asked_for
from incidents.widgets.offline_assets import asset_names
from incidents.widgets.serving import uploads
from incidents.widgets.serving.run_limit import LONGEST, LONGEST_AT_DESK, OTHER_LIMIT, longest_run

HERE = {"server.address": "127.0.0.1", "server.allowedHosts": ["127.0.0.1"]}
OTHERS = [{"server.address": "0.0.0.0"}, {"server.address": None}, {"server.allowedHosts": ["map.example.org"]}]  # noqa: S104


def serve(monkeypatch, *arguments: str, **options: object) -> None:
    monkeypatch.setattr(sys, "argv", ["app.py", *arguments])
    monkeypatch.setattr(uploads.st, "get_option", lambda name: (HERE | options).get(name))


def test_who_asks_for_it_on_his_own_computer_has_a_desk(monkeypatch):
    serve(monkeypatch, "--desk")
    assert is_asked_for()


def test_what_is_begun_at_the_desk_is_given_time_and_at_a_page_of_many_is_given_up(monkeypatch):
    monkeypatch.delenv(OTHER_LIMIT, raising=False)
    serve(monkeypatch, "--desk")
    assert longest_run() == LONGEST_AT_DESK
    serve(monkeypatch, "--desk", **OTHERS[0])
    assert longest_run() == LONGEST


def test_nobody_has_one_who_did_not_ask(monkeypatch):
    serve(monkeypatch)
    assert not is_asked_for()


@pytest.mark.parametrize("options", OTHERS)
def test_a_server_that_others_can_reach_has_none_even_where_it_was_asked_for(monkeypatch, options):
    serve(monkeypatch, "--desk", **options)
    assert not is_asked_for()


def test_its_scripts_are_not_among_the_files_of_a_page_without_one():
    assert st.get_option("server.address") is None or "--desk" not in sys.argv
    assert not [name for name in asset_names() if name.startswith("desk_")]
