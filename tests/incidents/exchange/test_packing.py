import datetime as dt
import time
from io import BytesIO
from zipfile import ZipFile

import pytest
import xlsxwriter.core

from incidents.briefing.deck import briefing_to_pptx
from incidents.exchange.acled import selection_to_acled
from incidents.exchange.packing import undated
from incidents.exchange.spreadsheet import selection_to_xlsx
from tests.conftest import EN
from tests.incidents.conftest import briefing_of, many


@pytest.fixture
def another_day(monkeypatch):
    """Let what is made from now on be made in another year, as zip files and Office files see it."""

    class Later(dt.datetime):
        @classmethod
        def now(cls, tz=None):
            return dt.datetime(2031, 5, 4, 3, 2, 1, tzinfo=tz)

    def go() -> None:
        monkeypatch.setattr(time, "localtime", lambda *_: dt.datetime(2031, 5, 4, 3, 2, 1, tzinfo=dt.UTC).timetuple())
        monkeypatch.setattr(time, "time", lambda: 1_935_630_121.0)
        monkeypatch.setattr(xlsxwriter.core, "datetime", Later)

    return go


def zipped(**parts: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


def test_a_zip_is_alike_on_another_day_and_keeps_its_parts(another_day):
    today = zipped(b=b"2", a=b"1")
    another_day()
    later = zipped(b=b"2", a=b"1")
    assert today != later
    assert undated(today) == undated(later)
    with ZipFile(BytesIO(undated(today))) as packed:
        assert [(name, packed.read(name)) for name in packed.namelist()] == [("b", b"2"), ("a", b"1")]


@pytest.mark.parametrize(
    "make",
    [
        lambda: selection_to_xlsx(many(3), EN).content,
        lambda: selection_to_acled(many(3), EN).packed("x.csv"),
        lambda: briefing_to_pptx(briefing_of(many(3))),
    ],
    ids=["sheet", "packed copy", "deck"],
)
def test_an_equal_question_gives_an_equal_file_at_another_time(make, another_day):
    today = make()
    another_day()
    assert make() == today
