"""A draft: rows that somebody wants in the record, what they were drafted from, and what a second person says of them.

It is kept as one file of JSON that a person can read. ``draft.schema.json`` says what such a file has to be.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

from incidents.checks.shapes import Misfit, misfits
from incidents.language import N_, SaidError

State = Literal["open", "for review", "sent back", "accepted"]
Verdict = Literal["accepted", "sent back"]
Row = Mapping[str, str]
Rows = Mapping[str, tuple[Row, ...]]

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")  # becomes the name of a file
_SHAPES = Path(__file__).with_name("draft.schema.json")


@dataclass(frozen=True)
class Suggestion:
    """What a text seems to say about one cell; nothing is a claim until a person confirms it.

    ``row`` counts the draft's rows of a table from 0, ``value`` stands as it would in the table. ``text[start:end]`` of
    the draft are the words that say so, within ``sentence``. Several suggestions for one cell stand best first.
    """

    table: str
    row: int
    column: str
    value: str
    sentence: str
    start: int
    end: int


@dataclass(frozen=True)
class Review:
    """What a person says of a cell, of a row (no ``column``) or of the whole draft (no ``table``); ``when`` in UTC."""

    who: str
    when: str
    table: str
    row: int
    column: str
    verdict: Verdict
    note: str


@dataclass(frozen=True)
class Gone:
    """A row that a person took out, as it had been seen in the record."""

    who: str
    table: str
    row: Row


@dataclass(frozen=True)
class Draft:
    """Rows for the record, and where they come from.

    ``rows`` are what shall stand in the tables, every cell as text as in the CSV. ``seen`` are the rows of the record
    that the draft was begun from, as they were then: one of the same key in ``rows`` corrects it, one that is not in
    ``rows`` shall go. ``base`` is the stamp of that record; ``by`` and ``at`` say who began the draft and when (UTC).
    ``hands`` are rows like ``rows`` that hold who has written a cell, where it was somebody else; ``gone`` who took out
    what.
    """

    name: str
    base: str
    by: str
    at: str
    state: State = "open"
    rows: Rows = field(default_factory=dict)
    seen: Rows = field(default_factory=dict)
    text: str = ""
    address: str = ""
    title: str = ""
    suggestions: tuple[Suggestion, ...] = ()
    reviews: tuple[Review, ...] = ()
    hands: Rows = field(default_factory=dict)
    gone: tuple[Gone, ...] = ()


class DraftError(SaidError):
    """A draft cannot be read, kept or accepted: a message id and what fills its placeholders."""


def draft_to_json(draft: Draft) -> bytes:
    """Write a draft as a file that a person can read."""
    return f"{json.dumps(asdict(draft), ensure_ascii=False, indent=2)}\n".encode()


def draft_from_json(content: bytes) -> Draft:
    """Read a draft; raise DraftError, which names the part, where a file is not what its schema says."""
    try:
        held = json.loads(content.decode("utf-8"))
    except RecursionError:
        raise DraftError(_NO_JSON, reason="brackets within brackets") from None
    except ValueError as error:
        raise DraftError(_NO_JSON, reason=str(error)) from None
    for misfit in misfits(held, _shapes()["$defs"]["draft"], _shapes()):
        raise _misshapen(misfit)
    _refuse_unknown(held, Draft)
    parts = {name: value for name, value in held.items() if name not in _OF_PARTS}
    return Draft(
        **parts,
        rows=_rows(held["rows"], "rows"),
        seen=_rows(held["seen"], "seen"),
        suggestions=tuple(_part(Suggestion, part, ("row", "start", "end")) for part in held["suggestions"]),
        reviews=tuple(_part(Review, part, ("row",)) for part in held["reviews"]),
        hands=_rows(held.get("hands", {}), "hands"),
        gone=tuple(_part(Gone, part, ()) for part in held.get("gone", ())),
    )


_OF_PARTS = ("rows", "seen", "suggestions", "reviews", "hands", "gone")
_NO_JSON = N_("This is no draft, for it is no JSON: {reason}")
_UNEXPECTED = N_("This is no draft: the part {part} is not known.")
_NO_NUMBER = N_("This is no draft: the part {part} has to be a whole number from 0 on.")


@cache
def _shapes() -> dict[str, Any]:
    shapes: dict[str, Any] = json.loads(_SHAPES.read_text(encoding="utf-8"))
    return shapes


def _misshapen(misfit: Misfit) -> DraftError:
    if misfit.word == "required":
        part = ".".join(map(str, (*misfit.path, misfit.asked)))
        return DraftError(N_("This is no draft: the part {part} is missing."), part=part)
    part = ".".join(map(str, misfit.path)) or "{}"
    return DraftError(N_("This is no draft: the part {part} is not written as a draft has it."), part=part)


def _refuse_unknown(held: Iterable[str], kind: type) -> None:
    """Refuse a part that would be lost when the draft is saved again."""
    for name in held:
        if name not in kind.__dataclass_fields__:  # type: ignore[attr-defined]  # every kind here is a dataclass
            raise DraftError(_UNEXPECTED, part=name)


def _rows(tables: Mapping[str, list[dict[str, str]]], part: str) -> Rows:
    for table in tables:
        if not re.fullmatch("[a-z_]+", table):
            raise DraftError(_UNEXPECTED, part=f"{part}.{table}")
    return {table: tuple(rows) for table, rows in tables.items()}


def _part(kind: type, held: Mapping[str, Any], numbers: Iterable[str]) -> Any:  # noqa: ANN401  a kind's own
    _refuse_unknown(held, kind)
    for name in numbers:
        if not isinstance(held[name], int) or held[name] < 0:
            raise DraftError(_NO_NUMBER, part=name)
    return kind(**held)
