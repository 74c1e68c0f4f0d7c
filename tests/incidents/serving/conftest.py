"""A dashboard that answers real requests, and a way to ask it for anything at all."""

import http.client
import os
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest

from tests.conftest import a_folder, an_incident

SOCKET_HEADERS = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


ROOT = Path(__file__).parents[3]
APP = ROOT / "app.py"
STARTS_WITHIN = 60  # seconds
IN_DEIR_EZ_ZOR, IN_RAQQA = 2, 7  # incidents of the small record


def a_free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


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
    environment = {"INCIDENTS_DATA": a_small_record(), **environment}
    port = a_free_port()
    paths = os.pathsep.join(filter(None, [environment.pop("PYTHONPATH", ""), str(ROOT)]))
    command = [sys.executable, "-m", "streamlit", "run", str(app), "--server.port", str(port)]
    with (log or Path(os.devnull)).open("w") as told:
        told_to = {"stdout": told, "stderr": subprocess.STDOUT}
        server = subprocess.Popen(command, cwd=ROOT, env=os.environ | {"PYTHONPATH": paths} | environment, **told_to)
    address = f"http://127.0.0.1:{port}/"
    try:
        deadline = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < deadline and server.poll() is None:
            try:
                ask(address, "/healthz")
                break
            except OSError:
                time.sleep(0.1)
        if server.poll() is not None:
            raise RuntimeError(f"the server ended with {server.returncode}")
        yield address, psutil.Process(server.pid)
    finally:
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
