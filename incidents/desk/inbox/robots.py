"""What a host asks robots: which pages to leave alone, and how long to rest between two questions."""

from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from incidents.desk.inbox.asking import AGENT, Asker, NotAskedError, RefusedError
from incidents.record.web_addresses import host_of

_NAME = AGENT.partition("/")[0]
_LONGEST_REST = 60.0  # seconds between two questions; a host that asks for more is left alone


class Robots:
    """The rules of each host, asked once. One that has none allows all; why one does not tell them is told as it is."""

    def __init__(self, asker: Asker) -> None:
        self._asker = asker
        self._rules: dict[str, RobotFileParser | NotAskedError | None] = {}

    def allow(self, address: str) -> bool:
        """Say whether a host lets robots read an address; raise NotAskedError where it does not answer at all."""
        parts = urlsplit(address)
        place = f"{parts.scheme}://{parts.netloc}"
        if place not in self._rules:
            self._rules[place] = self._read(place)
        rules = self._rules[place]
        if isinstance(rules, NotAskedError):
            raise rules
        return rules is not None and rules.can_fetch(_NAME, address)

    def _read(self, place: str) -> RobotFileParser | NotAskedError | None:
        """Return the rules of a host, or why there are none; None where it asks for more rest than there is."""
        rules = RobotFileParser()
        try:
            content = self._asker.ask(f"{place}/robots.txt").content
        except RefusedError:
            content = b""
        except NotAskedError as error:
            return error
        rules.parse(content.decode("utf-8", "replace").splitlines())
        rest = float(rules.crawl_delay(_NAME) or 0)
        self._asker.wait_longer(host_of(place), rest)
        return rules if rest <= _LONGEST_REST else None
