"""What a page in one file is told of a story, in one language."""

from typing import Any

from incidents.language import Language
from incidents.record.story import Story


def story_told(story: Story | None, lang: Language) -> dict[str, Any] | None:
    """Return title, words and steps as plain JSON; a step is id, sentence, and latitude, longitude, zoom (or None)."""
    if story is None:
        return None
    steps = [
        (
            step.incident_id,
            step.text(lang),
            step.spot,
        )
        for step in story.steps
    ]
    return {
        "title": story.title(lang),
        "steps": steps,
        "words": {
            "story": lang.say("Story"),
            "begin": lang.say("Begin the story"),
            "leave": lang.say("Leave the story"),
            "place": lang.say("{place} of {count}"),
        },
    }
