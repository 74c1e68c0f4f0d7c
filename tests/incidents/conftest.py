"""What several tests read, made once: briefings, for they are values, and a database server."""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pytest

from incidents.briefing.compose import compose_briefing
from incidents.briefing.content import Briefing
from incidents.language import Language
from incidents.record.record import Record
from incidents.selection.question import Question
from incidents.selection.selection import Selection, select
from tests.conftest import AR, EN, a_claim, a_selection, a_source, an_incident, shipped_record
from tests.databases import Server, private_server, why_not

MADE_ON = dt.date(2026, 11, 24)
LINK = "http://localhost:8501/?governorate=SY09&lang=en"
DEIR_EZ_ZOR = Question(governorate=("SY09",), date_from=dt.date(2025, 7, 1), date_to=dt.date(2025, 9, 30))


@pytest.fixture(scope="session")
def record() -> Record:
    return shipped_record()


@pytest.fixture(scope="session", params=[EN, AR])
def lang(request):
    return request.param


@cache
def answered(question: Question, lang: Language, link: str = LINK) -> Briefing:
    """Return the briefing on what a question finds in the whole record; equal questions share one."""
    return compose_briefing(select(shipped_record(), question), None, lang, link, MADE_ON)


Printed = TypeVar("Printed")
_printed: dict[tuple[Callable[[Briefing], Any], int], tuple[Briefing, Any]] = {}


def made_once(make: Callable[[Briefing], Printed], briefing: Briefing) -> Printed:
    """Return what a briefing prints as, made once for all tests that read it."""
    name = make, id(briefing)
    if name not in _printed:
        _printed[name] = briefing, make(briefing)  # kept with the briefing, so that no other gets its id
    return _printed[name][1]


@pytest.fixture(scope="session")
def summer(lang) -> Briefing:
    """Deir ez-Zor in the third quarter of 2025: few incidents, all numbered."""
    return answered(DEIR_EZ_ZOR, lang)


@pytest.fixture(scope="session")
def everything(lang) -> Briefing:
    """The whole record: clusters on the map."""
    return answered(Question(), lang)


def many(count: int) -> Selection:
    """Return so many incidents in one town, with one claim each."""
    incidents = [an_incident(number, date_start=f"2025-05-{number % 28 + 1:02}") for number in range(1, count + 1)]
    return a_selection(
        incidents=incidents, claims=[a_claim(number, value=number % 5) for number in range(1, count + 1)]
    )


def briefing_of(selection: Selection, lang: Language = EN, question: Question | None = None) -> Briefing:
    return compose_briefing(selection.within(question or Question()), None, lang, LINK, MADE_ON)


def a_hostile_selection(count: int) -> Selection:
    """Return incidents whose every text tries to be something else than text."""
    incidents = [an_incident(number, summary_en=HOSTILE, summary_ar=HOSTILE) for number in range(1, count + 1)]
    claims = [a_claim(number, source_id="bad", value=number) for number in range(1, count + 1)]
    sources = [a_source("bad", publisher="=1+1 #panic()", publisher_ar="=1+1 <b>#panic()")]
    return a_selection(incidents=incidents, claims=claims, sources=sources)


def words(text: str) -> str:
    """Return text as a search sees it: letters in one form, no marks, no isolates, no ligatures, single spaces."""
    plain = unicodedata.normalize("NFKC", text)
    plain = "".join(letter for letter in plain if unicodedata.category(letter) not in {"Mn", "Cf"})
    return " ".join(plain.replace("\ufffe", "").split())


def unjoined(text: str) -> str:
    """Return text of a deck as it is read: without the signs that keep a range on one line."""
    return text.replace("\u2060", "")


def is_said(figure: str, text: str) -> bool:
    """Look for a figure in a PDF; a reader of a right-to-left page may give the ends of a range in either order."""
    plain = words(figure)
    return plain in text or re.sub(r"([\d,]+)–([\d,]+)", r"\2–\1", plain) in text


HOSTILE = "#panic() <script>alert(1)</script> =1+1 \u202eevil\u202c \U0001f600 & \\ $x$ *b* _i_ @ref " + "word " * 800


@pytest.fixture(scope="session")
def in_parquet(record, tmp_path_factory) -> Path:
    """Return the whole record as a folder of Parquet that can be asked, written once; nobody writes there."""
    from tests.benchmarks.large_records import as_parquet

    return as_parquet(record, tmp_path_factory.mktemp("parquet"))


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """Return a PostgreSQL of the tests' own; where there is none, say so and leave these tests out."""
    pytest.importorskip("adbc_driver_postgresql", reason="the package adbc-driver-postgresql is not installed")
    if reason := why_not():
        pytest.skip(reason)
    with private_server() as server:
        yield server
