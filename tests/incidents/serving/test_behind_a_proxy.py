"""Behind nginx and Caddy, with the samples of ``.deploy/``: encrypted, with a password, before two copies."""

import re
import ssl
from collections.abc import Iterator
from contextlib import AsyncExitStack, ExitStack
from pathlib import Path

import psutil
import pytest

from incidents.widgets.offline_assets import find_asset
from incidents.widgets.serving.paths import served_paths
from tests.conftest import LANGS
from tests.incidents.serving.conftest import IN_RAQQA, SOCKET_HEADERS, Answer, a_server, ask
from tests.proxies import AUTHORISED, NAME, Proxy, missing, proxied
from tests.wire import a_wire_reader, apart

READERS = 16
PASS = tuple(AUTHORISED.items())
PROGRAMS = ["nginx", "caddy"]
README = Path(__file__).parents[3] / "README.md"


@pytest.fixture(scope="module")
def copies() -> Iterator[list[tuple[str, psutil.Process]]]:
    with ExitStack() as running:
        yield [running.enter_context(a_server(STREAMLIT_SERVER_ALLOWED_HOSTS=NAME)) for _ in range(2)]


@pytest.fixture(scope="module")
def full_copy() -> Iterator[str]:
    """Serve the page with room for nobody."""
    with a_server(STREAMLIT_SERVER_ALLOWED_HOSTS=NAME, INCIDENTS_READERS="0") as (address, _):
        yield address


@pytest.fixture(scope="module", params=PROGRAMS)
def proxy(request, copies, tmp_path_factory) -> Iterator[Proxy]:
    if reason := missing(request.param):
        pytest.skip(reason)
    with proxied(request.param, [address for address, _ in copies], tmp_path_factory.mktemp(request.param)) as started:
        yield started


def passing(proxy: Proxy, path: str, *headers: tuple[str, str], **how: object) -> Answer:
    return ask(proxy.address, path, *PASS, *headers, trust=proxy.trust, **how)


def a_cookie(proxy: Proxy) -> str:
    """Return the cookie that keeps a new reader with the copy his page came from."""
    return passing(proxy, "/").headers["set-cookie"].partition(";")[0]


def a_reader(proxy: Proxy, cookie: str, query: str = "lang=en"):
    return a_wire_reader(proxy.address, query, AUTHORISED | {"Cookie": cookie}, proxy.trust)


def test_nobody_comes_in_without_the_password(proxy):
    for path in ("/", "/_stcore/host-config", f"/{find_asset('map.js').address}", "/nothing"):
        assert ask(proxy.address, path, trust=proxy.trust).status == 401
    own = ("Origin", proxy.address.rstrip("/"))
    assert ask(proxy.address, "/_stcore/stream", *SOCKET_HEADERS.items(), own, trust=proxy.trust).status == 401


def test_the_page_comes_encrypted_with_all_its_headers_and_once_each(proxy):
    answer = passing(proxy, "/")
    assert answer.status == 200
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    assert answer.headers["content-security-policy"].count("default-src") == 1
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert "server" not in answer.headers or answer.headers["server"] in ("nginx", "Caddy")  # without a version


def test_files_come_packed_and_may_be_kept(proxy):
    script = next(path for path in served_paths().fixed if path.startswith("/static/js/index."))
    for path in (script, f"/{find_asset('leaflet.js').address}"):
        answer = passing(proxy, path, ("Accept-Encoding", "gzip"))
        assert answer.headers["content-encoding"] == "gzip"
        assert "immutable" in answer.headers["cache-control"]


def test_whoever_asks_unencrypted_is_sent_to_the_encrypted_page(proxy):
    answer = ask(proxy.plain, "/?governorate=SY09")
    assert answer.status in (301, 308)
    assert answer.headers["location"].startswith(f"https://{NAME}")
    assert answer.headers["location"].endswith("/?governorate=SY09")


def test_another_name_gets_nothing(proxy):
    try:
        answer = passing(proxy, "/", host="evil.example")
    except (ConnectionError, ssl.SSLError):
        return
    assert answer.body == b""


def test_another_origin_is_refused(proxy):
    for origin in ("https://evil.example", f"https://{NAME}", proxy.address.rstrip("/").replace("https", "null")):
        answer = passing(proxy, "/_stcore/stream", *SOCKET_HEADERS.items(), ("Origin", origin))
        assert answer.status == 403, origin
        assert answer.headers["x-frame-options"] == "DENY"


def test_a_reader_asks_and_is_answered(proxy):
    async def asks() -> None:
        async with a_reader(proxy, a_cookie(proxy)) as reader:
            await reader.choose("filter_governorate", [1])
            assert reader.exceptions == []
            assert reader.count == IN_RAQQA

    apart(asks)


def test_each_reader_stays_with_one_copy_and_the_copies_share_them(proxy, copies, request):
    # Each proxy asks for a picture of its own: what was drawn for the one before may still be there.
    lang = LANGS[PROGRAMS.index(request.node.callspec.params["proxy"])]

    async def come() -> None:
        async with AsyncExitStack() as inside:
            cookies = [a_cookie(proxy) for _ in range(READERS)]
            for cookie in cookies[1:]:
                await inside.enter_async_context(a_reader(proxy, cookie))
            briefing = await inside.enter_async_context(a_reader(proxy, cookies[0], f"view=briefing&lang={lang}"))
            assert all(len(sockets_of(process)) > READERS // 8 for _, process in copies)
            picture = briefing.pictures[0]
            # Only the copy that drew a picture has it.
            assert {passing(proxy, picture, ("Cookie", cookies[0])).status for _ in range(10)} == {200}
            assert {passing(proxy, picture, ("Cookie", cookie)).status for cookie in cookies} == {200, 404}

    apart(come)


def sockets_of(process: psutil.Process) -> list[object]:
    return [one for one in process.net_connections() if one.status == psutil.CONN_ESTABLISHED]


def test_with_a_host_that_the_proxy_invents_the_page_says_what_is_wrong(copies, tmp_path):
    if reason := missing("nginx"):
        pytest.skip(reason)
    kept = "proxy_set_header Host $http_host;"
    with proxied("nginx", [copies[0][0]], tmp_path, lambda sample: sample.replace(kept, "")) as started:
        answer = passing(started, "/")
    assert answer.status == 421
    assert b"not among the allowed hosts" in answer.body


@pytest.mark.always
@pytest.mark.parametrize("program", PROGRAMS)
def test_when_a_copy_ends_its_readers_find_the_other(program, copies, tmp_path):
    if reason := missing(program):
        pytest.skip(reason)
    with (
        a_server(STREAMLIT_SERVER_ALLOWED_HOSTS=NAME) as (address, process),
        proxied(program, [copies[0][0], address], tmp_path) as started,
    ):
        cookies = [a_cookie(started) for _ in range(READERS)]
        process.terminate()
        process.wait(timeout=20)

        async def come_again() -> None:
            for cookie in cookies:
                assert passing(started, "/", ("Cookie", cookie)).status == 200
            async with AsyncExitStack() as inside:
                for cookie in cookies[:6]:
                    await inside.enter_async_context(a_reader(started, cookie))

        apart(come_again)


def test_this_computer_is_told_without_a_password_that_all_is_well(proxy):
    answer = ask(proxy.address, "/healthz", trust=proxy.trust)
    assert (answer.status, answer.body) == (200, b"ok")


def test_the_cookie_of_a_copy_is_for_this_site_alone_and_never_sent_in_the_clear(proxy):
    parts = {part.strip() for part in passing(proxy, "/").headers["set-cookie"].split(";")}
    assert {"Path=/", "HttpOnly", "Secure", "SameSite=Lax"} < parts


@pytest.mark.parametrize("program", PROGRAMS)
def test_who_is_refused_for_want_of_room_is_not_kept_with_that_copy(program, full_copy, tmp_path):
    if reason := missing(program):
        pytest.skip(reason)
    with proxied(program, [full_copy], tmp_path) as started:
        answer = passing(started, "/")
    assert answer.status == 503
    assert "Many people are reading this" in answer.body.decode()
    assert "set-cookie" not in answer.headers


def test_the_short_sample_of_the_readme_is_enough_for_one_copy(copies, tmp_path):
    if reason := missing("caddy"):
        pytest.skip(reason)
    found = re.search(r"^```\n(map\.example\.org \{\n.+?)^```", README.read_text(), re.MULTILINE | re.DOTALL)
    assert found
    with proxied("caddy", [copies[0][0]], tmp_path, lambda _: found[1]) as started:
        assert ask(started.address, "/", trust=started.trust).status == 401

        async def asks() -> None:
            async with a_wire_reader(started.address, "lang=en", AUTHORISED, started.trust) as reader:
                await reader.choose("filter_governorate", [1])
                assert reader.count == IN_RAQQA

        apart(asks)
