"""A second person looks: accepts a draft cell by cell or as a whole, or sends it back with a note.

Nobody accepts what he has written himself: where two have written in a draft, each looks at what the other wrote.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from incidents.desk.beginnings import now
from incidents.desk.changed_rows import Change
from incidents.desk.draft import Draft, DraftError, Review, Verdict
from incidents.desk.hands import hand_of, is_same_person, own_cells, writers
from incidents.desk.kept_record import KeptRecord
from incidents.language import N_

_WHO = N_("Say who you are: a review has a name.")
_OWN = N_("{who} has begun this draft: a second person accepts it.")
_OWN_CELL = N_("{who} has written this: another person says whether it is good.")
_OWN_CELLS = N_("{who} has written {cells}: another person calls that good first, or accepts the draft.")
_NOTE = N_("Say why it goes back.")
_NOT_HANDED_IN = N_("The draft {name} is not handed in for review: its state is “{state}”.")
_OPEN = N_("Sent back and not accepted since: {cells}.")
_NO_COLUMN = N_("The row {row} of the table {table} has no column {column}.")
_NO_CELL = N_("The draft has no row {row} in the table {table}.")


def hand_in(draft: Draft) -> Draft:
    """Return a draft that is ready for a second person; DraftError for one that is accepted already."""
    if draft.state == "accepted":
        raise DraftError(_NOT_HANDED_IN, name=draft.name, state=draft.state)
    return replace(draft, state="for review")


def accept_cell(draft: Draft, who: str, table: str, row: int, column: str = "") -> Draft:
    """Accept a cell, or a whole row."""
    return _reviewed(draft, who, table, row, column, "accepted", "")


def accept_whole(draft: Draft, who: str) -> Draft:
    """Accept a draft; DraftError for one's own, one that is not handed in, and while something is sent back.

    What of it somebody has written himself stands against it too (``refuse_own``), which the record has to tell.
    """
    if draft.state != "for review":
        raise DraftError(_NOT_HANDED_IN, name=draft.name, state=draft.state)
    draft = _reviewed(draft, who, "", 0, "", "accepted", "")
    if still_sent_back(draft):
        cells = ((said.table, said.row, said.column) for said in still_sent_back(draft))
        raise DraftError(_OPEN, cells=_named(cells))
    return replace(draft, state="accepted")


def may_judge(draft: Draft, who: str) -> bool:
    """Say whether somebody may say now what is good: once it is handed in, of what another has written."""
    try:
        _refuse(draft, who)
    except DraftError:
        return False
    return True


def own_unseen(kept: KeptRecord, draft: Draft, changes: Sequence[Change], who: str) -> list[tuple[Change, str]]:
    """Return what somebody has written himself and nobody else has called good: changes, columns ("": taken out)."""

    def is_seen(change: Change, column: str) -> bool:
        said = verdict_on(draft, change.table, change.row, column) if change.row is not None else None
        return bool(said and said.table and said.verdict == "accepted" and not is_same_person(said.who, who))

    return [(change, column) for change, column in own_cells(kept, draft, changes, who) if not is_seen(change, column)]


def refuse_own(kept: KeptRecord, draft: Draft, changes: Sequence[Change], who: str) -> None:
    """Raise DraftError where somebody would accept what he has written himself."""
    own = [
        (change.table, change.row if change.row is not None else ", ".join(change.key), column)
        for change, column in own_unseen(kept, draft, changes, who)
    ]
    if own:
        raise DraftError(_OWN_CELLS, who=who.strip(), cells=_named(own))


def _named(cells: Iterable[tuple[str, int | str, str]]) -> str:
    counted = ((table, row + 1 if isinstance(row, int) else row, column) for table, row, column in cells)
    return ", ".join(f"{table}.{row}.{column}".rstrip(".") for table, row, column in counted)


def send_back(draft: Draft, who: str, note: str, table: str = "", row: int = 0, column: str = "") -> Draft:
    """Send a draft, a row or a cell back with a note; the draft then waits for whoever wrote it."""
    if not note.strip():
        raise DraftError(_NOTE)
    return replace(_reviewed(draft, who, table, row, column, "sent back", note.strip()), state="sent back")


def refuse_cell(draft: Draft, who: str, note: str, table: str, row: int, column: str = "") -> Draft:
    """Say of a cell, or a whole row, that it is not so; the draft stays with the second person for the rest of it."""
    return replace(send_back(draft, who, note, table, row, column), state=draft.state)


def verdict_on(draft: Draft, table: str, row: int, column: str) -> Review | None:
    """Return the last that was said of a cell, by itself or with its row or the whole draft; None if nothing was.

    A draft that goes back as a whole says nothing new of its cells.
    """
    covering = [("", 0, ""), (table, row, ""), (table, row, column)]
    said = [review for review in draft.reviews if (review.table, review.row, review.column) in covering]
    said = [review for review in said if review.table or review.verdict == "accepted"]
    return said[-1] if said else None


def still_sent_back(draft: Draft) -> list[Review]:
    """Return of each cell or row that was sent back and not accepted since what was said of it last."""
    cells = dict.fromkeys((said.table, said.row, said.column) for said in draft.reviews if said.table)
    last = (_last_of(draft, *cell) for cell in cells)
    return list(dict.fromkeys(said for said in last if said.verdict == "sent back"))


def _reviewed(draft: Draft, who: str, table: str, row: int, column: str, verdict: Verdict, note: str) -> Draft:
    _refuse(draft, who)
    if table and not 0 <= row < len(draft.rows.get(table, ())):
        raise DraftError(_NO_CELL, table=table, row=str(row + 1))
    if column and column not in draft.rows[table][row]:
        raise DraftError(_NO_COLUMN, table=table, row=str(row + 1), column=column)
    columns = [column] if column else [name for name, cell in draft.rows[table][row].items() if cell] if table else []
    if any(is_same_person(who, hand_of(draft, table, row, name)) for name in columns):
        raise DraftError(_OWN_CELL, who=who.strip())
    said = Review(who.strip(), now(), table, row if table else 0, column if table else "", verdict, note)
    return replace(draft, reviews=(*draft.reviews, said))


def _refuse(draft: Draft, who: str) -> None:
    if not who.strip():
        raise DraftError(_WHO)
    if all(is_same_person(who, name) for name in writers(draft) or [draft.by]):
        raise DraftError(_OWN, who=who.strip())
    if draft.state not in {"for review", "sent back"}:  # of what goes back, several cells may be told
        raise DraftError(_NOT_HANDED_IN, name=draft.name, state=draft.state)


def _last_of(draft: Draft, table: str, row: int, column: str) -> Review:
    """Return the last that was said of a cell that was spoken of, or of its row, each by itself."""
    covering = [(table, row, column), (table, row, "")]
    return [said for said in draft.reviews if (said.table, said.row, said.column) in covering][-1]
