"""What a refused request is answered: a status and one sentence in the reader's language."""

import html

from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from incidents.language import best_language, languages

_AS_HTTP = "websocket.http.response"


def said_in_all_languages(sentence: str) -> str:
    """Return HTML that says a sentence once in each language, where nothing is known of the reader."""
    return "".join(
        f'<p lang="{lang}" dir="{lang.direction}">{html.escape(lang.say(sentence))}</p>' for lang in languages()
    )


async def refuse(scope: Scope, receive: Receive, send: Send, status: int, sentence: str) -> None:
    """Answer a request, or the request for a socket, with a refusal; nothing of the request is repeated in it."""
    accepted = next((value for name, value in scope["headers"] if name == b"accept-language"), b"")
    words = best_language(accepted.decode("latin-1")).say(sentence)
    answer = PlainTextResponse(words, status, headers={"Cache-Control": "no-store"})
    if scope["type"] == "http":
        await answer(scope, receive, send)
    elif _AS_HTTP in scope.get("extensions", {}):

        async def send_as_socket(message: Message) -> None:
            await send({**message, "type": f"websocket.{message['type']}"})

        await receive()  # the request to connect
        await answer({**scope, "type": "http", "method": "GET"}, receive, send_as_socket)
    else:
        await receive()
        await send({"type": "websocket.close", "code": 1008})
