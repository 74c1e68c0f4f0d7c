"""A round of the inbox: feeds and pages are asked, and what tells of ISIS in a Syrian place becomes a draft.

Reprints of one text join the draft of the first as further sources. What was read before is not read again.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from incidents.desk.draft import Draft
from incidents.desk.drafts import DamagedDraft, drafts_folder, list_drafts, load_draft, save_draft
from incidents.desk.following import Facts
from incidents.desk.from_page import draft_from_page, with_source
from incidents.desk.inbox.asking import Asker, NotAskedError
from incidents.desk.inbox.feeds import Entry, entries_in
from incidents.desk.inbox.robots import Robots
from incidents.desk.inbox.seen import load_marks, load_seen, save_marks, save_seen, today
from incidents.desk.kept_record import KeptRecord
from incidents.desk.known_sources import find_known_sources, plain_address
from incidents.desk.suggesting import Page, UnreadablePageError, read_page
from incidents.desk.suggesting.told import sentences_of
from incidents.desk.suggesting.where import places_in
from incidents.desk.suggesting.who import names_isis
from incidents.language import N_, Language
from incidents.record.record import Record

DRAFTED, JOINED = N_("{address}: drafted as {name}."), N_("{address}: a reprint, a further source of {name}.")
KNOWN, SEEN = N_("{address}: in the record already."), N_("{address}: read before.")
OTHER, FEED = N_("{address}: not about ISIS in Syria."), N_("{address}: a feed. Pages it lists: {count}")


@dataclass(frozen=True)
class Said:
    """What became of an address: a message id, and what fills its placeholders."""

    sentence: str
    details: dict[str, str]

    def say(self, lang: Language) -> str:
        """Say it in a sentence."""
        return lang.say(self.sentence).format(**self.details)


@dataclass
class Round:
    """One round for a record; ``by`` is who drafts."""

    kept: KeptRecord
    asker: Asker
    by: str
    folder: Path = field(init=False)
    seen: dict[str, str] = field(init=False)
    robots: Robots = field(init=False)
    marked: dict[str, str] = field(init=False)
    _facts: Facts = field(init=False)

    def __post_init__(self) -> None:
        """Read what earlier rounds have read."""
        self.folder = drafts_folder(self.kept.home)
        self.seen, self.robots = load_seen(self.folder), Robots(self.asker)
        self.marked = load_marks(self.folder)
        self.asker.marks |= self.marked
        self._facts = Facts(self.kept.record, self.kept)

    def read(self, addresses: Sequence[str]) -> Iterator[Said]:
        """Ask each address, a feed or a page, and yield what became of it; a draft is kept before the next is asked."""
        for address in addresses:
            yield from self._told(address, lambda address=address: self._feed_or_page(address))  # type: ignore[misc]

    def _told(self, address: str, do: Callable[[], Iterator[Said]]) -> Iterator[Said]:
        try:
            yield from do()
        except (NotAskedError, UnreadablePageError) as error:
            details = {"address": address, **error.details}
            sentence = error.sentence if "{address}" in error.sentence else f"{{address}}: {error.sentence}"
            yield Said(sentence, details)

    def _feed_or_page(self, address: str) -> Iterator[Said]:
        answer = self.asker.ask(address, self.robots.allow)
        entries = entries_in(answer.content, answer.address)
        if entries is None:
            yield self._page(Entry(answer.address, "", ""), answer.content)
            return
        yield Said(FEED, {"address": address, "count": str(len(entries))})
        for entry in entries:
            if plain_address(entry.address) in self.seen:
                continue
            yield from self._told(entry.address, lambda entry=entry: self._entry(entry))  # type: ignore[misc]
        if all(plain_address(entry.address) in self.seen for entry in entries) and answer.address in self.asker.marks:
            self.marked |= {answer.address: self.asker.marks[answer.address]}  # a page that failed is asked for again
            save_marks(self.folder, self.marked)

    def _entry(self, entry: Entry) -> Iterator[Said]:
        answer = self.asker.ask(entry.address, self.robots.allow)
        yield self._page(entry, answer.content)

    def _page(self, entry: Entry, content: bytes) -> Said:
        address = {"address": entry.address}
        if plain_address(entry.address) in self.seen:
            return Said(SEEN, address)
        page = read_page(content, address=entry.address)
        page = replace(page, title=page.title or entry.title, published=page.published or entry.published)
        said = self._drafted(page) if is_about_isis_in_syria(self.kept.record, page.text) else Said(OTHER, address)
        self.seen[plain_address(entry.address)] = today()
        save_seen(self.folder, self.seen)
        return said

    def _drafted(self, page: Page) -> Said:
        others = [held.draft for held in list_drafts(self.folder) if not isinstance(held, DamagedDraft)]
        draft = draft_from_page(page, self._facts, self.by, self.folder, others)
        known = find_known_sources(self.kept.record, draft, others)
        first = next((one.draft for one in known if one.draft), "")
        details = {"address": page.address, "name": first or draft.name}
        if first:
            return self._joined(first, page, details)
        if any(one.source_id and one.why == "address" for one in known):
            return Said(KNOWN, details)
        save_draft(self.folder, draft, None)
        return Said(DRAFTED, details)

    def _joined(self, name: str, page: Page, details: dict[str, str]) -> Said:
        """Add a reprint to the sources of a draft, unless it stands there."""
        held = load_draft(self.folder, name)
        if not _has(held.draft, page.address):
            save_draft(self.folder, with_source(held.draft, page, self._facts), held.digest)
        return Said(JOINED, details)


def _has(draft: Draft, address: str) -> bool:
    told = [draft.address, *(row.get("url", "") for row in draft.rows.get("sources", ()))]
    return plain_address(address) in {plain_address(one) for one in told}


def is_about_isis_in_syria(record: Record, text: str) -> bool:
    """Say whether a text names ISIS and a place of the gazetteer that lies in Syria."""
    sentences = sentences_of(text)
    return any(map(names_isis, sentences)) and any(places_in(record, sentence) for sentence in sentences)
