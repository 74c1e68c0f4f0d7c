"""The words of everyday English are a list in order, without endings and without what is a name as well."""

from incidents.language.english_words import english_words, is_english


def test_a_word_is_known_with_its_endings():
    for word in ("pocket", "pockets", "courses", "gathered", "gathering", "torque"):
        assert is_english(word), word
    for word in ("raqqa", "rakka", "homs", "hims", "bab", "hol", "alep"):
        assert not is_english(word), word


def test_every_word_is_in_small_letters_without_marks():
    assert all(word.isascii() and word.isalpha() and word.islower() and len(word) > 3 for word in english_words())
