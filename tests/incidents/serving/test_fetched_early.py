"""What the first screen needs is named in the document of the page, so that nothing waits for another file first."""

import re

import pytest

from incidents.widgets.serving.fetched_early import ELEMENTS, early_links
from tests.incidents.serving.conftest import ask

NAMED = re.findall(r'href="\./([^"]+)"', early_links())


def test_all_that_is_named_is_served_and_stands_in_the_document(dashboard):
    document = ask(dashboard, "/").body.decode()
    for address in NAMED:
        assert f'href="./{address}"' in document
        assert ask(dashboard, f"/{address}").status == 200, address


@pytest.mark.parametrize("element", ELEMENTS)
def test_streamlit_has_a_script_of_each_element(element):
    assert [address for address in NAMED if address.startswith(f"static/js/{element}.")]


def test_each_is_named_once():
    assert len(NAMED) == len(set(NAMED))
