"""Nothing is kept for those who ask nothing, take nothing, or have gone."""

import asyncio
import os
import socket
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack, suppress
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest

from incidents.widgets.serving.paths import served_paths
from tests.incidents.serving.conftest import a_server, a_started, ask
from tests.nursery import a_free_port
from tests.wire import a_wire_reader, apart

LONG = 30  # seconds in which what is expected must have happened


@pytest.fixture(scope="module")
def hasty() -> Iterator[tuple[str, psutil.Process]]:
    """Serve the dashboard with little patience, by the server that stands underneath Streamlit."""
    port = a_free_port()
    command = ["uvicorn", "tests.incidents.serving.apps.hasty:app", "--port", str(port)]
    with a_started(command, port, Path(os.devnull)) as served:
        yield served


def connected(address: str, receives: int | None = None) -> socket.socket:
    host, _, port = urlsplit(address).netloc.partition(":")
    made = socket.socket()
    if receives:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receives)
    made.settimeout(LONG)
    made.connect((host, int(port)))
    return made


def begun(address: str, asked: bytes, receives: int | None = None) -> socket.socket:
    """Ask on new connections until an answer begins: where this computer stands still, patience ends before it asks."""
    deadline = time.monotonic() + LONG
    while time.monotonic() < deadline:
        connection = connected(address, receives)
        with suppress(OSError):
            connection.sendall(asked)
            if connection.recv(1):
                return connection
        connection.close()
    raise TimeoutError(address)


def is_ended(connection: socket.socket) -> bool:
    """Wait for the other side to end the connection."""
    try:
        while connection.recv(65536):
            pass
    except ConnectionResetError:
        pass
    return True


def request(address: str, path: str = "/healthz") -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: {urlsplit(address).netloc}\r\n\r\n".encode()


@cache
def largest_file(address: str) -> str:
    """Return the path of a file that the system cannot hold back for a reader all by itself."""
    scripts = [path for path in served_paths().fixed if path.endswith(".js")]
    return max(scripts, key=lambda path: int(ask(address, path, method="HEAD").headers["content-length"]))


@pytest.mark.parametrize("said", [b"", b"GET /", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: "])
def test_a_connection_that_asks_for_nothing_is_ended(hasty, said):
    with connected(hasty[0]) as connection:
        connection.sendall(said)
        assert is_ended(connection)


def test_so_is_one_that_asks_endlessly_slowly(hasty):
    with connected(hasty[0]) as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\n")
        connection.settimeout(0.05)
        deadline = time.monotonic() + LONG
        while still_takes(connection, b"X-A: b\r\n"):
            assert time.monotonic() < deadline


def still_takes(connection: socket.socket, said: bytes) -> bool:
    try:
        connection.sendall(said)
        return bool(connection.recv(1))
    except TimeoutError:
        return True
    except OSError:
        return False


def test_so_is_one_that_stops_in_the_middle_of_its_second_request(hasty):
    with begun(hasty[0], request(hasty[0])) as connection:
        connection.sendall(b"GET /")
        assert is_ended(connection)


def test_so_is_one_that_does_not_take_its_answer(hasty):
    address, process = hasty
    with begun(address, request(address, largest_file(address)) * 8, receives=4096) as connection:
        own = connection.getsockname()[1]
        deadline = time.monotonic() + LONG
        while any(known.raddr and known.raddr.port == own for known in process.net_connections()):
            assert time.monotonic() < deadline
            time.sleep(0.1)


def test_the_socket_of_a_page_stays(hasty):
    async def stays() -> None:
        async with a_wire_reader(hasty[0]) as reader:
            await asyncio.to_thread(test_a_connection_that_asks_for_nothing_is_ended, hasty, b"")
            await reader.choose("filter_governorate", [1])
            assert reader.exceptions == []

    apart(stays)


def test_what_readers_held_is_given_back_when_they_have_gone(hasty):
    address, process = hasty

    async def come_and_go(count: int) -> None:
        async with AsyncExitStack() as readers:
            await asyncio.gather(*(readers.enter_async_context(a_wire_reader(address)) for _ in range(count)))

    apart(come_and_go, 2)  # what is made once for all is made by now
    before = process.num_fds()
    apart(come_and_go, 12)
    deadline = time.monotonic() + LONG
    while process.num_fds() > before * 1.1:
        assert time.monotonic() < deadline, (process.num_fds(), before)
        time.sleep(0.1)


def test_the_server_ends_although_somebody_does_not_take_his_answer(hasty):
    largest = largest_file(hasty[0])
    with a_server() as (address, process), begun(address, request(address, largest) * 8, receives=4096):
        process.terminate()
        process.wait(timeout=LONG)
