"""Dossiers and comparisons of a large record, asked where its claims are kept, are those of memory."""

import random
from itertools import cycle

import pytest

from incidents.selection.dossiers import dossier_of, with_dossier
from incidents.selection.large.opening import large_record
from incidents.selection.large.told_by_claims import dossier, side
from incidents.selection.question import Question
from incidents.selection.selection import select
from incidents.selection.sides import side_of
from tests.benchmarks.large_records import a_question

DOSSIERS = ("governorate:SY09", "district:SY0902", "place:raqqa", "actor:islamic-state", "origin:sohr", "kind:attack")


@pytest.fixture(scope="package")  # as where it is kept: memory is asked once
def questions(record):
    chance = random.Random(20250301)  # noqa: S311 - a trial
    return [Question(), *(a_question(record, chance) for _ in range(3))]


@pytest.fixture(scope="package")
def dossiers(record, questions):
    """Return dossiers of memory, each of the whole record and of one question, and which of which question they are."""
    of = zip(DOSSIERS, cycle(questions[1:]))
    asked = ((with_dossier(question, written), written) for written, one in of for question in (questions[0], one))
    return [(about, written, dossier_of(select(record, about), written)) for about, written in asked if about]


def test_a_dossier_counts_what_memory_counts(home, dossiers, part_for):
    asked = part_for(dossiers)
    with large_record(home) as large:
        found = [dossier(large, question, written) for question, written, _here in asked]
    assert found == [here for _question, _written, here in asked]
    assert sum(bool(here.voices) for _question, _written, here in dossiers) >= len(DOSSIERS)


def test_a_side_of_a_comparison_is_that_of_memory(home, record, questions):
    with large_record(home) as large:
        for question in questions[:3]:
            there, here = side(large, question), side_of(select(record, question))
            assert there.figures == here.figures
            assert there.sources == pytest.approx(here.sources, nan_ok=True)
            assert there.kinds.to_dict() == here.kinds.to_dict()
