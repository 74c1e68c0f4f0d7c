import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.gazetteer import load_gazetteer, names_of
from geodata.kinds import bare_of_kinds, kind_told, without_kinds
from geodata.names import NameIndex, without_articles, words_of

CITIES = NameIndex(
    [
        ("homs", "Homs"), ("homs", "حمص"), ("homs", "مدينة حمص"), ("dez", "Deir ez-Zor"), ("dez", "دير الزور"),
        ("hol", "al-Hol"), ("camp", "al-Hol camp"), ("bukamal", "Abu Kamal"), ("bukamal", "البوكمال"),
        ("tabqa", "Al-Tabqa"), ("shaddadi", "Al-Shaddadi"), ("numan", "Maarat al-Numan"), ("aanes", "AANES"),
    ]
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("homs", "homs"), ("حمص", "homs"), ("DeirEzzor", "dez"), ("Deir al-Zor", "dez"), ("deir zor", "dez"),
        ("ديرالزور", "dez"), ("دير زور", "dez"), ("Alhol", "hol"), ("elhol", "hol"), ("el-Hol", "hol"), ("Hol", "hol"),
        ("AbuKamal", "bukamal"), ("بوكمال", "bukamal"), ("Abu-Kamal", "bukamal"),
        ("attabqa", "tabqa"), ("Ash-Shaddadi", "shaddadi"),
    ],
)  # fmt: skip
def test_articles_spaces_and_case_do_not_matter(text, key):
    assert key in (CITIES.written(text) or CITIES.sounding(text))


def test_a_name_is_found_as_it_is_written_before_others_that_sound_like_it():
    index = NameIndex([("karama", "Karama"), ("karameh", "Karameh")])
    assert index.written("Karameh") == {"karameh"}
    assert index.written("Kerameh") == frozenset()
    assert index.sounding("Kerameh") == {"karama", "karameh"}


def test_a_slip_of_the_pen_is_understood_where_it_can_be_one_name_only():
    assert CITIES.slipped("Shadaddi") == {"shaddadi"}
    assert CITIES.slipped("Maarat al-Numna") == {"numan"}
    assert CITIES.slipped("Hmos") == frozenset()
    assert NameIndex([("one", "Kafr Nabla"), ("two", "Kafr Nabli")]).slipped("Kafr Nable") == frozenset()


def test_a_part_of_a_name_has_to_be_written_as_it_is():
    assert CITIES.holding("numan") == {"numan"}
    assert CITIES.holding("Noman") == frozenset()
    assert CITIES.find("numan") == {"numan": 95.0}


def test_initials_are_spelt_out_and_not_read():
    assert CITIES.written("AANES") == {"aanes"}
    assert CITIES.sounding("Anas") == frozenset()


def test_an_index_without_names_finds_nothing():
    nobody = NameIndex([])
    nobody.prepare()
    assert nobody.find("homs") == {}


@pytest.mark.parametrize("text", ["", " ", "-", "x " * 20, "ط" * 500, "a" * 500, "the of al"])
def test_what_is_no_name_means_nobody(text):
    assert CITIES.written(text) | CITIES.sounding(text) | CITIES.slipped(text) | CITIES.holding(text) == frozenset()


@given(st.text(max_size=60))
def test_any_text_may_be_asked_for(text):
    assert set(CITIES.find(text)) <= {"homs", "dez", "hol", "camp", "bukamal", "tabqa", "shaddadi", "numan", "aanes"}


@given(st.text(max_size=60))
def test_the_words_of_a_text_are_parts_of_it(text):
    at = 0
    for word in words_of(text):
        assert word
        at = text.index(word, at) + len(word)


def test_words_and_articles_are_told_apart():
    assert words_of("camp d'al-Hol (Dar'a), SYR-0142") == ["camp", "al", "Hol", "Dar'a", "SYR", "0142"]
    assert without_articles("Deir ez-Zor") == ["Deir", "Zor"]
    assert without_articles("al") == ["al"]


def test_kinds_are_told_from_names():
    assert without_kinds("homs city") == "homs"
    assert without_kinds("hol camp") == "hol camp"
    assert without_kinds("city") == "city"
    assert kind_told("hol camp") == "camp"
    assert kind_told("مخيم الهول") == "camp"
    assert kind_told("homs city") is None
    assert bare_of_kinds("Roj camp") == "Roj"


def test_a_place_is_hardly_ever_taken_for_another_that_is_spelt_otherwise():
    """Each place is looked for by its sound among all others: what is found then would be found by fuzz alone."""
    gazetteer = load_gazetteer()
    index = NameIndex(gazetteer.named())
    rows = [*gazetteer.places.to_dict("records"), *gazetteer.known.values()]
    named = [(row, name.partition(" (")[0]) for row in rows for name in (row["name_en"], row["name_ar"])]
    taken = [
        (name, other)
        for row, name in named
        for other in index.sounding(name) - index.written(name) - {row["place_id"]}
        if not set(names_of(row)) & set(names_of(next(one for one in rows if one["place_id"] == other)))
    ]
    assert len(taken) <= 0.02 * len(named), taken


def test_a_letter_alone_is_a_word_and_not_the_beginning_of_a_name():
    index = NameIndex([("iran", "Iran"), ("usa", "USA"), ("ainarab", "Ain al-Arab")])
    assert not index.written("I ran")
    assert index.written("U.S.A.") == {"usa"}


def test_a_silent_name_is_found_letter_by_letter_alone():
    heard, silent = (NameIndex([("turkey", "turque")], silent) for silent in (frozenset(), frozenset({"turque"})))
    assert heard.written("Turque") == silent.written("Turque") == heard.sounding("torque") == {"turkey"}
    assert silent.sounding("torque") == frozenset()


def test_a_remark_in_brackets_is_no_part_of_a_name_in_another_order():
    index = NameIndex([("attackers", "Islamic State (suspected)"), ("ministry", "Ministry of Interior")])
    assert index.written("suspected Islamic State") == frozenset()
    assert index.written("Interior Ministry") == {"ministry"}
