"""What a thousand refused attempts cost a reader: his waiting for a change of a filter, without them and meanwhile.

    python -m tests.benchmarks.refusals

They are made by a process of their own, as by somebody else's computer; what the server spends on each is told too.
"""

import asyncio
import os
import statistics
import time
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context

import psutil

from incidents.record.storage import DATA
from incidents.widgets.shared_record import DIRECTORY
from tests.incidents.serving.conftest import a_server_from_scratch
from tests.incidents.serving.test_gate import ATTEMPTS, attempts_on
from tests.wire import WireReader, a_wire_reader

PILLS = "filter_governorate"
PAIRS = 3


async def changes(reader: WireReader, until: "asyncio.Future[object]") -> list[float]:
    """Change a filter again and again until something else has ended; return the seconds of each change."""
    waited = []
    while not until.done():
        waited += [await reader.choose(PILLS, [1]), await reader.choose(PILLS, [])]
    return waited


def attack(address: str) -> float:
    """Make the attempts; return the seconds that took."""
    began = time.monotonic()
    assert len(list(attempts_on(address))) == ATTEMPTS
    return time.monotonic() - began


def spent(process: psutil.Process) -> float:
    """Return the seconds of processor that a process has used."""
    return sum(process.cpu_times()[:2])


async def measure(address: str, process: psutil.Process, elsewhere: ProcessPoolExecutor) -> None:
    """Print both, in pairs that take turns, and what the server spends on attempts alone."""
    quiet, loud, took = [], [], []
    async with a_wire_reader(address) as reader:
        await changes(reader, asyncio.create_task(asyncio.sleep(2)))
        for _ in range(PAIRS):
            quiet += await changes(reader, asyncio.create_task(asyncio.sleep(3)))
            attempts: Future[float] = elsewhere.submit(attack, address)
            under_way = asyncio.wrap_future(attempts)
            loud += await changes(reader, under_way)
            took.append(await under_way)
    before = spent(process)
    await asyncio.wrap_future(elsewhere.submit(attack, address))
    each = (spent(process) - before) / ATTEMPTS
    print(
        f"{ATTEMPTS} attempts in {statistics.median(took):.1f} s; each {1000 * each:.2f} ms of the server's processor"
    )
    for title, waited in (("without", quiet), ("meanwhile", loud)):
        print(f"{title}: median {1000 * statistics.median(waited):.0f} ms, longest {1000 * max(waited):.0f} ms")
    print(f"a change takes {1000 * (statistics.median(loud) - statistics.median(quiet)):.0f} ms more")


if __name__ == "__main__":
    with (
        a_server_from_scratch(**{DIRECTORY: os.environ.get(DIRECTORY, str(DATA))}) as (served, running),
        ProcessPoolExecutor(1, get_context("spawn")) as elsewhere,
    ):
        elsewhere.submit(os.getpid).result()
        asyncio.run(measure(served, running, elsewhere))
