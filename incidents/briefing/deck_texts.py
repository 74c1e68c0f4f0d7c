"""How the paragraphs of a deck flow over slides: accounts, contested points and sources, as large as these hold.

Slides of one part are about equally full, and a part that would leave its slide nearly empty shares one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pptx.shapes.autoshape import Shape
from pptx.util import Pt

from incidents.briefing.content import Briefing, Listed
from incidents.briefing.deck_letters import Weight, lines_taken
from incidents.briefing.deck_pages import LINE, TEXT, even_ends, page_ends
from incidents.briefing.deck_shapes import Rect, Run
from incidents.briefing.fitting import number_ranges
from incidents.briefing.sheets import where_and_when
from incidents.language import Language, isolate_ltr
from incidents.views.tones import PAPER

APART = 5.0  # points between paragraphs
SLIDE_SIZES = (13.0, 12.0, 11.0, TEXT)  # points: of letters on a slide without a map
HEADING = 14.0  # points: letters of the head of a part that begins further down a slide
MOST_PAGES = 6  # of contested accounts, and of sources: the rest stands in brief, data and notes
_FEW = 0.5  # of a slide: what takes less shares it with the next part

Paragraph = list[Run]


@dataclass(frozen=True)
class Part:
    """Paragraphs under one head."""

    title: str
    paragraphs: Sequence[Paragraph]


def paragraph_height(paragraph: Paragraph, width: float, lang: Language) -> float:
    """Return how high a paragraph is with the space behind it, in points."""
    size = paragraph[0].size
    pieces: list[tuple[str, Weight]] = [(run.text, "bold" if run.bold else "regular") for run in paragraph]
    return lines_taken(pieces, width, size) * size * LINE[lang.direction] + APART


def sized(paragraphs: Sequence[Paragraph], size: float) -> list[Paragraph]:
    """Return paragraphs with letters of so many points."""
    return [[replace(run, size=size) for run in paragraph] for paragraph in paragraphs]


def parted(paragraphs: Sequence[Paragraph], place: Rect, lang: Language) -> list[list[Paragraph]]:
    """Part paragraphs into pages that fit a place; one that is higher than a page has a page of its own.

    A head (all bold) does not end a page: it goes on with what it is the head of.
    """
    ends = page_ends([paragraph_height(each, place.width, lang) for each in paragraphs], place.height)
    ends = [end - (end < len(paragraphs) and all(run.bold for run in paragraphs[end - 1])) for end in ends]
    return [list(paragraphs[start:end]) for start, end in zip([0, *ends[:-1]], ends, strict=True)]


def text_slides(parts: Sequence[Part], place: Rect, lang: Language) -> list[list[Part]]:
    """Return what stands on each slide, in turn: parts of parts.

    The letters of each are the largest that need no slide more and let all begin where they do with the smallest.
    """
    kept, smallest = list(parts), _flowing(parts, place, lang)
    for at, part in enumerate(parts):
        larger = ([*kept[:at], Part(part.title, sized(part.paragraphs, size)), *kept[at + 1 :]] for size in SLIDE_SIZES)
        kept = next((tried for tried in larger if _heads(_flowing(tried, place, lang)) == _heads(smallest)), kept)
    return _flowing(kept, place, lang)


def _heads(slides: list[list[Part]]) -> list[list[str]]:
    return [[piece.title for piece in slide] for slide in slides]


def _flowing(parts: Sequence[Part], place: Rect, lang: Language) -> list[list[Part]]:
    """Return what stands on each slide at the size that the parts have.

    A part begins on the slide of the one before where all of it fits there, or where that leaves half of it empty.
    """
    slides: list[list[Part]] = []
    used = 0.0
    head = HEADING * LINE[lang.direction] + 2 * APART
    for part in parts:
        heights = [paragraph_height(each, place.width, lang) for each in part.paragraphs]
        whole = used + head + sum(heights) <= place.height
        shares = bool(slides) and (whole or used + head + heights[0] <= place.height * _FEW)
        start = 0
        for end in even_ends(heights, place.height, used + head if shares else 0.0):
            piece = Part(part.title, part.paragraphs[start:end])
            if shares and not start:
                slides[-1].append(piece)
                used += head + sum(heights[:end])
            else:
                slides.append([piece])
                used = sum(heights[start:end])
            start = end
    return slides


def further_accounts(told: Sequence[Paragraph], lang: Language, begun: Sequence[Paragraph] = ()) -> Part:
    """Return the accounts that found no room beside a map; where they begin with their head, it is that of the part.

    ``begun`` is the head of the incident of which they are, () where they begin with it.
    """
    title = lang.say("Accounts")
    begins = "".join(run.text for run in told[0]).strip() == title
    return Part(title, [*begun, *(told[1:] if begins else told)])


def contested_part(contested: Sequence[Listed], place: Rect, lang: Language) -> Part:
    """Return a paragraph per contested incident; what ``MOST_PAGES`` slides do not hold is counted at the end."""
    told = [
        [
            Run(f"{_head(row, lang)} ", TEXT, bold=True),
            Run(" ".join(row.contested), TEXT),
            Run(f" [{number_ranges(row.sources)}]", TEXT, colour=PAPER.muted),
        ]
        for row in contested
    ]
    kept = list(_held(told, place, lang))
    if len(kept) < len(told):
        more = lang.say(
            "{shown} of {count} incidents with conflicting accounts; all of them in A4 brief and data."
        ).format(shown=lang.number(len(kept)), count=lang.number(len(told)))
        kept.append([Run(more, TEXT, colour=PAPER.muted)])
    return Part(lang.say("Conflicting accounts: who says what"), kept)


def sources_part(briefing: Briefing, rows: Sequence[Listed], place: Rect) -> Part:
    """Return the sources that the deck cites, with their addresses; the notes hold every source."""
    lang, cited = briefing.lang, {number for row in rows for number in row.sources}
    told = [
        [
            Run(f"[{source.number}] ", TEXT, bold=True),
            Run(source.text, TEXT),
            *([Run(f" {_printed(source.address, lang)}", TEXT, colour=PAPER.muted)] if source.url else []),
        ]
        for source in briefing.notes.sources
        if source.number in cited
    ]
    kept = list(_held(told, place, lang))
    if len(kept) < len(told):
        more = lang.say("All {count} sources stand in the notes of the first slide.")
        kept.append([Run(more.format(count=lang.number(len(briefing.notes.sources))), TEXT, colour=PAPER.muted)])
    return Part(lang.say("Sources"), kept)


def _held(told: Sequence[Paragraph], place: Rect, lang: Language) -> Iterator[Paragraph]:
    """Yield the paragraphs that ``MOST_PAGES`` slides hold, with a line left for how many do not fit."""
    room = Rect(place.left, place.top, place.width, place.height - TEXT * LINE[lang.direction] - APART)
    for page in parted(told, room, lang)[:MOST_PAGES]:
        yield from page


def _printed(address: str, lang: Language) -> str:
    """Return an address in its own order; in a line from left to right it has it, and LibreOffice turns isolates."""
    return isolate_ltr(address) if lang.is_mirrored else address


def _head(row: Listed, lang: Language) -> str:
    return " ".join([*([str(row.number)] if row.number else []), where_and_when(row, lang)])


def apart(box: Shape) -> None:
    """Set the paragraphs of a text apart, as they are measured."""
    for paragraph in box.text_frame.paragraphs:
        paragraph.space_after = Pt(APART)
