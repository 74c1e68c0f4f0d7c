"""A record that is too large for memory, asked where it is kept: what the commands share that can do so."""

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from incidents.commands.options import check_link, question_of, refuse
from incidents.exchange.streamed import STREAMED, InParts
from incidents.language import Language, plain_text
from incidents.phrases.large import any_number_in_words, too_many_in_words
from incidents.record.schema import Schema
from incidents.record.storage import DatabaseError, is_larger_than_memory
from incidents.selection.file_names import file_stem_of
from incidents.selection.filters import FILTERS
from incidents.selection.question import Question
from incidents.selection.selection import Selection

if TYPE_CHECKING:
    from incidents.selection.large.questions import LargeRecord


def is_asked_where_kept(chosen: argparse.Namespace) -> bool:
    """Say whether the record is too large for memory."""
    try:
        return is_larger_than_memory(chosen.data)
    except DatabaseError:  # which the reading of the record says
        return False


@contextmanager
def asked(chosen: argparse.Namespace) -> Iterator[tuple["LargeRecord", Question]]:
    """Open the record and read the question; exit with 2 where that cannot be, or cannot be answered there."""
    from incidents.selection.large.opening import large_record  # what asks databases is not for every day

    lang: Language = chosen.lang
    check_link(chosen)
    with _said(lang), large_record(chosen.data) as large:
        question = question_of(chosen, large.frame)
        for name in question.active():
            if name in large.not_answered:
                sentence = lang.say("{option}: a record of this size can be counted, but not searched for words.")
                refuse(sentence.format(option=FILTERS[name].option))
        yield large, question


@contextmanager
def pieces_of(chosen: argparse.Namespace) -> Iterator[tuple[Schema, str, Iterator[bytes]]]:
    """Return schema, the name of a file without its ending, and its content in pieces, made as they are asked for."""
    from incidents.selection.large.sums import key_figures
    from incidents.selection.large.taken import in_parts

    with asked(chosen) as (large, question):
        found = InParts(key_figures(large, question), in_parts(large, question))
        stem = file_stem_of(large.frame, question, chosen.lang)
        yield large.frame.schema, stem, STREAMED[chosen.format](found, chosen.lang)


def taken_of(
    chosen: argparse.Namespace, *, with_before: bool = False, others: Sequence[str] = ()
) -> tuple[Selection, int]:
    """Take what the options ask for into memory (see ``taken``), and count all incidents of the record.

    Exits with 2 where it is too much. ``with_before`` takes what a briefing holds it against as well;
    ``others`` are formats that take any number.
    """
    from incidents.selection.large.taken import TooManyError, taken, taken_with_before

    with asked(chosen) as (large, question):
        try:
            take = taken_with_before if with_before else taken
            return take(large, question), len(large)
        except TooManyError as error:
            lang: Language = chosen.lang
            more = [any_number_in_words([lang.say(label) for label in others], lang)] if others else []
            refuse(too_many_in_words(error.count, error.most, lang), *more)


@contextmanager
def _said(lang: Language) -> Iterator[None]:
    """Turn what a database says into a sentence, with which the command ends."""
    try:
        yield
    except DatabaseError as error:
        refuse(plain_text(error.say(lang)))
