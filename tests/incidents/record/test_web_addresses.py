"""An address shows where it leads: nothing that looks like another host passes for it."""

import pytest

from incidents.record.web_addresses import true_address
from tests.conftest import a_claim, a_record, a_source


@pytest.mark.parametrize(
    ("written", "true"),
    [
        ("https://\u0430pple.example/\u0430", "https://xn--pple-43d.example/\u0430"),
        ("https://sana.sy\u3002evil.example/", "https://sana.sy.evil.example/"),
        ("HTTPS://موقع.example:8443/?a=ب", "HTTPS://xn--4gbrim.example:8443/?a=ب"),
        ("https://\u2024\uffff/", None),
        ("https://" + "\u0430" * 80 + ".example/", None),
        ("https://example.org/ب#ت", "https://example.org/ب#ت"),
        ("http://[::1]/", "http://[::1]/"),
        ("", ""),
    ],
)
def test_the_host_is_written_as_the_network_knows_it(written, true):
    address = true_address(written)
    assert address == true or true is None
    assert address.partition("//")[2].partition("/")[0].isascii()


def test_every_view_gets_the_true_address_of_a_source_and_none_where_there_is_none():
    sources = [a_source("a", url="https://\u0430pple.example/"), a_source("b", url="")]
    record = a_record(claims=[a_claim(source_id="a"), a_claim(source_id="b")], sources=sources)
    assert record.sources["url"].tolist()[0] == "https://xn--pple-43d.example/"
    assert record.sources["url"].isna().tolist() == [False, True]
