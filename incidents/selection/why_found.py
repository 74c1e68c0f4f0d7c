"""Why an incident answers a reader's text: of each part of the text, what of the incident bears it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from geodata.cells import parts_of
from geodata.names import Keys, words_of
from geodata.normalising import normalise_word
from incidents.record.evidence import CODES, NOTES, SUMMARIES, Evidence, Evidences, Where
from incidents.record.kept import Kept
from incidents.record.record import Record
from incidents.record.search import names_in
from incidents.record.statements import SAID_BY, TOLD, Statement
from incidents.record.words import forms_of
from incidents.selection.asked_part import Part
from incidents.selection.mentions import asked_for


@dataclass(frozen=True)
class Reason:
    """Where a part of a text was found: ``asked`` is that part as it was typed, ``code`` of what it was found.

    ``code`` is the id of a place, an actor, an origin or a source, a p-code or a tactic; "" of a text of the incident.
    """

    asked: str
    where: Where | Literal["id", "date"]
    code: str = ""


_evidences: Kept[None, Evidences] = Kept()
_reasons: Kept[tuple[str, str], tuple[Reason, ...]] = Kept(20_000)


def why_found(record: Record, text: str, incident_id: str) -> tuple[Reason, ...]:
    """Return for each part of a text that an incident answers where it was found first: place, actor, text, claim.

    Nothing of an incident that does not answer the text, or of a text that asks for nothing.
    """
    return _reasons.of(record, (text, incident_id), lambda: tuple(_found(record, text, incident_id)))


def _found(record: Record, text: str, incident_id: str) -> Iterator[Reason]:
    asked, incident = asked_for(record, text), record.incident(incident_id)
    if asked.ids is not None:
        if incident_id in asked.ids:
            yield Reason(incident_id, "id")
        return
    row = {name: str(incident[name]) for name in _cells(incident)}
    lies_in = frozenset(parts_of(row.get("governorates", "")))
    parts = list(asked.parts)
    for date in asked.dates:
        if date.touches(record.incidents.loc[[incident.name]]).any():
            yield Reason("", "date")
        elif date.word:
            parts.append(Part(date.word, words=frozenset({date.word})))
    evidences = _evidences.of(record, None, lambda: Evidences(record))
    for part in parts:
        for found in evidences.of(row, _said_of(record, incident_id)):
            if _bears(record, found, part, lies_in):
                yield Reason(part.text, found.where, found.code)
                break


def _cells(incident: pd.Series) -> list[str]:
    return [name for name in (*SUMMARIES, *NOTES, *CODES) if name in incident.index and pd.notna(incident[name])]


def _said_of(record: Record, incident_id: str) -> Iterator[Statement]:
    """Yield what the claims say of an incident; they are read when they are asked for, which is seldom."""
    claims = record.claims_of([incident_id])
    held = claims[[name for name in (*TOLD, *SAID_BY) if name in claims]].astype("str").where(claims.notna(), "")
    yield from ({str(name): cell for name, cell in row.items() if cell} for row in held.to_dict("records"))


def _bears(record: Record, found: Evidence, part: Part, lies_in: Keys) -> bool:
    """Say whether a piece of evidence bears a name or has a word, as the search took it in."""
    if part.keys & set(found.keys):
        return True
    named = record.search.named
    if part.keys and any(
        part.keys & names_in(named, text, lies_in, is_told_by=found.is_told_by) for text in found.texts
    ):
        return True
    wanted = frozenset().union(*map(forms_of, part.words))
    return bool(wanted) and any(
        wanted & forms_of(normalise_word(word)) for text in found.texts for word in words_of(text)
    )
