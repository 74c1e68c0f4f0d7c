"""In which codings an answer may be sent: those that the request accepts, and none that it forbids with ``q=0``.

Starlette packs wherever the word gzip stands in the header, be it to say that it is not understood.
"""

from starlette.types import Scope

_HEADER = b"accept-encoding"


def with_accepted_codings(scope: Scope) -> Scope:
    """Return the scope of a request whose header names the accepted codings alone, without their weights."""
    told = [value for name, value in scope["headers"] if name == _HEADER]
    if not any(b";" in value for value in told):
        return scope
    others = [(name, value) for name, value in scope["headers"] if name != _HEADER]
    return {**scope, "headers": [*others, (_HEADER, b", ".join(_accepted(b",".join(told))))]}


def _accepted(header: bytes) -> list[bytes]:
    """Return the codings of a header that it does not forbid."""
    kept = []
    for part in header.split(b","):
        coding, *parameters = (piece.strip() for piece in part.split(b";"))
        weights = [piece.partition(b"=")[2].strip() for piece in parameters if piece.lower().startswith(b"q")]
        if coding and not any(weight.strip(b"0.") == b"" and weight for weight in weights):
            kept.append(coding)
    return kept
