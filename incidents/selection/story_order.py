"""A story in an address: its name, or all of it, at a step; or the ids of incidents in the order of their telling."""

import re
from dataclasses import dataclass, replace
from typing import Self

from incidents.language import plain_text
from incidents.record.record import Record
from incidents.record.story import MOST_STEPS, Step, Stories, Story, story_name
from incidents.selection.mentions import incident_meant
from incidents.selection.plain_writing import bare

_PARTS = re.compile("[,;|،؛]")


@dataclass(frozen=True)
class Telling:
    """A story at one of its steps, which count from 1; as a text it is what an address says: ``aleppo,3``.

    One that is not told with the record is named by all that it says, where an address can hold that
    (``checks/story_in_link.py``).
    """

    name: str
    story: Story
    place: int = 1

    def __str__(self) -> str:
        """Return the name, and the step where it is not the first."""
        return self.name if self.place == 1 else f"{self.name},{self.place}"

    @property
    def step(self) -> Step:
        """Return the step that is told."""
        return self.story.steps[self.place - 1]

    def at(self, place: int) -> Self:
        """Return the same story at another step, or the last or first where it has no such."""
        return replace(self, place=max(1, min(place, len(self.story.steps))))

    def with_incident(self, incident_id: str | None) -> Self | None:
        """Return the story at the nearest step that tells of an incident, of two the later; None where none does."""
        places = [at for at, step in enumerate(self.story.steps, start=1) if step.incident_id == incident_id]
        nearest = min(places, key=lambda at: (abs(at - self.place), -at), default=None)
        return None if nearest is None else self.at(nearest)

    def told_anew(self, stories: Stories) -> Self | None:
        """Return the story as it is told by now; None where it is told no longer."""
        return replace(self, story=stories[self.name]).at(self.place) if self.name in stories else None


def telling(text: str, stories: Stories) -> Telling | None:
    """Read a story and its step that are written as the page writes them; None for anything else."""
    name, _comma, place = text.partition(",")
    if name not in stories or not re.fullmatch(r"(,[1-9]\d?)?", text[len(name) :], re.ASCII):
        return None
    told = Telling(name, stories[name]).at(int(place or 1))
    return told if str(told) == text else None


def telling_meant(text: str, stories: Stories) -> str:
    """Write a story and its step as the page would have written them; "" where none of this name is told."""
    written, *others = _PARTS.split(bare(text))
    name = bare(written) if bare(written) in stories else story_name(written)
    if name not in stories:
        return ""
    place = next((int(other) for other in map(bare, others) if re.fullmatch(r"\d{1,4}", other, re.ASCII)), 1)
    return str(Telling(name, stories[name]).at(place))


def name_in(text: str) -> str:
    """Return the part of a text that would name a story, as it is written."""
    return bare(_PARTS.split(bare(text))[0])


def story_order(text: str, record: Record) -> tuple[str, ...] | None:
    """Read an order that is written as the page writes it; None for anything else."""
    ids = tuple(text.split(","))
    if plain_text(text) != text or len(ids) > MOST_STEPS:
        return None
    known = record.incidents["incident_id"].isin(ids).sum()
    return ids if len(set(ids)) == len(ids) == known else None


def order_meant(text: str, record: Record) -> str:
    """Write an order as the page would have written it; what names no incident is left out."""
    meant = (incident_meant(record, part) for part in dict.fromkeys(_PARTS.split(text)))
    return ",".join(list(dict.fromkeys(filter(None, meant)))[:MOST_STEPS])
