"""The record of which the address for the data hands out: the one in memory, or one that is asked where it is kept."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
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


def is_there() -> bool:
    """Say whether there is a record to hand out; who asks first waits a moment for it to be read."""
    return is_asked_where_kept() or record_shown() is not None


@contextmanager
def handed_out() -> Iterator[HandedOut | None]:
    """Return what is handed out, None where there is nothing to; raises DatabaseError where it cannot be asked."""
    if is_asked_where_kept():
        from incidents.selection.large import taken, times  # what asks databases is not for every day
        from incidents.widgets.large.shared import asked_record

        with asked_record().asking() as asking:

            def page(asked: Asked) -> Page:
                large, question = asking.large, asked.question
                part = taken.part_from(large, question, asked.first, asked.most)
                return page_of(part, asked, times.count(large, question))

            yield HandedOut(asking.frame, page, asking.large.not_answered)
        return
    record = record_shown()
    yield HandedOut(record, partial(made_page, record)) if record else None
