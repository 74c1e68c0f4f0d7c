"""How many readers one process takes. Past that, a kind sentence instead of a page on which nothing moves."""

import os

from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from incidents.language import N_
from incidents.widgets.serving.refusals import refuse, said_in_all_languages
from incidents.widgets.serving.routes import base_path

READERS = 40  # measured on 2 cores, see decisions/0006-many-readers.md
OTHER_NUMBER = "INCIDENTS_READERS"  # environment variable
_AGAIN_IN = 20  # seconds
_GRACE = 1.5  # pages that were sent before the house was full may still open their sockets

FULL = N_("Many people are reading this at the moment. The page opens by itself as soon as there is room.")


class Capacity:
    """Middleware: counts the open sockets, one for each page that somebody has open."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._pages = (base_path() or "/", f"{base_path()}/")
        self._most = int(os.environ.get(OTHER_NUMBER) or READERS)
        self._open = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on while there is room."""
        if scope["type"] == "websocket":
            if self._open >= self._most * _GRACE:
                await refuse(scope, receive, send, 503, FULL)
                return
            self._open += 1
            try:
                await self._app(scope, receive, send)
            finally:
                self._open -= 1
        elif scope["type"] == "http" and self._open >= self._most and scope["path"] in self._pages:
            await _come_again()(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def _come_again() -> HTMLResponse:
    page = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="{_AGAIN_IN}">'
        f'<meta name="viewport" content="width=device-width"><title>…</title>'
        f"<body>{said_in_all_languages(FULL)}</body></html>"
    )
    return HTMLResponse(page, 503, headers={"Retry-After": str(_AGAIN_IN), "Cache-Control": "no-store"})
