"""One word for one thing (decision 0008): kinds are not tactics, an accusation is worded as one, a quotation stays."""

import re

import pytest
from babel.messages.pofile import read_po

from incidents.language import CATALOGUES, unbroken
from incidents.phrases import filters_in_words, only_shared
from incidents.record.schema import KINDS
from incidents.selection.filters import FILTERS
from incidents.selection.question import Question
from incidents.selection.selection import select
from tests.conftest import AR, EN, a_selection, an_incident


def test_no_kind_is_called_as_one_of_its_details(record, lang):
    kinds = {code.label(lang) for code in record.schema.codes(KINDS).values()}
    details = {code.label(lang) for code in record.schema.codes("incidents.tactic").values()}
    assert not kinds & details
    headings = [FILTERS[name].heading(record, lang) for name in ("kind", "tactic", "event_type")]
    assert len(set(headings)) == len(headings)


def test_the_codebook_heads_its_lists_as_the_page_does(record, lang):
    for name, field in (("tactic", "tactic"), ("event_type", "event_type"), ("precision", "geo_precision")):
        assert record.schema.field_title(f"incidents.{field}", lang) == FILTERS[name].heading(record, lang)


def test_what_is_quoted_is_no_allegation_in_arabic():
    with (CATALOGUES / "ar" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        sentences = [text for message in read_po(file) if message.id for text in _texts(message.string)]
    assert not [text for text in sentences if "ادعاء" in text]
    assert not [text for text in sentences if "\u064b\u0627" in text]  # tanwin stands after the alef, everywhere
    assert not [text for text in sentences if re.search("«[^»]*«", text)]


def _texts(string):
    return [string] if isinstance(string, str) else list(string)


def test_who_did_it_is_said_as_the_accounts_have_it(record):
    asked = Question(initiator=("islamic-state",))
    assert filters_in_words(record, asked, EN)["initiator"].startswith("reportedly carried out by ")
    assert filters_in_words(record, asked, AR)["initiator"].startswith("يُنسب تنفيذه إلى: ")


def test_a_governorate_that_is_not_stated_is_said_so_alone_and_beside_another(record):
    def said(*codes):
        return filters_in_words(record, Question(governorate=codes), EN)["governorate"]

    assert said("not-stated") == "governorate not stated"
    assert said("SY04", "not-stated") == "in Homs or a governorate not stated"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("17 May 2025", "«\u206817 May 2025\u2069»"),
        ("«داعش»", "«\u2068داعش\u2069»"),
        ("قال «نعم» مرتين", "«\u2068قال ‹نعم› مرتين\u2069»"),
    ],
)
def test_words_that_were_searched_for_are_isolated_in_one_pair_of_marks(record, asked, said):
    assert filters_in_words(record, Question(text=asked), AR)["text"].endswith(said)


def test_a_date_keeps_together_and_a_period_breaks_around_its_dash():
    assert unbroken("6 December 2025 – 5 March 2026") == "6\u00a0December\u00a02025 – 5\u00a0March\u00a02026"


def test_governorates_that_only_share_an_incident_are_counted_apart():
    incidents = [an_incident(1), an_incident(2, governorates="SY09|SY11|SY04")]
    asked = select(a_selection(incidents=incidents).record, Question(governorate=("SY09",)))
    assert only_shared(asked, EN) == "2 of them only through shared incidents"
    assert only_shared(asked.without("governorate"), EN) == ""
