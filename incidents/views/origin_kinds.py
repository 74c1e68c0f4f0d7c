"""One colour per kind of origin: who said it, on the card and in the coverage chart alike.

Kinds that speak from the same side of the events share a colour. It never stands alone: the kind is written beside it.
A test holds each colour to a contrast of 3:1 against the surface (WCAG 2.2, 1.4.11).
"""

from incidents.views.tones import SIDES, Theme

ORIGIN_COLOURS: dict[str, dict[Theme, str]] = {
    "syrian-government": SIDES["government"],
    "sdf-and-administration": SIDES["sdf"],
    "coalition": SIDES["abroad"],
    "foreign-government": SIDES["abroad"],
    "isis": SIDES["armed"],
    "other-armed-group": SIDES["armed"],
    "monitor": SIDES["watching"],
    "international-organisation": SIDES["watching"],
    "media": SIDES["media"],
    "local": SIDES["local"],
    "analyst": SIDES["watching"],
    "unnamed-official": SIDES["nobody"],
    "unattributed": SIDES["nobody"],
}


def origin_colour(kind: str, theme: Theme = "light") -> str:
    """Return the colour of a kind of origin as #RRGGBB; a kind that only some record knows takes nobody's side."""
    return ORIGIN_COLOURS.get(kind, SIDES["nobody"])[theme]


def origin_css() -> str:
    """Return one rule per kind: elements of class ``k-<kind>`` carry its colour, a property of the page's theme."""
    return "".join(f".k-{kind}{{--origin:{origin_property(kind)}}}" for kind in ORIGIN_COLOURS)


def origin_property(kind: str) -> str:
    """Return the colour of a kind of origin as the property that the page declares for light and for dark."""
    return f"var(--origin-{kind if kind in ORIGIN_COLOURS else 'unattributed'})"
