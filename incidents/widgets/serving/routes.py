"""The routes beside Streamlit's own: files of the list, what presses are answered with, whether the server is well."""

import gzip
from functools import cache

import anyio
import streamlit as st
from anyio import CapacityLimiter
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from incidents.widgets.answered_ahead import AHEAD, ahead_told
from incidents.widgets.first_map import FIRST_MAP, first_map
from incidents.widgets.offline_assets import ROOM, find_asset
from incidents.widgets.page_address import Query
from incidents.widgets.serving.document import document

HEALTH = "/healthz"
_FOR_GOOD = "max-age=31536000, immutable"  # the address changes with the content
_MOST_WAITING = 4  # for a first map: whoever comes then gets it with his page, which draws it all the same


def base_path() -> str:
    """Return the operator's ``server.baseUrlPath`` with a leading slash and none at its end; "" for the root."""
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


def own_routes() -> list[Route]:
    """Return the routes of this project, for ``st.App``."""
    base = base_path()
    return [
        Route(f"{base}/", _document, methods=["GET"]),
        Route(f"{base}/{ROOM}/{{digest}}/{{name}}", _asset, methods=["GET"]),
        Route(f"{base}/{AHEAD}/{{stamp}}/{{lang}}.json", _ahead, methods=["GET"]),
        Route(f"{base}/{FIRST_MAP}", _first_map, methods=["GET"]),
        Route(f"{base}{HEALTH}", _health, methods=["GET"]),
    ]


async def _document(_request: Request) -> Response:
    return HTMLResponse(document(), headers={"Cache-Control": "no-cache"})


async def _asset(request: Request) -> Response:
    """Serve a file of the list, if the address names the content it has now."""
    asset = find_asset(request.path_params["name"])
    if asset is None or asset.digest != request.path_params["digest"]:
        return PlainTextResponse("Not Found", 404)
    headers = {"Cache-Control": f"public, {_FOR_GOOD}", "ETag": f'"{asset.digest}"', "Vary": "Accept-Encoding"}
    if request.headers.get("If-None-Match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    if asset.packed is not None and "gzip" in request.headers.get("Accept-Encoding", ""):
        return Response(asset.packed, media_type=asset.media_type, headers=headers | {"Content-Encoding": "gzip"})
    return Response(asset.content, media_type=asset.media_type, headers=headers)


async def _ahead(request: Request) -> Response:
    """Tell what the browser answers presses with, of the record that is shown; made once, beside the pages."""
    named = request.path_params
    packed = await anyio.to_thread.run_sync(ahead_told, named["stamp"], named["lang"], limiter=_one_at_a_time(AHEAD))
    if packed is None:
        return PlainTextResponse("Not Found", 404, headers={"Cache-Control": "no-store"})
    # What the record says is kept by nobody on the way: a password may stand before it.
    return _json(request, packed, {"Cache-Control": f"private, {_FOR_GOOD}", "Vary": "Accept-Encoding"})


async def _first_map(request: Request) -> Response:
    """Tell what the map shows as the page of the same query opens; nothing where only the page can say that."""
    query = {name: request.query_params.getlist(name) for name in request.query_params}
    accepted, limiter, packed = request.headers.get("Accept-Language"), _one_at_a_time(FIRST_MAP), None
    if limiter.statistics().tasks_waiting < _MOST_WAITING:
        packed = await anyio.to_thread.run_sync(_packed_first_map, query, accepted, limiter=limiter)
    headers = {"Cache-Control": "no-store"}  # a password may stand before it
    return Response(status_code=204, headers=headers) if packed is None else _json(request, packed, headers)


def _packed_first_map(query: Query, accepted: str | None) -> bytes | None:
    told = first_map(query, accepted)
    return None if told is None else gzip.compress(told, 1)


def _json(request: Request, packed: bytes, headers: dict[str, str]) -> Response:
    """Hand out JSON that is packed by gzip, unpacked to whoever does not take it so."""
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        return Response(packed, media_type="application/json", headers=headers | {"Content-Encoding": "gzip"})
    return Response(gzip.decompress(packed), media_type="application/json", headers=headers)


@cache
def _one_at_a_time(_asked: str) -> CapacityLimiter:
    """Return who lets one in at a time: whoever waits for what another has made takes no thread from files and data."""
    return CapacityLimiter(1)


async def _health(_request: Request) -> Response:
    """Say that this process answers, for proxies and containers; it tells nothing about readers."""
    return PlainTextResponse("ok", headers={"Cache-Control": "no-store"})
