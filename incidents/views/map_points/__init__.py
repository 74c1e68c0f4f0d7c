"""What the map says: one row per drawn mark or area, the same for screen and paper.

A named place is a mark; incidents at one place are one mark with a count. A place known only roughly is an area of its
true radius, or the polygon of a governorate or of the Badia, never a mark. Incidents without a place are listed. Marks
that would lie on each other at a zoom are joined, and beyond ``most`` of them a grid in geographic space takes over, so
that every format counts the same: marks, areas, what lies outside the view and what has no place add up to the
selection at every zoom.
"""

from incidents.views.map_points.extent import asked_extent
from incidents.views.map_points.points import FIRST_ZOOM, MOST_MARKS, Drawn, MapPoints, map_points

__all__ = ["FIRST_ZOOM", "MOST_MARKS", "Drawn", "MapPoints", "asked_extent", "map_points"]
