"""What parts of the page are told, as it is sent: written once for all who ask the same, and kept as bytes.

Only what is the same for every reader is kept, under the record and the question, never under a reader.
"""

import json
from collections.abc import Callable, Hashable, Mapping
from typing import Any

from incidents.language import Language, composed_text
from incidents.record.kept import Kept
from incidents.selection.circles import layer_of
from incidents.selection.selection import Selection

MOST = 1_000  # answers of parts, of some 8 kB each

_told: Kept[tuple[Hashable, ...], bytes] = Kept(MOST)


def told_once(
    part: str, selection: Selection, lang: Language, make: Callable[[], Mapping[str, Any]], *standing: Hashable
) -> bytes:
    """Return what a part is told of a selection, as JSON; ``standing`` is what decides it beside the question.

    It is made by whoever asks first, and outside of any lock: two who ask in the same moment both make it. What is
    asked about a layer of the reader's own is made for him alone.
    """
    if layer_of(selection.question.near) is not None:
        return as_json(make())
    key = part, lang.code, selection.question, *standing
    known = _told.find(selection.record, key)
    return known if known is not None else _told.keep(selection.record, key, as_json(make()))


def as_json(told: Mapping[str, Any]) -> bytes:
    """Return an object as JSON with every text cleaned."""
    return json.dumps(cleaned(told), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def merged(*objects: bytes) -> bytes:
    """Join objects of JSON into one, ``merged(b'{"a":1}', b'{"b":2}')``; of equal names the last counts."""
    return b"{%s}" % b",".join(filter(None, (one[1:-1] for one in objects)))


def cleaned(told: Any) -> Any:  # noqa: ANN401  # any JSON
    """Return what the browser is told with every text cleaned, as every text that leaves is."""
    if isinstance(told, str):
        return composed_text(told)
    if isinstance(told, Mapping):
        return {name: cleaned(value) for name, value in told.items()}
    return [cleaned(value) for value in told] if isinstance(told, (list, tuple)) else told
