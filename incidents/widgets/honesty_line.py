"""One line of honesty under the bar: to which day the record goes, that it is a sample, how it counts."""

import datetime as dt

import streamlit as st

from incidents.language import Language
from incidents.record.record import Record
from incidents.views.masthead import draw_honesty
from incidents.widgets.standing import move


def show_honesty(record: Record, lang: Language) -> None:
    """Draw the line; its links open the chapters of About that say more."""
    with st.container(key="honesty", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(draw_honesty(record, dt.datetime.now(dt.UTC).date(), lang), width="content")
        chapters = {"completeness": lang.say("how complete"), "method": lang.say("how we count")}
        for chapter, title in chapters.items():
            st.button(
                title,
                key=f"honesty_{chapter}",
                type="tertiary",
                on_click=move,
                kwargs={"view": "about", "chapter": chapter},
            )
