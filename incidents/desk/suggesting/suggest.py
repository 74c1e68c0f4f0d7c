"""Suggestions for a draft from a text: each cell with the sentence and the words that say so. No model, only rules."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from geodata.sounds import is_arabic
from incidents.checks.weaknesses import ACCUSED
from incidents.desk.draft import Suggestion
from incidents.desk.publishers import language_of, publisher_of_page
from incidents.desk.suggesting.acts import CLASH, tactic_of
from incidents.desk.suggesting.claims import claims_of, speaking
from incidents.desk.suggesting.days import dateline_day
from incidents.desk.suggesting.deeds import told_by_it
from incidents.desk.suggesting.events import events_in
from incidents.desk.suggesting.figures import Figure
from incidents.desk.suggesting.introduced import with_people
from incidents.desk.suggesting.kinds import as_it_happened, kind_of_event
from incidents.desk.suggesting.new_parties import name_of
from incidents.desk.suggesting.one_event import Event, days_of
from incidents.desk.suggesting.parties import leading, names_its_attackers, role_of_isis, roles_in
from incidents.desk.suggesting.party_lists import as_meant, of_its_time
from incidents.desk.suggesting.responsible import accounts_of
from incidents.desk.suggesting.signing import day_of_the_head
from incidents.desk.suggesting.told import Sentence, sentences_of
from incidents.desk.suggesting.unnamed import is_beside_a_town, unnamed_of
from incidents.desk.suggesting.who import UNATTRIBUTED, names_its_source
from incidents.record.record import Record

MISSING = "missing"  # harm of which the record holds no figure
LONGEST = 200_000  # characters of a text that are read
_LEAD = 3  # sentences, the title among them


def suggest(
    record: Record,
    text: str,
    published: dt.date | str | None = None,
    address: str = "",
    title: str = "",
    incident_ids: Sequence[str] = (),
) -> tuple[Suggestion, ...]:
    """Return what a text seems to say, table by table; nothing where it tells of no event.

    ``published`` (a day or YYYY-MM-DD) is what "on Saturday" counts from; without it the dateline may say so, else a
    weekday stays a text. Rows count from 0: the first incident is what the text is about. ``incident_ids`` are ids that
    are free, by which claims and actors name their incident; without them those that follow the record's last.
    """
    sentences = sentences_of(text[:LONGEST])
    day = dt.date.fromisoformat(published) if isinstance(published, str) and published else published or None
    headed = day_of_the_head(sentences)
    day = headed if headed and (day is None or headed <= day) else day or dateline_day(sentences)
    sentences = with_people(as_meant(sentences, told_on := dateline_day(sentences, day) or day))
    if not (events := events_in(record, sentences, told_on)):
        return ()
    enough = len(incident_ids) >= len(events)
    ids = incident_ids if enough else _next_ids(record, len(events))
    notes = _Notes(ids, told_on, " ".join(one.plain for one in sentences))
    lead = [one for at, one in enumerate(sentences) if at < _LEAD or names_its_source(one)]
    told = {one.sentence.start for event in events for one in event.heard}
    rest = [one for one in sentences if one.start not in told]
    for row, event in enumerate(events):
        _note_event(notes, record, row, event, lead, rest)
    titled = len(title) if title and text.startswith(title) else 0
    for column, value in _source_cells(record, text, day, address, title).items():
        notes.add("sources", 0, column, value, sentences[0], 0, titled)
    return tuple(notes.made)


def _source_cells(record: Record, text: str, day: dt.date | None, address: str, title: str) -> dict[str, str]:
    """Return what is known of the page as a source, with its title as what it is about."""
    language = language_of(text)
    cells = {"url": address, "published": f"{day or ''}", **publisher_of_page(record, address, language)}
    if language:
        cells["language"] = language
    cells[f"description_{language_of(title) or 'en'}"] = title
    return {column: value for column, value in cells.items() if value}


@dataclass
class _Notes:
    """What was found so far, and how many rows of a table are taken."""

    incident_ids: Sequence[str]
    published: dt.date | None
    plain: str = ""  # the whole text, as it is compared
    made: list[Suggestion] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)

    def add(self, table: str, row: int, column: str, value: str, sentence: Sentence, start: int, end: int) -> None:
        self.made.append(Suggestion(table, row, column, value, sentence.words, start, end))

    def tell(self, table: str, row: int, cells: Mapping[str, str], sentence: Sentence, first: int, last: int) -> None:
        """Add cells that the same tokens say; empty ones say nothing."""
        tokens = sentence.tokens[first:last] or sentence.tokens[:1]
        for column, value in cells.items():
            if value:
                self.add(table, row, column, value, sentence, tokens[0].start, tokens[-1].end)

    def next_row(self, table: str) -> int:
        self.rows[table] = self.rows.get(table, -1) + 1
        return self.rows[table]


def _next_ids(record: Record, count: int) -> list[str]:
    """Return the ids that follow the last of the record."""
    last = max((str(name) for name in record.incidents["incident_id"]), default="SYR-0000")
    prefix, digits = re.fullmatch(r"(.*?)(\d*)", last).groups()  # type: ignore[union-attr]  # matches anything
    return [f"{prefix}{int(digits or 0) + number:0{max(len(digits), 4)}}" for number in range(1, count + 1)]


def _note_event(
    notes: _Notes, record: Record, row: int, event: Event, lead: Sequence[Sentence], rest: Sequence[Sentence]
) -> None:
    _note_day(notes, row, event)
    _note_place(notes, record, row, event, lead)
    act = tactic_of([one.acts for one in event.heard])
    if act is None:
        return
    claims = [told for told in claims_of(record, event, act, lead, rest) if told_by_it(act, told[1].harm)]
    harmed = [(told, figure) for told, figure, _ in claims if figure.high != 0]
    origins = [origin for _, _, origin in claims if origin != UNATTRIBUTED]
    sentence = next(one.sentence for one in event.heard if act in one.acts)
    act = as_it_happened(act, event.heard, harmed)
    kind, tactic = "attack" if act.entry["kind"] == CLASH else act.entry["kind"], act.entry["tactic"]
    goes_on = row == 0 or event.is_of_the_same_day or kind != "attack"
    of_isis = lead if goes_on or names_its_attackers(event.heard) else []
    role = role_of_isis(kind, tactic, event.heard, of_isis, origins or speaking(record, event))
    notes.tell(
        "incidents",
        row,
        {
            "incident_id": notes.incident_ids[row],
            **kind_of_event(act, [figure for _, figure in harmed]),
            "is_role": role,
        },
        sentence,
        act.first,
        act.last,
    )
    for party in roles_in(kind, tactic, role, [*event.heard, *map(leading, of_isis)], harmed):
        then = event.day.first if event.day and event.day.first else notes.published
        actor = of_its_time(party.actor, then, notes.plain)
        if actor in record.actors.index:
            cells = {"incident_id": notes.incident_ids[row], "actor_id": actor, "role": party.role}
            notes.tell(
                "incident_actors", notes.next_row("incident_actors"), cells, party.sentence, party.first, party.last
            )
    for told, figure, origin in claims:
        cells = {"incident_id": notes.incident_ids[row], **_figure_cells(told, figure), **_origin_cells(record, origin)}
        notes.tell("claims", notes.next_row("claims"), cells, told, figure.first, figure.last)
    if kind == "attack" and role in ACCUSED:
        for one in accounts_of(record, event, of_isis):
            cells = {"incident_id": notes.incident_ids[row], **one.cells, **_origin_cells(record, one.origin)}
            notes.tell("claims", notes.next_row("claims"), cells, one.sentence, one.first, one.last)


def _note_day(notes: _Notes, row: int, event: Event) -> None:
    teller = event if event.day or event.told_with is None else event.told_with
    day = teller.day
    if day is None:
        _note_day_of_the_page(notes, row, event)
        return
    sentence = next(one.sentence for one in teller.heard if day in one.days)
    if days := days_of(event, row, day, notes.published):
        precision = day.precision if days == (day.first, day.last) else "range"
        cells = {"date_start": f"{days[0]}", "date_end": f"{days[1]}", "date_precision": precision}
        notes.tell("incidents", row, cells, sentence, day.start, day.end)
        return
    words = {_text_column(sentence): sentence.words_of(day.start, day.end)}
    cells = {"incident_id": notes.incident_ids[row], "measure": "date", **words}
    notes.tell("claims", notes.next_row("claims"), cells, sentence, day.start, day.end)


def _note_day_of_the_page(notes: _Notes, row: int, event: Event) -> None:
    """Note the day of the page and the one before it for what is told without a day: news is seldom older."""
    acting = next((one for one in event.heard if one.acts), None)
    if notes.published is None or acting is None or event.is_earlier:
        return
    first = notes.published - dt.timedelta(days=1)
    cells = {"date_start": f"{first}", "date_end": f"{notes.published}", "date_precision": "range"}
    notes.tell("incidents", row, cells, acting.sentence, acting.acts[0].first, acting.acts[0].last)


def _note_place(notes: _Notes, record: Record, row: int, event: Event, lead: Sequence[Sentence]) -> None:
    teller = event.placed_with or event
    place, unnamed = teller.place, None if event.is_at_court else unnamed_of(record, event, lead)
    if unnamed:
        text = {
            "measure": "place",
            _text_column(unnamed.sentence): unnamed.words,
            **_origin_cells(record, unnamed.origin),
        }
        cells = {"incident_id": notes.incident_ids[row], **text}
        notes.tell("claims", notes.next_row("claims"), cells, unnamed.sentence, unnamed.first, unnamed.last)
    if place is None:
        return
    one = next(one for one in teller.heard if place in one.places)
    others = [other.place_id for other in one.places if other.is_between and other.place_id != place.place_id]
    cells = {
        "place_id": place.place_id,
        "other_place_ids": "|".join(others),
        "governorates": "|".join(place.governorates),
        "geo_precision": max(place.precision, "2") if unnamed and is_beside_a_town(unnamed) else place.precision,
    }
    notes.tell("incidents", row, cells, one.sentence, place.first, place.last)


def _figure_cells(sentence: Sentence, figure: Figure) -> dict[str, str]:
    """Return the cells of a figure; "several" is a text, for it is no number, and so are the missing: none is kept."""
    if (figure.low is None and figure.high is None) or figure.harm == MISSING:
        return {"measure": "outcome", _text_column(sentence): sentence.words_of(figure.first, figure.last)}
    if figure.low == figure.high:
        return {"measure": figure.measure, "value": f"{figure.low}"}
    low = "" if figure.low is None else f"{figure.low}"
    high = "" if figure.high is None else f"{figure.high}"
    return {"measure": figure.measure, "low": low, "high": high}


def _text_column(sentence: Sentence) -> str:
    return "text_ar" if re.search("[\u0600-\u06ff]", sentence.words) else "text_en"


def _origin_cells(record: Record, origin: str) -> dict[str, str]:
    if origin not in record.origins.index:
        name = name_of(origin)
        return {"attributed_to_ar" if is_arabic(name[:1]) else "attributed_to": name}
    row = record.origins.loc[origin]
    return {
        "origin_id": origin,
        "attributed_to": re.sub(r" \(.*\)$", "", str(row["name_en"])),
        "attributed_to_ar": re.sub(r" \(.*\)$", "", str(row["name_ar"])),
    }
