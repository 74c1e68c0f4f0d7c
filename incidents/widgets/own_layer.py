"""A layer of one's own: a file is read in this session alone, drawn over the map, and asked about.

Nothing of it is kept, sent or written into a link; links and exports only name the file.
"""

import html
from dataclasses import replace

import streamlit as st

from geodata.own_layers import ENDINGS, OwnLayer, load_own_layer
from geodata.unusable_layer import UnusableLayerError
from incidents.language import Language, isolate
from incidents.phrases.own_layers import layer_in_words, unusable_layer_in_words
from incidents.selection.circles import layer_of
from incidents.selection.near import RADII_KM
from incidents.selection.question import Near
from incidents.views.markup import text
from incidents.widgets.page_state import ask, asked
from incidents.widgets.serving.uploads import serves_this_computer_alone
from incidents.widgets.standing import VIEWS, move

_LAYER = "of_own_layer"  # in the state of a session that has one; set by the reader (page_state.is_overtaken)
_FILE, _KM = "own_layer_file", "own_layer_km"
_USUAL_KM = 10
_NAMES_SHOWN = 20


def own_layer() -> OwnLayer | None:
    """Return the layer that this session has opened; None where it has none, or the server is there for others."""
    held: OwnLayer | None = st.session_state.get(_LAYER)
    return held if serves_this_computer_alone() else None


def let_go_of_layer() -> None:
    """Take the layer away, and with it what is asked about it; for callbacks."""
    st.session_state.pop(_LAYER, None)
    if layer_of(asked().near) is not None:
        ask(asked().without("near"))


def show_own_layer(lang: Language) -> None:
    """Draw the place to drop a layer, what is in it, and the ways on: over the map, or what lies near it."""
    title = html.escape(lang.say("A layer of your own over the map"))
    said = lang.say(
        "A route, offices or areas. It stays in this session: nothing of it is kept or sent, and links and exports "
        "only name the file."
    )
    st.html(f'<h3 id="own-layer">{title}</h3><p>{html.escape(said)}</p>')
    label = lang.say("Layer: GeoJSON, KML, GPX or GeoPackage")
    file = st.file_uploader(label, type=[ending[1:] for ending in ENDINGS], key=_FILE)
    if file is None:
        return
    with st.spinner(lang.say("Reading the file …")):
        try:
            layer = load_own_layer(file.name, file.getvalue())
        except UnusableLayerError as error:
            said = unusable_layer_in_words(error, lang)
            st.html(f'<div class="notice" role="alert"><p>{text(said)}</p></div>')
            return
    st.html("".join(f"<p>{text(sentence)}</p>" for sentence in [*layer_in_words(layer, lang), *_names(layer, lang)]))
    _show_ways_on(layer, lang)


def _names(layer: OwnLayer, lang: Language) -> list[str]:
    named = [name for name in layer.names if name]
    more = len(named) - _NAMES_SHOWN
    shown = named[:_NAMES_SHOWN]
    if more > 0:
        shown.append(lang.plural("{count} more", "{count} more", more).format(count=lang.number(more)))
    return [lang.listed([isolate(name) for name in shown])] if shown else []


def _show_ways_on(layer: OwnLayer, lang: Language) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        km = st.selectbox(
            lang.say("Within"),
            RADII_KM,
            index=RADII_KM.index(_USUAL_KM),
            key=_KM,
            format_func=lambda km: lang.say("{distance} km").format(distance=lang.number(km)),
            width=120,
        )
        near = Near(layer, km)
        asks = st.button(
            lang.say("Only what lies near it"), key="own_layer_near", type="primary", on_click=_open, args=(layer, near)
        )
        if st.button(lang.say("Over the map"), key="own_layer_show", on_click=_open, args=(layer, None)) or asks:
            st.rerun(scope="app")


def _open(layer: OwnLayer, near: Near | None) -> None:
    """Draw the layer from now on and show the map; with ``near`` also ask what lies that near; for callbacks."""
    let_go_of_layer()
    st.session_state[_LAYER] = layer
    if near is not None:
        ask(replace(asked(), near=near))
    move(view=VIEWS[0])
