"""The time dock: incidents per week or month by kind, with a window of days that is dragged, played and asked for.

The message carries one row of numbers per incident, so that the browser counts while the window moves (``rows``);
which period an incident answers stays the rule of the filters. Time runs from left to right in every language (decision
0004).
"""

from incidents.views.time_dock.drawn import day_number
from incidents.views.time_dock.message import DockCounts, dock_message, dock_told, period_before
from incidents.views.time_dock.rows import MOST_ROWS, window_rows

__all__ = ["MOST_ROWS", "DockCounts", "day_number", "dock_message", "dock_told", "period_before", "window_rows"]
