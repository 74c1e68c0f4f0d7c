"""Every answer tells the browser to let no other site frame it, read it or feed it."""

import base64
import hashlib
import http.client
import re
import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from incidents.language import languages
from incidents.views.interactive_map import TILES_HOST
from incidents.widgets.offline_assets import find_asset
from incidents.widgets.page_style import language_css
from incidents.widgets.serving.paths import served_paths
from tests.incidents.serving.conftest import a_server, ask, ask_for_socket

STATIC = next(path for path in sorted(served_paths().fixed) if path.startswith("/static/js/"))
PATHS = [
    *("/", "/healthz", "/_stcore/health", "/_stcore/host-config", "/favicon.png", "/manifest.json", STATIC),
    *("/media/0123456789abcdef0123456789abcdef.png", "/nothing", "/_stcore/metrics", "/_stcore/stream"),
    *(f"/{find_asset(name).address}" for name in ("map.js", "leaflet.js", "rivers.geojson", "FiraGO-Bold.ttf")),
]
ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
NEVER = {"server", "set-cookie", "access-control-allow-origin", "x-powered-by"}


def rules_of(headers: dict[str, str]) -> dict[str, str]:
    return dict(rule.strip().split(" ", 1) for rule in headers["content-security-policy"].split(";"))


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_them(dashboard, path):
    headers = ask(dashboard, path, ("Origin", dashboard.rstrip("/"))).headers
    assert headers | ALWAYS == headers
    assert not NEVER & set(headers)
    rules = rules_of(headers)
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert headers["x-frame-options"] == "DENY"
    assert rules["frame-ancestors"] == "'none'"
    if path != "/":
        assert set(rules) == {"default-src", "base-uri", "form-action", "frame-ancestors"}


@pytest.mark.parametrize("path", [*PATHS, "/api/incidents.json", "/api/openapi.json", "/api/changes.xml"])
def test_no_answer_names_twice_what_it_depends_on(dashboard, path):
    for codings in ((), (("Accept-Encoding", "gzip"),)):
        varies = ask(dashboard, path, *codings).headers.get("vary", "").lower()
        named = [name.strip() for name in varies.split(",")]
        assert len(named) == len(set(named)), varies


def test_a_refusal_carries_them_too(dashboard):
    for answer in (
        ask(dashboard, "/", host="evil.example"),
        ask(dashboard, "/", ("Origin", "https://evil.example")),
        ask(dashboard, "/", method="POST"),
        ask_for_socket(dashboard, ("Origin", "https://evil.example")),
    ):
        assert answer.headers | ALWAYS == answer.headers
        assert answer.headers["x-frame-options"] == "DENY"
        assert not NEVER & set(answer.headers)
        assert set(rules_of(answer.headers)) == {"default-src", "base-uri", "form-action", "frame-ancestors"}


def test_the_answer_that_opens_a_socket_carries_them_too(dashboard):
    answer = ask_for_socket(dashboard, ("Origin", dashboard.rstrip("/")))
    assert answer.status == 101
    assert answer.headers | ALWAYS == answer.headers
    assert answer.headers["x-frame-options"] == "DENY"
    assert set(rules_of(answer.headers)) == {"default-src", "base-uri", "form-action", "frame-ancestors"}
    assert not NEVER & set(answer.headers)
    assert answer.headers["upgrade"] == "websocket"


HANDSHAKE = b"GET /_stcore/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
KEY = b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
NOT_UNDERSTOOD = {
    "no request": b"NONSENSE\r\n\r\n",
    "two names": b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n",
    "a header that is none": b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX\x00: y\r\n\r\n",
    "no version of sockets": HANDSHAKE + KEY + b"\r\n",
    "an old version of sockets": HANDSHAKE
    + b"Sec-WebSocket-Version: 8\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
    "no key of a socket": HANDSHAKE + b"Sec-WebSocket-Version: 13\r\n\r\n",
    "two keys of a socket": HANDSHAKE + b"Sec-WebSocket-Version: 13\r\n" + 2 * KEY + b"\r\n",
}


@pytest.mark.parametrize("asked", NOT_UNDERSTOOD.values(), ids=NOT_UNDERSTOOD)
def test_so_does_the_answer_to_what_the_server_does_not_understand(dashboard, asked):
    place = urlsplit(dashboard)
    with socket.create_connection((place.hostname, place.port), timeout=30) as connection:
        connection.sendall(asked)
        answer = http.client.HTTPResponse(connection)
        answer.begin()
        headers = {name.lower(): value for name, value in answer.getheaders()}
        assert answer.status == 400
        assert headers | ALWAYS == headers
        assert headers["x-frame-options"] == "DENY"
        assert rules_of(headers)["default-src"] == "'none'"
        assert not NEVER & set(headers)
        assert answer.read()


def test_the_page_runs_no_script_that_is_written_into_it_and_nothing_from_elsewhere(dashboard):
    answer = ask(dashboard, "/")
    rules = rules_of(answer.headers)
    scripts = re.findall(r"<script>(.*?)</script>", answer.body.decode(), re.DOTALL)
    digests = [f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in scripts]
    assert rules["script-src"].split() == ["'self'", "blob:", *digests]
    assert "'unsafe-inline'" not in rules["style-src-elem"]
    assert not re.search(r"\*|'unsafe-eval'", answer.headers["content-security-policy"])


def test_every_style_sheet_of_the_page_is_known_to_its_policy(dashboard):
    allowed = rules_of(ask(dashboard, "/").headers)["style-src-elem"]
    for sheet in map(language_css, languages()):
        assert base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode() in allowed


def test_the_page_frames_nothing_and_reaches_one_other_host_at_most_for_pictures(dashboard):
    headers = ask(dashboard, "/").headers
    rules = rules_of(headers)
    assert "frame-src" not in rules  # so that the default holds, which is none
    assert re.findall(r"https?://[^ ;]+", headers["content-security-policy"]) == [f"https://{TILES_HOST}"]
    assert TILES_HOST in rules["img-src"]


def test_the_operator_may_let_a_host_embed_the_page():
    with a_server(INCIDENTS_EMBED="https://news.example.org https://b.example:8443 nonsense; 'none'") as (address, _):
        headers = ask(address, "/").headers
        assert rules_of(headers)["frame-ancestors"] == "https://news.example.org https://b.example:8443"
        assert "x-frame-options" not in headers
        assert ask(address, "/healthz").headers["x-frame-options"] == "DENY"


def test_a_page_that_frames_this_one_may_tell_it_nothing(dashboard):
    assert b'"allowedOrigins":[]' in ask(dashboard, "/_stcore/host-config").body


def test_the_page_of_decisions_has_a_line_for_each_directive(dashboard):
    decisions = Path(__file__).parents[3] / "incidents" / "decisions" / "0009-headers.md"
    lines = set(re.findall(r"^\| `([a-z-]+)` \|", decisions.read_text(encoding="utf-8"), re.M))
    assert lines == set(rules_of(ask(dashboard, "/").headers))
