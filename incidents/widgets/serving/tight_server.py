"""What Streamlit leaves open in the server underneath (uvicorn) and gives no setting for."""

import asyncio
import logging
import re
from typing import Any

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from incidents.widgets.serving.headers import plain_headers

PATIENCE = 10  # seconds: two looks without an answer under way, or six without a byte taken, end a connection
_LOOKS_AT_A_STANDSTILL = 6
_OF_A_SOCKET = (b"sec-websocket-version", b"sec-websocket-key")
_KEY = re.compile(rb"[A-Za-z0-9+/]{22}==")  # 16 bytes
_FAREWELL = 5  # seconds for answers under way when the server ends


class TightServer:
    """Middleware: when the server starts, takes its name off every answer and gives connections an end."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on."""
        if scope["type"] == "lifespan":
            # The channel by which uvicorn starts an application belongs to an object that holds its settings.
            settings = getattr(getattr(receive, "__self__", None), "config", None)
            if isinstance(settings, uvicorn.Config):
                tighten(settings)
        await self._app(scope, receive, send)


def tighten(settings: uvicorn.Config) -> None:
    """Change the settings of a server that is about to listen."""
    settings.encoded_headers = [header for header in settings.encoded_headers if header[0] != b"server"]
    spoken = settings.http_protocol_class
    settings.http_protocol_class = type("Impatient", (_Impatient, spoken), {})
    settings.timeout_graceful_shutdown = _FAREWELL  # else one reader who takes nothing keeps it from ending
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)  # its notes name the address of each reader


class _Impatient(asyncio.Protocol):
    """Ends connections that ask for nothing or ask it endlessly slowly, and those that do not take their answer.

    What it does not understand no middleware gets to see: it refuses that with the same headers.
    """

    loop: asyncio.AbstractEventLoop
    transport: asyncio.Transport
    headers: list[tuple[bytes, bytes]]  # of the last request, names in small letters
    cycle: Any  # the request being answered, or the last one that was

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin to look after the connection."""
        super().connection_made(transport)
        self._answered = self.cycle
        self._left_to_send, self._standing = 0, 0
        self._next_look()

    def send_400_response(self, told: str) -> None:
        """Refuse a request that cannot be understood."""
        headers = plain_headers() | {"Content-Type": "text/plain; charset=utf-8", "Content-Length": str(len(told))}
        lines = [f"{name}: {value}\r\n" for name, value in (headers | {"Connection": "close"}).items()]
        self.transport.write(f"HTTP/1.1 400 Bad Request\r\n{''.join(lines)}\r\n{told}".encode("ascii"))
        self.transport.close()

    def handle_websocket_upgrade(self, *asked: object) -> None:
        """Go on to a socket, if the request is one that opens it."""
        if _opens_a_socket(self.headers):
            super().handle_websocket_upgrade(*asked)  # type: ignore[misc]  # of the server's own class
        else:
            self.send_400_response("Invalid WebSocket request received.")

    def _next_look(self) -> None:
        self.loop.call_later(PATIENCE, self._look)

    def _look(self) -> None:
        if self.transport.is_closing() or self.transport.get_protocol() is not self:
            return  # gone, or a socket of a page by now, which is pinged
        idle = self.cycle is None or self.cycle.response_complete
        if idle and self.cycle is self._answered:
            self.transport.abort()
            return
        self._answered = self.cycle if idle else self
        left = self.transport.get_write_buffer_size()
        self._standing = self._standing + 1 if left and left == self._left_to_send else 0
        self._left_to_send = left
        if self._standing >= _LOOKS_AT_A_STANDSTILL:
            self.transport.abort()
            return
        self._next_look()


def _opens_a_socket(headers: list[tuple[bytes, bytes]]) -> bool:
    """Say whether a request has what RFC 6455 asks of one that opens a socket."""
    version, key = ([value for name, value in headers if name == wanted] for wanted in _OF_A_SOCKET)
    return version == [b"13"] and len(key) == 1 and bool(_KEY.fullmatch(key[0]))
