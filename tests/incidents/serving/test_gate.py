"""Only a reader's own page is answered: by its name, from its origin, at the paths there are."""

import asyncio
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import psutil
import pytest

from incidents.widgets.offline_assets import asset_names, find_asset
from incidents.widgets.serving.gate import allowed_hosts, is_allowed, is_same_origin
from tests.incidents.serving.conftest import a_server, a_server_from_scratch, ask, ask_for_socket
from tests.reach import times
from tests.wire import a_wire_reader, apart

OPEN = [
    "/",
    "/healthz",
    "/_stcore/health",
    "/_stcore/host-config",
    "/favicon.png",
    f"/{find_asset('map.js').address}",
]
CLOSED = [
    *("/_stcore/metrics", "/_stcore/script-health-check", "/_stcore/upload_file/a/b", "/_stcore/stream"),
    *(
        "/_stcore/bidi-components/a/b.js",
        "/_stcore/agent/openapi.json",
        "/_stcore/agent/mcp",
        "/_stcore/agent/interact",
    ),
    *(
        "/auth/login",
        "/auth/logout",
        "/oauth2callback",
        "/app/static/a",
        "/index.html",
        "/nothing",
        "/component/",
        "/media/",
    ),
    *("/ahead", "/ahead/", "/ahead/../app.py", f"/ahead/{'0' * 20}/en.json", f"/ahead/{'0' * 20}/..%2fen.json"),
    *("/component/streamlit_folium.st_folium/asset-manifest.json", "/component/streamlit_folium.st_folium/../x"),
    *(
        "/static/",
        "/static/js/",
        "/static/js/nothing.js",
        "/static/js/../../index.html",
        "//evil.example/",
        "/%2e%2e/app.py",
    ),
    *(
        "/..%2fapp.py",
        "/assets/",
        "/assets/../app.py",
        "/assets/..%2f..%2fapp.py",
        "/%00",
        "/app.py",
        "/\\\\evil\\share",
    ),
    *("/static/js/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd", "/static//etc/passwd", "/media/../app.py", "/healthz/"),
]
FOREIGN_HOSTS = [
    *(
        "evil.example",
        "evil.example:8501",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "evil.example@127.0.0.1",
    ),
    *(
        "127.0.0.1@evil.example",
        "127.0.0.1/",
        "127.0.0.1:x",
        "127.0.0.1:80:80",
        "0.0.0.0",  # noqa: S104
        "127.1",
        "[::2]",
        "*",
        ":8501",
        "x",
    ),
]


@pytest.mark.parametrize("host", FOREIGN_HOSTS)
@pytest.mark.parametrize(
    "path", [*OPEN, "/_stcore/metrics", "/nothing", f"/ahead/{'0' * 20}/en.json", "/first_map.json"]
)
def test_another_name_is_refused_on_every_path(dashboard, path, host):
    answer = ask(dashboard, path, host=host)
    assert answer.status == 421
    assert host.encode() not in answer.body or len(host) == 1  # nothing of a request is repeated


def test_a_request_without_a_name_or_with_two_is_refused(dashboard):
    assert ask(dashboard, "/healthz", host="").status in (400, 421)
    assert ask(dashboard, "/healthz", ("Host", "evil.example")).status in (400, 421)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST", "localhost.", "localhost:1234"])
def test_an_allowed_name_may_be_written_in_any_way_and_have_any_port(dashboard, host):
    assert ask(dashboard, "/healthz", host=host).status == 200


@pytest.mark.parametrize("path", OPEN)
def test_the_paths_of_the_page_are_open(dashboard, path):
    assert ask(dashboard, path).status == 200


@pytest.mark.parametrize("path", CLOSED)
def test_everything_else_is_closed(dashboard, path):
    assert ask(dashboard, path).status in (400, 404)


def test_only_files_of_the_list_are_served_wherever_they_lie(dashboard):
    known = find_asset("governorates.geojson")
    for beside in ("gazetteer.csv", "labels.csv", "datapackage.json", "offline_assets.py", "page.css"):
        assert beside not in asset_names()
        assert ask(dashboard, f"/assets/{known.digest}/{beside}").status == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("path", ["/", "/healthz", "/_stcore/host-config"])
def test_one_can_only_read(dashboard, path, method):
    assert ask(dashboard, path, method=method).status == 405


def foreign_origins(address: str) -> list[str]:
    own = address.rstrip("/")
    port = own.rpartition(":")[2]
    return [
        *(
            "https://evil.example",
            "null",
            "",
            "file://",
            "http://127.0.0.1",
            "http://127.0.0.1:1",
            "http://localhost:8501",
        ),
        *(
            f"http://localhost:{port}",
            f"http://0.0.0.0:{port}",
            f"{own}.evil.example",
            f"{own}/",
            f"ws://127.0.0.1:{port}",
        ),
        *(f"http://evil.example@127.0.0.1:{port}", "https://a.streamlit.app", "http://[::1]:8501", f"{own} {own}"),
    ]


def test_a_socket_opens_only_for_the_page_of_the_very_same_host_and_port(dashboard):
    own = dashboard.rstrip("/")
    assert ask_for_socket(dashboard, ("Origin", own)).status == 101
    for origin in foreign_origins(dashboard):
        assert ask_for_socket(dashboard, ("Origin", origin)).status == 403, origin
    assert ask_for_socket(dashboard).status == 403  # a browser always names the origin of a socket
    assert ask_for_socket(dashboard, ("Origin", own), ("Origin", own)).status in (400, 403)
    assert ask_for_socket(dashboard, ("Origin", "http://evil.example"), host="evil.example").status == 421
    assert ask(dashboard, "/_stcore/stream", ("Origin", own)).status == 404  # not a socket


@pytest.mark.parametrize("path", OPEN)
def test_another_origin_is_refused_wherever_it_is_named(dashboard, path):
    for origin in foreign_origins(dashboard):
        assert ask(dashboard, path, ("Origin", origin)).status == 403, origin
    assert ask(dashboard, path, ("Origin", dashboard.rstrip("/"))).status == 200


def test_a_refusal_is_told_in_the_readers_language(dashboard):
    arabic = ask(dashboard, "/nothing", ("Accept-Language", "ar-SY,ar;q=0.9"))
    assert arabic.body.decode() == "لا شيء في هذا العنوان."
    assert ask(dashboard, "/nothing").body == b"There is nothing at this address."


def test_the_operator_names_the_hosts_in_the_environment():
    with a_server(STREAMLIT_SERVER_ALLOWED_HOSTS="map.example.org *.example.net") as (address, _):
        names = {
            "map.example.org": 200,
            "a.example.net:1": 200,
            "example.net": 421,
            "127.0.0.1": 421,
            "xexample.net": 421,
        }
        assert {name: ask(address, "/healthz", host=name).status for name in names} == names


def test_without_any_allowed_host_only_this_computer_is_one():
    assert is_allowed("localhost:1", allowed_hosts())
    assert is_allowed("[::1]:8501", ("[::1]",))
    assert not is_allowed("", ("*",))
    assert is_allowed("anything.at.all", ("*",))


def test_a_proxy_may_have_taken_off_the_encryption():
    assert is_same_origin(["https://map.example.org"], "map.example.org")
    assert not is_same_origin(["https://map.example.org:444"], "map.example.org")


def test_below_a_base_path_the_same_holds():
    with a_server(STREAMLIT_SERVER_BASE_URL_PATH="syria/map") as (address, _):
        script = find_asset("map.js").address
        answered = {
            path: ask(address, path).status for path in ("/", "/healthz", "/syria/map/", f"/syria/map/{script}")
        }
        assert answered == {"/": 404, "/healthz": 404, "/syria/map/": 200, f"/syria/map/{script}": 200}
        assert ask(address, "/syria/mapx").status == 404
        assert "'none'" in ask(address, "/syria/map/").headers["content-security-policy"]


# Written into the server's process: Python tells of every connection and of every name that is looked up.
_LISTENER = """
import sys
def note(event, args):
    if event == "socket.connect" or event == "socket.getaddrinfo":
        with open({log!r}, "a") as log:
            log.write(f"{{event}} {{args[-1] if event == 'socket.connect' else args[0]}}\\n")
with open({log!r}, "a") as log:
    log.write("listening\\n")
sys.addaudithook(note)
"""
ATTEMPTS = times(1_000, quick=100)
ANSWERS = 10  # that the reader gets meanwhile


def a_log_in(folder: Path) -> Path:
    """Return the log of a server that is started with the folder of this log in its PYTHONPATH."""
    log = folder / "outgoing"
    (folder / "sitecustomize.py").write_text(_LISTENER.format(log=str(log)))
    return log


@pytest.fixture(scope="module")
def attacked(tmp_path_factory) -> Iterator[tuple[str, psutil.Process, Path]]:
    """Serve other computers too, for attempts; yield address, process, and the log of whom the server asks."""
    log = a_log_in(tmp_path_factory.mktemp("attacked"))
    everywhere = {"STREAMLIT_SERVER_ADDRESS": "0.0.0.0"}  # noqa: S104  # where Streamlit asks the most of others
    with a_server_from_scratch(PYTHONPATH=str(log.parent), **everywhere) as (address, process):
        yield address, process, log


def test_a_thousand_refused_attempts_ask_nobody_while_a_reader_is_answered(attacked):
    address, _process, log = attacked
    apart(_attack, address)
    assert log.read_text().splitlines() == ["listening"]


def test_to_listen_to_other_computers_it_asks_nobody_for_its_own_address(attacked):
    address, _process, log = attacked
    assert ask(address, "/").status == 200
    assert log.read_text().splitlines() == ["listening"]


def attempts_on(address: str, numbers: Iterable[int] = range(ATTEMPTS)) -> Iterator[tuple[int, bool]]:
    """Make every kind of attempt in turn; yield each answer's status, and whether another site may frame it."""
    origins = foreign_origins(address)
    framed = (("Sec-Fetch-Dest", "iframe"), ("Sec-Fetch-Site", "cross-site"))
    for number in numbers:
        match number % 4:
            case 0:
                answer = ask_for_socket(address, ("Origin", origins[number % len(origins)]))
            case 1:
                answer = ask(address, OPEN[number % len(OPEN)], host=FOREIGN_HOSTS[number % len(FOREIGN_HOSTS)])
            case 2:
                answer = ask(address, CLOSED[number % len(CLOSED)])
            case _:
                answer = ask(address, "/", *framed)
        policy = answer.headers["content-security-policy"]
        yield answer.status, re.search("frame-ancestors '(none|self)'", policy) is None


MOST = 0.05  # seconds of the server for one attempt, which is what it can cost others


def test_a_refused_attempt_costs_the_others_next_to_nothing(attacked):
    address, process, _log = attacked
    ask(address, "/")
    before = sum(process.cpu_times()[:2])
    refused = list(attempts_on(address))
    assert (sum(process.cpu_times()[:2]) - before) / len(refused) < MOST


async def _attack(address: str) -> None:
    async with a_wire_reader(address) as reader:
        for number in range(ANSWERS):
            numbers = range(number * ATTEMPTS // ANSWERS, (number + 1) * ATTEMPTS // ANSWERS)
            refused = asyncio.create_task(asyncio.to_thread(lambda asked: set(attempts_on(address, asked)), numbers))
            await reader.choose("filter_governorate", [number % 2])
            # 200 for what no page may frame
            assert await refused == {(status, False) for status in (200, 403, 404, 421)}
        assert reader.exceptions == []
