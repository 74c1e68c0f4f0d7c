"""What a thousand refused attempts cost a reader: his waiting for a change of a filter, without them and meanwhile.

python -m tests.benchmarks.refusals
"""

import asyncio
import os
import statistics
import time

from incidents.record.storage import DATA
from incidents.widgets.shared_record import DIRECTORY
from tests.incidents.serving.conftest import a_server
from tests.incidents.serving.test_gate import ATTEMPTS, attempts_on
from tests.wire import WireReader, a_wire_reader

PILLS = "filter_governorate"


async def changes(reader: WireReader, until: "asyncio.Task[object]") -> list[float]:
    """Change a filter again and again until something else has ended; return the seconds of each change."""
    waited = []
    while not until.done():
        waited += [await reader.choose(PILLS, [1]), await reader.choose(PILLS, [])]
    return waited


async def measure(address: str) -> None:
    """Print both."""
    async with a_wire_reader(address) as reader:
        await changes(reader, asyncio.create_task(asyncio.sleep(2)))
        quiet = await changes(reader, asyncio.create_task(asyncio.sleep(5)))
        began = time.monotonic()
        attack = asyncio.create_task(asyncio.to_thread(lambda: len(list(attempts_on(address)))))
        loud = await changes(reader, attack)
        took = time.monotonic() - began
    more = statistics.median(loud) - statistics.median(quiet)
    print(f"{ATTEMPTS} attempts in {took:.1f} s, each {1000 * took / ATTEMPTS:.1f} ms")
    for title, waited in (("without", quiet), ("meanwhile", loud)):
        print(f"{title}: median {1000 * statistics.median(waited):.0f} ms, longest {1000 * max(waited):.0f} ms")
    print(f"a change takes {1000 * more:.0f} ms more")


if __name__ == "__main__":
    with a_server(**{DIRECTORY: os.environ.get(DIRECTORY, str(DATA))}) as (served, _process):
        asyncio.run(measure(served))
