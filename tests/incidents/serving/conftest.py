"""A dashboard that answers real requests, and a way to ask it for anything at all."""

import http.client
import os
import ssl
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

import psutil
import pytest

from tests.conftest import a_folder, an_incident
from tests.nursery import ROOT, a_free_port, start_from_scratch, start_server

SOCKET_HEADERS = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


APP = ROOT / "app.py"
STARTS_WITHIN = 60  # seconds
IN_DEIR_EZ_ZOR, IN_RAQQA = 2, 7  # incidents of the small record


@cache
def a_small_record() -> str:
    """Write a record of nine incidents, two of them in Deir ez-Zor and the others in Raqqa; return its folder."""
    raqqa = {"place_id": "raqqa", "governorates": "SY11"}
    return str(a_folder(incidents=[an_incident(n, **(raqqa if n > IN_DEIR_EZ_ZOR else {})) for n in range(1, 10)]))


@contextmanager
def a_server(app: Path = APP, log: Path | None = None, **environment: str) -> Iterator[tuple[str, psutil.Process]]:
    """Serve the dashboard, or an app of a test, as ``streamlit run`` does; yield its address and its process.

    It has started once it answers anything at all: it may well refuse this computer's own name. What it says goes into
    ``log``. Whom it answers does not depend on what it tells: the record is a small one, unless another is named.
    """
    port = a_free_port()
    command = ["streamlit", "run", str(app), "--server.port", str(port)]
    with a_started(command, port, log or Path(os.devnull), environment) as served:
        yield served


@contextmanager
def a_started(
    command: Sequence[str], port: int, log: Path, environment: Mapping[str, str] = MappingProxyType({})
) -> Iterator[tuple[str, psutil.Process]]:
    """Serve by a command that listens on this port."""
    environment = {**os.environ, "INCIDENTS_DATA": a_small_record(), **environment}
    server = psutil.Process(start_server(command, environment, log))
    with until_it_ends(f"http://127.0.0.1:{port}/", server) as served:
        yield served


@contextmanager
def a_server_from_scratch(**environment: str) -> Iterator[tuple[str, psutil.Process]]:
    """Serve the dashboard by the very command, by a Python that has read nothing yet."""
    environment = {"INCIDENTS_DATA": a_small_record(), **environment}
    port = a_free_port()
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, [environment.get("PYTHONPATH"), str(ROOT)]))
    command = ["streamlit", "run", str(APP), "--server.port", str(port)]
    server = start_from_scratch(command, os.environ | environment)
    with until_it_ends(f"http://127.0.0.1:{port}/", server) as served:
        yield served


@contextmanager
def until_it_ends(address: str, server: psutil.Process) -> Iterator[tuple[str, psutil.Process]]:
    """Wait until a server answers; yield its address and its process; end it at last."""
    try:
        deadline = time.monotonic() + STARTS_WITHIN
        while True:
            try:
                ask(address, "/healthz")
                break
            except OSError:
                if not server.is_running() or server.status() == psutil.STATUS_ZOMBIE:
                    raise RuntimeError("the server has ended") from None
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)
        yield address, server
    finally:
        with suppress(psutil.NoSuchProcess):
            server.terminate()
        server.wait(timeout=20)


@dataclass(frozen=True)
class Answer:
    """A status, headers by name in small letters (repeated ones joined), and the body."""

    status: int
    headers: dict[str, str]
    body: bytes


def ask(
    address: str,
    path: str,
    *headers: tuple[str, str],
    method: str = "GET",
    host: str | None = None,
    trust: ssl.SSLContext | None = None,
) -> Answer:
    """Send one request exactly as given; ``host`` takes the place of the true name, "" leaves it out."""
    place = urlsplit(address).netloc
    connection = http.client.HTTPConnection(place, timeout=30)
    if trust is not None:
        connection = http.client.HTTPSConnection(place, timeout=30, context=trust)
    try:
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        if host != "":
            connection.putheader("Host", place if host is None else host)
        for name, value in headers:
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        found: dict[str, str] = {}
        for name, value in answer.getheaders():
            found[name.lower()] = f"{found[name.lower()]}, {value}" if name.lower() in found else value
        return Answer(answer.status, found, b"" if answer.status == 101 else answer.read())
    finally:
        connection.close()


def ask_for_socket(address: str, *headers: tuple[str, str], host: str | None = None) -> Answer:
    """Ask to open the socket of a page."""
    return ask(address, "/_stcore/stream", *SOCKET_HEADERS.items(), *headers, host=host)


@pytest.fixture(scope="package")
def dashboard() -> Iterator[str]:
    with a_server() as (address, _):
        yield address
