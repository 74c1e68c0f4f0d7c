"""The parts of the page: each ``show_`` draws its widgets, and returns nothing.

What the reader does on them changes the state of the session (``page_state``), by the widgets' keys and by callbacks;
``read_question`` is the only way from there into the page.
"""
