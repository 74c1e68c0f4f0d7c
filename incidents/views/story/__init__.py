"""What the screen is told of a story, in one language: the page and the page in one file show it by the same module."""

from typing import Any

from incidents.language import Language
from incidents.record.story import Story


def story_told(story: Story, lang: Language) -> dict[str, Any]:
    """Return title, words and steps as plain JSON; a step is id, sentence, and latitude, longitude, zoom (or None)."""
    return {
        "title": story.title(lang),
        "steps": [(step.incident_id, step.text(lang), step.spot) for step in story.steps],
        "dir": lang.direction,
        "lang": lang.code,
        "words": {
            "story": lang.say("Story"),
            "begin": lang.say("Begin the story"),
            "leave": lang.say("Leave the story"),
            "before": lang.say("Previous incident"),
            "after": lang.say("Next incident"),
            "place": lang.say("{place} of {count}"),
        },
    }
