"""A dossier: what the record holds of one place, actor, origin or kind: where, with whom, who says so, what kinds.

It is written ``governorate:SY09``, ``actor:islamic-state``, ``origin:sohr`` or ``kind:attack``. Its incidents are those
of an ordinary question, which may ask for more beside it; the counts here are those of a selection.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.cells import parts_of
from incidents.record.kept import Kept
from incidents.record.record import Record
from incidents.record.vocabulary import NOT_STATED, STANDING, UNATTRIBUTED
from incidents.selection.filters import LISTS
from incidents.selection.holdings import of_roles
from incidents.selection.plain_writing import bare
from incidents.selection.question import Question
from incidents.selection.selection import Selection

SUBJECTS = ("governorate", "district", "place", "actor", "origin", "kind")  # lists of whose options there are dossiers


@dataclass(frozen=True)
class Voice:
    """An origin by what it says: on how many incidents, in how many claims, and how many rest on it alone.

    An incident rests on one origin where nobody else gives an account of it; remarks are no accounts.
    """

    origin: str
    incidents: int
    claims: int
    alone: int


@dataclass(frozen=True)
class Dossier:
    """Counts of incidents, the most first: of parts of an area, of actors per role, of origins, of kinds that occur.

    ``parts`` and ``kinds`` are filter, code and count: of a governorate its districts and places, of a district its
    places; the kinds of the legend, of a kind the detailed ones.
    """

    parts: list[tuple[str, str, int]]
    roles: dict[str, list[tuple[str, int]]]
    voices: list[Voice]
    kinds: list[tuple[str, str, int]]


def dossier_written(name: str, code: str) -> str:
    """Write of what a dossier is."""
    return f"{name}:{code}"


def subject_of(written: str) -> tuple[str, str]:
    """Return filter and code of a dossier."""
    name, _colon, code = written.partition(":")
    return name, code


def is_dossier(text: str, record: Record) -> bool:
    """Say whether a text names a dossier of the record as the page writes it."""
    name, code = subject_of(text)
    return name in SUBJECTS and code != NOT_STATED and code in LISTS[name].codes(record)


def dossier_meant(text: str, record: Record) -> str | None:
    """Return the dossier that a text means in another writing, by a label, or by another name of an actor; or None."""
    name, code = (part.strip() for part in subject_of(bare(text)))
    name = name.casefold()
    if name not in SUBJECTS or not code:
        return None
    codes, _notices = LISTS[name].read([code], record)
    if not codes:
        prefix = dossier_written(name, "")
        named = record.search.named.index.written(code)
        codes = tuple(key.removeprefix(prefix) for key in named if key.startswith(prefix))
    meant = dossier_written(name, codes[0]) if len(codes) == 1 else ""
    return meant if is_dossier(meant, record) else None


def question_of(written: str) -> Question:
    """Return the question that a dossier asks, and nothing beside it."""
    return _asked_in(Question(), written)


def _asked_in(question: Question, written: str) -> Question:
    name, code = subject_of(written)
    asked: dict[str, Any] = {name: (code,)}
    return replace(question, **asked)


def is_asked(question: Question, written: str) -> bool:
    """Say whether a question is about that of which the dossier is, whatever it asks beside it."""
    return question == _asked_in(question, written)


def with_dossier(question: Question, written: str) -> Question | None:
    """Return a question that is about a dossier as well; None where it asks for others of the same list."""
    name, _code = subject_of(written)
    asked = _asked_in(question, written)
    return asked if is_asked(question, written) or not getattr(question, name) else None


def dossier_of(selection: Selection, written: str) -> Dossier:
    """Count who stands in the selected incidents beside the subject of a dossier, who says so, and the kinds."""
    name, code = subject_of(written)
    return Dossier(
        parts=_parts(selection, name, code),
        roles=_roles(selection, code if name == "actor" else ""),
        voices=_voices(selection),
        kinds=_kinds(selection, of_tactics=name == "kind"),
    )


def _roles(selection: Selection, left_out: str) -> dict[str, list[tuple[str, int]]]:
    """Count the incidents per role and actor."""
    found: dict[str, list[tuple[str, int]]] = {}
    for role in selection.record.schema.codes("incident_actors.role"):
        counted = of_roles(selection.record, role).count(selection.mask)
        actors = [(actor, count) for actor, count in counted.items() if count and actor not in {left_out, NOT_STATED}]
        if actors:
            found[role] = sorted(actors, key=lambda pair: -pair[1])
    return found


PARTS = {"governorate": ("district", "place"), "district": ("place",)}


def _parts(selection: Selection, name: str, code: str) -> list[tuple[str, str, int]]:
    """Count the incidents in the districts and places of an area; what an incident names elsewhere is no part of it."""
    found = []
    for part in PARTS.get(name, ()):
        counted = LISTS[part].held(selection.record).count(selection.mask)
        inside = (
            (other, count) for other, count in counted.items() if count and lies_in(selection.record, part, other, code)
        )
        found += [(part, other, count) for other, count in sorted(inside, key=lambda pair: -pair[1])]
    return found


def lies_in(record: Record, part: str, code: str, area: str) -> bool:
    """Say whether a district lies in a governorate, or a place in an area; the governorate itself is no place in it."""
    if code == NOT_STATED:
        return False
    if part == "district":
        return code.startswith(area)
    place = record.gazetteer.place(code)
    if place["kind"] == "governorate":
        return False
    district = place["adm2_pcode"]
    return district == area if len(area) > len("SY01") else area in parts_of(place["governorates"])


def _kinds(selection: Selection, *, of_tactics: bool) -> list[tuple[str, str, int]]:
    name = "tactic" if of_tactics else "kind"
    counted = LISTS[name].held(selection.record).count(selection.profile_counts.astype(np.int64))
    in_order = ((code, counted.get(code, 0)) for code in LISTS[name].codes(selection.record))
    return sorted(((name, code, count) for code, count in in_order if count), key=lambda row: -row[2])


@dataclass(frozen=True, eq=False)
class _Said:
    """Who says what in a record: of each claim the row of its incident and the number of its origin.

    ``alone`` is of each incident the number of the only origin that gives an account of it, or -1.
    """

    at: npt.NDArray[np.int32]
    origin: npt.NDArray[np.int16]
    alone: npt.NDArray[np.int16]
    origins: Sequence[str]


_said: Kept[None, _Said] = Kept()
REMARK, NAMELESS, NAMED = 0, 1, 2  # what a claim is worth as an account, as ``ranges.independent_origins`` has it


def _voices(selection: Selection) -> list[Voice]:
    """Count what each origin says of the selected incidents."""
    record, mask = selection.record, selection.mask
    said = _said.of(record, None, lambda: _gathered(record))
    most = len(said.origins)
    claims = np.bincount(said.origin[mask[said.at]], minlength=most)
    alone = np.bincount(said.alone[mask & (said.alone >= 0)], minlength=most)
    incidents = LISTS["origin"].held(record).count(mask)
    voices = (
        Voice(origin, incidents.get(origin, 0), int(claims[number]), int(alone[number]))
        for number, origin in enumerate(said.origins)
        if claims[number]
    )
    return sorted(voices, key=lambda voice: (-voice.incidents, -voice.claims))


def _gathered(record: Record) -> _Said:
    origins = list(map(str, record.origins["origin_id"]))
    has_standing = any(field["name"] == STANDING for field in record.schema.fields("claims"))
    columns = ["incident_id", "origin_id", *([STANDING] if has_standing else [])]
    places, numbers, worths = [np.zeros(0, np.int32)], [np.zeros(0, np.int16)], [np.zeros(0, np.int8)]
    for claims in record.batches("claims", columns):
        origin = claims["origin_id"].astype("str")
        worth = np.where(origin == UNATTRIBUTED, NAMELESS, NAMED)
        if has_standing:
            worth[claims[STANDING].notna().to_numpy()] = REMARK
        places.append(claims["incident_id"].to_numpy().astype(np.int32))
        numbers.append(pd.Index(origins).get_indexer(pd.Index(origin)).astype(np.int16))
        worths.append(worth.astype(np.int8))
    at, number = np.concatenate(places), np.concatenate(numbers)
    return _Said(at, number, _alone(at, number, np.concatenate(worths), len(record)), origins)


def _alone(
    at: npt.NDArray[np.int32], number: npt.NDArray[np.int16], worth: npt.NDArray[np.int8], length: int
) -> npt.NDArray[np.int16]:
    """Return of each incident the only origin among its claims of most worth, or -1 where there are several or none."""
    best = np.full(length, -1, dtype=np.int8)
    np.maximum.at(best, at, worth)
    telling = worth == best[at]
    least, most = np.full(length, np.iinfo(np.int16).max, np.int16), np.full(length, -1, np.int16)
    np.minimum.at(least, at[telling], number[telling])
    np.maximum.at(most, at[telling], number[telling])
    return np.where(least == most, most, -1).astype(np.int16)
