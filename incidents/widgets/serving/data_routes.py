"""The address for the data while the dashboard runs: read only, made beside the pages, and off where the operator says.

A file is made in a thread, one at a time, so that no reader of a page waits for it; who comes when several wait already
is asked to come again.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

import anyio
from anyio import CapacityLimiter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from incidents.exchange.data_address import (
    DESCRIPTION,
    FORMATS,
    PLACE,
    Asked,
    Page,
    Refused,
    described,
    mark_of,
    read_asked,
)
from incidents.exchange.feed import FEED, MEDIA_TYPE, changes_feed
from incidents.language import Language, best_language, languages
from incidents.record.edits import STAMP_LENGTH
from incidents.record.kept import Kept
from incidents.record.record import Record
from incidents.record.storage import DatabaseError
from incidents.selection.address import link_to
from incidents.selection.public_page import public_page
from incidents.widgets.serving.handed_out import HandedOut, Opening, what_is_there
from incidents.widgets.serving.parts import answer_with
from incidents.widgets.serving.routes import base_path

SWITCH = "INCIDENTS_API"  # environment variable: "off" takes the address away
_AT_ONCE, _MOST_WAITING = 1, 8
_AGAIN_IN = {"Retry-After": "5", "Cache-Control": "no-store"}

_limiter: CapacityLimiter | None = None
_last: tuple[str, Page] | None = None
_feeds: Kept[tuple[str, str], bytes] = Kept()
_places = [PLACE, *(f"{PLACE}.{code}" for code in FORMATS)]


def is_on() -> bool:
    """Say whether the operator lets the data be asked for."""
    return os.environ.get(SWITCH, "").strip().lower() not in {"off", "0", "no"}


def data_paths() -> frozenset[str]:
    """Return the paths of the address, below the base path; none where it is off."""
    return frozenset([*_places, DESCRIPTION, FEED]) if is_on() else frozenset()


def data_routes() -> list[Route]:
    """Return the routes of the address, for ``st.App``."""
    base = base_path()
    if not is_on():
        return []
    answers = [Route(f"{base}{place}", _incidents, methods=["GET"]) for place in _places]
    about = [Route(f"{base}{DESCRIPTION}", _described, methods=["GET"]), Route(f"{base}{FEED}", _feed, methods=["GET"])]
    return [*answers, *about]


def _limits() -> CapacityLimiter:
    global _limiter
    _limiter = _limiter or CapacityLimiter(_AT_ONCE)
    return _limiter


async def _beside(answer: Callable[..., Response], *told: Any) -> Response:  # noqa: ANN401 - what ``answer`` takes
    """Answer in a thread, one request at a time; ``answer`` takes what is handed out first."""
    opening = await anyio.to_thread.run_sync(what_is_there)
    if opening is None or _limits().statistics().tasks_waiting >= _MOST_WAITING:
        return JSONResponse({"problems": []}, 503, headers=_AGAIN_IN)
    return await anyio.to_thread.run_sync(_from_what_is_there, opening, answer, *told, limiter=_limits())


def _from_what_is_there(
    opening: Opening,
    answer: Callable[..., Response],
    *told: Any,  # noqa: ANN401 - as above
) -> Response:
    with suppress(DatabaseError), opening() as handed:
        return answer(handed, *told)
    return JSONResponse({"problems": []}, 503, headers=_AGAIN_IN)


async def _incidents(request: Request) -> Response:
    query = {name: request.query_params.getlist(name) for name in request.query_params}
    ending = request.url.path.rpartition("/")[2].partition(".")[2]
    return await _beside(_answer, request, query, ending)


def _answer(handed: HandedOut, request: Request, query: dict[str, list[str]], ending: str) -> Response:
    record, asked = handed.record, read_asked(query, ending, handed.record, handed.not_answered)
    if isinstance(asked, Refused):
        return JSONResponse({"problems": list(asked.sentences)}, 400, headers={"Cache-Control": "no-store"})
    headers = {"ETag": f'"{mark_of(record, asked)}"', "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
    if _has_it(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    page = _made(headers["ETag"], lambda: handed.page(asked))
    headers |= {"X-Total-Count": str(page.total), "Content-Disposition": f'inline; filename="{page.name}"'}
    if page.following is not None:
        headers["Link"] = f'<{_next_part(request, query, asked, page.following)}>; rel="next"'
    return answer_with(request, page.content, page.media_type, headers)


def _made(mark: str, make: Callable[[], Page]) -> Page:
    """Return what is known by a mark; the last one is kept, as who reads by parts asks for each of them in turn."""
    global _last
    if _last is None or _last[0] != mark:
        _last = mark, make()
    return _last[1]


def _next_part(request: Request, query: dict[str, list[str]], asked: Asked, following: int) -> str:
    told = {**query, "offset": [str(following)], "limit": [str(asked.most)]}
    return f"{request.url.path}?{urlencode(told, doseq=True)}"


async def _feed(request: Request) -> Response:
    """Answer with the changes of the record as an Atom feed, in the language of the address or of the asking reader."""
    return await _beside(_feed_of, request)


def _feed_of(handed: HandedOut, request: Request) -> Response:
    record = handed.record
    asked = request.query_params.get("lang", "")
    known = {lang.code: lang for lang in languages()}
    lang = known.get(asked) or best_language(request.headers.get("Accept-Language"))
    headers = {
        "ETag": f'"{record.stamp[:STAMP_LENGTH]}-{lang}"',
        "Cache-Control": "no-cache",
        "Vary": "Accept-Language",
    }
    if _has_it(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    content = _feeds.of(record, (lang.code, public_page()), lambda: _feed_in(record, lang, public_page()))
    return Response(content, media_type=MEDIA_TYPE, headers=headers)


def _feed_in(record: Record, lang: Language, public: str) -> bytes:
    """Return the feed, with whole addresses where the operator names them; else they count from where it was asked."""
    page, own = (public, f"{public.rstrip('/')}{FEED}") if public else ("../", FEED.rpartition("/")[2])
    told = {"view": "about", "chapter": "new", "lang": lang.code}
    return changes_feed(
        record,
        lang,
        link_to(page, told),
        f"{own}?lang={lang.code}",
        lambda mark: link_to(page, {**told, "since": mark}),
    )


def _has_it(request: Request, mark: str) -> bool:
    """Say whether whoever asks has this answer already."""
    held = request.headers.get("If-None-Match", "")
    return held.strip() == "*" or mark in held


async def _described(_request: Request) -> Response:
    return await _beside(_described_of)


def _described_of(handed: HandedOut) -> Response:
    return JSONResponse(described(handed.record, base_path()), headers={"Cache-Control": "no-cache"})
