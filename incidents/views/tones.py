"""Every colour there is, once: map, page, card, paper and deck take theirs from here; symbols have ``symbology``.

What stands on what is held to the contrast of WCAG 2.2 by tests; Streamlit's own widgets take their colours from
``.streamlit/config.toml``, which a test holds to these.
"""

from dataclasses import dataclass
from typing import Literal

Theme = Literal["light", "dark"]
WHITE = "#FFFFFF"


@dataclass(frozen=True)
class Palette:
    """Colours of the base map and of whatever lies around it, as #RRGGBB.

    ``shades`` go from few to many, ``rises`` and ``falls`` from a small change to a large one: orange and blue, which
    stay apart for every kind of colour vision. ``own`` is the layer of a reader, which is no part of the record.
    """

    land: str
    outside: str
    water: str
    shore: str
    border: str
    border_glow: str
    governorate: str
    ink: str
    muted: str
    water_ink: str
    surface: str
    line: str
    own: str
    shades: tuple[str, ...]
    rises: tuple[str, ...]
    falls: tuple[str, ...]


PALETTE: dict[Theme, Palette] = {
    "light": Palette(
        land="#FCFBF7",
        outside="#ECEAE4",
        water="#D3E4EF",
        shore="#8DB4D2",
        border="#414B58",
        border_glow="#C9CCCF",
        governorate="#A9A9A4",
        ink="#14202E",
        muted="#59636F",
        water_ink="#33638A",
        surface="#FFFFFF",
        line="#DAD8D1",
        own="#A0186E",
        shades=("#EAF0EE", "#D5E1DF", "#B9CDCC", "#98B4B6", "#789A9F"),
        rises=("#FBE6D8", "#F5C7A9", "#EBA479"),
        falls=("#E2ECF6", "#BFD7EB", "#96BDDD"),
    ),
    "dark": Palette(
        land="#232B34",
        outside="#171C22",
        water="#16303F",
        shore="#3F6E8C",
        border="#9AA6B4",
        border_glow="#323C47",
        governorate="#566270",
        ink="#E9EDF2",
        muted="#A2ADBA",
        water_ink="#82B4D6",
        surface="#1E252D",
        line="#3A4550",
        own="#FF8FD0",
        shades=("#28353D", "#2D434C", "#325059", "#386068", "#407179"),
        rises=("#3B2F2C", "#5A3F31", "#7C5138"),
        falls=("#26384A", "#2C4B66", "#345F84"),
    ),
}


@dataclass(frozen=True)
class Tones:
    """The colours of the page around the map, as #RRGGBB. ``contested`` marks accounts that disagree.

    ``rise`` and ``fall`` are the bars of what changed.
    """

    page: str
    panel: str
    accent: str
    on_accent: str
    notice: str
    contested: str
    rise: str
    fall: str


TONES: dict[Theme, Tones] = {
    "light": Tones(
        page="#FBFAF7",
        panel="#F1EFE9",
        accent="#1B5E6B",
        on_accent=WHITE,
        notice="#D07A12",
        contested="#9A3B00",
        rise="#A54817",
        fall="#2F6FA8",
    ),
    "dark": Tones(
        page="#171C22",
        panel="#1E252D",
        accent="#7CC7D3",
        on_accent="#14202E",
        notice="#D07A12",
        contested="#F2A65A",
        rise="#E58A52",
        fall="#78B2E0",
    ),
}


@dataclass(frozen=True)
class Printed:
    """The colours of slide, paper and deck beyond those of the map, as #RRGGBB."""

    accent: str  # what stands out in a line of text
    bar: str
    field: str  # the ground of boxes
    badia: str  # a hint of sand: the approximate Badia is ground, not a statement
    shown: str  # the rectangle of the small map that says where the large one is


PAPER = PALETTE["light"]  # the base map and the ink of whatever is printed
PRINTED = Printed(accent="#9C3B14", bar="#7C8794", field="#F4F3EF", badia="#F5EEDF", shown="#B5280C")

# Who speaks, by side: kinds of origins that speak from the same side of the events share a colour.
SIDES: dict[str, dict[Theme, str]] = {
    "government": {"light": "#2152B8", "dark": "#7FA6F8"},
    "sdf": {"light": "#A66300", "dark": "#F0B429"},
    "abroad": {"light": "#13808A", "dark": "#6FD0D8"},
    "armed": {theme: palette.ink for theme, palette in PALETTE.items()},
    "watching": {"light": "#7A3B8F", "dark": "#C9A2E8"},
    "media": {"light": "#6B7280", "dark": "#A2ADBA"},
    "local": {"light": "#3D7A2A", "dark": "#8FCB76"},
    "nobody": {"light": "#8D7B5B", "dark": "#C7B894"},
}


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2), from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def linear_rgb(colour: str) -> tuple[float, float, float]:
    """Return a colour's light in linear sRGB, from 0 to 1 each."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red, green, blue


def _luminance(colour: str) -> float:
    red, green, blue = linear_rgb(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
