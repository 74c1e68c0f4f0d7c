"""The sheet of the clip: how large it is, where map and panel stand in each language, and what is played on it."""

from collections.abc import Sequence
from dataclasses import dataclass

from incidents.language import Language
from incidents.selection.periods import Period
from incidents.selection.selection import Selection
from incidents.views.static_map.frame import ASPECT
from incidents.views.static_map.lettering import MapText, text_width
from incidents.views.static_map.scene import Scene
from incidents.views.tones import PAPER

# All lengths are points.
WIDTH, HEIGHT = 960.0, 540.0
EDGE, TOP, MAP_WIDTH = 24.0, 62.0, 510.0
MAP_HEIGHT = MAP_WIDTH / ASPECT
PANEL = WIDTH - 2 * EDGE - MAP_WIDTH - 20


@dataclass(frozen=True)
class Sheet:
    """Where things stand in a language: map at the start of the lines, panel at their end."""

    lang: Language

    @property
    def map_left(self) -> float:
        """Return where the map begins."""
        return WIDTH - EDGE - MAP_WIDTH if self.lang.is_mirrored else EDGE

    @property
    def panel_left(self) -> float:
        """Return where the panel begins."""
        return EDGE if self.lang.is_mirrored else WIDTH - EDGE - PANEL

    def at(self, from_start: float, width: float = 0.0) -> float:
        """Return the left end of something so wide, at a distance from the panel's start."""
        return self.panel_left + (PANEL - from_start - width if self.lang.is_mirrored else from_start)

    def word(
        self,
        from_start: float,
        y: float,
        text: str,
        sizes: Sequence[float],
        room: float,
        *,
        bold: bool = False,
        colour: str = PAPER.ink,
    ) -> MapText:
        """Set a word in the panel, in the largest size at which it fits the room."""
        weight = "bold" if bold else "regular"
        size = next((size for size in sizes if text_width(text, size, weight) <= room), sizes[-1])
        anchor = "right" if self.lang.is_mirrored else "left"
        return MapText(self.at(from_start), y, text, size, colour, weight, anchor)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Played:
    """A selection that is played: its days, its windows in turn, the words above and below, the map's ground."""

    selection: Selection
    days: Period
    windows: Sequence[Period]
    title: str
    kicker: str
    caption: str
    foot: Sequence[str]
    scene: Scene
