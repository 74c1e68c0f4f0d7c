"""The inbox asks only whom it was told to ask, reads what they allow, and drafts each text once."""

import gzip
import json
import shutil
import ssl
import subprocess
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from incidents.__main__ import main
from incidents.desk.drafts import drafts_folder, list_drafts
from incidents.desk.inbox.asking import Asker, NotAskedError
from incidents.desk.inbox.feeds import entries_in
from incidents.desk.inbox.robots import Robots
from incidents.desk.inbox.watching import Round
from incidents.desk.kept_record import load_kept_record
from tests.conftest import a_claim, a_folder, an_incident

TOLD = (
    "Gunmen of Islamic State cells attacked a checkpoint in the town of al-Susah on Monday evening and killed two SDF "
    "fighters, the Syrian Observatory for Human Rights said. They fled towards the desert before others arrived there."
)
WEATHER = "Rain is expected in Damascus and Homs on Monday, the weather service said. Farmers had waited for it long."


def a_page(text):
    return (
        f"<!doctype html><html><head><title>Report</title></head><body><article><p>{text}</p></article></body></html>"
    )


def a_feed(*paths):
    items = "".join(f"<item><title>{path}</title><link>{path}</link></item>" for path in paths)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{items}</channel></rss>'


class Server(ThreadingHTTPServer):
    """Answers from ``pages``: a text, bytes, or an address to go on to; ``asked`` counts what was asked."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.pages, self.asked = {}, Counter()

    def at(self, path):
        return f"http://127.0.0.1:{self.server_port}{path}"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked[self.path] += 1
        page = self.server.pages.get(self.path)
        if isinstance(page, dict):
            self.answer(**page)
            return
        leads_on = isinstance(page, str) and page.startswith("http")
        self.send_response(404 if page is None else 302 if leads_on else 200)
        if leads_on:
            self.send_header("Location", page)
        self.end_headers()
        if page and not leads_on:
            self.wfile.write(page if isinstance(page, bytes) else page.encode())

    def answer(self, content, headers, mark="", stays=None):
        is_known = mark and mark in (self.headers["If-None-Match"], self.headers["If-Modified-Since"])
        self.send_response(304 if is_known else 200)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if not is_known:
            self.wfile.write(content)
        if stays:
            self.wfile.flush()
            stays.wait()

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture
def server():
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def an_asker(**changes):
    return Asker(**({"hosts": {"127.0.0.1"}, "own_network": True, "pause": 0} | changes))


@pytest.fixture(scope="module")
def home():
    return a_folder(incidents=[an_incident()], claims=[a_claim()])


@pytest.fixture
def a_round(home):
    held = drafts_folder(home)
    for path in held.glob("*") if held.exists() else ():
        path.unlink()
    return Round(load_kept_record(home), an_asker(), "tester")


def sentences(said):
    return [one.sentence.partition(": ")[2] for one in said]


def test_a_feed_is_read_and_what_tells_of_isis_in_syria_is_drafted_once_with_its_reprints(a_round, server):
    server.pages = {
        "/feed": a_feed("/one", "/two", "/three"),
        "/one": a_page(TOLD),
        "/two": a_page(TOLD.replace("there.", "there, residents said.")),
        "/three": a_page(WEATHER),
    }
    said = sentences(a_round.read([server.at("/feed")]))
    assert said == ["a feed. Pages it lists: {count}", "drafted as {name}.", "a reprint, a further source of {name}.",
                    "not about ISIS in Syria."]  # fmt: skip
    (kept,) = list_drafts(a_round.folder)
    assert [row["url"] for row in kept.draft.rows["sources"]] == [server.at("/one"), server.at("/two")]
    assert ("place_id", "al-susah") in {(one.column, one.value) for one in kept.draft.suggestions}
    again = Round(a_round.kept, an_asker(), "tester")
    assert sentences(again.read([server.at("/feed")])) == ["a feed. Pages it lists: {count}"]
    assert server.asked["/one"] == 1


def test_what_a_host_keeps_from_robots_is_not_asked(a_round, server):
    server.pages = {"/robots.txt": "User-agent: *\nDisallow: /one\n", "/one": a_page(TOLD)}
    assert sentences(a_round.read([server.at("/one")])) == ["the host asks robots to keep away."]
    assert server.asked["/one"] == 0


def test_a_host_that_asks_to_rest_longer_is_asked_less_often(server):
    server.pages = {"/robots.txt": "User-agent: *\nCrawl-delay: 7\n", "/a": "a", "/b": "b"}
    rests = []
    asker = an_asker(rest=rests.append)
    for path in ("/a", "/b"):
        asker.ask(server.at(path), Robots(asker).allow if not rests else lambda _address: True)
    assert 6 < rests[-1] <= 7


@pytest.mark.parametrize(
    ("page", "changes"),
    [
        ("http://other.example/page", {}),
        ("http://127.0.0.1:1/refused", {}),
        ("x" * 200, {"most_bytes": 100}),
        ("file:///etc/passwd", {}),
        (None, {}),
    ],
)
def test_other_hosts_large_answers_and_missing_pages_are_left(server, page, changes):
    address = page if page and page.startswith("file") else server.at("/a")
    server.pages = {"/a": page}
    with pytest.raises(NotAskedError):
        an_asker(**changes).ask(address)


def test_a_redirect_into_what_robots_may_not_read_is_not_followed(server):
    server.pages = {"/a": server.at("/secret"), "/secret": "x"}
    with pytest.raises(NotAskedError):
        an_asker().ask(server.at("/a"), lambda address: "secret" not in address)
    assert server.asked["/secret"] == 0


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "10.0.0.1", "169.254.169.254", "[::1]", "[::ffff:10.0.0.1]"]
)
def test_ones_own_network_is_not_asked_unawares(host):
    with pytest.raises(NotAskedError, match="own network"):
        Asker(hosts={host.strip("[]")}, pause=0).ask(f"http://{host}/")


def test_a_host_in_ones_own_network_is_told_of_as_such(a_round, server):
    a_round.asker.own_network = False
    assert sentences(a_round.read([server.at("/one")])) == [
        "it lies in this computer's own network. {option} allows that."
    ]
    assert not server.asked


def test_a_feed_that_is_broken_or_none_is_no_feed():
    assert entries_in(a_page(TOLD).encode(), "http://example.org") is None
    assert entries_in(b"", "http://example.org") is None


def test_the_command_names_its_hosts_and_says_what_became_of_each_address(a_round, home, server, tmp_path, capsys):
    server.pages = {"/one": a_page(TOLD)}
    listed = tmp_path / "feeds.txt"
    listed.write_text(f"# ours\n{server.at('/one')}\n", encoding="utf-8")
    assert main(["watch", "--feeds", str(listed), "--data", str(home), "--own-network", "--pause", "0"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Hosts that are asked: 127.0.0.1"
    assert "drafted as SYR-0002" in lines[1]


def test_the_command_drafts_from_a_file_and_keeps_it_where_asked(home, a_round, tmp_path, capsys):
    page = tmp_path / "page.txt"
    page.write_text(TOLD, encoding="utf-8")
    arguments = ["draft", str(page), "--published", "2025-05-30", "--data", str(home)]
    assert main([*arguments, "--format", "json", "--save"]) == 0
    out = capsys.readouterr()
    held = json.loads(out.out)["suggestions"]
    assert {"table": "incidents", "row": 0, "column": "date_start", "value": "2025-05-26"}.items() <= next(
        one for one in held if one["column"] == "date_start"
    ).items()
    assert "SYR-0002" in out.err
    (kept,) = list_drafts(a_round.folder)
    assert kept.draft.text == TOLD
    assert main(arguments) == 0
    assert "al-susah" in capsys.readouterr().out


@pytest.fixture
def encrypted(server, tmp_path, monkeypatch):
    """Return the server, now encrypted by a certificate of its own, which the reader was given to trust."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    of_ec = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    named = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    files = ["-keyout", key, "-out", certificate]
    subprocess.run(["openssl", "req", "-x509", *of_ec, *named, *files], check=True, capture_output=True)  # noqa: S607
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    return server


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
def test_an_encrypted_host_is_believed_by_its_certificate_alone_and_followed_within_itself(encrypted, monkeypatch):
    there = f"https://localhost:{encrypted.server_port}"
    packed = {"content": gzip.compress(a_page(TOLD).encode()), "headers": {"Content-Encoding": "gzip"}}
    encrypted.pages = {"/a": f"{there}/b", "/b": packed}
    asker = an_asker(hosts={"localhost", "127.0.0.1"})
    answer = asker.ask(f"{there}/a")
    assert (answer.address, TOLD in answer.content.decode()) == (f"{there}/b", True)
    with pytest.raises(NotAskedError, match="no answer"):  # the certificate is for another name
        asker.ask(f"https://127.0.0.1:{encrypted.server_port}/a")
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(NotAskedError, match="no answer"):
        asker.ask(f"{there}/a")


@pytest.mark.parametrize(("name", "mark"), [("ETag", '"one"'), ("Last-Modified", "Mon, 02 Jun 2025 10:00:00 GMT")])
def test_a_feed_is_asked_for_what_is_new_once_all_its_pages_were_read(a_round, server, name, mark):
    server.pages = {
        "/feed": {"content": a_feed("/one", "/two").encode(), "headers": {name: mark}, "mark": mark},
        "/one": a_page(WEATHER),
    }
    for again in range(3):
        reader = Round(a_round.kept, an_asker(), "tester")
        said = sentences(reader.read([server.at("/feed")]))
        if again == 0:
            server.pages["/two"] = a_page(WEATHER)  # which was not there yet
    assert said == ["nothing new since it was read last."]
    assert (server.asked["/one"], server.asked["/two"]) == (1, 2)


@pytest.mark.parametrize("content", [b"", b"some of it"])
def test_a_host_that_answers_endlessly_slowly_is_left(server, content):
    ended = threading.Event()
    server.pages = {"/a": {"content": content, "headers": {}, "stays": ended}}
    with pytest.raises(NotAskedError):
        an_asker(longest_wait=0.2).ask(server.at("/a"))
    ended.set()


@pytest.mark.parametrize(
    "entity",
    [
        "".join(f'<!ENTITY {one} "&{one - 1};&{one - 1};">' for one in range(1, 99)),
        '<!ENTITY j SYSTEM "file:///etc/passwd">',
    ],
)
def test_a_feed_with_entities_of_its_own_is_none(entity):
    feed = a_feed("/one").replace("<title>/one", "<title>&j;").replace("<rss", f"<!DOCTYPE r [{entity}]><rss", 1)
    assert entries_in(feed.encode(), "http://example.org") is None


def test_of_a_feed_of_megabytes_the_first_entries_are_read():
    feed = a_feed(*(f"/{number:0200}" for number in range(10_000)))
    assert len(feed) > 4_000_000
    entries = entries_in(feed.encode(), "http://example.org")
    assert [int(entry.address.rpartition("/")[2]) for entry in entries] == list(range(50))


RSS = '<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{}</channel></rss>'
ATOM = '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>{}</feed>'
XHTML = (
    '<entry><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">One <b>attack</b></div></title>'
    '<link href="/one"/><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Words</p></div></content>'
    "</entry>"
)
ITEM = "<item><title>One</title><link>/one</link></item>"
NO_LINK = "<item><title>A note</title><description>Words</description></item>"


@pytest.mark.parametrize(
    ("feed", "told"),
    [
        (RSS.format(ITEM), ["a feed. Pages it lists: {count}", "drafted as {name}."]),
        (RSS.format(ITEM.replace("</title>", "</title><pubDate>soon</pubDate>")),
         ["a feed. Pages it lists: {count}", "drafted as {name}."]),
        (ATOM.format(XHTML), ["a feed. Pages it lists: {count}", "drafted as {name}."]),
        (RSS.format(NO_LINK + ITEM), ["a feed. Pages it lists: {count}", "drafted as {name}."]),
        (RSS.format(NO_LINK), ["a feed. Pages it lists: {count}"]),
        (RSS.replace("1.0\"?>", "1.0\" encoding=\"us-ascii\"?>").format(ITEM.replace("One", "هجوم")).encode(),
         ["a feed. Pages it lists: {count}", "drafted as {name}."]),
        (RSS.replace("1.0\"?>", "1.0\" encoding=\"x-none\"?>").format(ITEM.replace("One", "هجوم")).encode(),
         ["a feed. Pages it lists: {count}", "drafted as {name}."]),
        ({"content": gzip.compress(RSS.format(ITEM).encode()), "headers": {"Content-Encoding": "gzip"}},
         ["a feed. Pages it lists: {count}", "drafted as {name}."]),
        ({"content": gzip.compress(RSS.format(ITEM).encode()), "headers": {"Content-Type": "application/gzip"}},
         ["a feed. Pages it lists: {count}", "drafted as {name}."]),
        (gzip.compress(RSS.format(ITEM).encode())[:-30], ["a feed. Pages it lists: {count}"]),
        (b"\x1f\x8b\x08 broken", ["it is packed, and broken."]),
        (gzip.compress(b"x" * 6_000_000), ["it is larger than {size} MB."]),
        ("http://other.example/feed", ["its host {host} was not named."]),
        (b"x" * 6_000_000, ["it is larger than {size} MB."]),
        (RSS.format("")[:60], ["a feed. Pages it lists: {count}"]),
        (b"\x00\x01\x02 no words", ["not about ISIS in Syria."]),
        (b"{\"items\": []}", ["not about ISIS in Syria."]),
        (RSS.format(ITEM.replace("/one", "http://[broken")), ["a feed. Pages it lists: {count}"]),
    ],
    ids=lambda value: type(value).__name__,  # what is packed tells when that was, and is named so by each process
)  # fmt: skip
def test_an_odd_feed_comes_in_or_is_refused_in_a_sentence_and_stops_no_other(a_round, server, feed, told):
    server.pages = {"/odd": feed, "/one": a_page(TOLD), "/other": a_page(WEATHER)}
    said = sentences(a_round.read([server.at("/odd"), server.at("/other")]))
    assert said[-1] == "not about ISIS in Syria."
    assert said[:-1] == told
