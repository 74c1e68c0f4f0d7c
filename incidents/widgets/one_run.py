"""What Streamlit runs for every answer of the page (``app.py`` names this file)."""

from incidents.widgets.desk.asked import is_at_desk
from incidents.widgets.page import show_page

if is_at_desk():
    from incidents.widgets.desk.page import show_desk

    show_desk()
else:
    show_page()
