"""The marks of a map that stands alone: symbols as SVG, and texts that stay texts wherever they are written."""

import math

from incidents.views.interactive_map.drawn_marks import DrawnMark
from incidents.views.symbology import SYMBOLOGY
from incidents.views.tones import PALETTE, Palette, Theme

_SYMBOLS = list(SYMBOLOGY.values())
_ROOM = (9.5, 9.5, 10.5, 12.5, 13.7, 14.9)  # radius (px) at which a number of so many characters fits
_FINGERTIP = 24  # px: no mark is smaller to the touch
# Folium writes texts into templates of Jinja, and those into template literals of JavaScript, and those into HTML.
_INERT = str.maketrans({sign: f"&#{ord(sign)};" for sign in "&<>\"'{}`$\\"})


def inert(text: str) -> str:
    """Return a text as HTML that shows it, in which neither Jinja, JavaScript nor HTML finds anything to do.

    >>> inert("{{ 7 }}")
    '&#123;&#123; 7 &#125;&#125;'
    """
    return text.translate(_INERT)


def colour_of(mark: DrawnMark, theme: Theme) -> str:
    """Return the colour of a mark or area: that of its kind, or of several."""
    return PALETTE[theme].border if mark.kind < 0 else _SYMBOLS[mark.kind].colour(theme)


def mark_svg(mark: DrawnMark, label: str, theme: Theme) -> tuple[str, int]:
    """Return the drawing of a mark, named by ``label``, and the side (px) of the square it stands in."""
    palette, radius = PALETTE[theme], _radius(mark)
    reach = mark.reach if mark.reach > radius + 0.5 else 0.0
    if mark.kind < 0:
        inside, extent = _ring(mark, radius, palette, theme), 1.0
    else:
        inside, extent = _symbol(mark, radius, palette, theme), _SYMBOLS[mark.kind].extent
    side = max(math.ceil(2 * (max(radius, reach) * extent + 2.5)), _FINGERTIP)
    around = _reach(mark, reach, theme) if reach else ""
    return (
        f'<svg role="img" aria-label="{inert(label)}" viewBox="{-side / 2} {-side / 2} {side} {side}" '
        f'width="{side}" height="{side}">{around}{inside}</svg>'
    ), side


def _radius(mark: DrawnMark) -> float:
    return mark.size if mark.count == 1 else max(mark.size, _ROOM[min(len(_brief(mark.count)), len(_ROOM) - 1)])


def _brief(count: int) -> str:
    return str(count) if count < 1000 else f"{count / 1000:.3g}K"


def _symbol(mark: DrawnMark, radius: float, palette: Palette, theme: Theme) -> str:
    """Draw the symbol of a kind: filled, or hollow where nobody states a figure."""
    symbol, known = _SYMBOLS[mark.kind], mark.size > 0 and mark.reach > 0
    fill, line, width = (
        (symbol.colour(theme), palette.land, 1.4) if known else (palette.land, symbol.colour(theme), 1.9)
    )
    drawn = _path(symbol.path, radius, f'fill="{fill}" stroke="{line}" stroke-width="{width}"')
    if mark.count == 1:
        return drawn
    return drawn + _number(mark, radius, symbol.sink, symbol.on_colour(theme) if known else palette.ink)


def _ring(mark: DrawnMark, radius: float, palette: Palette, theme: Theme) -> str:
    """Draw several kinds as a ring of their colours around the count."""
    width = min(5, radius * 0.36)
    middle = radius - width / 2
    whole, start, parts = 2 * math.pi * middle, 0.0, []
    for kind, count in mark.parts:
        length = whole * count / mark.count
        parts.append(
            f'<circle r="{middle:.2f}" fill="none" stroke="{_SYMBOLS[kind].colour(theme)}" stroke-width="{width:.2f}" '
            f'stroke-dasharray="{max(length - 1, 0.6):.2f} {whole:.2f}" stroke-dashoffset="{-start:.2f}" '
            'transform="rotate(-90)"/>'
        )
        start += length
    disc = f'<circle r="{radius + 1:.2f}" fill="{palette.surface}"/>'
    return disc + "".join(parts) + _number(mark, radius, 0, palette.ink)


def _reach(mark: DrawnMark, reach: float, theme: Theme) -> str:
    """Draw how far the highest figure reaches beyond the lowest."""
    colour = colour_of(mark, theme)
    style = f'fill="{colour}" fill-opacity=".14" stroke="{colour}" stroke-width="1.1"'
    return f'<circle r="{reach}" {style}/>' if mark.kind < 0 else _path(_SYMBOLS[mark.kind].path, reach, style)


def _path(path: str, radius: float, style: str) -> str:
    return f'<path d="{path}" transform="scale({radius})" vector-effect="non-scaling-stroke" {style}/>'


def _number(mark: DrawnMark, radius: float, sink: float, colour: str) -> str:
    text = _brief(mark.count)
    size = min(12.5, max(9.5, radius * 2.05 / max(len(text), 1.6)))
    return (
        f'<text fill="{colour}" font-size="{size:.2f}" font-weight="700" text-anchor="middle" '
        f'y="{size * 0.36 + radius * sink:.2f}">{text}</text>'
    )
