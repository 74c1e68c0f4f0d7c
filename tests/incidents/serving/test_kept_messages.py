"""What the server tells by its digest alone the page still has."""

import tomllib
from pathlib import Path

CONFIG = tomllib.loads((Path(__file__).parents[3] / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
WAITING = 2  # runs that may end before that of a request: the one that goes on, and one for all that waits with it
ASKED_AGAIN = 2  # runs of each, where the page's script asks for one more


def test_a_page_keeps_what_it_was_told_until_the_run_that_was_promised_it():
    """A request names what the page has; its run may come late, and to be told by digest what is gone ends a page."""
    assert CONFIG["global"]["maxCachedMessageAge"] > 2 * WAITING * ASKED_AGAIN
