"""The control of "near": a place by its name, or coordinates, and how many km around it."""

from functools import partial

import numpy as np
import streamlit as st

from incidents.language import Language, isolate
from incidents.record.kept import Kept
from incidents.record.record import Record
from incidents.selection.circles import places_spoken_of
from incidents.selection.near import RADII_KM, USUAL_KM, Nearby, center_in_words, near_meant, with_layer, written_center
from incidents.selection.notices import LONGEST_TEXT
from incidents.selection.question import Near, Question
from incidents.selection.selection import Selection
from incidents.views.markup import text as html_text
from incidents.widgets.own_layer import own_layer
from incidents.widgets.page_state import key_of
from incidents.widgets.plain_labels import plain_label

_PLACE, _KM = "near_place", "near_km"  # keys of the two controls, which follow the question in every run
_UNREAD = "near_unread"  # what was typed last and names no place
_options: Kept[str, dict[str, str]] = Kept()


def show_near(selection: Selection, kind: Nearby, lang: Language) -> None:
    """Offer a place and a distance; each distance tells how many incidents it would leave."""
    record, near = selection.record, selection.question.near
    names = _own(lang) | _places(record, lang)
    chosen = ",".join(written_center(near.center)) if near else None
    spoken = center_in_words(record, near, lang) if near else ""
    st.session_state[_PLACE] = chosen
    st.selectbox(
        lang.say("Near"),
        list(names) if chosen is None or chosen in names else [chosen, *names],
        key=_PLACE,
        format_func=lambda code: names.get(code, plain_label(spoken) if code == chosen else code),
        placeholder=lang.say("Place, or 35.95, 39.01"),
        accept_new_options=True,
        filter_mode="contains",
        help=lang.say(kind.note),
        on_change=partial(_take, record),
    )
    if unread := st.session_state.pop(_UNREAD, ""):
        said = lang.say("“{text}” names no place of the gazetteer.").format(text=unread)
        st.html(f'<p class="hint" role="status">{html_text(said)}</p>')
    if near is not None:
        _show_km(selection, kind, near, lang)


def _show_km(selection: Selection, kind: Nearby, near: Near, lang: Language) -> None:
    others = selection.without(kind.name).mask

    def say(km: int) -> str:
        left = int(np.count_nonzero(kind.answer(selection.record, Near(near.center, km)) & others))
        distance = lang.say("{distance} km").format(distance=lang.number(km))
        return f"{distance} · {lang.number(left)}"

    st.session_state[_KM] = near.km
    st.selectbox(
        lang.say("Within"),
        sorted({*RADII_KM, near.km}),
        key=_KM,
        format_func=say,
        on_change=partial(_take, selection.record),
    )


def _take(record: Record) -> None:
    """Take over what was chosen or typed; what names no place leaves the question as it was, and is said."""
    text, km = st.session_state.get(_PLACE), st.session_state.get(_KM) or USUAL_KM
    if not text:
        st.session_state[key_of("near")] = None
    elif (meant := near_meant(str(text), record)) is not None:
        is_written_out = str(text) != ",".join(written_center(meant.center))
        asked = Question(near=meant if is_written_out else Near(meant.center, km))
        st.session_state[key_of("near")] = with_layer(asked, own_layer())[0].near
    else:
        st.session_state[_UNREAD] = str(text)[:LONGEST_TEXT]


def _own(lang: Language) -> dict[str, str]:
    """Return the reader's own layer by its name, where there is one."""
    layer = own_layer()
    if layer is None:
        return {}
    said = lang.say("Your layer: {file}").format(file=isolate(layer.name))
    return {",".join(written_center(layer)): plain_label(said)}


def _places(record: Record, lang: Language) -> dict[str, str]:
    """Return the places that the record speaks of, by their names; any other of the gazetteer can be typed."""

    def make() -> dict[str, str]:
        named = {place_id: lang.of(record.gazetteer.place(place_id), "name") for place_id in places_spoken_of(record)}
        return dict(sorted(named.items(), key=lambda item: item[1]))

    return _options.of(record, lang.code, make)
