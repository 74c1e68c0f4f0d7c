"""A story whole in an address: its file, packed into letters that every address may hold; read by the check of files.

``Z`` says how it is packed: JSON as ``story.schema.json`` has it, by zlib (RFC 1950, whose sum shows what was cut or
changed), in base64url (RFC 4648 §5) without its padding. A name of a story told with the record has no capitals, so
that neither is ever read as the other. The limits hold both ways: what is written can be read.
"""

import base64
import json
import re
import zlib
from typing import Any

from incidents.checks.stories import story_of
from incidents.record.problem import Problem
from incidents.record.record import Record
from incidents.record.story import Story

LONGEST = 1_800  # characters: with the name of a page before it an address stays below 2,000
_UNPACKED = 16_000  # bytes: more is no story that anybody wrote for a link, but may be one that is to fill a memory
_WRITTEN = re.compile(r"Z[A-Za-z0-9_-]+", re.ASCII)


def story_for_link(story: Story) -> str | None:
    """Write a story as an address holds it, the same for the same story; None where it is too long for a link."""
    told = json.dumps(_as_file(story), ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    packed = base64.urlsafe_b64encode(zlib.compress(told, 9)).decode("ascii").rstrip("=")
    return f"Z{packed}" if len(packed) < LONGEST and len(told) <= _UNPACKED else None


def is_story_for_link(text: str) -> bool:
    """Say whether a text is written as a story in an address is; whether it can be read is not said by that."""
    return _WRITTEN.fullmatch(text) is not None


def story_from_link(text: str, record: Record) -> Story | list[Problem] | None:
    """Read a story from an address, or return what is wrong with it; None where it is no story, cut or changed."""
    if len(text) > LONGEST or not is_story_for_link(text):
        return None
    letters = text[1:]
    unpacking = zlib.decompressobj()
    try:
        packed = base64.b64decode(letters + "=" * (-len(letters) % 4), altchars="-_", validate=True)
        told = unpacking.decompress(packed, _UNPACKED + 1)  # one more, so that the end is seen
    except (ValueError, zlib.error):
        return None
    if not unpacking.eof or unpacking.unused_data or len(told) > _UNPACKED:
        return None
    return story_of("", told, record)


def _as_file(story: Story) -> dict[str, Any]:
    """Return a story as its file has it."""
    steps = [
        {"incident": step.incident_id, **step.texts} | ({"map": step.spot._asdict()} if step.spot else {})
        for step in story.steps
    ]
    return {**story.titles, "steps": steps}
