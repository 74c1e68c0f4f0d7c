from hypothesis import given, settings
from hypothesis import strategies as st

from incidents.selection.address import Notice, filters_from_query, filters_to_query, link_to, parameter, query_of_link
from incidents.selection.filters import COLUMNS, known_codes
from incidents.selection.question import Question
from tests.conftest import a_role, a_selection

DATASET = a_selection(roles=[a_role("islamic-state"), a_role("sdf", "target")])
WORDS = st.text(alphabet=st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=12)
DEGREES = st.tuples(
    st.integers(-900000, 0), st.integers(-1800000, 0), st.integers(1, 900000), st.integers(1, 1800000)
).map(lambda ends: tuple(round(end / 10_000, 4) for end in ends))


@st.composite
def questions(draw):
    first, last = sorted((draw(st.dates()), draw(st.dates())))
    return Question(
        **{
            name: draw(st.lists(st.sampled_from(known_codes(DATASET.record, name)), max_size=3, unique=True).map(tuple))
            for name in COLUMNS
        },
        date_from=draw(st.sampled_from((None, first))),
        date_to=draw(st.sampled_from((None, last))),
        contested=draw(st.booleans()),
        min_origins=draw(st.integers(0, 99)),
        text=" ".join(draw(st.lists(WORDS, max_size=4))),
        bounds=draw(st.one_of(st.none(), DEGREES)),
    )


@settings(deadline=None)
@given(questions())
def test_a_question_survives_its_link(filters):
    link = link_to("http://localhost:8501/", filters_to_query(filters))
    assert filters_from_query(query_of_link(link), DATASET.record) == (filters, [])


PARAMETERS = [*(parameter(name) for name in Question.__dataclass_fields__), "lang", "nonsense"]


@settings(deadline=None, max_examples=300)
@given(st.dictionaries(st.sampled_from(PARAMETERS), st.lists(st.text(max_size=40), max_size=3), max_size=6))
def test_garbage_never_raises_and_is_either_used_or_named(query):
    filters, notices = filters_from_query(query, DATASET.record)
    again, none = filters_from_query(
        {name: [value] for name, value in filters_to_query(filters).items()}, DATASET.record
    )
    assert (again, none) == (filters, [])
    assert all(notice.parameter in query for notice in notices)


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=80))
def test_any_text_can_be_read_as_a_link(link):
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
    assert notices == []


def test_equal_questions_make_equal_links():
    one = link_to("/", filters_to_query(Question(governorate=("SY09",), text="a b")))
    assert one == "/?governorate=SY09&text=a+b"
    assert link_to("/", {}) == "/"
