"""The page without a browser: opened at an address, its filters unfolded, and what it tells its reader."""

import json
from typing import Any

from streamlit.testing.v1 import AppTest

from tests.conftest import APP


def a_page(held: dict[str, object] | None = None, /, **query: str) -> AppTest:
    """Open the page at an address; ``held`` is what the session holds before it is drawn."""
    page = AppTest.from_file(APP, default_timeout=120)
    for name, value in query.items():
        page.query_params[name] = value
    for name, value in {"of_filters": True, **(held or {})}.items():
        page.session_state[name] = value
    return settled(page.run())


def settled(page: AppTest) -> AppTest:
    """Return the page, after a run without an error."""
    assert not page.exception
    return page


def html_of(page: AppTest) -> str:
    """Return all that the page writes as HTML."""
    return "".join(element.proto.body for element in page.get("html"))


def told_of(page: AppTest, part: str) -> Any:
    """Return what the page tells a part of the screen, by the part's key."""
    parts = (json.loads(element.proto.json or element.proto.bytes) for element in page.get("bidi_component"))
    return next(said["told"] for said in parts if said["key"] == part)


def count_of(page: AppTest) -> str:
    """Return how many incidents the page says that answer: ``2 of 296 incidents``."""
    told = told_of(page, "question")
    return str(told["count"].format(shown=told["shown"]))


def chips_of(page: AppTest) -> list[str]:
    """Return what is asked, as the chips name it: ``governorate SY09``, ``text``."""
    return [f"{name} {code or ''}".strip() for name, code, _words in told_of(page, "question")["chips"]]
