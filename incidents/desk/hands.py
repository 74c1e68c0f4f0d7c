"""Whose hand wrote what stands in a draft: who has written a cell, or taken a row out, is not who accepts it.

A draft is of whoever began it; ``hands`` say which cells somebody else has written since, in rows like its own.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from incidents.desk.changed_rows import Change
from incidents.desk.draft import Draft, Gone, Row
from incidents.desk.form import OWN_IDS, row_name
from incidents.desk.kept_record import KeptRecord
from incidents.desk.table_rows import key_of


def signed(before: Draft, after: Draft, who: str) -> Draft:
    """Return a draft after a step of ``who``, with what he has written in it under his name."""
    if before.rows == after.rows:
        return after
    hands: dict[str, tuple[Row, ...]] = {}
    gone = list(before.gone)
    for table, rows in after.rows.items():
        earlier = before.rows.get(table, ())
        pairs = _pairs(table, earlier, rows)
        held, seen = before.hands.get(table, ()), after.seen.get(table, ())
        hands[table] = tuple(
            _hand(row, earlier[place] if place is not None else None, _at(held, place), seen, _other(before, who))
            for row, place in zip(rows, pairs, strict=True)
        )
        left = _left_out(after, table) - _left_out(before, table)
        gone += [Gone(who.strip(), table, row) for row in seen if row_name(table, row) in left]
    return replace(after, hands={table: held for table, held in hands.items() if any(held)}, gone=tuple(gone))


def hand_of(draft: Draft, table: str, row: int, column: str) -> str:
    """Return who wrote a cell of a draft."""
    return _at(draft.hands.get(table, ()), row).get(column, draft.by)


def writers(draft: Draft) -> list[str]:
    """Return who has written in a draft, first who began it."""
    others = (name for held in draft.hands.values() for row in held for name in row.values())
    return list(dict.fromkeys(filter(None, (draft.by, *others, *(one.who for one in draft.gone)))))


def is_writer(draft: Draft, who: str) -> bool:
    """Say whether somebody has begun a draft or written in it."""
    return any(is_same_person(who, name) for name in writers(draft))


def is_same_person(one: str, other: str) -> bool:
    """Say whether two names are one, however they are written."""
    return _plain(one) == _plain(other)


def own_cells(kept: KeptRecord, draft: Draft, changes: Sequence[Change], who: str) -> Iterator[tuple[Change, str]]:
    """Yield what of the changes somebody has written himself: each with its column, "" for a row that he took out."""
    for change in changes:
        if change.row is None:
            key = kept.table(change.table).key
            took = [one for one in draft.gone if one.table == change.table and key_of(key, one.row) == change.key]
            if is_same_person(who, took[-1].who if took else draft.by):
                yield change, ""
            continue
        for column in change.cells:
            if is_same_person(who, hand_of(draft, change.table, change.row, column)):
                yield change, column


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _other(draft: Draft, who: str) -> str:
    """Return the name under which somebody's cells stand, "" for who began the draft."""
    return "" if is_same_person(who, draft.by) else who.strip()


def _at(held: Sequence[Row], place: int | None) -> Row:
    return held[place] if place is not None and place < len(held) else {}


def _left_out(draft: Draft, table: str) -> set[tuple[str, ...]]:
    seen, rows = ({row_name(table, row) for row in held.get(table, ())} for held in (draft.seen, draft.rows))
    return seen - rows


def _hand(row: Row, earlier: Row | None, held: Row, seen: Sequence[Row], name: str) -> Row:
    """Return who wrote the cells of a row that somebody has just left like this, without those of the beginner."""
    if earlier is None and row in seen:
        return {}  # it came from the record
    was = earlier or {}
    hands = {column: name if cell != was.get(column, "") else held.get(column, "") for column, cell in row.items()}
    return {column: hand for column, hand in hands.items() if hand}


def _pairs(table: str, earlier: Sequence[Row], rows: Sequence[Row]) -> list[int | None]:
    """Return of each row which of the earlier ones it was: an equal one, one of the same id, the next that is left."""
    free = dict(enumerate(earlier))
    pairs: list[int | None] = [None] * len(rows)
    own = OWN_IDS.get(table, "")

    def pair(place: int, number: int | None) -> None:
        if number is not None:
            pairs[place] = number
            del free[number]

    for place, row in enumerate(rows):
        pair(place, next((number for number, one in free.items() if one == row), None))
    for place, row in enumerate(rows):
        if pairs[place] is None and (name := row.get(own)):
            pair(place, next((number for number, one in free.items() if one.get(own) == name), None))
    for place in range(len(rows)):
        if pairs[place] is None:
            pair(place, next(iter(free), None))
    return pairs
