"""The veil of hill shade on the printed map: the part of it that a sheet shows, at the sheet's size."""

import base64
from functools import lru_cache
from io import BytesIO

import numpy as np
from PIL import Image, ImageFilter

from geodata.boundaries import RELIEF, RELIEF_BOUNDS, kept_with_the_layers, layers_stamp
from incidents.views.static_map.frame import Frame

OPACITY = 0.55  # as on the screen
SMOOTH = 3.0  # from this magnification on the shade is blurred
PIXELS_PER_POINT = 1.2  # smooth enough for a shade, and quickly drawn


@kept_with_the_layers
def _veil() -> Image.Image:
    """Read the shade and make it as light as it is shown: drawing it so is ten times as fast as a layer's opacity."""
    shade = Image.open(RELIEF)
    light = shade.getchannel("A").point([round(alpha * OPACITY) for alpha in range(256)])
    return Image.merge("LA", (shade.getchannel("L"), light))


def draw_relief(frame: Frame) -> str:
    """Return the shade as an SVG image in its place; it is drawn for Web Mercator, as the sheet is."""
    (south, west), (north, east) = RELIEF_BOUNDS
    x, y = frame.points(np.array([west, east]), np.array([north, south]))
    left, right = max(0.0, float(x[0])), min(frame.width, float(x[1]))
    top, bottom = max(0.0, float(y[0])), min(frame.height, float(y[1]))
    if left >= right or top >= bottom:
        return ""
    across, down = (x[1] - x[0]) / _veil().width, (y[1] - y[0]) / _veil().height
    part = ((left - x[0]) / across, (top - y[0]) / down, (right - x[0]) / across, (bottom - y[0]) / down)
    data = _part(
        tuple(round(float(edge), 2) for edge in part), round(right - left), round(bottom - top), layers_stamp()
    )
    return (
        f'<image x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" height="{bottom - top:.1f}" '
        f'preserveAspectRatio="none" image-rendering="optimizeSpeed" href="{data}"/>'
    )


@lru_cache(maxsize=16)
def _part(box: tuple[float, ...], width: int, height: int, _layers: str) -> str:
    """Return a part of the shade (in its pixels) at a size in points, as a data address."""
    size = max(1, round(width * PIXELS_PER_POINT)), max(1, round(height * PIXELS_PER_POINT))
    edges = (max(0.0, box[0]), max(0.0, box[1]), min(_veil().width, box[2]), min(_veil().height, box[3]))
    part = _veil().resize(size, Image.Resampling.BICUBIC, box=edges)
    magnified = size[0] / max(edges[2] - edges[0], 1e-6)
    if magnified > SMOOTH:  # its own pixels must not show
        part = part.filter(ImageFilter.GaussianBlur(magnified * 0.7))
    out = BytesIO()
    part.save(out, "PNG", compress_level=1)
    return f"data:image/png;base64,{base64.b64encode(out.getvalue()).decode()}"
