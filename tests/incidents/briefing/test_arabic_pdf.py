import zlib

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.briefing.arabic_pdf import searchable, without_vowel_signs
from incidents.briefing.paper import briefing_to_slide_pdf
from tests.conftest import AR, a_selection, an_incident
from tests.incidents.conftest import briefing_of


def table_of(letters: str) -> bytes:
    codes = "".join(f"{ord(letter):04X}" for letter in letters)
    return f"begincmap\n1 beginbfchar\n<0005> <{codes}>\nendbfchar\nendcmap".encode()


def in_a_file(table: bytes) -> bytes:
    return b"%PDF\n1 0 obj <</Length 9>>\nstream\n" + zlib.compress(table, 1) + b"\nendstream\nendobj"


@pytest.mark.parametrize(("spoken", "written"), [("لا", "ال"), ("لأ", "أل"), ("fi", "fi"), ("ب", "ب")])
def test_letters_of_arabic_ligatures_are_turned_around_and_no_others(spoken, written):
    made = searchable(in_a_file(table_of(spoken)))
    stream = made.partition(b"stream\n")[2].partition(b"\nendstream")[0]
    assert zlib.decompressobj().decompress(stream) == table_of(written)
    assert len(made) == len(in_a_file(table_of(spoken)))


@given(st.binary(max_size=400))
def test_other_streams_stay_as_they_are(content):
    for file in (in_a_file(content), b"stream\n" + content + b"\nendstream"):
        assert searchable(file) == file


@pytest.mark.parametrize("word", ["الإسلامية", "الأحداث", "لا", "الآن"])
def test_words_with_lam_alef_are_found(word):
    incident = an_incident(summary_ar=f"قال شهود إن الدولة الإسلامية لا تملك الآن شيئا من {word} هنا")
    printed = briefing_to_slide_pdf(briefing_of(a_selection(incidents=[incident]), AR))
    assert pypdfium2.PdfDocument(printed)[0].get_textpage().search(word).get_next()


def test_vowel_signs_are_left_out_and_letters_kept():
    assert without_vowel_signs("قُتل مدنيّاً") == "قتل مدنيا"


def test_an_address_keeps_its_vowel_signs():
    told = '"قُتل مدنيّاً https://example.org/بياناً", "بياناً"'
    assert without_vowel_signs(told) == '"قتل مدنيا https://example.org/بياناً", "بيانا"'
