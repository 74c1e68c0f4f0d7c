"""The feed of changes: valid Atom with stable ids, in both languages, asking nobody for anything."""

import pytest

from incidents.desk.kept_record import load_kept_record
from incidents.exchange.feed import changes_feed
from incidents.record.older import noted_versions, version_meant
from tests.conftest import LANGS, a_claim, a_folder, an_incident, shipped_record

feedparser = pytest.importorskip("feedparser")
PAGE, OWN = "http://here.example/?chapter=new&view=about", "http://here.example/api/changes.xml"


@pytest.mark.parametrize("lang", LANGS)
def test_an_entry_leads_to_what_is_new_since_the_version_before(lang):
    record = shipped_record()
    feed = feedparser.parse(changes_feed(record, lang, PAGE, OWN, lambda mark: f"http://here.example/?since={mark}"))
    marks = [version.mark for version in noted_versions(record)]
    assert [entry.link for entry in feed.entries] == [*(f"http://here.example/?since={mark}" for mark in marks), PAGE]
    assert all(version_meant(record, mark) for mark in marks)


@pytest.mark.parametrize("lang", LANGS)
def test_feed_readers_read_every_version(lang):
    record = shipped_record()
    feed = feedparser.parse(changes_feed(record, lang, PAGE, OWN))
    assert not feed.bozo
    names = [record.version, *(version.name for version in noted_versions(record))]
    assert [entry.title for entry in feed.entries] == names
    assert any("248–269" in entry.summary for entry in feed.entries)
    assert {feed.feed.link, *(entry.link for entry in feed.entries)} == {PAGE}
    assert {link.href for link in feed.feed.links} == {PAGE, OWN}
    assert len({feed.feed.id, *(entry.id for entry in feed.entries)}) == len(names) + 1
    again = feedparser.parse(changes_feed(record, lang, "elsewhere.html"))
    assert [entry.id for entry in again.entries] == [entry.id for entry in feed.entries]


@pytest.mark.parametrize("lang", LANGS)
def test_of_two_versions_of_one_day_the_later_is_updated_later(lang):
    home = a_folder([an_incident(1)], [a_claim(1)])
    for name in ("CHANGELOG.md", "CHANGELOG.ar.md"):
        log = "## 2026.11.27.2\n\n- Two.\n\n## 2026.11.27\n\n- One.\n\n## 2026.11.26\n\n- None.\n"
        (home / name).write_text(f"# Log\n\n{log}", encoding="utf-8")
    feed = feedparser.parse(changes_feed(load_kept_record(home).record, lang, PAGE, OWN))
    told = [entry.updated for entry in feed.entries]
    assert told == sorted(set(told), reverse=True)
    assert feed.feed.updated == told[0]
