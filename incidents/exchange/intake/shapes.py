"""The foreign shapes that are read, and by which of their headings a file is known to be of one."""

from collections.abc import Mapping, Sequence

from incidents.exchange.acled.reading import ACLED
from incidents.exchange.airwars import AIRWARS
from incidents.exchange.intake.events import Shape
from incidents.exchange.intake.headers import plain_heading
from incidents.exchange.intake.mapping import Kind, guessed
from incidents.exchange.own import OWN
from incidents.exchange.ucdp.reading import UCDP

SHAPES: Mapping[Kind, Shape] = {shape.kind: shape for shape in (ACLED, UCDP, AIRWARS, OWN)}


def known_headings(kinds: Sequence[Kind] = tuple(SHAPES)) -> frozenset[str]:
    """Return all headings that some shape knows, as headings are compared."""
    words = (word for kind in kinds for named in SHAPES[kind].headings.values() for word in named)
    return frozenset(map(plain_heading, words))


def recognised(columns: Sequence[str]) -> Kind:
    """Return the shape of a file with these columns: one's own where it is none of the others."""
    for kind, shape in SHAPES.items():
        held = set(guessed(kind, shape.headings, columns).columns)
        if any(sign <= held for sign in shape.signs):
            return kind
    return "own"
