"""The page, from top to bottom."""

import streamlit as st

from incidents.selection.selection import select
from incidents.widgets.about_panel import show_about
from incidents.widgets.briefing_panel import show_briefing
from incidents.widgets.comparison_panel import show_comparison
from incidents.widgets.figures_strip import show_figures
from incidents.widgets.filter_panel import show_filter_panel
from incidents.widgets.map_choice import kept_bounds, take_choice
from incidents.widgets.map_panel import show_map
from incidents.widgets.page_header import show_header
from incidents.widgets.page_state import arrive, permalink, read_question, write_address
from incidents.widgets.page_style import page_theme, show_page_style
from incidents.widgets.question_line import show_question, show_way_back
from incidents.widgets.shared_record import shared_record
from incidents.widgets.side_panel import show_opened, show_side
from incidents.widgets.table_panel import show_table
from incidents.widgets.timeline_panel import show_timeline

lang = arrive()
show_page_style(lang)
record = shared_record(lang)
question, standing, notices = read_question(record)
shown = select(record, question)
bounds = kept_bounds()
head, answer = st.container(), st.container()
has_map = standing.view == "incidents" and len(shown) > 0

if has_map:  # its marks go out before anything else: they are what a reader waits for
    with answer:
        figures, (left, right), below = st.container(), st.columns([6, 5], gap="medium"), st.container()
    with left:
        theme = page_theme()
        show_map(shown, lang, theme, opened=standing.incident, at=standing.at, on_choice=take_choice)

with head:
    show_header(record, lang)
    show_question(shown, notices, lang)
show_filter_panel(shown, lang)

if has_map:
    with figures:
        show_figures(shown, lang)
    with right:
        show_side(shown, standing.incident, lang)
    with below:
        show_timeline(shown, lang)
        show_table(shown, standing.incident, lang)
else:
    with answer:
        if standing.view == "about":
            show_about(select(record), lang)
        elif standing.view == "comparison":
            show_comparison(shown, standing, lang)
        elif not len(shown):
            show_way_back(shown, lang)
            show_opened(shown, standing.incident, lang)
        else:
            show_briefing(shown, bounds, lang, permalink())

write_address()
