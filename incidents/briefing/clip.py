"""The clip: the timeline played over the map as a moving picture for a talk, figures, caveats and sources at its end.

Equal selections give equal files. A frame of the film is the still sheet with one window of days laid over it, so that
the ground is drawn once.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from io import BytesIO
from typing import Any

from PIL import Image

from incidents.briefing.clip_frames import APART, draw_still, draw_window, within
from incidents.briefing.clip_sheet import HEIGHT, MAP_HEIGHT, MAP_WIDTH, WIDTH, Played
from incidents.briefing.compose import compose_briefing
from incidents.briefing.content import Briefing
from incidents.briefing.fitting import whole_parts
from incidents.briefing.sheets import map_content, shared_content
from incidents.briefing.typesetting import typeset
from incidents.briefing.wording import reproduction_in_words
from incidents.language import Language
from incidents.phrases.citations import numbered_sources, publisher
from incidents.phrases.completeness import sample_in_words
from incidents.record.record import Record
from incidents.selection.periods import Period
from incidents.selection.selection import Selection
from incidents.selection.summaries import incidents_by_kind, key_figures
from incidents.views.map_points import map_points
from incidents.views.static_map import StaticMap
from incidents.views.static_map.scene import draw_scene
from incidents.views.symbology import SYMBOLOGY
from incidents.views.time_dock.windows import Play, played_days, windows
from incidents.views.tones import PAPER, PRINTED, WHITE

PIXELS_PER_INCH = 96  # 1280 × 720 pixels
FRAME, FIRST, LAST = 400, 1_500, 15_000  # ms that a window stands, the first of them, and the page that is read
_COLOURS = 255  # one of the 256 of a GIF says "as before"
_SOURCES_WIDTH = 2_400.0  # points: three lines of the last frame
_END_FIGURES = 4


def make_clip(selection: Selection, play: Play, lang: Language, link: str, made_on: dt.date) -> bytes:
    """Return a GIF of the selection's windows of days in turn; the last frame says what must be known of it.

    ``play`` is how the dock plays: a sliding window, or one that grows. ``link`` as for a briefing.
    """
    briefing = compose_briefing(selection, None, lang, link, made_on)
    played = _played(selection, briefing, play)
    still = _printed(draw_still(played, lang), briefing, opaque=True)
    most = max(int(incidents_by_kind(within(selection, window)).max()) for window in played.windows)

    def frame(window: Period) -> Image.Image:
        moment = _printed(draw_window(played, window, most, lang), briefing, opaque=False)
        return Image.alpha_composite(still, moment).convert("RGB")

    end = _printed(
        StaticMap("", (), (), WIDTH, HEIGHT), briefing, opaque=True, end=_end(selection, briefing, play)
    ).convert("RGB")
    in_turn = played.windows
    palette = _palette([*(frame(in_turn[at]) for at in (0, len(in_turn) // 2, -1)), end])
    pictures = (picture.quantize(palette=palette, dither=Image.Dither.NONE) for picture in _then(frame, in_turn, end))
    return _as_gif(list(pictures), f"{briefing.heading.title}. {briefing.notes.citation} {briefing.making.made}")


def _then(frame: Callable[[Period], Image.Image], in_turn: Sequence[Period], end: Image.Image) -> Iterator[Image.Image]:
    yield from map(frame, in_turn)
    yield end


def _played(selection: Selection, briefing: Briefing, play: Play) -> Played:
    lang, record = briefing.lang, selection.record
    days = played_days(record, selection.question)
    in_turn = windows(days, play)
    length = (in_turn[0][1] - in_turn[0][0]).days + 1
    caption = (
        lang.plural("window of {count} day", "window of {count} days", length).format(count=lang.number(length))
        if play == "sliding"
        else lang.say("since {date}").format(date=lang.date(days[0]))
    )
    bounds = briefing.map.bounds
    return Played(
        selection=selection,
        days=days,
        windows=in_turn,
        title=briefing.heading.title,
        kicker=briefing.heading.kicker,
        caption=caption,
        foot=[line for line in (sample_in_words(record, lang), _versioned(record, lang)) if line],
        scene=draw_scene(
            map_points(selection, bounds), map_points(selection, bounds, APART), bounds, lang, MAP_WIDTH, MAP_HEIGHT
        ),
    )


def _versioned(record: Record, lang: Language) -> str:
    return lang.say("Figures are claims, lowest to highest. Version {version}; sources and licence at the end.").format(
        version=record.version
    )


def _end(selection: Selection, briefing: Briefing, play: Play) -> dict[str, Any]:
    """Return what the last frame says: figures, caveats, sources, version and licence, all of the whole selection."""
    lang = briefing.lang
    return {
        "kicker": briefing.heading.kicker,
        "title": briefing.heading.title,
        "figures": [asdict(figure) | {"before": ""} for figure in briefing.figures.key[:_END_FIGURES]],
        "caveats": [*briefing.notes.caveats, _when_shown(selection, lang)],
        "sources": _sources(selection, lang),
        "making": [
            briefing.notes.citation,
            briefing.making.made,
            reproduction_in_words(
                briefing.notes.link, selection.question, lang, made_by=f"publish --format gif --play {play}"
            ),
        ],
    }


def _when_shown(selection: Selection, lang: Language) -> str:
    undated = key_figures(selection).without_date
    if not undated:
        return lang.say("An incident dated by a span is shown in every window that the span touches.")
    return lang.say(
        "An incident dated by a span is shown in every window that the span touches; without a date, in none: {count}."
    ).format(count=lang.number(undated))


def _sources(selection: Selection, lang: Language) -> str:
    """Say how many sources are cited and whose they are, the most cited first, as many as there is room for."""
    sources = numbered_sources(selection.record, selection.claims)
    cited = Counter(publisher(source, lang) for _id, source in sources.iterrows())
    names = whole_parts([name for name, _count in cited.most_common()], _SOURCES_WIDTH, 10, lang)
    if not names:
        return lang.say("none")
    told = lang.say("Cited: {count}, most often of {names}. Each stands in the record with its address.")
    return told.format(count=lang.number(len(sources)), names=names)


def _printed(drawn: StaticMap, briefing: Briefing, *, opaque: bool, end: dict[str, Any] | None = None) -> Image.Image:
    content = shared_content(briefing, drawn) | {"map": map_content(drawn), "opaque": opaque, "end": end}
    picture = drawn.svg or '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
    return Image.open(BytesIO(typeset("clip", content, picture, "png", PIXELS_PER_INCH)[0])).convert("RGBA")


def _as_gif(pictures: list[Image.Image], told: str) -> bytes:
    out = BytesIO()
    pictures[0].save(
        out,
        "GIF",
        save_all=True,
        append_images=pictures[1:],
        duration=[FIRST, *[FRAME] * (len(pictures) - 2), LAST],
        loop=0,
        optimize=False,
        disposal=1,
        comment=told.encode(),
    )
    return out.getvalue()


def _palette(frames: list[Image.Image]) -> Image.Image:
    """Return one palette for all: the colours that mean something as they are, the rest as near as there is room."""
    meant = [*(symbol.colour() for symbol in SYMBOLOGY.values()), WHITE, PAPER.ink, PAPER.muted, PAPER.land]
    meant += [PAPER.water, PRINTED.field, PRINTED.accent, PRINTED.shown]
    width, height = frames[0].size
    together = Image.new("RGB", (width, height * len(frames)))
    for number, frame in enumerate(frames):
        together.paste(frame, (0, height * number))
    fixed = [part for colour in meant for part in bytes.fromhex(colour.removeprefix("#"))]
    free = together.quantize(_COLOURS - len(meant), Image.Quantize.MEDIANCUT).getpalette() or []
    palette = Image.new("P", (1, 1))
    palette.putpalette((fixed + free)[: 3 * _COLOURS])
    return palette
