"""Native parts of a PowerPoint slide that python-pptx has no words for: right-to-left text, symbols, fixed axis ids."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pptx.chart.chart import Chart
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsuri, qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.slide import Slide
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Emu, Pt

from incidents.briefing.arabic_pdf import without_vowel_signs
from incidents.language import ENGLISH, Language
from incidents.views.static_map.marks import Mark
from incidents.views.symbology import SYMBOLOGY
from incidents.views.tones import PALETTE

TYPEFACE = "Arial"  # on every machine, in both scripts: a deck cannot carry its typeface
SLIDE_WIDTH = 960.0  # points
_POINT = 12_700  # English Metric Units in a point
_DRAWING = nsuri("a")
_RANGE = re.compile(r"(?<=\d)\u2013(?=\d)")


@dataclass(frozen=True)
class Run:
    """A piece of text in one style; ``colour`` as #RRGGBB."""

    text: str
    size: float
    bold: bool = False
    colour: str = PALETTE["light"].ink


@dataclass(frozen=True)
class Rect:
    """A place on the slide in points, laid out from the left; ``mirrored`` turns it for Arabic."""

    left: float
    top: float
    width: float
    height: float

    def mirrored(self, lang: Language) -> "Rect":
        """Return the same place counted from the right end for Arabic."""
        left = SLIDE_WIDTH - self.left - self.width if lang.is_mirrored else self.left
        return Rect(left, self.top, self.width, self.height)

    @property
    def emu(self) -> tuple[Emu, Emu, Emu, Emu]:
        """Return left, top, width, height in the unit of the file."""
        return tuple(Emu(round(side * _POINT)) for side in (self.left, self.top, self.width, self.height))  # type: ignore[return-value]


def colour_of(hexadecimal: str) -> RGBColor:
    """Return #RRGGBB as python-pptx wants it."""
    return RGBColor(*bytes.fromhex(hexadecimal.removeprefix("#")))  # type: ignore[no-untyped-call]


def write(frame: TextFrame, paragraphs: Sequence[Sequence[Run]], lang: Language, align: PP_ALIGN | None = None) -> None:
    """Write paragraphs into a text frame, in the direction of the language."""
    frame.word_wrap = True
    for side in ("margin_left", "margin_right", "margin_top", "margin_bottom"):
        setattr(frame, side, 0)
    for number, runs in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()  # type: ignore[no-untyped-call]  # python-pptx is typed in part
        paragraph.alignment = align or (PP_ALIGN.RIGHT if lang.is_mirrored else PP_ALIGN.LEFT)
        if lang.is_mirrored:
            paragraph._p.get_or_add_pPr().set("rtl", "1")  # noqa: SLF001 - python-pptx has no word for direction
        for piece in runs:
            _add_run(paragraph, piece, lang)


def _add_run(paragraph: _Paragraph, piece: Run, lang: Language) -> None:
    run = paragraph.add_run()
    told = without_vowel_signs(piece.text)  # alike in all formats
    run.text = _RANGE.sub("\u2060\u2013\u2060", told)  # a line does not end inside a range
    run._r.insert(0, parse_xml(_style(piece.size, piece.colour, lang, bold=piece.bold)))  # noqa: SLF001 - nor for language


@cache
def _style(size: float, colour: str, lang: Language, *, bold: bool) -> str:
    """Return the style of a run as python-pptx writes it, which takes a third of the time of a deck for thousands."""
    return (
        f'<a:rPr xmlns:a="{_DRAWING}" sz="{Pt(size).centipoints}" b="{bold:d}" lang="{lang.tag}">'
        f'<a:solidFill><a:srgbClr val="{colour_of(colour)}"/></a:solidFill>'
        f'<a:latin typeface="{TYPEFACE}"/><a:cs typeface="{TYPEFACE}"/></a:rPr>'
    )


def add_text(
    slide: Slide, place: Rect, paragraphs: Sequence[Sequence[Run]], lang: Language, name: str, *, end: bool = False
) -> Shape:
    """Add a text box; ``end`` sets its lines against the end of the slide."""
    box = slide.shapes.add_textbox(*place.mirrored(lang).emu)
    box.name = name
    ends = PP_ALIGN.LEFT if lang.is_mirrored else PP_ALIGN.RIGHT
    write(box.text_frame, paragraphs, lang, ends if end else None)
    return box


def add_field(slide: Slide, place: Rect, fill: str, name: str) -> Shape:
    """Add a plain rounded field without line or shadow; ``place`` is final."""
    field = slide.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, *place.emu)
    field.adjustments[0] = 0.06
    field.name = name
    plain(field, fill)
    return field


def plain(shape: Shape, fill: str, line: str | None = None, width: float = 0.75) -> None:
    """Fill a shape, with or without a line, and take away the shadow that themes give."""
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour_of(fill)
    if line is None:
        shape.line.fill.background()
    else:
        shape.line.color.rgb = colour_of(line)
        shape.line.width = Pt(width)
    style = shape.element.find(qn("p:style"))
    if style is not None:
        style.find(qn("a:effectRef")).set("idx", "0")  # LibreOffice ignores an empty effect list


def add_mark(slide: Slide, mark: Mark, left: float, top: float, name: str, size: float) -> None:
    """Add a symbol of the map as a shape of its own, its number so large, at its distance from the map's corner."""
    x, y = left + mark.x, top + mark.y
    paper = PALETTE["light"]
    symbol = SYMBOLOGY[mark.kind]
    corners = [tuple(map(float, pair.split(","))) for pair in re.findall(r"-?[\d.]+,-?[\d.]+", symbol.path)]
    if mark.tag or symbol.shape == "circle":
        place = Rect(x - mark.radius, y - mark.radius, 2 * mark.radius, 2 * mark.radius)
        shape = slide.shapes.add_shape(MSO_SHAPE.OVAL, *place.emu)
    else:
        points = [(round((x + a * mark.radius) * _POINT), round((y + b * mark.radius) * _POINT)) for a, b in corners]
        builder = slide.shapes.build_freeform(*points[0])
        builder.add_line_segments(points[1:], close=True)
        shape = builder.convert_to_shape()
    shape.name = name
    if mark.tag:
        plain(shape, paper.surface, symbol.colour())
        shape.line.dash_style = 4  # MSO_LINE.DASH
    elif mark.hollow:
        plain(shape, paper.surface, symbol.colour(), 1.5)
    else:
        plain(shape, symbol.colour(), paper.surface)
    colour = paper.ink if mark.tag or mark.hollow else symbol.on_colour()
    frame = shape.text_frame
    write(frame, [[Run(mark.text, size, bold=True, colour=colour)]], ENGLISH, PP_ALIGN.CENTER)
    frame.word_wrap = False
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    if symbol.sink > 0 and not mark.tag:
        frame.margin_top = Pt(mark.radius * 3 * symbol.sink)  # the wide part of a triangle lies below its middle


def describe(shape: BaseShape, text: str) -> None:
    """Give a picture, chart or table the text that a screen reader reads."""
    shape.element.xpath(".//p:cNvPr")[0].set("descr", text)


def positive_axis_ids(chart: Chart) -> None:
    """Renumber the axes: python-pptx writes negative ids, which the schema forbids."""
    elements = chart.element.xpath(".//c:axId | .//c:crossAx")
    numbers = {value: str(number) for number, value in enumerate(sorted({e.get("val") for e in elements}), start=1)}
    for element in elements:
        element.set("val", numbers[element.get("val")])


def set_labels(chart: Chart, every: int, *, turned: bool) -> None:
    """Name every so many periods, upright: turned ones take the chart's room.

    LibreOffice names them all; Arabic names of months it would break inside a word, so they are turned a little.
    """
    axis = chart.category_axis
    axis.tick_labels.font.size = Pt(10)
    axis._element.find(qn("c:txPr")).find(qn("a:bodyPr")).set("rot", "-2700000" if turned else "0")  # noqa: SLF001 - python-pptx has no word for it
    skip = OxmlElement("c:tickLblSkip")
    skip.set("val", str(every))
    axis._element.find(qn("c:lblOffset")).addnext(skip)  # noqa: SLF001
