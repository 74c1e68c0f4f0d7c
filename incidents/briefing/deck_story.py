"""A story as slides: an overview of its incidents, then one slide for each step with its sentence, map and accounts."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from pptx.enum.text import MSO_ANCHOR
from pptx.presentation import Presentation as Deck

from incidents.briefing.compose import compose_briefing
from incidents.briefing.content import Briefing, printable
from incidents.briefing.deck import (
    EDGE,
    HEAD,
    WIDE,
    add_foot,
    add_texts,
    begun_deck,
    cited_sources,
    new_slide,
    saved,
    write_notes,
)
from incidents.briefing.deck_body import tell_beside
from incidents.briefing.deck_letters import lines_taken
from incidents.briefing.deck_map import BESIDE_TEXT, add_map
from incidents.briefing.deck_pages import LINE
from incidents.briefing.deck_shapes import Rect, Run, add_text
from incidents.briefing.wording import reproduction_in_words
from incidents.language import Language
from incidents.phrases.stories import story_link_in_words
from incidents.record.record import Record
from incidents.record.story import Step, Story
from incidents.selection.question import Bounds, Question
from incidents.selection.selection import Selection
from incidents.views.static_map.frame import bounds_about

_SENTENCE, _SIZES = 110.0, (18.0, 16.0, 14.0, 12.0)  # height of its room, and its sizes, in points


def story_to_pptx(
    story: Story, selection: Selection, lang: Language, link: str, made_on: dt.date, since: Record | None = None
) -> bytes:
    """Make the deck of a story; ``selection`` holds its incidents, ``link`` and ``since`` are as for a briefing."""
    told, title = selection.only(story.incident_ids), printable(story.title(lang))

    def composed(ids: Sequence[str], bounds: Bounds | None) -> Briefing:
        briefing = compose_briefing(told.only(ids), bounds, lang, link, made_on, since)
        return _of_story(briefing, story, told.question)

    briefing = composed(story.incident_ids, None)
    deck, parts = begun_deck(briefing)
    add_texts(deck, briefing, parts)
    for place, step in enumerate(story.steps, start=1):
        head = lang.say("{place} of {count}").format(place=lang.number(place), count=lang.number(len(story.steps)))
        alone = composed([step.incident_id], bounds_about(step.spot))
        _add_step(deck, _numbered_as(briefing, alone), printable(f"{title} · {head}"), step)
    add_texts(deck, briefing, cited_sources(briefing))
    return saved(deck, briefing, title)


def _numbered_as(whole: Briefing, step: Briefing) -> Briefing:
    """Let a step number its incident and its sources as the whole story does, whose slides list them."""
    ids = {row.incident_id for row in step.table.listed}
    rows = tuple(row for row in whole.table.listed if row.incident_id in ids)
    if not rows:
        return step
    cited = {number for row in rows for number in row.sources}
    sources = tuple(source for source in whole.notes.sources if source.number in cited)
    pins = tuple(replace(pin, number=rows[0].number or pin.number) for pin in step.map.pins)
    return replace(
        step,
        table=replace(step.table, listed=rows),
        notes=replace(step.notes, sources=sources),
        map=replace(step.map, pins=pins),
    )


def _of_story(briefing: Briefing, story: Story, question: Question) -> Briefing:
    """Let a briefing say that a story chose its incidents, how its deck is made again, and which link tells it."""
    lang = briefing.lang
    chosen = lang.say("the incidents of the story “{title}”").format(title=printable(story.title(lang)))
    again = reproduction_in_words("", question, lang, made_by="brief --format pptx --story FILE")
    heading = replace(briefing.heading, filters=chosen)
    # The speaker's notes alone: such a link is as long as a slide.
    changes = (*briefing.notes.changes, *map(printable, story_link_in_words(story, briefing.notes.link, lang)))
    return replace(
        briefing, heading=heading, notes=replace(briefing.notes, reproduce=printable(again), changes=changes)
    )


def _add_step(deck: Deck, briefing: Briefing, title: str, step: Step) -> None:
    """Add the slide of one step: the sentence as large as its room allows, what the record has on it below.

    Accounts that find no room go on, on a slide of their own.
    """
    lang = briefing.lang
    slide = new_slide(deck, briefing, title)
    foot = add_foot(slide, briefing)
    top = HEAD + 6
    beside = add_map(slide, briefing, Rect(EDGE, top, WIDE, foot - top - 8), BESIDE_TEXT)
    left, room = beside.left, beside.width
    sentence = printable(step.text(lang))

    def tall(size: float) -> float:
        return lines_taken([(sentence, "bold")], room, size) * size * LINE[lang.direction]

    size = next((size for size in _SIZES if tall(size) <= _SENTENCE), _SIZES[-1])
    high = min(tall(size), _SENTENCE) + 8
    box = add_text(slide, Rect(left, top, room, high), [[Run(sentence, size, bold=True)]], lang, "Sentence")
    box.text_frame.vertical_anchor = MSO_ANCHOR.TOP
    below = top + high + 6
    rest = Rect(left, below, room, beside.top + beside.height - below)
    further = tell_beside(slide, briefing, rest)
    write_notes(slide, briefing, sentence)
    add_texts(deck, briefing, further)
