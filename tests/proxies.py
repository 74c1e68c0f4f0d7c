"""A real nginx or Caddy before copies of the dashboard, with the samples of ``.deploy/``; for tests and benchmarks."""

import base64
import os
import re
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

from tests.nursery import a_free_port

DEPLOY = Path(__file__).parents[1] / ".deploy"
NAME = "localhost"
READER, PASSWORD = "analyst", "open sesame"
# What ``caddy hash-password`` makes of it, but by the fewest rounds: a password like this one is no secret.
HASHED = "$2a$04$Z4jahWoSh4tYuR7RZYrcvO7VS6kQD9eZ..pOLpBPRG3DNeklEUNi2"
AUTHORISED = {"Authorization": "Basic " + base64.b64encode(f"{READER}:{PASSWORD}".encode()).decode()}
MISSING = {
    "nginx": "nginx is not installed (Debian: apt install nginx-light)",
    "caddy": "Caddy is not installed (Debian: apt install caddy)",
    "openssl": "openssl is not installed: there is no certificate to test with",
}
_NEEDED = {"nginx": ("nginx", "openssl"), "caddy": ("caddy",)}
_STARTS_WITHIN = 30  # seconds


@dataclass(frozen=True)
class Proxy:
    """Where it answers, encrypted and not, and the certificate to trust."""

    address: str
    plain: str
    trust: ssl.SSLContext


def missing(program: str) -> str | None:
    """Return why a proxy cannot be started here, or None."""
    return next((MISSING[needed] for needed in _NEEDED[program] if shutil.which(needed) is None), None)


@contextmanager
def proxied(program: str, copies: Sequence[str], room: Path, change: Callable[[str], str] = str) -> Iterator[Proxy]:
    """Start a proxy before copies of the dashboard, with what it needs in ``room``; ``change`` alters its sample."""
    encrypted, plain = a_free_port(), a_free_port()
    places = [urlsplit(copy).netloc for copy in copies]
    filled = {"nginx": _nginx, "caddy": _caddy}[program]
    written, command, trusted = filled(change, places, room, encrypted, plain)
    configuration = room / f"{program}.conf"
    configuration.write_text(written)
    with (room / f"{program}.log").open("w") as log:
        started = subprocess.Popen([*command, str(configuration)], stdout=log, stderr=log, env=_environment(room))
    try:
        _wait_for(encrypted, started, room / f"{program}.log")
        trust = ssl.create_default_context(cafile=str(trusted))
        yield Proxy(f"https://{NAME}:{encrypted}/", f"http://{NAME}:{plain}/", trust)
    finally:
        started.terminate()
        started.wait(timeout=20)


def _nginx(
    change: Callable[[str], str], places: Sequence[str], room: Path, encrypted: int, plain: int
) -> tuple[str, list[str], Path]:
    """Return the sample with what is true of this room, the command that takes it, and the certificate to trust."""
    _make_certificate(room)
    sample = change((DEPLOY / "nginx.conf").read_text())
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
    return sample, ["nginx", "-g", "daemon off;", "-c"], room / "fullchain.pem"


def _caddy(
    change: Callable[[str], str], places: Sequence[str], room: Path, encrypted: int, plain: int
) -> tuple[str, list[str], Path]:
    """Return the same for Caddy, which makes its certificate by itself."""
    sample = change((DEPLOY / "Caddyfile").read_text())
    of_tests = f"{{\n\tadmin off\n\thttp_port {plain}\n\tskip_install_trust\n"
    sample = sample.replace("\n{\n", f"\n{of_tests}", 1) if "\n{\n" in sample else f"{of_tests}}}\n{sample}"
    sample = sample.replace("map.example.org {", f"https://{NAME}:{encrypted} {{\n\ttls internal\n")
    sample = re.sub(r"\$2a\$14\$\S+", lambda _: HASHED, sample).replace("map.example.org", NAME)
    sample = re.sub(r"127\.0\.0\.1:8501( 127\.0\.0\.1:8502)?", " ".join(places), sample)
    if tuple(map(int, _told_by_caddy("version").lstrip("v").split()[0].split(".")[:2])) >= (2, 8):
        sample = sample.replace("basicauth", "basic_auth")
    authority = room / "caddy" / "pki" / "authorities" / "local" / "root.crt"
    return sample, ["caddy", "run", "--adapter", "caddyfile", "--config"], authority


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


def _wait_for(port: int, started: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until a connection is encrypted there: whoever makes his own certificate listens before he has it."""
    anybody = ssl.create_default_context()
    anybody.check_hostname, anybody.verify_mode = False, ssl.CERT_NONE
    deadline = time.monotonic() + _STARTS_WITHIN
    while time.monotonic() < deadline and started.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
                anybody.wrap_socket(connection, server_hostname=NAME).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(log.read_text())
