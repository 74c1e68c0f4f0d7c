"""The map on the screen: a base that stays, and marks that are exchanged with every answer.

Folium defines the base (``drawing``); the message carries marks, shading and the words of the legend (``message``). The
modules that draw them stand in ``screen/``; ``notebook`` draws the same with folium alone. Texts travel
as data and are written as text nodes, never as markup.
"""

from incidents.views.interactive_map.beside import DrawnBeside
from incidents.views.interactive_map.drawing import MapAddresses, base_definition, base_map
from incidents.views.interactive_map.leaflet import LEAFLET_SCRIPT, leaflet_css
from incidents.views.interactive_map.message import (
    TILES_HOST,
    MapMessage,
    map_message,
    map_told,
    marks_in_words,
    summary_in_words,
)
from incidents.views.interactive_map.notebook import draw_map
from incidents.views.interactive_map.shading import SHADINGS, Shades, Shading, change_shades, shades_of

__all__ = [
    "LEAFLET_SCRIPT",
    "SHADINGS",
    "TILES_HOST",
    "DrawnBeside",
    "MapAddresses",
    "MapMessage",
    "Shades",
    "Shading",
    "base_definition",
    "base_map",
    "change_shades",
    "draw_map",
    "leaflet_css",
    "map_message",
    "map_told",
    "marks_in_words",
    "shades_of",
    "summary_in_words",
]
