"""How a process keeps its memory. Settings of the whole of it: called by the page or a command, by no module's import.

A record stays for days and is looked at again and again; what reading it needed should go back to the system.
"""

import contextlib
import ctypes
import gc

import pyarrow as pa


def prepare_memory() -> None:
    """Let Arrow take its memory where it can be given back; to be called before the first record or file is read.

    Arrow's own pool would keep what a large record needed while it was read; the C library gives it back when asked.
    """
    pa.set_memory_pool(pa.system_memory_pool())


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
