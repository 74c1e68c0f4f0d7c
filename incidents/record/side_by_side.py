"""Parts of something large, worked on side by side: NumPy and Arrow let another thread in while they work."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import TypeVar

from incidents.record.memory import give_back_memory

Part = TypeVar("Part")
Made = TypeVar("Made")

MANY = 100_000  # rows; of fewer Python itself takes most of the time, and lets in one thread at a time
_WORKERS = 2


def side_by_side(work: Callable[[Part], Made], parts: Iterable[Part], rows: int) -> Iterator[Made]:
    """Yield what becomes of each part, in the order of the parts.

    ``rows`` is how many rows all parts have: those of few are worked on one after the other, and as they are asked for.
    What ``work`` raises is raised where its part would stand.
    """
    left = iter(parts)
    ahead = list(islice(left, _WORKERS)) if rows >= MANY and (os.cpu_count() or 1) > 1 else []
    if len(ahead) < _WORKERS:
        yield from map(work, chain(ahead, left))
        return
    from concurrent.futures import ThreadPoolExecutor  # small records do without it

    with ThreadPoolExecutor(_WORKERS) as workers:
        begun = deque(workers.submit(work, part) for part in ahead)
        while begun:
            made = begun.popleft().result()
            begun.extend(workers.submit(work, part) for part in islice(left, 1))
            yield made
            del made
    give_back_memory()  # of the heaps that the threads had
