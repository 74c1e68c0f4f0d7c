"""The way from the page to the desk, where there is one."""

import html

import streamlit as st

from incidents.language import Language
from incidents.widgets.desk.asked import PARAMETER, has_desk, is_at_desk


def show_way_to_desk(lang: Language) -> None:
    """Offer the desk to who has one and is not there; nothing to anybody else."""
    if has_desk() and not is_at_desk():
        label = html.escape(lang.say("Desk"))
        st.html(
            f'<a class="to-desk" href="?{PARAMETER}=drafts&amp;lang={lang}" target="_self">{label}</a>', width="content"
        )
