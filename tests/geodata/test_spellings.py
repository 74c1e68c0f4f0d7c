import pytest

from geodata.spellings import NameIndex, fold, is_arabic


@pytest.mark.parametrize(
    ("one", "other"),
    [("kassar", "kasar"), ("hol", "hawl"), ("deir", "dayr"), ("thiban", "diban"), ("qamishli", "kamishly"),
     ("raqqa", "raqqah"), ("shaddadi", "chaddadi"), ("كسره", "كسرا"), ("ذيبان", "ديبان")],
)  # fmt: skip
def test_usual_spellings_of_one_sound_fold_together(one, other):
    assert fold(one) == fold(other)


def test_names_that_differ_in_more_than_spelling_stay_apart():
    assert len({fold(name) for name in ("homs", "hama", "hamas", "qatmish", "qatma", "harem", "kasra", "kassar")}) == 8


def test_an_arabic_spelling_finds_a_name_known_in_latin_letters_only():
    index = NameIndex([("station", "athman dubays station"), ("hamlet", "athman dubays"), ("homs", "hims")])
    assert set(index.scores("عثمان دبيس")) == {"hamlet"}
    assert index.scores("حماس") == {}


def test_an_index_without_names_finds_nothing():
    assert NameIndex([]).scores("homs") == {}
    assert NameIndex([("homs", "homs")]).scores("حمص") == {}


def test_a_part_of_a_name_has_to_be_spelt_as_it_is():
    index = NameIndex([("camp", "karama camp")])
    assert set(index.scores("karama")) == {"camp"}
    assert index.scores("karma") == {}
    assert set(index.scores("karma camp")) == {"camp"}


def test_a_sentence_is_not_a_name():
    assert NameIndex([("homs", "homs")]).scores(" ".join(["homs"] * 9)) == {}


def test_scripts_are_told_apart():
    assert is_arabic("دير")
    assert not is_arabic("deir")
