"""Stories that an address holds whole: beside those told with the record, and what is wrong with one that is not told.

They can be of anybody, so whoever shows one says that its sentences are not the record's.
"""

from collections.abc import Sequence

from incidents.checks.stories import UNKNOWN
from incidents.checks.story_in_link import is_story_for_link, story_from_link
from incidents.record.record import Record
from incidents.record.story import Stories, Story
from incidents.selection.notices import Notice
from incidents.selection.story_order import Telling, name_in, telling, telling_meant

_STORY = "story"  # the parameter


def with_linked(stories: Stories, texts: Sequence[str], record: Record) -> Stories:
    """Return the stories, and those that values of an address hold whole and that this record lets one tell."""
    held = {name: story_from_link(name, record) for name in map(name_in, texts) if is_story_for_link(name)}
    return {**stories, **{name: story for name, story in held.items() if isinstance(story, Story)}}


def left_out(text: str, record: Record) -> list[Notice]:
    """Say why a value that tells no story is left out: of one that it holds, what is wrong with it."""
    name = name_in(text)
    if not is_story_for_link(name):
        return [Notice(_STORY, text)]
    found = story_from_link(name, record)
    unknown = [problem.value for problem in found if problem.sentence == UNKNOWN] if isinstance(found, list) else []
    return [Notice(_STORY, one, "no incident") for one in unknown] or [Notice(_STORY, text, "no story")]


def told_by(texts: Sequence[str], stories: Stories, record: Record) -> tuple[Story | None, list[Notice]]:
    """Return the story that an address tells, and what is not told; of several values the last counts."""
    text = texts[-1] if texts else ""
    here = with_linked(stories, [text], record)
    told: Telling | None = telling(text, here) or telling(telling_meant(text, here), here)
    if told is not None:
        return told.story, []
    return None, left_out(text, record) if is_story_for_link(name_in(text)) else []
