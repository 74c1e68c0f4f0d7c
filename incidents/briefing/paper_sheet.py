"""What the A4 paper prints, at the density that its number of incidents asks for."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

from incidents.briefing.content import Briefing, Listed, Source
from incidents.briefing.fitting import BROKEN, cut, ended, sentences_of, whole_sentences
from incidents.briefing.sheets import FEW, bars_content, briefing_map, shared_content, told_row
from incidents.language import Language, isolate_ltr
from incidents.views.static_map import StaticMap
from incidents.views.static_map.lettering import text_width

WIDTH = 523.28  # points between the margins
LONG_PAPER_MAP = 440.0  # leaves room below it for what to bear in mind
SMALL_MAP = 384.0  # leaves room for the governorates beside it
SMALLEST_MAP = 310.0  # of the densest paper
SMALLEST = 7.0  # points: no letter of a paper is smaller, unless three pages hold it in no other way
SQUEEZED = 5.6
DENSEST = 4  # letters are squeezed
DENSE = 2  # from this level on a paper is set densely
LARGER = (1.4, 1.25, 1.15)  # letters of a paper of few incidents that leaves room
LARGER_BY_LEVEL = ((1.15,), (1.15,), (1.25, 1.15, 1.1, 1.05), ())  # of others; what is estimated is tried more often
MORE_LINES = 6  # of an incident on a dense paper that leaves room: few are told in more
ROW_WIDTH = 178.0  # of a row on a dense paper


@dataclass(frozen=True)
class Layout:
    """How a paper is set. ``level`` 0 is roomy, ``DENSEST`` the densest.

    ``density`` is that of the sources with their addresses; None leaves the addresses of a short paper out, which tells
    whether the rest finds room. Accounts
    and sources are set ``larger`` where a page has the room, the map of few incidents is as ``wide`` as the page, and
    an incident of a dense paper has so many ``lines``; 0 leaves them to the level.
    """

    level: int
    density: int | None = None
    larger: float = 1.0
    wide: bool = False
    lines: int = 0


def roomier_layouts(briefing: Briefing, layout: Layout) -> Iterator[Layout]:
    """Yield what fills the pages of a paper better, the roomiest first: one that needs no page more is taken."""
    if 0 < len(briefing.table.listed) <= FEW:
        yield from (replace(layout, larger=larger, wide=True) for larger in (*LARGER, 1.0))
        yield from (replace(layout, larger=larger) for larger in LARGER)
    elif briefing.map.pins:
        lines = (3, 2) if layout.level > DENSE else (MORE_LINES,) if layout.level == DENSE else ()
        roomy = replace(layout, lines=max(lines, default=0))
        yield from (replace(roomy, larger=larger) for larger in LARGER_BY_LEVEL[min(layout.level, DENSEST - 1)])
        yield from (replace(layout, lines=most) for most in lines)


def has_small_map(briefing: Briefing, layout: Layout) -> bool:
    """Say whether the map leaves room beside it: where few incidents or many accounts need the page."""
    if 0 < len(briefing.table.listed) <= FEW:
        return not layout.wide
    return layout.level >= (1 if briefing.map.pins else DENSE)


def paper_map(briefing: Briefing, layout: Layout) -> StaticMap:
    """Draw the map for a paper that is set so."""
    small, large = has_small_map(briefing, layout), WIDTH if briefing.map.pins else LONG_PAPER_MAP
    narrow = SMALLEST_MAP if layout.level > DENSE else SMALL_MAP
    return briefing_map(briefing, narrow if small else large)


def paper_content(briefing: Briefing, drawn: StaticMap, layout: Layout) -> dict[str, Any]:
    """Return what the A4 paper prints."""
    level = layout.level
    addressed = layout.density is not None
    smallest = smallest_letters(level)
    keyed = _is_keyed(briefing)
    sides = [
        f"{figure.label} {figure.value}" + (f" ({figure.unknown})" if figure.unknown else "")
        for figure in briefing.figures.sides
    ]
    return shared_content(briefing, drawn) | {
        "figures": [asdict(figure) for figure in briefing.figures.key],
        "governorates": bars_content(briefing.charts.governorates, briefing.lang),
        "sides": sides,
        "sides_text": " · ".join(sides),
        "rows": paper_rows(briefing, layout),
        "rows_title": briefing.lang.say("Incidents, numbered as on the map")
        if keyed
        else briefing.lang.say("Incidents"),
        "listed_note": briefing.table.note,
        "sources": paper_sources(briefing, layout),
        "caveats": ended([*briefing.notes.caveats, *briefing.notes.changes]),
        "method": briefing.notes.method,
        "citation": briefing.notes.citation,
        "running": cut(briefing.heading.title, WIDTH - text_width(briefing.making.made, smallest) - 16, smallest),
        "smallest": smallest,
        "larger": layout.larger,
        "level": min(level, DENSEST - 1),
        "source_level": source_level(layout),
        "sources_whole": addressed and len(briefing.table.listed) <= FEW,  # not two lines of them on another page
        "small_map": has_small_map(briefing, layout),
        "keyed": keyed,
        "few": len(briefing.table.listed) <= FEW,
    }


def smallest_letters(level: int) -> float:
    """Return the size of the smallest letters of a paper of this density, in points."""
    return SMALLEST if level < DENSEST else SQUEEZED


def table_letters(level: int) -> float:
    """Return the size of the letters of the table of a paper of this density, in points."""
    return max(7.2 - 0.42 * level, smallest_letters(level))


def source_level(layout: Layout) -> int:
    """Return the density at which the sources are set: the densest has as many columns as the one before."""
    return min(layout.level if layout.density is None else layout.density, DENSEST - 1)


def paper_rows(briefing: Briefing, layout: Layout) -> list[dict[str, Any]]:
    """Return the incidents as the table of a paper tells them that is set so."""
    return [_paper_row(row, layout, briefing.lang) for row in briefing.table.listed]


def paper_sources(briefing: Briefing, layout: Layout) -> list[dict[str, Any]]:
    """Return the sources, with their addresses where they are printed: on every paper whose map has no numbers."""
    addressed = layout.density is not None or not _is_keyed(briefing)
    return [_source(source, addressed=addressed) for source in briefing.notes.sources]


def _is_keyed(briefing: Briefing) -> bool:
    return bool(briefing.table.listed) and briefing.table.listed[0].number > 0


def _source(source: Source, *, addressed: bool) -> dict[str, Any]:
    address = isolate_ltr(source.address) if addressed and source.url else ""
    return asdict(source) | {"address": address}


def _paper_row(row: Listed, layout: Layout, lang: Language) -> dict[str, Any]:
    level = layout.level
    size = table_letters(level) * layout.larger
    lines = layout.lines or (1 if level > DENSE else 3)
    room = ROW_WIDTH * (lines if lines == 1 else lines * BROKEN)
    told = told_row(row, lang) | {"line": ""}
    if level >= DENSE:
        first, *others = sentences_of(row.summary)
        told["line"] = whole_sentences([f"{row.tactic} · {first}", *others], room, size)
    if level > DENSE and row.contested:  # about two lines for each incident, the rest stands in the data
        told["contested_lines"] = [whole_sentences(row.contested, 1.9 * BROKEN * WIDTH, size)]
    return told
