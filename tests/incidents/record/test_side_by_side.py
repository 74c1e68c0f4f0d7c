"""Two threads work on the parts of something large: what comes of it is the same as of one."""

import os
import threading

import pytest

from incidents.record.side_by_side import MANY, side_by_side

LONGEST_WAIT = 60  # seconds, after which the test fails


@pytest.mark.skipif(os.cpu_count() == 1, reason="one processor works on one part after the other")
def test_two_parts_are_worked_on_at_a_time_and_come_in_their_order():
    second_begun = threading.Event()

    def work(part):
        if part == 0:
            assert second_begun.wait(LONGEST_WAIT)
        second_begun.set()
        return part, threading.get_ident()

    made = list(side_by_side(work, iter(range(5)), MANY))
    assert [part for part, _thread in made] == [0, 1, 2, 3, 4]
    assert threading.get_ident() not in {thread for _part, thread in made}


@pytest.mark.parametrize("rows", [MANY - 1, MANY])
def test_what_a_part_raises_is_raised_where_the_part_would_stand(rows):
    made = side_by_side(lambda part: 6 // part, [3, 2, 0, 1], rows)
    assert [next(made), next(made)] == [2, 3]
    with pytest.raises(ZeroDivisionError):
        next(made)


def test_parts_of_few_rows_are_worked_on_when_they_are_asked_for():
    begun = []
    made = side_by_side(begun.append, iter(range(3)), MANY - 1)
    assert begun == []
    next(made)
    assert begun == [0]


@pytest.mark.parametrize("parts", [[], [7]])
def test_one_part_or_none_needs_no_other_thread(parts):
    here = threading.get_ident()
    assert list(side_by_side(lambda part: (part, threading.get_ident()), parts, MANY)) == [(p, here) for p in parts]
