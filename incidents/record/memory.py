"""How a process keeps its memory. Settings of the whole of it: called by the page or a command, by no module's import.

A record stays for days and is looked at again and again; what reading it needed should go back to the system.
"""

import contextlib
import ctypes
import gc

import pyarrow as pa

_MOST_HEAPS = -8  # M_ARENA_MAX of malloc.h
_HEAPS = 2  # Python lets one thread at a time in anyway


def prepare_memory() -> None:
    """Let Arrow take its memory where it can be given back; to be called before the first record or file is read.

    Arrow's own pool would keep what a large record needed while it was read; the C library gives it back when asked.
    """
    pa.set_memory_pool(pa.system_memory_pool())


def share_memory() -> None:
    """Let many threads take their memory from few places; to be called before they begin.

    Else the C library (glibc; others have no such call) keeps a heap for each of up to eight times as many threads as
    there are cores. What readers of a page needed would stay in all of them, in pieces that cannot be given back.
    """
    with contextlib.suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).mallopt(_MOST_HEAPS, _HEAPS)


def settle_memory() -> None:
    """Give back what reading needed, and set aside what stays; to be called after a record was read.

    Streamlit collects garbage after every run of the page. What is set aside is not looked through each time, which
    for a whole record would take longer than the page itself and keep other readers waiting.
    """
    gc.unfreeze()  # an earlier record was set aside as well, and may be garbage by now
    gc.collect()
    gc.freeze()
    give_back_memory()


def give_back_memory() -> None:
    """Hand free memory back to the system, where that is possible."""
    pa.default_memory_pool().release_unused()
    # The C library keeps freed memory for itself; glibc can be asked, others have no such call.
    with contextlib.suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
