"""Which column of a file holds what: recognised by its heading, changeable, kept as a small JSON file to use again."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, cast

from incidents.exchange.intake.days import ORDERS, Order
from incidents.exchange.intake.headers import plain_heading
from incidents.exchange.intake.remarks import UnreadableFileError
from incidents.language import N_

Kind = Literal["acled", "ucdp-ged", "airwars", "own"]
Headings = Mapping[str, tuple[str, ...]]  # what a column may hold → the headings that it may have

# What a column may hold, in words.
MEANINGS: Mapping[str, str] = {
    "id": N_("id of the source"),
    "date": N_("date"),
    "date_end": N_("last day"),
    "year": N_("year"),
    "month": N_("month"),
    "time_precision": N_("how exactly the date is known"),
    "event_type": N_("kind of event"),
    "sub_event_type": N_("detailed kind of event"),
    "actor1": N_("first actor"),
    "assoc1": N_("associates of the first actor"),
    "inter1": N_("kind of the first actor"),
    "actor2": N_("second actor"),
    "assoc2": N_("associates of the second actor"),
    "inter2": N_("kind of the second actor"),
    "country": N_("country"),
    "admin1": N_("governorate"),
    "region": N_("governorate, as another column has it"),
    "admin2": N_("district"),
    "place": N_("place"),
    "place_ar": N_("place, in Arabic"),
    "point": N_("latitude and longitude in one cell"),
    "latitude": N_("latitude"),
    "longitude": N_("longitude"),
    "geo_precision": N_("how exactly the place is known"),
    "source": N_("sources"),
    "source_url": N_("address of the source"),
    "source_date": N_("date of the source"),
    "source_article": N_("sources with dates and headlines"),
    "summary": N_("what happened"),
    "summary_ar": N_("what happened, in Arabic"),
    "killed": N_("killed"),
    "killed_min": N_("killed, at least"),
    "killed_max": N_("killed, at most"),
    "wounded": N_("wounded"),
    "wounded_min": N_("wounded, at least"),
    "wounded_max": N_("wounded, at most"),
    "deaths_a": N_("dead of the first side"),
    "deaths_b": N_("dead of the second side"),
    "deaths_civilians": N_("dead civilians"),
    "events": N_("number of events in the row"),
    "grade": N_("strength of the evidence"),
}


@dataclass(frozen=True)
class Columns:
    """The columns of a file by what they hold, and how its days are written (None: nobody has said so yet)."""

    kind: Kind
    columns: Mapping[str, str]
    dates: Order | None = None
    left: Sequence[str] = field(default=())

    def to_json(self) -> bytes:
        """Return the mapping as a file to use again."""
        said = {"kind": self.kind, "dates": self.dates, "columns": dict(self.columns)}
        return f"{json.dumps(said, ensure_ascii=False, indent=1)}\n".encode()

    def with_order(self, order: Order) -> "Columns":
        """Return the mapping with the order of day and month."""
        return replace(self, dates=order)


_NO_MAPPING = N_("{file} is no mapping: it has to hold {parts}.")


def guessed(kind: Kind, headings: Headings, columns: Sequence[str]) -> Columns:
    """Map the columns of a file by their headings: the same words first, then headings that hold them; each once."""
    free = {column: f" {plain_heading(column)} " for column in columns}
    found: dict[str, str] = {}
    for is_whole in (True, False):
        for meaning, words in headings.items():
            if meaning in found or (meaning == "point" and not is_whole):
                continue  # "GPS coordinates: latitude" is no heading of points
            for word in map(plain_heading, words):
                column = next((name for name, held in free.items() if _fits(held, word, is_whole=is_whole)), None)
                if column is not None:
                    found[meaning] = column
                    del free[column]
                    break
        if kind != "own":
            break  # the data sets have headings of their own; what only resembles them is something else
    return Columns(kind, {meaning: found[meaning] for meaning in headings if meaning in found}, left=list(free))


def _fits(heading: str, word: str, *, is_whole: bool) -> bool:
    return heading == f" {word} " if is_whole else len(word) > 3 and f" {word} " in heading


def read_mapping(path: Path, columns: Sequence[str]) -> Columns:
    """Read a mapping that was kept, for a file with these columns.

    Raises UnreadableFileError where it is none, or where the file lacks a column that it names: none is guessed.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(
            N_("{file} cannot be read: {reason}"), file=path.name, reason=error.strerror or ""
        ) from error
    kept, gone = kept_mapping(path.name, content, columns)
    if gone:
        raise UnreadableFileError(
            N_("{file}: the data have no column {name}. Columns that the mapping does not name: {columns}."),
            file=path.name,
            name=", ".join(gone.values()),
            columns=", ".join(kept.left) or "-",
        )
    return kept


def kept_mapping(name: str, content: bytes, columns: Sequence[str]) -> tuple[Columns, Mapping[str, str]]:
    """Return a mapping that was kept, as far as a file has its columns, and what it names that the file has not.

    What is missing is told by what it holds. Raises UnreadableFileError where the content is no mapping.
    """
    try:
        said = json.loads(content.decode("utf-8-sig"))
        kind, dates, named = said["kind"], said.get("dates"), dict(said["columns"])
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableFileError(_NO_MAPPING, file=name, parts="kind, columns") from error
    if kind not in {"acled", "ucdp-ged", "airwars", "own"} or dates not in {None, *ORDERS}:
        raise UnreadableFileError(_NO_MAPPING, file=name, parts="kind, columns")
    strange = [meaning for meaning in named if meaning not in MEANINGS]
    if strange:
        known = ", ".join(MEANINGS)
        raise UnreadableFileError(
            N_("{file}: {name} is not known. Known are: {known}"), file=name, name=strange[0], known=known
        )
    gone = {meaning: str(column) for meaning, column in named.items() if column not in columns}
    held = {meaning: column for meaning, column in named.items() if meaning not in gone}
    left = [column for column in columns if column not in held.values()]
    return Columns(cast(Kind, kind), held, dates, left), gone
