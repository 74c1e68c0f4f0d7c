"""The map alone, for a slide of one's own: PNG on white, and SVG without ground whose words are outlines."""

import re

from incidents.briefing.content import Briefing
from incidents.briefing.sheets import briefing_map, shared_content
from incidents.briefing.typesetting import typeset

PICTURE_WIDTH = 720.0  # points
PICTURE_PPI = 200
MARGIN = 10.0


def briefing_to_map_png(briefing: Briefing) -> bytes:
    """Print the map with legend, scale and attribution as a PNG on white, 2055 pixels wide."""
    drawn = briefing_map(briefing, PICTURE_WIDTH)
    content = shared_content(briefing, drawn) | {"shapes": True, "margin": MARGIN}
    return typeset("picture", content, drawn.svg, "png", PICTURE_PPI)[0]


def briefing_to_map_svg(briefing: Briefing) -> bytes:
    """Return the map as an SVG without background: sea and neighbouring land are left out.

    Words are outlines, so that the picture looks the same where the typeface is missing; they stand in ``desc``
    for search and screen readers.
    """
    drawn = briefing_map(briefing, PICTURE_WIDTH, transparent=True)
    content = shared_content(briefing, drawn) | {"shapes": False, "margin": 0}
    words = typeset("picture", content, "", "svg")[0].decode("utf-8")
    body = drawn.svg.removesuffix("</svg>")
    head, _end, rest = body.partition(">")
    described = f"<title>{_escaped(briefing.heading.title)}</title><desc>{_escaped(briefing.map.alt)}</desc>"
    return f"{head}>{described}{rest}{_nested(words)}</svg>".encode()


def _nested(svg: str) -> str:
    """Return a page of words that Typst drew, to be nested: its size in points is that of the picture around it."""
    return re.sub(r'(width|height)="([\d.]+)pt"', r'\1="\2"', re.sub(r"<\?xml[^>]*\?>", "", svg), count=2)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
