"""What comes by a page's socket is taken only if a page can have said it.

Streamlit hands on whatever comes: a number for a text, or JSON that is none, ends the run of whoever sent it, with a
traceback in the log. Here such a state is left out, and the widget stays as it was. Some messages are of no use to a
reader, and one of them would throw away what is kept for all.
"""

import json
from typing import Any

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]  # ships no types
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.state.common import WidgetMetadata, unpack_widget_state_value
from streamlit.runtime.state.session_state import Serialized, SessionState, WStates

from incidents.widgets.serving.uploads import is_of_this_computer

_take = SessionState.set_widgets_from_proto
_read = WStates.__getitem__
_OF_A_READER = ("rerun_script", "stop_script", "app_heartbeat")
_OPERATION = "backend_operation_request"
_FOR_A_FILE = "file_urls_request"  # where to send a file of one's own
_NOT_UNDERSTOOD = 1002  # as RFC 6455 numbers the reasons for which a socket is closed


class OnlyPagesSpeak:
    """Middleware: passes on what a reader's page says, leaves out the rest, ends a socket that is not understood."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and of a socket only what a page can have said."""

        async def receive_from_page() -> Message:
            while True:
                message = await receive()
                if message["type"] != "websocket.receive":
                    return message
                try:
                    said = BackMsg.FromString(message.get("bytes") or b"")
                except DecodeError:
                    said = BackMsg()
                if _is_of_a_reader(said, scope):
                    return message
                if said.WhichOneof("type") is None:
                    await send({"type": "websocket.close", "code": _NOT_UNDERSTOOD})
                    return {"type": "websocket.disconnect", "code": _NOT_UNDERSTOOD}

        await self._app(scope, receive_from_page if scope["type"] == "websocket" else receive, send)


def _is_of_a_reader(said: BackMsg, scope: Scope) -> bool:
    """Say whether a page says so for its reader."""
    asked = said.WhichOneof("type")
    if asked == _OPERATION:  # of which a reader's is only to ask for the file that a button makes when it is pressed
        return said.backend_operation_request.WhichOneof("payload") == "deferred_file"
    return asked in _OF_A_READER or (asked == _FOR_A_FILE and is_of_this_computer(scope))


def leave_out_forged_states() -> None:
    """Let every session of this process take only states that its widgets can have."""
    SessionState.set_widgets_from_proto = _take_true_ones  # type: ignore[assignment,method-assign]
    WStates.__getitem__ = _read_true_one  # type: ignore[method-assign]


def is_forged(state: WidgetState, widget: WidgetMetadata[Any] | None) -> bool:
    """Say whether a state is of another kind than the widget's, or one that it cannot read."""
    if widget is None:  # of which nothing can be said, and which nobody reads
        return False
    if state.WhichOneof("value") not in (None, widget.value_type):
        return True
    try:
        told = unpack_widget_state_value(state)
        if state.WhichOneof("value") == "json_value" and not isinstance(told, (dict, type(None))):
            return True  # a component of this page tells several things, by their names
        read = widget.deserializer(told)
        if "json" in widget.value_type:
            json.dumps(read, ensure_ascii=False).encode()  # half a character is no text
    except Exception:  # noqa: BLE001  # whatever goes wrong goes wrong with what was sent
        return True
    return False


def _take_true_ones(session: SessionState, told: WidgetStates) -> None:
    known = session._new_widget_state.widget_metadata  # noqa: SLF001  # it has no other name
    _take(session, WidgetStates(widgets=[one for one in told.widgets if not is_forged(one, known.get(one.id))]))


def _read_true_one(states: WStates, key: str) -> Any:  # noqa: ANN401  # what Streamlit holds for a widget
    """Read a state that came before its widget was known."""
    held = states.states.get(key)
    if isinstance(held, Serialized) and is_forged(held.value, states.widget_metadata.get(key)):
        raise KeyError(key)
    return _read(states, key)
