"""The way for files is there for the view that asks for one, on a server of this computer, and for nobody else."""

import uuid
from collections.abc import Iterator

import pytest
from streamlit import config

from incidents.widgets.own_data import may_open_files
from incidents.widgets.serving.uploads import is_the_way, open_way_for
from tests.incidents.serving.conftest import ask

SESSION, FILE = str(uuid.uuid4()), str(uuid.uuid4())
PATH = f"/_stcore/upload_file/{SESSION}/{FILE}"


def a_request(path: str = PATH, **changes: object) -> bool:
    """Say whether a request that sends a file is let through."""
    scope = {"type": "http", "method": "PUT", "client": ("127.0.0.1", 4711), "headers": [(b"host", b"localhost")]}
    return is_the_way({**scope, **changes}, path)


@pytest.fixture
def set_option() -> Iterator[object]:
    """Set options of the server for one test."""
    before: dict[str, object] = {}

    def set_one(name: str, value: object) -> None:
        before.setdefault(name, config.get_option(name))
        config.set_option(name, value)

    yield set_one
    for name, value in before.items():
        config.set_option(name, value)


def test_a_session_may_send_a_file_only_where_it_was_shown_the_view_for_it():
    session = str(uuid.uuid4())
    path = f"/_stcore/upload_file/{session}/{FILE}"
    assert not a_request(path)
    open_way_for(session)
    assert a_request(path)
    assert a_request(path, method="DELETE")
    assert not a_request(f"/_stcore/upload_file/{FILE}/{session}")
    assert not a_request(f"{path}/more")
    assert not a_request("/_stcore/upload_file/../x")


@pytest.mark.parametrize("changes", [
    {"method": "POST"}, {"method": "GET"}, {"client": ("192.0.2.7", 1)}, {"client": None},
    {"headers": [(b"x-forwarded-for", b"192.0.2.7")]}, {"headers": [(b"forwarded", b"for=192.0.2.7")]},
])  # fmt: skip
def test_nobody_else_may(changes):
    open_way_for(SESSION)
    assert not a_request(**changes)


@pytest.mark.parametrize(("option", "value"), [
    ("server.address", "0.0.0.0"), ("server.address", None),  # noqa: S104
    ("server.allowedHosts", ["dashboard.example"]), ("server.allowedHosts", ["*"]),
])  # fmt: skip
def test_a_server_for_others_has_no_such_view_and_no_such_way(set_option, option, value):
    open_way_for(SESSION)
    assert may_open_files()
    set_option(option, value)
    assert not may_open_files()
    assert not a_request()


def test_a_file_for_a_session_that_asked_for_none_finds_nothing(dashboard):
    origin = ("Origin", dashboard.rstrip("/"))
    assert ask(dashboard, PATH.replace(SESSION, str(uuid.uuid4())), origin, method="PUT").status == 404
