"""The way for files of one's own: open only on a server of this computer, and to sessions that show the view for it.

Everywhere else it does not exist: nobody can lay a file into the memory of a server that others use. The size is
limited by ``server.maxUploadSize``; Streamlit keeps a file in memory for as long as its session shows it.
"""

import re
from collections import deque
from collections.abc import Iterable

import streamlit as st
from starlette.types import Scope

THIS_COMPUTER = ("127.0.0.1", "localhost", "[::1]")
METHODS = ("PUT", "DELETE")
_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_RELAYED = (b"forwarded", b"x-forwarded-for", b"x-real-ip")  # a proxy speaks for somebody else
_PATH = re.compile(r"/_stcore/upload_file/([0-9a-f-]{36})/[0-9a-f-]{36}")
_MOST_SESSIONS = 64

_open_to: deque[str] = deque(maxlen=_MOST_SESSIONS)


def open_way_for(session_id: str) -> None:
    """Let a session send files; to be called where it is shown the view for them."""
    if session_id not in _open_to:
        _open_to.append(session_id)


def serves_this_computer_alone() -> bool:
    """Say whether the operator lets nobody but this computer in: it listens here, and has no other name."""
    named: Iterable[str] = st.get_option("server.allowedHosts") or ()
    return st.get_option("server.address") in _LOOPBACK and set(named) <= set(THIS_COMPUTER)


def is_of_this_computer(scope: Scope) -> bool:
    """Say whether a request comes from this computer itself, and not through somebody who passes it on."""
    client = scope.get("client") or ("",)
    relayed = any(name in _RELAYED for name, _value in scope["headers"])
    return serves_this_computer_alone() and client[0] in _LOOPBACK and not relayed


def is_the_way(scope: Scope, path: str) -> bool:
    """Say whether a request sends a file, or takes it back, on the way that is open to its session."""
    match = _PATH.fullmatch(path)
    return bool(match) and match[1] in _open_to and scope["method"] in METHODS and is_of_this_computer(scope)  # type: ignore[index]
