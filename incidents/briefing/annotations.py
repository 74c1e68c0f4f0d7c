"""What a reader adds of his own to a briefing: a title, a note, and numbered remarks on the map."""

import re
from dataclasses import dataclass

from incidents.language import plain_text
from incidents.record.record import Record
from incidents.selection.circles import circle_of
from incidents.selection.near import near_meant

MOST_REMARKS = 5
LONGEST_TITLE, LONGEST_NOTE, LONGEST_REMARK = 160, 400, 160  # characters
_PARTED = re.compile(r"\s*[:：]\s+")


@dataclass(frozen=True)
class Remark:
    """A numbered remark at a place (degrees)."""

    number: int
    latitude: float
    longitude: float
    text: str


@dataclass(frozen=True)
class Annotations:
    """A reader's own title ("" = the counted sentence), note and remarks; printed as his, never as the record's."""

    title: str = ""
    note: str = ""
    remarks: tuple[Remark, ...] = ()


NONE = Annotations()


def read_annotations(title: str, note: str, remarks: list[str], record: Record) -> tuple[Annotations, list[str]]:
    """Read what a reader typed; come back with it what could not be taken: remarks without a known place, or too many.

    A remark is ``PLACE: text``; the place is one of the gazetteer by id or name, or ``35.95, 39.01``.
    """
    taken: list[Remark] = []
    refused: list[str] = []
    for typed in filter(None, (plain_text(remark).strip() for remark in remarks)):
        place, *rest = _PARTED.split(typed, maxsplit=1)
        near = near_meant(place, record) if rest and rest[0] else None
        spot = circle_of(record, near) if near else None
        if spot is None or len(taken) == MOST_REMARKS:
            refused.append(typed)
        else:
            taken.append(Remark(len(taken) + 1, spot[0], spot[1], rest[0][:LONGEST_REMARK]))
    own = Annotations(plain_text(title).strip()[:LONGEST_TITLE], plain_text(note).strip()[:LONGEST_NOTE], tuple(taken))
    return own, refused
