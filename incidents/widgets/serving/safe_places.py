"""Where a thread may be stopped from outside: in the midst of the page's own work, and never with a lock in its hand.

An error that is raised into a thread comes after whatever line it is at. Between the line that takes a lock and the one
that sees to its release, it would leave the lock closed for good: that of Python's imports, for one, and every reader
who needs an import would wait without end.
"""

import ctypes
import operator
import sys
from collections import deque
from types import FrameType

_OWN = {"incidents", "geodata", "__main__"}  # a page's script is called __main__
_AROUND = "streamlit"
# Modules that take locks in lines of Python, or that end what others began.
_WITH_LOCKS = {"asyncio", "concurrent", "contextlib", "queue", "threading"}
# Modules that do one thing as a whole, whatever they call on the way: an import, a line of the log, what an error says.
_AS_A_WHOLE = {"_frozen_importlib", "_frozen_importlib_external", "importlib", "logging", "streamlit.error_util"}
_raise = ctypes.pythonapi.PyThreadState_SetAsyncExc


def stop_at_safe_place(ident: int, error: type[Exception]) -> bool:
    """Raise an error in a thread if it is where it can be stopped; return whether it was.

    To look and to raise is one step of C, in which no other thread has its turn: between two lines of Python the thread
    might go on to another place.
    """
    frame = sys._current_frames().get(ident)  # noqa: SLF001  # documented; the underscore warns of its use
    if frame is None or not is_safe(frame):
        return False
    places = map(operator.itemgetter(ident), map(operator.call, [sys._current_frames]))  # noqa: SLF001
    idents = map({frame: ctypes.c_ulong(ident)}.__getitem__, places)
    try:
        deque(map(_raise, idents, [ctypes.py_object(error)]), maxlen=0)
    except KeyError:  # it is at another place by now, or has ended
        return False
    return True


def is_safe(frame: FrameType) -> bool:
    """Say whether a thread that executes this frame may be stopped there."""
    names = list(_modules(frame))
    roots = [name.partition(".")[0] for name in names]
    if not _AS_A_WHOLE.isdisjoint([*names, *roots]):
        return False
    own = next((place for place, root in enumerate(roots) if root in _OWN or root == _AROUND), None)
    return own is not None and roots[own] in _OWN and _WITH_LOCKS.isdisjoint(roots[:own])


def _modules(frame: FrameType | None) -> list[str]:
    names = []
    while frame is not None:
        names.append(str(frame.f_globals.get("__name__")))
        frame = frame.f_back
    return names
