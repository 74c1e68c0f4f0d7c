"""A reader without a browser: speaks to the server as Streamlit's own page does, and gets its answers undrawn."""

import html
import re
from contextlib import ExitStack
from dataclasses import dataclass, field
from urllib.parse import unquote

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

PATIENCE = 300  # s


@dataclass
class Told:
    """What a page tells: incidents counted, language, parts of the question to take back, the card, the address."""

    count: int
    lang: str
    parts: int
    card: str
    query: str


@dataclass
class WireReader:
    """A session of its own on the server. ``asks`` and ``clicks`` return at once, ``is_answered`` waits."""

    address: str
    locale: str
    query: str = ""
    bodies: list[str] = field(default_factory=list)  # of the HTML of the page
    buttons: list[str] = field(default_factory=list)  # their ids, which end on their keys
    _held: ExitStack = field(default_factory=ExitStack)

    def asks(self, query: str) -> None:
        """Open the page at an address."""
        stream = self.address.replace("http:", "ws:") + "_stcore/stream"
        origin = self.address.rstrip("/")
        opened = connect(stream, subprotocols=["streamlit"], origin=origin, max_size=None)
        self._socket = self._held.enter_context(opened)
        self.query = query
        self._send(BackMsg())

    def clicks(self, key: str) -> None:
        """Click the button of a key."""
        message = BackMsg()
        clicked = next(button for button in self.buttons if button.endswith(f"-{key}"))
        message.rerun_script.widget_states.widgets.add(id=clicked, trigger_value=True)
        self._send(message)

    def _send(self, message: BackMsg) -> None:
        message.rerun_script.query_string = self.query.lstrip("?")
        message.rerun_script.context_info.locale = self.locale
        message.rerun_script.context_info.url = self.address
        self._socket.send(message.SerializeToString())

    def is_answered(self) -> None:
        """Read messages until a run of the whole page has ended."""
        while True:
            message = ForwardMsg.FromString(self._socket.recv(PATIENCE))
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self.bodies, self.buttons = [], []
            elif kind == "page_info_changed":
                self.query = f"?{message.page_info_changed.query_string}"
            elif kind == "delta":
                self._take(message.delta.new_element)
            elif kind == "script_finished" and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                return

    def _take(self, element: object) -> None:
        kind = element.WhichOneof("type")
        if kind == "html":
            self.bodies.append(element.html.body)
        elif kind == "button":
            self.buttons.append(element.button.id)

    @property
    def told(self) -> Told:
        """Return what the page says now."""
        return Told(
            count=int(self._found(r'class="count"[^>]*>\D*<strong>([\d,]+)').replace(",", "")),
            lang=self._found(r'page_frame\.js[^>]*"lang": "(\w+)"'),
            parts=sum("-chip_" in button or button.endswith("-reset") for button in self.buttons),
            card=self._found(r"(<article[^>]*incident-card.*)"),
            query=unquote(self.query),
        )

    def _found(self, pattern: str) -> str:
        found = [match[1] for body in self.bodies if (match := re.search(pattern, html.unescape(body), re.DOTALL))]
        assert found, (pattern, self.query)
        return found[0]

    def leaves(self) -> None:
        self._held.close()
