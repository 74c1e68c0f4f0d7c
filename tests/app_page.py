"""The page without a browser: opened at an address, its filters unfolded, and what it writes as HTML."""

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
