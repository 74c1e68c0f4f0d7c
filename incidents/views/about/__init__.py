"""What a reader should know before quoting the record: how it is made, how sure it is, how to cite and to add to it."""

from incidents.views.about.codebook_tables import draw_codebook
from incidents.views.about.doubts import has_doubts, known_doubts
from incidents.views.about.guide import draw_guide, guide_css
from incidents.views.about.prose import draw_adding, draw_citing, draw_doubts, draw_licences, draw_method

__all__ = [
    "draw_adding",
    "draw_citing",
    "draw_codebook",
    "draw_doubts",
    "draw_guide",
    "draw_licences",
    "draw_method",
    "guide_css",
    "has_doubts",
    "known_doubts",
]
