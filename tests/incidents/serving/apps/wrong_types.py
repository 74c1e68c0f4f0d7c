"""The dashboard behind somebody who names files by wrong types, for as long as a file ``wrong`` says which."""

import os
from pathlib import Path

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from incidents.widgets.serving.gate import Gate
from incidents.widgets.serving.headers import SafetyHeaders
from incidents.widgets.serving.keeping import keep_house
from incidents.widgets.serving.routes import own_routes

WRONG = Path(os.environ["WRONG"])  # the beginning of the paths that come so


class WrongTypes:
    """Middleware: what is between a browser and the dashboard."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_wrongly(message: Message) -> None:
            wrong = WRONG.read_text() if WRONG.exists() else "none"
            if message["type"] == "http.response.start" and scope["path"].startswith(wrong):
                MutableHeaders(scope=message)["Content-Type"] = "text/plain"
            await send(message)

        await self._app(scope, receive, send_wrongly)


app = st.App(
    Path(__file__).parents[4] / "incidents/widgets/one_run.py",
    routes=own_routes(),
    middleware=[Middleware(part) for part in (WrongTypes, SafetyHeaders, Gate)],
    lifespan=keep_house,
)
