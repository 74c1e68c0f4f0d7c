"""Who is let in: by name of the host, by origin, by path. Refused here, before anything else looks at the request.

Streamlit compares the origin of a socket with this computer's addresses, and asks a service on the internet for the
outer one while everybody waits. It never comes to that: whoever is not of the same origin is turned away first.
"""

from collections.abc import Iterable

import streamlit as st
from starlette.types import ASGIApp, Receive, Scope, Send

from incidents.language import N_
from incidents.widgets.serving.codings import with_accepted_codings
from incidents.widgets.serving.paths import PAGE, SOCKET, served_paths
from incidents.widgets.serving.refusals import refuse
from incidents.widgets.serving.routes import base_path
from incidents.widgets.serving.uploads import THIS_COMPUTER, is_the_way

_METHODS = ("GET", "HEAD")

UNKNOWN_HOST = N_("This name is not among the allowed hosts of this dashboard.")
OTHER_ORIGIN = N_("Another site asked for this in your name; it gets no answer.")
NOTHING_HERE = N_("There is nothing at this address.")
ONLY_READING = N_("Here one can only read.")


class Gate:
    """Middleware: refuses a request whose Host, Origin, path or method is not one that a reader's page has."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._base = base_path()
        self._hosts = allowed_hosts()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
        elif reason := self._reason_against(scope):
            await refuse(scope, receive, send, *reason)
        else:
            await self._app(with_accepted_codings(scope), receive, send)

    def _reason_against(self, scope: Scope) -> tuple[int, str] | None:
        hosts, origins = (_values(scope, name) for name in (b"host", b"origin"))
        is_socket = scope["type"] == "websocket"
        if len(hosts) != 1 or not is_allowed(hosts[0], self._hosts):
            return 421, UNKNOWN_HOST
        # A browser always names the origin of a socket; for the rest it does so where the origin may be another.
        if (origins or is_socket) and not is_same_origin(origins, hosts[0]):
            return 403, OTHER_ORIGIN
        path = self._path_below_base(scope["path"])
        if not is_socket and origins and is_the_way(scope, path):
            return None
        if path != SOCKET if is_socket else not served_paths().serve(path):
            return 404, NOTHING_HERE
        if not is_socket and scope["method"] not in _METHODS:
            return 405, ONLY_READING
        return None

    def _path_below_base(self, path: str) -> str:
        if not self._base:
            return path
        return path.removeprefix(self._base) or PAGE if f"{path}/".startswith(f"{self._base}/") else ""


def allowed_hosts() -> tuple[str, ...]:
    """Return the names under which the operator serves the page; without any, this computer's own.

    They stand in ``server.allowedHosts`` of Streamlit's configuration, or in STREAMLIT_SERVER_ALLOWED_HOSTS.
    """
    named: Iterable[str] = st.get_option("server.allowedHosts") or ()
    return tuple(name.strip().lower().rstrip(".") for name in named if name.strip()) or THIS_COMPUTER


def is_allowed(host: str, allowed: Iterable[str]) -> bool:
    """Say whether a Host header names an allowed host; its port is free, ``*.name`` stands for every name below one."""
    name, _, port = host.lower().rpartition(":") if host[-1:] != "]" and ":" in host else (host.lower(), "", "")
    if port and not (port.isascii() and port.isdigit()):
        return False
    name = name.rstrip(".")
    return bool(name) and any(
        one in ("*", name) or (one.startswith("*.") and name.endswith(one[1:]) and name != one[1:]) for one in allowed
    )


def is_same_origin(origins: list[str], host: str) -> bool:
    """Say whether a request was made by a page of this very host and port. A proxy may have taken off the TLS."""
    return len(origins) == 1 and origins[0].lower() in (f"http://{host}".lower(), f"https://{host}".lower())


def _values(scope: Scope, name: bytes) -> list[str]:
    return [value.decode("latin-1") for key, value in scope["headers"] if key == name]
