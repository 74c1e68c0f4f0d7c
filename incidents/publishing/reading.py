"""By what letters and patterns a page in one file reads a text: those of the search, written for JavaScript."""

import re
from functools import cache
from typing import Any

from geodata.names import ELIDED, FIRST_ARTICLE, JOINED_ARTICLE, LETTER_ALONE, WORDS
from geodata.normalising import ARABIC_ARTICLE, letters_folded
from incidents.record.words import ARABIC_ENDING, ENGLISH_ENDINGS, PARTICLE, WITH_ARTICLE
from incidents.selection.asked_dates import CASE_OF_A_NUMBER
from incidents.selection.asked_names import A_SPRING
from incidents.selection.mentions import NUMBER_ALONE
from incidents.selection.said_otherwise import ADJECTIVE, CASE
from incidents.selection.written_onto import (
    CASE_ENDINGS,
    ENDINGS_OF_ROLES,
    PARTICLE_OF_A_SHORT_WORD,
    SORANI_ENDING,
    SURELY_WRITTEN_ONTO,
)

Message = dict[str, Any]

# Latin and Arabic letters with all their marks and forms, and the punctuation of both.
_LETTERS = (
    range(0x20, 0x700),
    range(0x1E00, 0x1F00),
    range(0x2000, 0x2070),
    range(0xFB50, 0xFE00),
    range(0xFE70, 0xFF00),
)


@cache
def letters() -> dict[str, str]:
    """Return the letters that are written otherwise in a folded text, and how."""
    known = (chr(code) for codes in _LETTERS for code in codes)
    return {letter: plain for letter in known if (plain := letters_folded(letter)) != letter}


def patterns() -> Message:
    """Return the patterns by which a text is parted and words get their forms, as JavaScript reads them."""
    return {
        "word": for_browsers(WORDS),
        "elided": for_browsers(ELIDED),
        "arabic_article": for_browsers(ARABIC_ARTICLE),
        "joined_article": for_browsers(JOINED_ARTICLE),
        "first_article": for_browsers(FIRST_ARTICLE),
        "letter_alone": for_browsers(LETTER_ALONE),
        "spring": for_browsers(A_SPRING),
        "with_article": for_browsers(WITH_ARTICLE),
        "particle": for_browsers(PARTICLE),
        "number_alone": f"^(?:{for_browsers(NUMBER_ALONE)})$",
        "surely_onto": for_browsers(SURELY_WRITTEN_ONTO),
        "of_a_short_word": for_browsers(PARTICLE_OF_A_SHORT_WORD),
        "sorani_ending": for_browsers(SORANI_ENDING),
        "case_endings": [(for_browsers(ending), instead) for ending, instead in CASE_ENDINGS],
        "endings_of_roles": [for_browsers(ending) for ending in ENDINGS_OF_ROLES],
        "case_of_a_number": for_browsers(CASE_OF_A_NUMBER),
        "sense_case": for_browsers(CASE),
        "adjective": for_browsers(ADJECTIVE),
        "arabic_ending": for_browsers(ARABIC_ENDING),
        "english_endings": [
            (for_browsers(ending), instead.replace("\\1", "$1")) for ending, instead in ENGLISH_ENDINGS
        ],
    }


def for_browsers(pattern: re.Pattern[str]) -> str:
    """Return a pattern as JavaScript reads it with the flag ``u``: there letters of words are ASCII alone."""
    written = pattern.pattern.replace("(?P<", "(?<").replace(r"[^\W_]", r"[\p{L}\p{N}]")
    written = written.replace(r"\b", r"(?<![\p{L}\p{N}_])").replace(r"\w", r"[\p{L}\p{N}_]")
    return re.sub(r"\\([ \-#&~'])", r"\1", written)
