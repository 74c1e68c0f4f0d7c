"""Readers who have gone are waited for: not for ever, and not all of very many."""

from incidents.widgets.serving.departures import KEPT, MOST_KEPT, waited_for_no_longer

NOW = 1_000.0


def test_a_reader_whose_line_broke_finds_everything_as_it_was_for_a_while():
    gone = {"now": NOW, "before": NOW - KEPT / 2, "long ago": NOW - KEPT}
    assert waited_for_no_longer(gone, NOW) == ["long ago"]


def test_of_more_than_a_process_takes_who_went_first_is_waited_for_no_longer():
    gone = {f"reader {number}": NOW - number / MOST_KEPT for number in range(MOST_KEPT + 3)}
    last = [f"reader {MOST_KEPT + number}" for number in (2, 1, 0)]
    assert waited_for_no_longer(gone, NOW) == last
    assert waited_for_no_longer(dict(list(gone.items())[:MOST_KEPT]), NOW) == []
