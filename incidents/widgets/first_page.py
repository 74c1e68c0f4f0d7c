"""What the first page of a server asks of the record, worked out before anybody opens it.

It is kept where each part keeps it. Who comes before it is done waits for what he needs of it, and for no more.
"""

import logging

from incidents.language import languages
from incidents.selection.completeness import headline
from incidents.widgets.first_map import first_map
from incidents.widgets.news_panel import visit_lines
from incidents.widgets.shared_record import held_on_opening, is_asked_where_kept


def get_ready() -> None:
    """Have the record of the pages read, then work out what they show first, in the order in which it is asked for.

    Of a record that is asked where it is kept nothing is read before somebody asks. A failure is passed over: who opens
    the page meets it too, and is told.
    """
    if is_asked_where_kept():
        return
    try:
        _work_out()
    except Exception:
        logging.getLogger(__name__).exception("The first page cannot be made ready")


def _work_out() -> None:
    record = held_on_opening().record
    if record is None:
        return
    spoken = languages()
    for lang in spoken:
        first_map({"lang": [lang.code]}, None)
    headline(record)
    for lang in spoken:
        visit_lines(record, lang)
    if record.has_search(0):  # that of a large record is being made already
        record.search.prepare()
