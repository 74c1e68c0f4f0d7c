"""What is worked out once per record and shared by all readers."""

from incidents.record.kept import Kept
from tests.conftest import a_record, an_incident


def test_values_of_several_keys_come_in_their_order_and_only_the_missing_are_made_together():
    record, kept, asked = a_record(), Kept[int, str](), []

    def make(keys):
        asked.append(list(keys))
        return map(str, keys)

    assert kept.of_each(record, [2, 1], make) == ["2", "1"]
    assert kept.of_each(record, [3, 1, 3, 2], make) == ["3", "1", "3", "2"]
    assert kept.of_each(record, [1, 2], make) == ["1", "2"]
    assert asked == [[2, 1], [3], []]


def test_more_values_than_are_kept_are_all_returned():
    record, kept = a_record(), Kept[int, str](most=2)
    assert kept.of_each(record, [1, 2, 3, 4], lambda keys: map(str, keys)) == ["1", "2", "3", "4"]
    assert [kept.find(record, key) for key in (1, 2, 3, 4)] == [None, None, "3", "4"]


def test_a_value_is_of_one_record_and_found_only_where_it_was_kept():
    one, other, kept = a_record(), a_record(incidents=[an_incident()]), Kept[str, int]()
    assert kept.keep(one, "a", 1) == 1
    assert (kept.find(one, "a"), kept.find(other, "a"), kept.find(one, "b")) == (1, None, None)
    assert kept.of(one, "a", lambda: 2) == 1
    assert kept.of(other, "a", lambda: 2) == 2
