"""The map on the screen: a base that never changes, and marks that are exchanged with every answer.

Folium draws nothing by itself here: the base map is an empty Leaflet map that fetches our own layers from an address of
the dashboard once (``drawing``), and the feature group carries one message with the marks, the shading and the words of
the legend (``message``). The scripts that draw them stand in ``screen/``. Texts travel as data and are written as text
nodes, never as markup.
"""

from incidents.views.interactive_map.drawing import (
    SCREEN,
    SCRIPTS,
    STYLES,
    MapAddresses,
    draw_map,
    draw_marks,
    style_sheet,
    symbol_script,
)
from incidents.views.interactive_map.message import (
    TILES_HOST,
    MapMessage,
    map_message,
    marks_in_words,
    summary_in_words,
)
from incidents.views.interactive_map.shading import SHADINGS, Shading

__all__ = [
    "SCREEN",
    "SCRIPTS",
    "SHADINGS",
    "STYLES",
    "TILES_HOST",
    "MapAddresses",
    "MapMessage",
    "Shading",
    "draw_map",
    "draw_marks",
    "map_message",
    "marks_in_words",
    "style_sheet",
    "summary_in_words",
    "symbol_script",
]
