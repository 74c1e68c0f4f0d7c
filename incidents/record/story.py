"""A story: incidents in an order of somebody's own, a sentence for each, and what the map shows with it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from geodata.mercator import Spot
from incidents.language import Language, composed_text

STORIES = "stories"  # the folder beside the tables of a record that holds those told with it
MOST_STEPS = 60  # as ``story.schema.json`` has it
LONGEST_NAME = 60


@dataclass(frozen=True)
class Step:
    """One incident of a story. ``texts`` hold ``text_en``, ``text_ar`` …; without a spot the map stays as it is."""

    incident_id: str
    texts: Mapping[str, str]
    spot: Spot | None = None

    def text(self, lang: Language) -> str:
        """Return the sentence in a language, else in another that has it."""
        return composed_text(lang.of(self.texts, "text"))


@dataclass(frozen=True)
class Story:
    """The steps of a story in the order in which they are told; ``titles`` hold ``title_en``, ``title_ar`` …."""

    titles: Mapping[str, str]
    steps: tuple[Step, ...]

    def title(self, lang: Language) -> str:
        """Return the title in a language, else in another that has it."""
        return composed_text(lang.of(self.titles, "title"))

    @property
    def incident_ids(self) -> list[str]:
        """Return the incidents of the story, each once, in the order in which they first come."""
        return list(dict.fromkeys(step.incident_id for step in self.steps))


Stories = Mapping[str, Story]  # by the names that addresses give them (see ``story_name``)
NO_STORIES: Stories = MappingProxyType({})


def story_name(stem: str) -> str:
    """Return the name of a story in addresses, from that of its file without the ending: words joined by hyphens."""
    return re.sub(r"[\W_]+", "-", stem.casefold()).strip("-")[:LONGEST_NAME]
