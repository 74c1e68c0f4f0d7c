"""A full house says so kindly, and opens as soon as there is room."""

import asyncio
from contextlib import AsyncExitStack

from tests.incidents.serving.conftest import a_server, ask, ask_for_socket
from tests.wire import a_wire_reader, apart


def test_past_the_limit_a_page_says_so_in_both_languages_and_opens_when_somebody_leaves():
    with a_server(INCIDENTS_READERS="2") as (address, _):
        apart(_fill_and_empty, address)


async def _fill_and_empty(address: str) -> None:
    assert ask(address, "/").status == 200
    async with AsyncExitStack() as readers:
        inside = [await readers.enter_async_context(a_wire_reader(address)) for _ in range(2)]
        full = ask(address, "/")
        assert full.status == 503
        assert "Many people are reading this" in full.body.decode()
        assert '<p lang="ar" dir="rtl">' in full.body.decode()
        assert full.headers["retry-after"] in full.body.decode()  # the page opens by itself
        assert full.headers["x-frame-options"] == "DENY"
        assert ask(address, "/healthz").status == 200
        # A page that was sent before may still open its socket; those who come without one may not.
        await readers.enter_async_context(a_wire_reader(address))
        assert ask_for_socket(address, ("Origin", address.rstrip("/"))).status == 503
        assert await inside[0].choose("filter_governorate", [1]) > 0
        assert inside[0].exceptions == []
    while ask(address, "/").status != 200:
        await asyncio.sleep(0.05)
