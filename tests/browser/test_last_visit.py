"""What is new since the last visit: told by the reader's own browser, never on the first, gone when it was read."""

import pytest
from playwright.sync_api import expect

from incidents.record.older import mark_of, noted_versions, older_record
from incidents.selection.differences import difference
from tests.browser.conftest import Readers
from tests.browser.settling import click, settled
from tests.conftest import shipped_record

KEPT = "localStorage.getItem('incidents.seen')"


@pytest.mark.always
def test_a_reader_who_comes_back_is_told_what_is_new_and_only_his_browser_knows(a_reader: Readers):
    record = shipped_record()
    older, now = noted_versions(record)[0].mark, mark_of(record.version, record.stamp)
    page = a_reader(anew=True).open()
    line = page.locator(".last_visit p")
    page.wait_for_function(f"{KEPT} !== null")
    assert page.evaluate(KEPT) == f"{record.schema.file_stem} {now}"
    expect(line).to_have_count(0)
    page.evaluate(f"localStorage.setItem('incidents.seen', '{record.schema.file_stem} {older}')")
    page.reload()
    settled(page)
    before = older_record(record, noted_versions(record)[0])
    assert before is not None
    expect(line).to_contain_text(str(len(difference(before, record).added)))
    click(page.locator(".last_visit button").last)
    settled(page)
    expect(line).to_have_count(0)
    assert page.evaluate(KEPT) == f"{record.schema.file_stem} {now}"
