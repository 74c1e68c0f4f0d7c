"""The map on the page: a canvas that stays while its marks answer."""

import time

import streamlit as st
from streamlit_folium import st_folium

from incidents.language import Language
from incidents.selection.change_periods import read_period
from incidents.selection.selection import Selection
from incidents.views.interactive_map import draw_map, draw_marks, map_message
from incidents.views.map_points import FIRST_ZOOM, MOST_MARKS, map_points
from incidents.views.tones import Theme
from incidents.widgets.map_choice import CANVAS, keep_spot, map_view, page_is_asked, take_click
from incidents.widgets.map_tools import show_map_tools
from incidents.widgets.map_words import show_in_words, show_without_place
from incidents.widgets.offline_assets import map_addresses
from incidents.widgets.page_state import is_overtaken
from incidents.widgets.standing import Spot, stands

_HEIGHT = 560  # pixels
_FRAMES = 0.06  # seconds in which a browser gets and paints the marks
_NEVER_CUT = 5_000  # up to here all marks are sent, so that a pan finds them drawn already
_MOST_OF_LARGE = 250  # marks of a large record: what a screen can hold apart, and what a change may weigh
_MIRRORED = "map-mirrored"  # how the map began; it stays when the language changes, and so does what it shows by itself
_RETURNED = ("last_active_drawing", "last_object_clicked_count", "bounds", "center", "zoom")


def show_map(selection: Selection, opened: str | None, at: Spot | None, theme: Theme, lang: Language) -> None:
    """Draw the map of the selected incidents, marking the ``opened`` one. It opens ``at`` a spot.

    Pan and zoom run only this part of the page again; a choice is answered by the whole page.
    """
    page_is_asked()  # and is answering already
    _show_canvas(selection, opened, at, theme, lang)
    # The marks are what a reader waits for. While this thread rests they are sent and painted; without the pause the
    # browser would first draw whatever else of the page arrives in the same moment, and finish no sooner.
    time.sleep(_FRAMES)


@st.fragment
def _show_canvas(selection: Selection, opened: str | None, at: Spot | None, theme: Theme, lang: Language) -> None:
    if page_is_asked() or is_overtaken():
        st.rerun(scope="app")
    keep_spot()
    shading, tiles = show_map_tools(selection.question, lang)
    view, is_large = map_view(), len(selection) > _NEVER_CUT
    bounds, most = (view.bounds, _MOST_OF_LARGE) if is_large else (None, MOST_MARKS)
    points = map_points(selection, bounds, view.zoom or FIRST_ZOOM, most)
    against = read_period(stands().against or "")
    message = map_message(
        points, selection, lang, theme=theme, shading=shading, opened=opened, at=at, tiles=tiles, against=against
    )
    st_folium(
        draw_map(map_addresses(), is_mirrored=st.session_state.setdefault(_MIRRORED, lang.is_mirrored)),
        key=CANVAS,
        height=_HEIGHT,
        use_container_width=True,
        returned_objects=_RETURNED,
        feature_group_to_add=draw_marks(message),
        on_change=lambda: take_click(points),
    )
    show_in_words(points, message, lang)
    show_without_place(selection.record, points, lang)
