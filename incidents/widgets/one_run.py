"""What Streamlit runs for every answer of the page (``app.py`` names this file)."""

from incidents.widgets.page import show_page

show_page()
