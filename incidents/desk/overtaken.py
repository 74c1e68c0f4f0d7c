"""Two curators in one draft: a step that would write over what the other has written meanwhile is not taken."""

from incidents.desk.changing import Step
from incidents.desk.draft import Draft, Row
from incidents.desk.form import OWN_IDS

_ROWS_COME = ("add",)  # which never write over anything


def is_overtaken(shown: Draft, held: Draft, step: Step) -> bool:
    """Say whether a step means a cell or a row that is no longer as its curator was ``shown`` it.

    ``held`` is the draft as it lies there now. A cell that the other has given the same text is nobody's quarrel.
    """
    if shown == held or step.deed in _ROWS_COME:
        return False
    before, now = (draft.rows.get(step.table, ()) for draft in (shown, held))
    if step.deed == "take_row":
        return len(before) != len(now)
    if step.row >= len(before):
        return False  # a row that the curator himself has just begun
    if step.row >= len(now) or not _is_the_same(before[step.row], now[step.row], step.table, len(before) == len(now)):
        return True
    if step.deed in ("remove", "supersede"):
        return before[step.row] != now[step.row]
    was, stands = before[step.row].get(step.column, ""), now[step.row].get(step.column, "")
    return was != stands != step.value


def _is_the_same(before: Row, now: Row, table: str, are_as_many: bool) -> bool:
    own = OWN_IDS.get(table, "")
    named = before.get(own, "")
    return named == now.get(own, "") if named else are_as_many
