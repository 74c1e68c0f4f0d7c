"""A link is read word for word or says what was not: nothing raises, nothing is dropped or altered in silence."""

import datetime as dt
import random
from functools import cache
from itertools import cycle
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidents.phrases import filters_in_words, notices_in_words, title_sentence
from incidents.selection.address import (
    OF_THE_PAGE,
    Notice,
    filters_from_query,
    filters_to_query,
    link_to,
    query_of_link,
)
from incidents.selection.file_names import file_stem
from incidents.selection.filters import FILTERS, LISTS
from incidents.selection.question import Near, Question
from incidents.selection.selection import select
from tests.conftest import EN, LANGS, a_role, a_selection, shipped_record
from tests.reach import times

DATASET = a_selection(roles=[a_role("islamic-state"), a_role("sdf", "target")])
WHOLE = shipped_record()
WORDS = st.text(alphabet=st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=12)
DEGREES = st.tuples(
    st.integers(-900000, 0), st.integers(-1800000, 0), st.integers(1, 900000), st.integers(1, 1800000)
).map(lambda ends: tuple(round(end / 10_000, 4) for end in ends))


@st.composite
def questions(draw):
    first, last = sorted((draw(st.dates()), draw(st.dates())))
    return Question(
        **{
            name: draw(st.lists(st.sampled_from(kind.codes(DATASET.record)), max_size=3, unique=True).map(tuple))
            for name, kind in LISTS.items()
        },
        date_from=draw(st.sampled_from((None, first))),
        date_to=draw(st.sampled_from((None, last))),
        contested=draw(st.booleans()),
        min_origins=draw(st.integers(0, 99)),
        text=" ".join(draw(st.lists(WORDS, max_size=4))),
        near=draw(st.sampled_from((None, Near("raqqa", 30), Near((35.95, 39.0), 500)))),
        bounds=draw(st.one_of(st.none(), DEGREES)),
    )


@given(questions())
def test_a_question_survives_its_link(filters):
    link = link_to("http://localhost:8501/", filters_to_query(filters))
    assert filters_from_query(query_of_link(link), DATASET.record) == (filters, [])


def read(**query):
    """Read a link from its parameters; ``from_`` stands for from."""
    return filters_from_query({name.rstrip("_"): [value] for name, value in query.items()}, DATASET.record)


PARAMETERS = [*(kind.parameter for kind in FILTERS.values()), "lang", "year", "nonsense"]


@settings(max_examples=times(300, quick=50))
@given(st.dictionaries(st.sampled_from(PARAMETERS), st.lists(st.text(max_size=40), max_size=3), max_size=6))
def test_garbage_never_raises_and_is_either_used_or_named(query):
    filters, notices = filters_from_query(query, DATASET.record)
    again, none = filters_from_query(
        {name: [value] for name, value in filters_to_query(filters).items()}, DATASET.record
    )
    assert (again, none) == (filters, [])
    assert all(notice.parameter in {*query, "from", "to"} for notice in notices)
    said = {notice.parameter for notice in notices}
    written = filters_to_query(filters)
    for name in set(query) - OF_THE_PAGE:
        given_to_it = [value for value in query[name] if value]
        assert not given_to_it or name in said or written.get(name) == ",".join(dict.fromkeys(given_to_it))


@settings(max_examples=times(200, quick=33))
@given(st.text(max_size=80))
def test_any_text_can_be_read_as_a_link(link):
    filters_from_query(query_of_link(link), DATASET.record)


@pytest.mark.parametrize("link", ["http://[", "http://[?governorate=SY09", "?%", "?&&=&", "", "SY09", "?a=%ED%A0%80"])
def test_what_is_no_address_has_no_parameters_and_raises_nothing(link):
    filters_from_query(query_of_link(link), DATASET.record)


def test_unknown_codes_are_left_out_and_named():
    filters, notices = filters_from_query({"governorate": ["SY09,SY99", "<script>"]}, DATASET.record)
    assert filters == Question(governorate=("SY09",))
    assert notices == [Notice("governorate", "SY99"), Notice("governorate", "<script>")]


def test_a_code_of_the_list_that_never_occurs_is_kept():
    filters, notices = filters_from_query({"governorate": ["SY10"]}, DATASET.record)
    assert (filters, notices) == (Question(governorate=("SY10",)), [])


def test_dates_that_do_not_exist_or_run_backwards_are_named():
    assert filters_from_query({"from": ["2025-02-30"]}, DATASET.record) == (Question(), [Notice("from", "2025-02-30")])
    filters, notices = filters_from_query({"from": ["2025-06-01"], "to": ["2025-05-01"]}, DATASET.record)
    assert filters.date_to is None
    assert notices == [Notice("to", "2025-05-01")]


def test_very_long_text_is_cut_and_not_refused():
    filters, notices = filters_from_query({"text": ["x" * 4000]}, DATASET.record)
    assert len(filters.text) == 200
    assert [(notice.parameter, notice.fate) for notice in notices] == [("text", "cut")]
    assert len(notices_in_words(notices, EN)[0]) < 400


def test_equal_questions_make_equal_links():
    one = link_to("/", filters_to_query(Question(governorate=("SY09",), text="a b")))
    assert one == "/?governorate=SY09&text=a+b"
    assert link_to("/", {}) == "/"


@pytest.mark.parametrize(
    ("parameter", "written", "meant"),
    [
        ("governorate", "sy09", {"governorate": ("SY09",)}),
        ("governorate", "SY09.", {"governorate": ("SY09",)}),
        ("governorate", "SY09,", {"governorate": ("SY09",)}),
        ("governorate", " SY09 , SY11", {"governorate": ("SY09", "SY11")}),
        ("governorate", "SY09;SY11", {"governorate": ("SY09", "SY11")}),
        ("governorate", "SY09|SY11", {"governorate": ("SY09", "SY11")}),
        ("governorate", "SY09، SY11", {"governorate": ("SY09", "SY11")}),
        ("governorate", "SY٠٩", {"governorate": ("SY09",)}),
        ("governorate", "Raqqa", {"governorate": ("SY11",)}),
        ("governorate", "الرقة", {"governorate": ("SY11",)}),
        ("district", "mayadin", {"district": ("SY0903",)}),
        ("event_type", "Battles", {"event_type": ("battles",)}),
        ("kind", "Prisons and camps", {"kind": ("detention",)}),
        ("publisher", "A Publisher", {"publisher": ("a-publisher",)}),
        ("origin", "SOHR", {"origin": ("sohr",)}),
        ("killed", "10 ", {"killed": ("10+",)}),  # the plus of an address that was typed is a space
        ("from", "2025", {"date_from": dt.date(2025, 1, 1)}),
        ("to", "2025", {"date_to": dt.date(2025, 12, 31)}),
        ("from", "2025-07", {"date_from": dt.date(2025, 7, 1)}),
        ("to", "2024-02", {"date_to": dt.date(2024, 2, 29)}),
        ("from", "2025-07-01.", {"date_from": dt.date(2025, 7, 1)}),
        ("from", "٢٠٢٥-٠٧-٠١", {"date_from": dt.date(2025, 7, 1)}),
        ("year", "2025", {"date_from": dt.date(2025, 1, 1), "date_to": dt.date(2025, 12, 31)}),
        ("min_origins", "٣", {"min_origins": 3}),
        ("min_origins", " 5", {"min_origins": 5}),
        ("contested", "1.", {"contested": True}),
        ("bounds", "33, 36, 37, 42", {"bounds": (33.0, 36.0, 37.0, 42.0)}),
        ("bounds", "33.123456,36,37,42", {"bounds": (33.1235, 36.0, 37.0, 42.0)}),
        ("amp;governorate", "SY09", {"governorate": ("SY09",)}),
        ("amp;amp;governorate", "SY09", {"governorate": ("SY09",)}),
        ("Governorate", "SY09", {"governorate": ("SY09",)}),
        ("event-type", "battles", {"event_type": ("battles",)}),
        ("text", " two\tlines\n", {"text": "two lines"}),
        ("text", "half \ud800 a sign", {"text": "half a sign"}),
    ],
)
def test_what_a_hand_did_to_a_link_is_undone_and_named(parameter, written, meant):
    filters, notices = read(**{parameter: written})
    assert filters == Question(**meant)
    instead = "&".join(f"{name}={value}" for name, value in filters_to_query(filters).items())
    assert notices == [Notice(parameter, written, "changed", instead)]


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        *(("min_origins", value) for value in ("1_0", "+5", "01", "0", "-4", "1e1", "1000", "²", "3.5", "")),
        *(("from", value) for value in ("2025-W01", "2025-W01-1", "20250101", "2025-7-1", "0000", "2025-13", "25")),
        *(("to", value) for value in ("2025-02-30", "0000-01-01", "today", "2025-07-01T00:00", "+2025")),
        *(("bounds", value) for value in ("1_0,2,3,4", "1e1,2,30,40", "nan,36,37,42", "33,36,inf,42", "33,36,37")),
        *(
            ("bounds", value)
            for value in ("37,36,33,42", "33,36,33.00001,42", "-91,36,37,42", "33,36,37,181", "+33,36,37,42")
        ),
        *(("year", value) for value in ("25", "2025-07", "0000", "2025,2026", "all")),
        *(("contested", value) for value in ("0", "true", "yes", "11")),
        *(("governorate", value) for value in ("SY²²", "SY99", "SY", ",", "SY09 SY11", "Rif")),
        ("text", "   "),
        ("text", "\ud800"),
    ],
)
def test_what_cannot_be_read_is_left_out_and_named(parameter, value):
    filters, notices = read(**{parameter: value})
    assert filters == Question()
    assert notices == ([Notice(parameter, value)] if value else [])


def test_digits_of_another_script_are_read_as_what_they_are_and_named():
    filters, notices = read(bounds="٣٣,٣٦,٣٧,٤٢")
    assert filters.bounds == (33, 36, 37, 42)
    assert [notice.fate for notice in notices] == ["changed"]


def test_of_repeated_values_the_last_counts_and_the_others_are_named():
    filters, notices = filters_from_query({"from": ["2025-01-01", "2025-07-01"], "text": ["a", "b"]}, DATASET.record)
    assert filters == Question(date_from=dt.date(2025, 7, 1), text="b")
    assert notices == [
        Notice("from", "2025-01-01", "repeated", "from=2025-07-01"),
        Notice("text", "a", "repeated", "text=b"),
    ]


def test_repeated_codes_add_up_and_lose_nothing():
    assert filters_from_query({"governorate": ["SY09", "SY11,SY09"]}, DATASET.record) == (
        Question(governorate=("SY09", "SY11")),
        [],
    )


def test_more_than_a_hundred_codes_are_cut_and_named():
    codes = LISTS["publisher"].codes(WHOLE)
    assert len(codes) > 100
    filters, notices = filters_from_query({"publisher": [",".join(codes)]}, WHOLE)
    assert filters.publisher == codes[:100]
    assert notices == [Notice("publisher", ",".join(codes[100:]), "cut")]
    again = filters_from_query({name: [text] for name, text in filters_to_query(filters).items()}, WHOLE)
    assert again == (filters, [])


def test_a_thousand_unknown_codes_are_named_in_one_short_sentence():
    _filters, notices = read(publisher=",".join(f"no-{number}" for number in range(1000)))
    assert len(notices) == 1000
    (sentence,) = notices_in_words(notices, EN)
    assert "995 more" in sentence


def test_parameters_that_mean_nothing_are_named_and_those_of_the_page_are_not():
    _filters, notices = read(governorat="SY09", fbclid="x", view="about", lang="ar", at="1,2,3")
    assert notices == [Notice("governorat", "SY09", "unknown"), Notice("fbclid", "x", "unknown")]


def test_days_of_its_own_win_over_the_year_of_a_link():
    filters, notices = read(year="2025", from_="2025-03-01")
    assert filters == Question(date_from=dt.date(2025, 3, 1))
    assert notices == [Notice("year", "2025")]


def test_a_filter_named_twice_by_two_spellings_is_read_as_one():
    filters, notices = filters_from_query({"governorate": ["SY09"], "amp;governorate": ["SY11"]}, DATASET.record)
    assert filters == Question(governorate=("SY09", "SY11"))
    assert notices == [Notice("amp;governorate", "SY11", "changed", "governorate=SY11")]


@pytest.mark.parametrize("lang", LANGS)
def test_a_notice_says_what_became_of_each_part_in_the_readers_language(lang):
    query = {"from": ["2025"], "governorate": ["SY99"], "text": ["a", "b" * 300], "fbclid": ["1"]}
    _filters, notices = filters_from_query(query, DATASET.record)
    said = notices_in_words(notices, lang)
    assert len(said) == len({notice.fate for notice in notices}) == 5
    for part in ("from=2025-01-01", "governorate=SY99", "text=a", "fbclid=1"):
        assert any(part in sentence for sentence in said), part


def test_what_a_notice_repeats_cannot_turn_the_line_around():
    _filters, notices = read(governorate="\u202eSY99")
    assert "\u202e" not in notices_in_words(notices, EN)[0]


ALL_DAYS = Question(date_from=dt.date.min, date_to=dt.date.max)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("asked", [Question(governorate=("not-stated",)), ALL_DAYS])
def test_what_the_filters_offer_at_their_edges_has_words_and_a_file_name(asked, lang):
    selection = select(WHOLE, asked)
    assert len(selection)
    assert filters_in_words(WHOLE, asked, lang)
    assert title_sentence(selection, lang)
    assert file_stem(selection, lang)


def every_option():
    for name, kind in LISTS.items():
        yield from (Question(**{name: (code,)}) for code in kind.codes(WHOLE))


def test_every_option_that_is_offered_has_a_link_words_a_title_and_a_file_name():
    for lang, question in zip(cycle(LANGS), every_option()):
        query = {name: [value] for name, value in filters_to_query(question).items()}
        assert filters_from_query(query, WHOLE) == (question, [])
        selection = select(WHOLE, question)
        assert all(filters_in_words(WHOLE, question, each) for each in LANGS)
        assert title_sentence(selection, lang)
        assert file_stem(selection, lang).isascii()


OFFERED = [tuple(kind.codes(WHOLE)) for kind in LISTS.values()]


def random_query(chance):
    """Return parameters as letters, hands and machines may leave them: right ones, mended ones, nonsense."""
    pieces = ("SY09", "sy11", "SY99", "raid", "Battles", "not-stated", "2025", "2025-07-01", "1", "10+", "٣", "1_0")
    pieces += ("33,36,37,42", "a b", "\ud800", "\u202e", "%", "'", "<b>", "..", "", " ", "0001-01-01", "9999-12-31")
    pieces += tuple(map(chance.choice, OFFERED))
    query = {}
    for _number in range(chance.randint(1, 6)):
        name = chance.choice([*PARAMETERS, *OF_THE_PAGE, "utm_source"])
        name = chance.choice((name, name, name, f"amp;{name}", name.upper(), name.replace("_", "-")))
        joined = chance.choice((",", ";", "|", " ", "")).join(chance.choices(pieces, k=chance.randint(1, 4)))
        query.setdefault(name, []).append(joined * chance.choice((1, 1, 1, 1, 60)))
    return query


@cache
def read_again(*written):
    """Read what a question was written as, once: most links at random ask for little, and for the same."""
    return filters_from_query({name: [value] for name, value in written}, WHOLE)


@pytest.mark.always
def test_ten_thousand_random_links_are_read_or_say_what_was_not():
    chance = random.Random(2025)  # noqa: S311 - links, not secrets
    for number in range(times(10_000, quick=500)):
        query = random_query(chance)
        question, notices = filters_from_query(query, WHOLE)
        written = filters_to_query(question)
        assert read_again(*written.items()) == (question, [])
        unsaid = {name for name, values in query.items() if any(values)} - {notice.parameter for notice in notices}
        for name in unsaid - OF_THE_PAGE:
            codes = dict.fromkeys(",".join(value for value in query[name] if value).split(","))
            assert set(written[name].split(",")) >= set(codes) or name == "bounds", (name, query)
        if number % 20 == 0:
            link_to("http://localhost/", written)
            selection, lang = select(WHOLE, question), LANGS[number // 20 % len(LANGS)]
            notices_in_words(notices, lang)
            filters_in_words(WHOLE, question, lang)
            title_sentence(selection, lang)
            file_stem(selection, lang)


def test_a_link_of_this_page_is_escaped_for_any_text():
    question = Question(text="a&b=c#d?e%f+g ش")
    assert query_of_link(link_to("/", filters_to_query(question))) == {"text": [question.text]}
    assert quote("ش") in link_to("/", filters_to_query(question))
