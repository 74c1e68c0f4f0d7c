"""The dashboard. What the page shows, from top to bottom, stands in ``incidents/widgets/page.py``."""

from incidents.widgets.page import show_page

show_page()
