"""A story: incidents in an order of somebody's own, a sentence for each, and what the map shows with it."""

from collections.abc import Mapping
from dataclasses import dataclass

from geodata.mercator import Spot
from incidents.language import Language, composed_text

MOST_STEPS = 60  # as ``story.schema.json`` has it


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
