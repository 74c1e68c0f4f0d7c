"""The page, from top to bottom."""

import streamlit as st

from incidents.filters import find_masks, narrowed
from incidents.widgets.about_panel import show_about
from incidents.widgets.briefing_panel import show_briefing
from incidents.widgets.cached_dataset import cached_dataset
from incidents.widgets.comparison_panel import show_comparison
from incidents.widgets.figures_strip import show_figures
from incidents.widgets.filter_panel import show_filter_panel
from incidents.widgets.map_choice import kept_bounds, take_choice
from incidents.widgets.map_panel import show_map
from incidents.widgets.page_header import show_header
from incidents.widgets.page_state import arrive, permalink, read_question, write_address
from incidents.widgets.page_style import page_theme, show_page_style
from incidents.widgets.question_line import show_question, show_way_back
from incidents.widgets.side_panel import show_opened, show_side
from incidents.widgets.table_panel import show_table
from incidents.widgets.timeline_panel import show_timeline

lang = arrive()
show_page_style(lang)
dataset = cached_dataset(lang)
filters, place, notices = read_question(dataset)
masks = find_masks(dataset, filters)
shown = narrowed(dataset, masks)
bounds = kept_bounds()
head, answer = st.container(), st.container()
has_map = place.view == "incidents" and len(shown) > 0

if has_map:  # its marks go out before anything else: they are what a reader waits for
    with answer:
        figures, (left, right), below = st.container(), st.columns([6, 5], gap="medium"), st.container()
    with left:
        theme = page_theme()
        show_map(shown, filters, lang, theme, opened=place.incident, at=place.at, on_choice=take_choice)

with head:
    show_header(dataset, lang)
    show_question(dataset, shown, filters, notices, lang)
show_filter_panel(dataset, filters, masks, lang)

if has_map:
    with figures:
        show_figures(shown, lang)
    with right:
        show_side(shown, place.incident, lang)
    with below:
        show_timeline(dataset, filters, masks, lang)
        show_table(shown, place.incident, lang)
else:
    with answer:
        if place.view == "about":
            show_about(dataset, lang)
        elif place.view == "comparison":
            show_comparison(dataset, masks, place, lang)
        elif not len(shown):
            show_way_back(dataset, filters, masks, lang)
            show_opened(shown, place.incident, lang)
        else:
            show_briefing(shown, filters, bounds, lang, permalink())

write_address()
