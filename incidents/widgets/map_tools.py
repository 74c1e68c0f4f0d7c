"""The row above the map: shading, "only what I see", and tiles from a network for who wants them."""

import streamlit as st

from incidents.language import Language
from incidents.selection.question import Question
from incidents.views.interactive_map import SHADINGS, TILES_HOST, Shading
from incidents.widgets.map_choice import MapChoice, choose, kept_bounds
from incidents.widgets.page_address import write_address
from incidents.widgets.standing import control_of


def show_map_tools(question: Question, lang: Language) -> tuple[Shading, bool]:
    """Draw the row; return the shading and whether online tiles are wanted."""
    with st.container(key="map_tools", horizontal=True, vertical_alignment="center"):
        shading = _show_shading(lang)
        bounds = kept_bounds()
        st.button(
            lang.say("Filter to map view"),
            key="map-view-button",
            help=lang.say("Keep only the incidents whose place lies inside this view of the map"),
            disabled=bounds is None or question.bounds == bounds,
            on_click=lambda: choose(MapChoice(bounds=kept_bounds())),
        )
        tiles = _show_tiles(lang)
    return shading, tiles


def _show_shading(lang: Language) -> Shading:
    titles: dict[Shading, str] = {
        "none": lang.say("Colour governorates by: none"),
        "incidents": lang.say("Colour by incidents"),
        "killed_low": lang.say("Colour by killed, lowest figures"),
        "killed_high": lang.say("Colour by killed, highest figures"),
        "change": lang.say("Colour by change"),
    }
    shading: Shading = st.selectbox(
        lang.say("Colour governorates by"),
        SHADINGS,
        format_func=lambda code: titles[code],
        key=control_of("shading"),
        on_change=write_address,
        label_visibility="collapsed",
        width=270,
    )
    return shading


def _show_tiles(lang: Language) -> bool:
    with st.popover(lang.say("Basemap"), key="map-online"):
        st.markdown(
            lang.say(
                "The offline basemap needs no network. OpenStreetMap adds roads and villages, but your "
                "browser then contacts **{host}**, which learns your address and the part of Syria you "
                "look at."
            ).format(host=TILES_HOST)
        )
        return st.toggle(
            lang.say("Basemap: OpenStreetMap, loaded from {host}").format(host=TILES_HOST), key="map-tiles"
        )
