"""A real nginx or Caddy before copies of the dashboard, with the samples of ``.deploy/``; for tests and benchmarks."""

import base64
import os
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

DEPLOY = Path(__file__).parents[1] / ".deploy"
NAME = "localhost"
READER, PASSWORD = "analyst", "open sesame"
AUTHORISED = {"Authorization": "Basic " + base64.b64encode(f"{READER}:{PASSWORD}".encode()).decode()}
MISSING = {
    "nginx": "nginx is not installed (Debian: apt install nginx-light)",
    "caddy": "Caddy is not installed (Debian: apt install caddy)",
    "openssl": "openssl is not installed: there is no certificate to test with",
}
_STARTS_WITHIN = 30  # seconds


@dataclass(frozen=True)
class Proxy:
    """Where it answers, encrypted and not, and the certificate to trust."""

    address: str
    plain: str
    trust: ssl.SSLContext


def missing(program: str) -> str | None:
    """Return why a proxy cannot be started here, or None."""
    return next((MISSING[needed] for needed in (program, "openssl") if shutil.which(needed) is None), None)


@contextmanager
def proxied(program: str, copies: Sequence[str], room: Path, change: Callable[[str], str] = str) -> Iterator[Proxy]:
    """Start a proxy before copies of the dashboard, with what it needs in ``room``; ``change`` alters its sample."""
    _make_certificate(room)
    encrypted, plain = _free_port(), _free_port()
    places = [urlsplit(copy).netloc for copy in copies]
    written, command = {"nginx": _nginx, "caddy": _caddy}[program](places, room, encrypted, plain)
    configuration = room / program
    configuration.write_text(change(written))
    with (room / f"{program}.log").open("w") as log:
        started = subprocess.Popen([*command, str(configuration)], stdout=log, stderr=log, env=_environment(room))
    try:
        _wait_for(encrypted, started, room / f"{program}.log")
        trust = ssl.create_default_context(cafile=str(room / "fullchain.pem"))
        yield Proxy(f"https://{NAME}:{encrypted}/", f"http://{NAME}:{plain}/", trust)
    finally:
        started.terminate()
        started.wait(timeout=20)


def _nginx(places: Sequence[str], room: Path, encrypted: int, plain: int) -> tuple[str, list[str]]:
    sample = (DEPLOY / "nginx.conf").read_text()
    (room / "readers").write_text(f"{READER}:{{PLAIN}}{PASSWORD}\n")
    servers = "".join(f"server {place} max_fails=1 fail_timeout=10s;" for place in places)
    before, _, rest = sample.partition("        server dashboard-1")
    sample = f"{before}{servers}\n{rest[rest.index('        keepalive') :]}"
    filled = {"/tmp/": f"{room}/", "map.example.org": NAME, "/etc/nginx/private": str(room)}  # noqa: S108  # the sample's
    filled |= {"8443": str(encrypted), "8080": str(plain)}
    for name, value in filled.items():
        sample = sample.replace(name, value)
    if os.geteuid() == 0:  # else its helper may not read what the tests have written
        sample = f"user root;\n{sample}"
    return sample, ["nginx", "-g", "daemon off;", "-c"]


def _caddy(places: Sequence[str], room: Path, encrypted: int, plain: int) -> tuple[str, list[str]]:
    sample = (DEPLOY / "Caddyfile").read_text()
    hashed = _told_by_caddy("hash-password", "--plaintext", PASSWORD)
    certificate = f"\ttls {room}/fullchain.pem {room}/privkey.pem\n"
    sample = sample.replace("map.example.org {", f"https://{NAME}:{encrypted} {{\n{certificate}")
    sample = sample.replace("$2a$14$replace.this.by.what.caddy.hash-password.prints", hashed)
    sample = sample.replace("map.example.org", NAME).replace("127.0.0.1:8501 127.0.0.1:8502", " ".join(places))
    if tuple(map(int, _told_by_caddy("version").lstrip("v").split()[0].split(".")[:2])) < (2, 8):
        sample = sample.replace("basic_auth", "basicauth")
    return f"{{\n\tadmin off\n\thttp_port {plain}\n}}\n{sample}", ["caddy", "run", "--adapter", "caddyfile", "--config"]


def _told_by_caddy(*question: str) -> str:
    told = subprocess.run(["caddy", *question], capture_output=True, text=True, check=True)  # noqa: S607
    return told.stdout.strip()


def _make_certificate(room: Path) -> None:
    of_ec = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    named = ["-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}"]
    files = ["-keyout", str(room / "privkey.pem"), "-out", str(room / "fullchain.pem")]
    subprocess.run(["openssl", "req", "-x509", *of_ec, *named, *files], check=True, capture_output=True)  # noqa: S607


def _environment(room: Path) -> dict[str, str]:
    return os.environ | {"HOME": str(room), "XDG_DATA_HOME": str(room), "XDG_CONFIG_HOME": str(room)}


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_for(port: int, started: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _STARTS_WITHIN
    while time.monotonic() < deadline and started.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(log.read_text())
