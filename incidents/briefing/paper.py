"""Slides, papers and map pictures: a briefing printed by Typst, as PNG, PDF or SVG."""

import math
import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Literal

from incidents.briefing.content import Briefing
from incidents.briefing.paper_room import pages_taken
from incidents.briefing.paper_sheet import DENSEST, Layout, paper_content, paper_map, roomier_layouts
from incidents.briefing.sheets import FEW, shared_content
from incidents.briefing.slide_sheet import slide_content, slide_map
from incidents.briefing.typesetting import typeset
from incidents.views.static_map import StaticMap

SLIDE_PPI = 144  # 960 × 540 points give 1920 × 1080 pixels
PAPER_PPI = 150
PREVIEW_PPI = 96
MAP_PPI = 192
DOUBT = 0.15  # pages: an estimate that is nearer to a full page is not relied on
_MOST = 3  # pages of a paper whose map has numbers
_LONG = 1  # the density of a paper whose list is too long for numbers on the map
FITS_TWO_PAGES = (3_800, 4_100, 7_700)  # letters, at the first three densities: the longest papers of the record


def briefing_to_slide_png(briefing: Briefing) -> bytes:
    """Print the slide as a PNG of 1920 × 1080 pixels."""
    drawn = slide_map(briefing)
    return typeset("slide", slide_content(briefing, drawn), drawn.svg, "png", SLIDE_PPI)[0]


def briefing_to_preview(briefing: Briefing) -> bytes:
    """Print the slide as a PNG of 1280 × 720 pixels, for the screen."""
    drawn = slide_map(briefing)
    return typeset("slide", slide_content(briefing, drawn), drawn.svg, "png", PREVIEW_PPI)[0]


def briefing_to_slide_pdf(briefing: Briefing) -> bytes:
    """Print the slide as a PDF of one page, 16:9, tagged, its text selectable."""
    drawn = slide_map(briefing)
    return typeset("slide", slide_content(briefing, drawn), drawn.svg, "pdf")[0]


def briefing_to_a4_pdf(briefing: Briefing) -> bytes:
    """Print the paper as a tagged PDF, its sources with their addresses.

    Up to 40 incidents take two pages, or three where they have many sources; more take what they need.
    """
    printed = _as_pdf(briefing)
    return printed(_layout(briefing, printed))


def briefing_to_a4_png(briefing: Briefing) -> list[bytes]:
    """Print the paper as PNGs, one for each page, laid out as the PDF; what is tried is not drawn for that."""
    return _printed(briefing, _layout(briefing, _as_pdf(briefing)), "png")


def _printed(briefing: Briefing, layout: Layout, kind: Literal["pdf", "png"]) -> list[bytes]:
    drawn = paper_map(briefing, layout)
    return typeset("a4", paper_content(briefing, drawn, layout), drawn.svg, kind, PAPER_PPI)


def _as_pdf(briefing: Briefing) -> Callable[[Layout], bytes]:
    """Return what prints a briefing in a layout, each once."""
    return cache(lambda layout: _printed(briefing, layout, "pdf")[0])


def _layout(briefing: Briefing, printed: Callable[[Layout], bytes]) -> Layout:
    """Return the first density that fits two pages, else three; an address is never left out for that."""

    def pages(layout: Layout, doubt: float = math.inf) -> int:
        """Count its pages, or estimate them where what is estimated lies further from a full page than the doubt."""
        if doubt < math.inf and len(briefing.table.listed) > FEW:
            taken = pages_taken(briefing, layout)
            if abs(taken - round(taken)) > doubt:
                return math.ceil(taken)
        return count_pages(printed(layout))

    if not briefing.map.pins:
        return Layout(_LONG)
    first = _first_level(briefing)
    for most, levels in ((2, range(first, DENSEST)), (_MOST, range(max(first - 2, 0), DENSEST + 1))):
        for level in levels:
            layout = _filled(briefing, Layout(level), most, lambda layout: pages(layout, DOUBT))
            if layout and pages(layout) > most:  # estimated wrongly
                layout = _filled(briefing, Layout(level), most, pages)
            if layout:
                return layout
    return Layout(DENSEST, density=DENSEST - 1)


def _filled(briefing: Briefing, layout: Layout, most: int, pages: Callable[[Layout], int]) -> Layout | None:
    """Return the layout of this density that fills its pages best, None where none keeps to so many.

    Addresses come first, then what makes use of the room that is left.
    """

    def addressed_at(density: int) -> Layout:
        return replace(layout, density=min(density, DENSEST - 1))

    densest = addressed_at(DENSEST)
    if most == 2 and all(pages(addressed_at(density)) > most for density in (layout.level, DENSEST)):
        return None  # before it is printed without them, to see whether that fits
    taken = pages(layout)
    if taken > most:
        return None
    for density, allowed in _tries(layout.level, taken, most):
        addressed = addressed_at(density)
        if (taken := pages(addressed)) <= allowed:
            roomier = roomier_layouts(briefing, addressed)
            return next((one for one in roomier if pages(one) == taken), addressed)
        if most > 2 and density == 0 and pages(densest) > allowed:  # and so does each between
            return None
    return None


def _tries(level: int, pages: int, most: int) -> tuple[tuple[int, int], ...]:
    """Return at which densities addresses are tried, and the pages a paper may have then.

    Two pages have one more at the last; addresses for which a third is needed are set as roomily as it holds them.
    """
    if most > 2:
        return tuple((density, most) for density in range(DENSEST))
    return tuple(dict.fromkeys([(level, pages), (DENSEST, pages), (level, most)]))


def _first_level(briefing: Briefing) -> int:
    """Begin with the density at which so much text is likely to fit two pages."""
    return bisect_left(FITS_TWO_PAGES, _length(briefing))


def _length(briefing: Briefing) -> int:
    """Return about how many letters a paper has to hold; a source takes about as much as a short sentence."""
    rows = briefing.table.listed
    told = sum(len(row.summary) + sum(map(len, row.contested)) for row in rows)
    accounts = sum(len(account.origin) + len(account.says) for row in rows for account in row.accounts)
    return told + accounts + 30 * len(briefing.notes.sources)


def count_pages(pdf: bytes) -> int:
    """Count the pages of a PDF that Typst wrote."""
    return max(map(int, re.findall(rb"/Count (\d+)", pdf)), default=1)


def map_png(briefing: Briefing, drawn: StaticMap, ppi: float = MAP_PPI) -> bytes:
    """Print a drawn map as a PNG on white, without margin."""
    content = shared_content(briefing, drawn) | {"shapes": True, "margin": 0}
    return typeset("picture", content, drawn.svg, "png", ppi)[0]
