"""One answer of one host: only hosts that were named, within a time and a size, never one's own network unawares.

The address of a host is looked up once and asked as it was found, so that nobody can let a name lead elsewhere between
the look and the question. Redirects are followed by hand, each to a named host.
"""

import ipaddress
import socket
import time
import zlib
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import urllib3

from incidents.language import N_, SaidError
from incidents.record.web_addresses import host_of

AGENT = "syria-incidents-desk/1.0 (a curator's reader; asks seldom)"
LONGEST_WAIT, MOST_BYTES, MOST_REDIRECTS = 20.0, 5_000_000, 4  # seconds and bytes of an answer
_PIECE, _PACKED = 16_384, b"\x1f\x8b"  # bytes; with which gzip begins
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FIRST_FAILURE, _UNCHANGED = 400, 304
_LONGEST_MARK = 200  # characters


class NotAskedError(SaidError):
    """An address was not asked, or gave no answer that can be used: a message id, and what fills its placeholders."""


class UnchangedError(NotAskedError):
    """The host answered that nothing has changed since it was asked last (status 304)."""


class RefusedError(NotAskedError):
    """The host answered that there is no such page (status 400 to 499)."""


@dataclass(frozen=True)
class Answer:
    """What a host answered, and the address that answered after redirects."""

    content: bytes
    address: str


@dataclass
class Asker:
    """Asks the hosts that were named (without www); ``own_network`` allows addresses that are not of the internet.

    ``pause`` are seconds between two questions to a host; a host may ask for more (see ``wait_longer``). ``marks`` are
    by address how a host marked its last answer (ETag, else the day of change): it is asked for a newer one only.
    """

    hosts: Collection[str]
    own_network: bool = False
    pause: float = 2.0
    longest_wait: float = LONGEST_WAIT
    most_bytes: int = MOST_BYTES
    rest: Callable[[float], None] = time.sleep
    marks: dict[str, str] = field(default_factory=dict)
    _pauses: dict[str, float] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)

    def ask(self, address: str, allowed: Callable[[str], bool] = lambda _address: True) -> Answer:
        """Return the answer to an address; raise NotAskedError. Each redirect has to be ``allowed`` as well."""
        for _ in range(MOST_REDIRECTS + 1):
            host = self.named_host(address)
            if not allowed(address):
                raise NotAskedError(N_("{address} was not asked: the host asks robots to keep away."), address=address)
            self._rest_for(host)
            content, then = self._one(address)
            if then is None:
                return Answer(content, address)
            address = urljoin(address, then)
        raise NotAskedError(N_("{address} was left: it leads on and on."), address=address)

    def named_host(self, address: str) -> str:
        """Return the host of an address; raise NotAskedError unless it is a web address of a named host."""
        try:
            parts = urlsplit(address)
            is_web = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
        except ValueError:
            is_web = False
        if not is_web:
            raise NotAskedError(N_("{address} was not asked: it is no address of the web."), address=address)
        if host_of(address) not in self.hosts:
            raise NotAskedError(N_("{address} was not asked: its host {host} was not named."), address=address,
                                host=host_of(address))  # fmt: skip
        return host_of(address)

    def wait_longer(self, host: str, seconds: float) -> None:
        """Rest longer between two questions to a host that asks for it."""
        self._pauses[host] = max(self.pause, seconds)

    def _rest_for(self, host: str) -> None:
        if host in self._asked:
            left = self._asked[host] + self._pauses.get(host, self.pause) - time.monotonic()
            if left > 0:
                self.rest(left)
        self._asked[host] = time.monotonic()

    def _one(self, address: str) -> tuple[bytes, str | None]:
        """Ask once; return the content, or where the host sends on to."""
        parts, until = urlsplit(address), time.monotonic() + self.longest_wait
        pool = self._pool(address)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {"User-Agent": AGENT, "Host": parts.netloc.rpartition("@")[2], "Accept-Encoding": "identity"}
        if mark := self.marks.get(address):
            headers["If-None-Match" if mark.endswith('"') else "If-Modified-Since"] = mark
        try:
            answer = pool.request(
                "GET", urllib3.util.parse_url(path).url, headers=headers, redirect=False, preload_content=False
            )
            if answer.status in _REDIRECTS and (then := answer.headers.get("Location")):
                return b"", then
            if answer.status == _UNCHANGED:
                raise UnchangedError(N_("{address}: nothing new since it was read last."), address=address)
            if answer.status >= _FIRST_FAILURE:
                kind = RefusedError if answer.status < 500 else NotAskedError
                raise kind(N_("{address} gave no page: status {status}."), address=address, status=str(answer.status))
            content = self._read(answer, address, until)
            self._mark(address, answer)
            return content, None
        except (urllib3.exceptions.HTTPError, OSError) as error:
            reason = type(error).__name__
            raise NotAskedError(N_("{address} gave no answer: {reason}."), address=address, reason=reason) from error
        finally:
            pool.close()

    def _mark(self, address: str, answer: urllib3.BaseHTTPResponse) -> None:
        mark = answer.headers.get("ETag", "") or answer.headers.get("Last-Modified", "")
        if mark and len(mark) <= _LONGEST_MARK:
            self.marks[address] = mark

    def _pool(self, address: str) -> urllib3.HTTPConnectionPool:
        """Return the way to the one address of the network that a host's name was found to have."""
        parts = urlsplit(address)
        host, number = str(parts.hostname), self._number_of(address)
        wait = urllib3.Timeout(total=self.longest_wait)
        if parts.scheme == "https":
            return urllib3.HTTPSConnectionPool(
                number, parts.port or 443, timeout=wait, retries=False, server_hostname=host, assert_hostname=host
            )
        return urllib3.HTTPConnectionPool(number, parts.port or 80, timeout=wait, retries=False)

    def _number_of(self, address: str) -> str:
        host = str(urlsplit(address).hostname)
        try:
            found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)]
        except (OSError, UnicodeError):
            found = []
        if not found:
            raise NotAskedError(N_("{address} was not asked: its host is not known."), address=address)
        if not self.own_network and not all(_is_of_the_internet(number) for number in found):
            raise NotAskedError(
                N_("{address} was not asked: it lies in this computer's own network. {option} allows that."),
                address=address,
                option="--own-network",
            )
        return min(found, key=lambda number: ":" in number)  # where both are known, IPv4 is more often reached

    def _read(self, answer: urllib3.BaseHTTPResponse, address: str, until: float) -> bytes:
        held = bytearray()
        for piece in answer.stream(_PIECE, decode_content=True):
            held += piece
            if len(held) > self.most_bytes:
                raise self._too_large(address)
            if time.monotonic() > until:
                raise NotAskedError(N_("{address} was left: it took longer than {seconds} seconds."), address=address,
                                    seconds=f"{self.longest_wait:g}")  # fmt: skip
        return self._unpacked(bytes(held), address)

    def _unpacked(self, content: bytes, address: str) -> bytes:
        """Return what a packed file holds, feed.xml.gz, which its host sends as it is."""
        if not content.startswith(_PACKED):
            return content
        try:
            unpacked = zlib.decompressobj(wbits=31).decompress(content, self.most_bytes + 1)
        except zlib.error as error:
            raise NotAskedError(N_("{address} was left: it is packed, and broken."), address=address) from error
        if len(unpacked) > self.most_bytes:
            raise self._too_large(address)
        return unpacked

    def _too_large(self, address: str) -> NotAskedError:
        sentence = N_("{address} was left: it is larger than {size} MB.")
        return NotAskedError(sentence, address=address, size=f"{self.most_bytes / 1e6:g}")


def _is_of_the_internet(number: str) -> bool:
    try:
        address = ipaddress.ip_address(number.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_global) and not (mapped or address).is_multicast
