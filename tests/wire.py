"""A reader without a browser: speaks Streamlit's protocol over a socket and sees what a page would be told."""

import asyncio
import html
import json
import re
import ssl
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Self, TypeVar
from urllib.parse import unquote

from anyio.from_thread import start_blocking_portal
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.runtime.state.session_state import STREAMLIT_INTERNAL_KEY_PREFIX
from websockets.asyncio.client import ClientConnection, connect

EVENTS = "__events"
SOCKET = "_stcore/stream"
PATIENCE = 300.0  # seconds for one answer; the tests share two cores, perhaps with others

Result = TypeVar("Result")


def apart(work: Callable[..., Awaitable[Result]], *given: object) -> Result:
    """Run work in an event loop of its own: a browser that a test before has started keeps the loop of this thread."""
    with start_blocking_portal() as portal:
        return portal.call(work, *given)


@dataclass(frozen=True)
class Told:
    """What a page tells: incidents counted, language, parts of the question to take back, the card, the address."""

    count: int
    lang: str
    parts: int
    card: str
    query: str


def _state_of(element: Any) -> dict[str, Any]:
    """Return the field and value in which the state of a widget travels, where the server has set it."""
    match element.DESCRIPTOR.name:
        case "ButtonGroup":
            return {"string_array_value": {"data": list(element.raw_values)}}
        case "TextInput":
            return {"string_value": element.value}
        case "Checkbox":
            return {"bool_value": element.value}
        case "Selectbox":
            return {"string_value": element.raw_value}
    return {}


def events_of(element: Any) -> str:
    """Return by which name a part of the page tells what happened in it (components/v2/bidi_component/main.py)."""
    return f"{STREAMLIT_INTERNAL_KEY_PREFIX}_{element.id}{EVENTS}"


def begins_anew(message: ForwardMsg) -> bool:
    """Say whether a run ended only because the page runs once more by itself."""
    return bool(message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN)


class WireReader:
    """One open page: its widgets by key, its HTML and pictures of the last run, and how many bytes it was sent."""

    def __init__(self, socket: ClientConnection, query: str, address: str, locale: str) -> None:
        self._socket, self._query, self._address, self._locale = socket, query, address, locale
        self._cached: dict[str, ForwardMsg] = {}
        self._elements: dict[str, Any] = {}
        self.html: list[str] = []
        self.pictures: list[str] = []
        self.exceptions: list[str] = []
        self.received = 0
        self._choices = 0

    async def run(self, states: dict[str, dict[str, Any]] | None = None) -> float:
        """Ask for a run of the page, with new states of widgets by key; return the seconds until it has answered."""
        said = states or {}
        own = ((key, said.get(key) or _state_of(element)) for key, element in self._elements.items())
        return await self.run_with((*own, *((key, state) for key, state in said.items() if key.endswith(EVENTS))))

    async def run_with(self, states: Iterable[tuple[str, dict[str, Any]]]) -> float:
        """Ask for a run of the page with these states by key, and no others."""
        asked = BackMsg()
        asked.rerun_script.query_string = self._query
        asked.rerun_script.cached_message_hashes.extend(self._cached)
        asked.rerun_script.context_info.url = self._address
        asked.rerun_script.context_info.locale = self._locale
        for key, state in states:
            element = self._elements[key.removesuffix(EVENTS)]
            name = events_of(element) if key.endswith(EVENTS) else element.id
            if state:
                asked.rerun_script.widget_states.widgets.append(WidgetState(id=name, **state))
        began = time.monotonic()
        await self._socket.send(asked.SerializeToString())
        await asyncio.wait_for(self._hear(), PATIENCE)
        return time.monotonic() - began

    async def say(self, said: bytes | str, *, answered: bool = True) -> None:
        """Send anything at all; wait for the end of a run if it has to be answered."""
        await self._socket.send(said)
        if answered:
            await asyncio.wait_for(self._hear(), PATIENCE)

    @property
    def keys(self) -> list[str]:
        """Return the keys of the widgets there are."""
        return list(self._elements)

    async def choose(self, key: str, options: list[int]) -> float:
        """Choose options of a row of pills by their places; return the seconds until the page has answered."""
        if key not in self._elements:
            await self.unfold()
        offered = [option.content for option in self._elements[key].options]
        return await self.run({key: {"string_array_value": {"data": [offered[place] for place in options]}}})

    async def unfold(self) -> float:
        """Open the filters, as the button of the page does; return the seconds until the page has answered."""
        self._choices += 1
        said = {"log": [[self._choices, "unfolded", True, False]]}
        told = json.dumps([{"event": "unfolded", "value": said}])
        return await self.run({f"frame{EVENTS}": {"json_trigger_value": told}})

    async def click(self, key: str) -> float:
        """Click a button; return the seconds until the page has answered."""
        return await self.run({key: {"trigger_value": True}})

    def offers(self, key: str) -> int:
        """Return how many options a row of pills has."""
        return len(self._elements[key].options)

    async def hear_one(self) -> bool:
        """Wait for the next message and take it in; return whether with it a run has answered."""
        return await asyncio.wait_for(self._hear_one(), PATIENCE)

    async def _hear(self) -> None:
        while not await self._hear_one():
            pass

    async def _hear_one(self) -> bool:
        heard = await self._socket.recv()
        self.received += len(heard)
        message = ForwardMsg.FromString(heard)  # type: ignore[arg-type]  # the server sends bytes only
        if message.WhichOneof("type") == "ref_hash":
            message = self._cached[message.ref_hash]
        elif message.metadata.cacheable:
            self._cached[message.hash] = message
        if message.WhichOneof("type") == "new_session" and not message.metadata.run.fragment_ids:
            for shown in (self.html, self.pictures, self._elements):
                shown.clear()
        elif message.WhichOneof("type") == "delta":
            self._note(message.delta)
        elif message.WhichOneof("type") == "page_info_changed":
            self._query = message.page_info_changed.query_string
        return message.WhichOneof("type") == "script_finished" and not begins_anew(message)

    def _note(self, delta: Delta) -> None:
        if delta.WhichOneof("type") != "new_element":
            return
        kind = delta.new_element.WhichOneof("type")
        element = getattr(delta.new_element, kind)
        if kind == "html":
            self.html.append(element.body)
        elif kind == "imgs":
            self.pictures.extend(picture.url for picture in element.imgs)
        elif kind == "exception":
            self.exceptions.append(element.message)
        elif str(getattr(element, "id", "")).startswith("$$ID-"):
            self._elements[element.id.split("-", 2)[2]] = element

    @property
    def told(self) -> Told:
        """Return what the page says now."""
        chips = self._question["chips"]
        return Told(
            count=self.count,
            lang=json.loads(self._elements["frame"].json)["told"]["lang"],
            parts=len(chips) + bool(chips),  # and the way back to all
            card=self._found(r"(<article[^>]*incident-card.*)"),
            query=unquote(self._query),
        )

    @property
    def count(self) -> int:
        """Return how many incidents the page says that answer."""
        return int(self._question["shown"].replace(",", ""))

    @property
    def _question(self) -> Any:
        line = self._elements["question"]
        return json.loads(line.json or line.bytes)["told"]

    def _found(self, pattern: str) -> str:
        found = [match[1] for body in self.html if (match := re.search(pattern, html.unescape(body), re.DOTALL))]
        assert found, (pattern, self._query)
        return found[0]

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._socket.close()


@asynccontextmanager
async def a_wire_reader(
    address: str,
    query: str = "lang=en",
    headers: dict[str, str] | None = None,
    trust: ssl.SSLContext | None = None,
    locale: str = "en-GB",
) -> AsyncIterator[WireReader]:
    """Open a page as a browser does; ``address`` ends with a slash."""
    socket = connect(
        address.replace("http", "ws", 1) + SOCKET,
        origin=address.rstrip("/"),
        subprotocols=["streamlit"],
        additional_headers=headers,
        ssl=trust,
        max_size=None,
        compression=None,
        proxy=None,
        open_timeout=PATIENCE,
    )
    async with socket as opened, WireReader(opened, query, address, locale) as reader:
        await reader.run()
        yield reader
