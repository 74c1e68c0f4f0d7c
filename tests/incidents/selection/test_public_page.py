"""What is printed names an address that others can open, or none."""

import pytest

from incidents.commands.link import address_of
from incidents.selection.public_page import PUBLIC, public_link
from incidents.selection.question import Question
from incidents.views.incident_card import draw_card
from tests.conftest import EN, a_selection

ASKED = "?governorate=SY09&lang=en"


@pytest.mark.parametrize("host", ["127.0.0.1:8501", "localhost", "[::1]:8501", "0.0.0.0:8501", "my.localhost"])
def test_an_address_of_this_computer_alone_is_given_to_nobody(monkeypatch, host):
    monkeypatch.delenv(PUBLIC, raising=False)
    assert public_link(f"http://{host}/{ASKED}") == ""
    card = draw_card(a_selection().record, "SYR-0001", EN, f"http://{host}/?incident=SYR-0001")
    assert host not in card.partition('id="permalink"')[0]


def test_a_page_that_others_reach_is_named_as_it_was_reached(monkeypatch):
    monkeypatch.delenv(PUBLIC, raising=False)
    assert public_link(f"https://map.example.org/{ASKED}") == f"https://map.example.org/{ASKED}"


def test_the_operators_address_stands_for_every_other(monkeypatch):
    monkeypatch.setenv(PUBLIC, "https://map.example.org/syria/?old=1#x")
    assert public_link(f"http://127.0.0.1:8501/{ASKED}") == f"https://map.example.org/syria/{ASKED}"
    address = "https://map.example.org/syria/?governorate=SY09&lang=en"
    assert address_of("", Question(governorate=("SY09",)), EN) == address


@pytest.mark.parametrize("named", ["", "javascript:alert(1)", "?governorate=SY09", "map.example.org", "http://["])
def test_what_is_no_address_of_a_page_is_not_taken_for_one(monkeypatch, named):
    monkeypatch.setenv(PUBLIC, named)
    assert public_link(f"http://127.0.0.1/{ASKED}") == ""
