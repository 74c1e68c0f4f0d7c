"""The head of the page is the record's own: another record shows nothing of this one's."""

import datetime as dt
import json

import pytest

from incidents.language import Language
from incidents.record.record import Record, load_record
from incidents.record.storage import load_tables
from incidents.views.masthead import draw_honesty, draw_masthead
from tests.conftest import AR, EN, LANGS, a_folder


def a_record_called(**described: str) -> Record:
    directory = a_folder()
    path = directory / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    for name in ("title", "title_ar", "short_title", "short_title_ar", "purpose", "purpose_ar"):
        package.pop(name)
    path.write_text(json.dumps(package | described), encoding="utf-8")
    return load_record(load_tables(directory))


@pytest.mark.parametrize("lang", LANGS)
def test_a_record_names_its_page(lang: Language):
    record = a_record_called(title="Floods <of> the Khabur", title_ar="فيضانات الخابور")
    head = draw_masthead(record, lang) + draw_honesty(record, dt.date(2026, 11, 26), lang)
    assert ("فيضانات الخابور" if lang == AR else "Floods &lt;of&gt; the Khabur") in head
    assert "ISIS" not in head
    assert "داعش" not in head
    assert record.version in head


def test_the_line_of_honesty_says_how_long_ago_the_record_ends():
    record = a_record_called()
    last = record.coverage[1].date()
    assert "(266 days ago)" in draw_honesty(record, last + dt.timedelta(days=266), EN)
    assert "ago" not in draw_honesty(record, last, EN)


def test_a_title_in_one_language_serves_readers_of_all():
    assert a_record_called(title_ar="فيضانات الخابور").short_title(EN) == "فيضانات الخابور"


def test_a_record_without_a_title_goes_by_the_name_of_its_folder():
    record = a_record_called()
    assert record.short_title(EN) == record.tables.name != ""
