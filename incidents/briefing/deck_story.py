"""A story as slides: an overview of its incidents, then one slide for each step with its sentence, map and accounts."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from pptx.enum.text import MSO_ANCHOR
from pptx.presentation import Presentation as Deck

from geodata.mercator import TILE, WORLD, latitude_at, northing
from incidents.briefing.compose import MAP_WIDTH, compose_briefing
from incidents.briefing.content import Briefing, printable
from incidents.briefing.deck import (
    EDGE,
    FOOT,
    FOOT_HEIGHT,
    TOP,
    add_foot,
    add_map,
    begun_deck,
    new_slide,
    saved,
    write_notes,
)
from incidents.briefing.deck_body import LINE, add_story
from incidents.briefing.deck_shapes import SLIDE_WIDTH, WIDER, Rect, Run, add_text
from incidents.briefing.fitting import lines_of
from incidents.briefing.wording import reproduction_in_words
from incidents.language import Language
from incidents.record.record import Record
from incidents.record.story import Spot, Step, Story
from incidents.selection.question import Bounds, Question
from incidents.selection.selection import Selection
from incidents.views.static_map.frame import ASPECT

_SENTENCE, _SIZES = 110.0, (18.0, 16.0, 14.0, 12.0)  # height of its room, and its sizes, in points


def story_to_pptx(
    story: Story, selection: Selection, lang: Language, link: str, made_on: dt.date, since: Record | None = None
) -> bytes:
    """Make the deck of a story; ``selection`` holds its incidents, ``link`` and ``since`` are as for a briefing."""
    told, title = selection.only(story.incident_ids), printable(story.title(lang))

    def composed(ids: Sequence[str], bounds: Bounds | None) -> Briefing:
        briefing = compose_briefing(told.only(ids), bounds, lang, link, made_on, since)
        return _of_story(briefing, title, told.question)

    briefing = composed(story.incident_ids, None)
    deck = begun_deck(briefing)
    for place, step in enumerate(story.steps, start=1):
        head = lang.say("{place} of {count}").format(place=lang.number(place), count=lang.number(len(story.steps)))
        alone = composed([step.incident_id], shown_at(step.spot) if step.spot else None)
        _add_step(deck, alone, printable(f"{title} · {head}"), step)
    return saved(deck, briefing, title)


def _of_story(briefing: Briefing, title: str, question: Question) -> Briefing:
    """Let a briefing say that a story chose its incidents, and how the deck of the story is made again."""
    lang = briefing.lang
    chosen = lang.say("the incidents of the story “{title}”").format(title=title)
    again = reproduction_in_words("", question, lang, made_by="brief --format pptx --story FILE")
    heading = replace(briefing.heading, filters=chosen)
    return replace(briefing, heading=heading, notes=replace(briefing.notes, reproduce=printable(again)))


def shown_at(spot: Spot) -> Bounds:
    """Return what a screen map of ``MAP_WIDTH`` pixels with the proportions of a sheet shows at a spot."""
    across = MAP_WIDTH / TILE * WORLD / 2**spot.zoom / 2
    middle = float(northing(spot.latitude))
    south, north = latitude_at(middle - across / ASPECT), latitude_at(middle + across / ASPECT)
    return south, spot.longitude - across, north, spot.longitude + across


def _add_step(deck: Deck, briefing: Briefing, title: str, step: Step) -> None:
    """Add the slide of one step: the sentence as large as its room allows, what the record has on it below."""
    lang = briefing.lang
    slide = new_slide(deck, briefing, title)
    left = EDGE + add_map(slide, briefing) + 18
    room = SLIDE_WIDTH - EDGE - left
    sentence = printable(step.text(lang))

    def tall(size: float) -> float:
        return lines_of(sentence, room, size * WIDER) * size * LINE[lang.direction]

    size = next((size for size in _SIZES if tall(size) <= _SENTENCE), _SIZES[-1])
    high = min(tall(size), _SENTENCE) + 8
    box = add_text(slide, Rect(left, TOP, room, high), [[Run(sentence, size, bold=True)]], lang, "Sentence")
    box.text_frame.vertical_anchor = MSO_ANCHOR.TOP
    below = TOP + high + 6
    add_story(slide, briefing, Rect(left, below, room, FOOT - below - 6))
    add_foot(slide, briefing, Rect(EDGE, FOOT, SLIDE_WIDTH - 2 * EDGE, FOOT_HEIGHT))
    write_notes(slide, briefing, sentence)
