"""What the map shows as the page opens, told to a browser that has no session yet: by the address alone.

It is what the first answer of the page is going to tell the map, by the same rules, of the version of the record that
this answer will show: so the map stands there while Streamlit still starts, and is taken over as it is. What only a
session knows (the desk) or a database is asked for each time comes with the page.
"""

from incidents.language import best_language, language
from incidents.selection.selection import select
from incidents.widgets.desk.asked import PARAMETER, is_asked_for
from incidents.widgets.map_canvas import told_on_opening
from incidents.widgets.page_address import Query, language_asked, read_address
from incidents.widgets.shared_record import held_on_opening, is_asked_where_kept
from incidents.widgets.standing import VIEWS

FIRST_MAP = "first_map.json"  # the address, below the page's own; its query is that of the page


def first_map(query: Query, accepted: str | None) -> bytes | None:
    """Return what the map of an address is told first, as JSON; None where it opens without a map that can be told.

    ``accepted`` is the language that the reader's browser asks for. To be called beside the pages: who asks first waits
    for the record to be read.
    """
    if (PARAMETER in query and is_asked_for()) or is_asked_where_kept():
        return None
    held = held_on_opening()
    record = held.record
    if record is None:
        return None
    question, standing, _notices = read_address(query, record, stories=held.stories)
    if standing.view != VIEWS[0] or (question.text and not record.has_search(0)):
        return None
    selection = select(record, question)
    if not len(selection):  # the page then shows the way back
        return None
    code = language_asked(query)
    return told_on_opening(selection, standing, language(code) if code else best_language(accepted))
