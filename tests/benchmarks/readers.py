"""How many readers at once: nginx before one or more copies, and how long each reader waits for a change of a filter.

    python -m tests.benchmarks.readers --copies 1,2 --readers 1,5,10,20,40,60

A reader opens the page, then again and again thinks for a while (half to one and a half times ``--think`` seconds),
chooses other governorates and waits for the whole answer. Readers speak Streamlit's protocol and draw nothing; what
they cost runs on the same processors. Afterwards they leave, and a minute later what the copies hold is measured.
"""

import argparse
import asyncio
import os
import random
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack, ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from incidents.record.storage import DATA
from incidents.widgets.shared_record import DIRECTORY
from tests.incidents.serving.conftest import a_server_from_scratch, ask
from tests.proxies import AUTHORISED, NAME, Proxy, missing, proxied
from tests.wire import WireReader, a_wire_reader

PILLS = "filter_governorate"
LEFT_FOR = 60  # seconds after which what readers held must have been given back
HEADINGS = (
    "copies",
    "readers",
    "opened p95",
    "changes",
    "per s",
    "p50",
    "p95",
    "longest",
    "CPU s each",
    "kB each",
    "errors",
)


@dataclass
class Sitting:
    """What some readers saw: seconds for the first page and for each change, bytes, errors.

    ``used`` is what the copies spent on the changes, in seconds of processor.
    """

    opened: list[float] = field(default_factory=list)
    changed: list[float] = field(default_factory=list)
    received: int = 0
    used: float = 0.0
    errors: int = 0


@dataclass(frozen=True)
class Room:
    """Copies of the dashboard behind a proxy."""

    proxy: Proxy
    copies: Sequence[psutil.Process]

    def cpu(self) -> float:
        """Return the seconds of processor that all copies have used."""
        return sum(sum(copy.cpu_times()[:2]) for copy in self.copies)

    def held(self) -> tuple[float, int, int]:
        """Return megabytes, descriptors and threads of all copies together."""
        memory = sum(copy.memory_info().rss for copy in self.copies) / 1e6
        return memory, sum(copy.num_fds() for copy in self.copies), sum(copy.num_threads() for copy in self.copies)


@contextmanager
def rooms(copies: int) -> Iterator[Room]:
    """Start copies of the dashboard and nginx before them."""
    with ExitStack() as running:
        hosts = f"{NAME} 127.0.0.1"
        how = {"STREAMLIT_SERVER_ALLOWED_HOSTS": hosts, "INCIDENTS_READERS": "1000"}
        how[DIRECTORY] = os.environ.get(DIRECTORY, str(DATA))
        started = [running.enter_context(a_server_from_scratch(**how)) for _ in range(copies)]
        folder = Path(running.enter_context(tempfile.TemporaryDirectory()))
        proxy = running.enter_context(proxied("nginx", [address for address, _ in started], folder))
        yield Room(proxy, [process for _, process in started])


async def sit(room: Room, readers: int, seconds: float, think: float) -> Sitting:
    """Let readers open the page and change its filters for so many seconds."""
    sitting, chance = Sitting(), random.Random(readers)  # noqa: S311  # no secret, and the same choices each time
    async with AsyncExitStack() as inside:
        opened = await asyncio.gather(*(_open(room, inside, sitting) for _ in range(readers)))
        until = time.monotonic() + seconds
        before = sum(reader.received for reader in opened)
        spent = room.cpu()
        await asyncio.gather(*(_read(reader, sitting, until, think, chance) for reader in opened))
        sitting.used = room.cpu() - spent
        sitting.received = sum(reader.received for reader in opened) - before
        sitting.errors += sum(len(reader.exceptions) for reader in opened)
    return sitting


async def _open(room: Room, inside: AsyncExitStack, sitting: Sitting) -> WireReader:
    answer = await asyncio.to_thread(ask, room.proxy.address, "/", *AUTHORISED.items(), trust=room.proxy.trust)
    cookie = answer.headers["set-cookie"].partition(";")[0]
    began = time.monotonic()
    reader = await inside.enter_async_context(
        a_wire_reader(room.proxy.address, "lang=en", AUTHORISED | {"Cookie": cookie}, room.proxy.trust)
    )
    sitting.opened.append(time.monotonic() - began)
    await reader.unfold()  # of all that a page can show, what a change of a filter costs most with
    return reader


async def _read(reader: WireReader, sitting: Sitting, until: float, think: float, chance: random.Random) -> None:
    while True:
        await asyncio.sleep(think * chance.uniform(0.5, 1.5))
        if time.monotonic() > until:
            return
        try:
            chosen = sorted(chance.sample(range(reader.offers(PILLS)), chance.randint(0, 3)))
            sitting.changed.append(await reader.choose(PILLS, chosen))
        except TimeoutError:
            sitting.errors += 1


def row(room: Room, readers: int, sitting: Sitting, seconds: float) -> str:
    """Write one line of the table."""
    changed = sorted(sitting.changed)
    number = len(changed)
    cells = (
        *(str(len(room.copies)), str(readers), f"{at(sitting.opened, 95):.2f}", str(number), f"{number / seconds:.1f}"),
        *(
            f"{value:.2f}"
            for value in (statistics.median(changed), at(changed, 95), changed[-1], sitting.used / number)
        ),
        *(f"{sitting.received / number / 1000:.0f}", str(sitting.errors)),
    )
    return f"| {' | '.join(cells)} |"


def at(values: Sequence[float], percent: int) -> float:
    """Return the value below which so many of all lie."""
    return sorted(values)[min(len(values) - 1, len(values) * percent // 100)]


def _numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(",")]


def main() -> None:
    """Measure and print the table."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    asked.add_argument("--copies", type=_numbers, default=[1, 2])
    asked.add_argument("--readers", type=_numbers, default=[1, 5, 10, 20, 40, 60])
    asked.add_argument("--seconds", type=float, default=40)
    asked.add_argument("--think", type=float, default=5)
    options = asked.parse_args()
    if reason := missing("nginx"):
        raise SystemExit(reason)
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; readers think {options.think:g} s")
    print(f"| {' | '.join(HEADINGS)} |\n|{'---|' * len(HEADINGS)}")
    for copies in options.copies:
        with rooms(copies) as room:
            asyncio.run(sit(room, 2 * copies, options.think * 2, options.think))
            before = room.held()
            for readers in options.readers:
                sitting = asyncio.run(sit(room, readers, options.seconds, options.think))
                print(row(room, readers, sitting, options.seconds), flush=True)
            full = room.held()
            time.sleep(LEFT_FOR)
            for title, held in (("before", before), ("at the end", full), ("a minute later", room.held())):
                print(f"{title}: {held[0]:.0f} MB, {held[1]} descriptors, {held[2]} threads", flush=True)


if __name__ == "__main__":
    main()
