import socket

import pytest

from incidents.briefing.formats import PRINTS
from incidents.exchange.formats import EXPORTS
from tests.conftest import AR, EN, a_selection
from tests.incidents.conftest import briefing_of


@pytest.fixture
def no_network(monkeypatch):
    def refuse(*_arguments, **_named):
        raise AssertionError("a request left the house")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.parametrize("made", PRINTS.values(), ids=PRINTS.keys())
@pytest.mark.usefixtures("no_network")
def test_prints_need_no_network(made):
    assert made.make(briefing_of(a_selection(), AR))


@pytest.mark.parametrize("made", EXPORTS.values(), ids=EXPORTS.keys())
@pytest.mark.usefixtures("no_network")
def test_exports_need_no_network(made):
    assert made.make(a_selection(), EN)
