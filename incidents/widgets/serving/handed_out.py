"""The record of which the address for the data hands out: the one in memory, or one that is asked where it is kept."""

from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial

from incidents.exchange.data_address import Asked, Page, made_page, page_of
from incidents.record.record import Record
from incidents.widgets.shared_record import is_asked_where_kept, record_shown


@dataclass(frozen=True)
class HandedOut:
    """A record (of a large one its frame, without its incidents), and who makes a part of an answer of it.

    ``not_answered`` names the filters by which it cannot be asked.
    """

    record: Record
    page: Callable[[Asked], Page]
    not_answered: Collection[str] = ()


Opening = Callable[[], AbstractContextManager[HandedOut]]


def what_is_there() -> Opening | None:
    """Return what opens the record that is handed out, None where there is none.

    Who asks first waits a moment for it to be read. To open it raises DatabaseError where it cannot be asked.
    """
    if is_asked_where_kept():
        return _asked_where_kept
    record = record_shown()
    if record is None:
        return None
    handed = HandedOut(record, partial(made_page, record))
    return lambda: nullcontext(handed)


@contextmanager
def _asked_where_kept() -> Iterator[HandedOut]:
    from incidents.selection.large import taken, times  # what asks databases is not for every day
    from incidents.widgets.large.shared import asked_record

    with asked_record().asking() as asking:

        def page(asked: Asked) -> Page:
            large, question = asking.large, asked.question
            part = taken.part_from(large, question, asked.first, asked.most)
            return page_of(part, asked, times.count(large, question))

        yield HandedOut(asking.frame, page, asking.large.not_answered)
