"""Dossiers and comparisons of a large record, asked where its claims are kept, are those of memory."""

import random

import pytest

from incidents.selection.dossiers import dossier_of, with_dossier
from incidents.selection.large.opening import large_record
from incidents.selection.large.told_by_claims import dossier, side
from incidents.selection.question import Question
from incidents.selection.selection import select
from incidents.selection.sides import side_of
from tests.benchmarks.large_records import a_question
from tests.conftest import times

DOSSIERS = ("governorate:SY09", "district:SY0902", "place:raqqa", "actor:islamic-state", "origin:sohr", "kind:attack")


@pytest.fixture(scope="module")
def questions(record):
    chance = random.Random(20250301)  # noqa: S311 - a trial
    return [Question(), *(a_question(record, chance) for _ in range(times(3, quick=1)))]


def test_a_dossier_counts_what_memory_counts(home, record, questions):
    found = []
    with large_record(home) as large:
        for written in DOSSIERS:
            for asked in questions:
                question = with_dossier(asked, written)
                if question is not None:
                    found.append((dossier(large, question, written), dossier_of(select(record, question), written)))
    assert [there for there, _here in found] == [here for _there, here in found]
    assert sum(bool(here.voices) for _there, here in found) >= len(DOSSIERS)


def test_a_side_of_a_comparison_is_that_of_memory(home, record, questions):
    with large_record(home) as large:
        for question in questions:
            there, here = side(large, question), side_of(select(record, question))
            assert there.figures == here.figures
            assert there.sources == pytest.approx(here.sources, nan_ok=True)
            assert there.kinds.to_dict() == here.kinds.to_dict()
