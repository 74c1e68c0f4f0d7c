"""What a choice on the map does to the rest of the page."""

from dataclasses import replace

import streamlit as st

from incidents.selection.question import Bounds
from incidents.widgets.map_panel import MapChoice, map_view
from incidents.widgets.page_state import ask, asked, open_incident

_BOUNDS = "map_bounds"
LISTED = "map_listed"  # the incidents of a mark that stands for several


def take_choice(choice: MapChoice) -> None:
    """Open the incident of a mark, list those of a mark that has several, filter by a governorate or by the view."""
    filters = asked()
    st.session_state.pop(LISTED, None)
    if choice.kind == "view":
        ask(replace(filters, bounds=choice.bounds))
    elif choice.kind == "governorate" and choice.governorate:
        others = tuple(code for code in filters.governorate if code != choice.governorate)
        added = (*others, choice.governorate) if others == filters.governorate else others
        ask(replace(filters, governorate=added))
    elif choice.kind == "incidents" and choice.count == 1:
        open_incident(choice.incident_ids[0])
    elif choice.kind == "incidents":
        open_incident(None)
        st.session_state[LISTED] = choice.incident_ids, choice.count


def kept_bounds() -> Bounds | None:
    """Return what the map shows or showed last; views without the map, such as the briefing, go on from there."""
    if (bounds := map_view().bounds) is not None:
        st.session_state[_BOUNDS] = bounds
    kept: Bounds | None = st.session_state.get(_BOUNDS)
    return kept
