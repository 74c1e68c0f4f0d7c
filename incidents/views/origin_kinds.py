"""One colour per kind of origin: who said it, on the card and in the coverage chart alike.

Kinds that speak from the same side of the events share a colour. It never stands alone: the kind is written beside it.
A test holds each colour to a contrast of 3:1 against the surface (WCAG 2.2, 1.4.11).
"""

from incidents.views.symbology import PALETTE, Theme

_GOVERNMENT: dict[Theme, str] = {"light": "#2152B8", "dark": "#7FA6F8"}
_SDF: dict[Theme, str] = {"light": "#A66300", "dark": "#F0B429"}
_ABROAD: dict[Theme, str] = {"light": "#13808A", "dark": "#6FD0D8"}
_ARMED: dict[Theme, str] = {"light": PALETTE["light"].ink, "dark": PALETTE["dark"].ink}
_WATCHING: dict[Theme, str] = {"light": "#7A3B8F", "dark": "#C9A2E8"}
_MEDIA: dict[Theme, str] = {"light": "#6B7280", "dark": "#A2ADBA"}
_NOBODY: dict[Theme, str] = {"light": "#8D7B5B", "dark": "#C7B894"}
_LOCAL: dict[Theme, str] = {"light": "#3D7A2A", "dark": "#8FCB76"}

ORIGIN_COLOURS: dict[str, dict[Theme, str]] = {
    "syrian-government": _GOVERNMENT,
    "sdf-and-administration": _SDF,
    "coalition": _ABROAD,
    "foreign-government": _ABROAD,
    "isis": _ARMED,
    "other-armed-group": _ARMED,
    "monitor": _WATCHING,
    "international-organisation": _WATCHING,
    "media": _MEDIA,
    "local": _LOCAL,
    "analyst": _WATCHING,
    "unattributed": _NOBODY,
}


def origin_colour(kind: str, theme: Theme = "light") -> str:
    """Return the colour of a kind of origin as #RRGGBB."""
    return ORIGIN_COLOURS[kind][theme]


def origin_css(theme: Theme) -> str:
    """Return one rule per kind: elements of class ``k-<kind>`` carry its colour as ``--origin``."""
    return "".join(f".k-{kind}{{--origin:{colours[theme]}}}" for kind, colours in ORIGIN_COLOURS.items())
