"""What every answer carries, so that a browser lets no other site frame, read or feed the dashboard."""

import base64
import hashlib
import os
import re
from collections.abc import Iterable
from functools import cache

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from incidents.language import languages
from incidents.views.interactive_map import TILES_HOST
from incidents.widgets.about_panel import about_css
from incidents.widgets.desk.asked import is_asked_for
from incidents.widgets.desk.screen import desk_css
from incidents.widgets.incident_panel import card_css
from incidents.widgets.page_style import language_css, room_css
from incidents.widgets.serving.document import scripts_in_document
from incidents.widgets.serving.paths import PAGE
from incidents.widgets.serving.routes import base_path

EMBEDDERS = "INCIDENTS_EMBED"  # environment variable: origins that may frame the page, separated by spaces
_ORIGIN = re.compile(r"https?://(?:\*\.)?[A-Za-z0-9.-]+(?::\d{1,5})?")

_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
# The one sheet with content that Streamlit 1.67 adds by itself (React Aria: how a touch on a button is taken).
_SHEET_OF_STREAMLIT = "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='"
# Of no use to a reader: nobody logs in, nothing is uploaded, no other origin may read.
_SHOWN = (200, 503)  # the page, or what stands in its place while the house is full; the rest is refused
_NEVER = ("server", "set-cookie", "access-control-allow-origin")


class SafetyHeaders:
    """Middleware: gives every answer the headers of its path."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        base = base_path()
        self._page = {f"{base}{PAGE}", base}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, and add to what comes back."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        is_page = scope["path"] in self._page

        async def send_with_headers(message: Message) -> None:
            if message["type"].endswith(("http.response.start", "websocket.accept")):
                message.setdefault("headers", [])  # which the answer that opens a socket need not have
                headers = MutableHeaders(scope=message)
                for name in _NEVER:
                    del headers[name]
                is_shown = is_page and message.get("status") in _SHOWN
                headers.update(page_headers() if is_shown else plain_headers())
                if "vary" in headers:
                    headers["vary"] = _each_once(headers.getlist("vary"))
            await send(message)

        await self._app(scope, receive, send_with_headers)


def _each_once(told: Iterable[str]) -> str:
    """Return the names of a list that several have written, each of them once; Starlette adds its own unseen."""
    names = (name.strip() for part in told for name in part.split(","))
    return ", ".join({name.lower(): name for name in names if name}.values())


@cache
def plain_headers() -> dict[str, str]:
    """Return the headers of everything that is no document of a reader's."""
    return _ALWAYS | _policy({}) | {"X-Frame-Options": "DENY"}


@cache
def page_headers() -> dict[str, str]:
    """Return the headers of the page itself."""
    embedders = allowed_embedders()
    framing = {} if embedders else {"X-Frame-Options": "DENY"}  # which cannot name anybody
    return _ALWAYS | framing | _policy(_page_policy(), " ".join(embedders) or "'none'")


def allowed_embedders() -> list[str]:
    """Return the origins that the operator lets frame the page; what is no plain origin is left out."""
    return [origin for origin in os.environ.get(EMBEDDERS, "").split() if _ORIGIN.fullmatch(origin)]


def _policy(sources: dict[str, str], framed_by: str = "'none'") -> dict[str, str]:
    rules = {"default-src": "'none'", "base-uri": "'none'", "form-action": "'none'", "frame-ancestors": framed_by}
    return {"Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in (rules | sources).items())}


def _digests(texts: Iterable[str]) -> str:
    digests = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts)
    return " ".join(f"'sha256-{digest}'" for digest in digests)


def _style_sheets() -> list[str]:
    """Return every style sheet that the page writes into itself, and the empty one that Streamlit fills by script."""
    of_desk = [desk_css()] if is_asked_for() else []
    return ["", *map(language_css, languages()), room_css(), about_css(), card_css(), *of_desk]


def _page_policy() -> dict[str, str]:
    return {
        "script-src": f"'self' blob: {_digests(scripts_in_document())}",
        "style-src-elem": f"'self' {_SHEET_OF_STREAMLIT} {_digests(_style_sheets())}",
        "style-src-attr": "'unsafe-inline'",
        "img-src": f"'self' data: https://{TILES_HOST}",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "manifest-src": "'self'",
    }
