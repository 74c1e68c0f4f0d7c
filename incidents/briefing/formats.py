"""The formats in which a briefing is printed: code, file ending, media type, and who makes them."""

from collections.abc import Callable
from dataclasses import dataclass

from incidents.briefing.content import Briefing
from incidents.briefing.deck import briefing_to_pptx
from incidents.briefing.paper import briefing_to_a4_pdf, briefing_to_slide_pdf, briefing_to_slide_png
from incidents.briefing.picture import briefing_to_map_png, briefing_to_map_svg
from incidents.language import N_


@dataclass(frozen=True)
class Print:
    """A printed format: ``label`` is a message id, ``ending`` completes the stem of the file name."""

    code: str
    label: str
    ending: str
    media_type: str
    make: Callable[[Briefing], bytes]


_PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"

PRINTS = {
    made.code: made
    for made in (
        Print("png", N_("Slide (PNG)"), ".png", "image/png", briefing_to_slide_png),
        Print("pdf", N_("Slide (PDF)"), "_slide.pdf", "application/pdf", briefing_to_slide_pdf),
        Print("a4", N_("Brief (A4 PDF)"), "_a4.pdf", "application/pdf", briefing_to_a4_pdf),
        Print("pptx", N_("PowerPoint (editable)"), ".pptx", _PPTX, briefing_to_pptx),
        Print("map", N_("Map (PNG)"), "_map.png", "image/png", briefing_to_map_png),
        Print("map-svg", N_("Map overlay (SVG)"), "_map.svg", "image/svg+xml", briefing_to_map_svg),
    )
}
