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
    if step.row >= len(now) or _is_another(before[step.row], now[step.row], step.table):
        return True
    if len(before) != len(now) and step.table not in OWN_IDS and before[step.row] != now[step.row]:
        return True
    if step.deed in ("remove", "supersede"):
        return before[step.row] != now[step.row]
    was, stands = before[step.row].get(step.column, ""), now[step.row].get(step.column, "")
    return was != stands != step.value


def _is_another(before: Row, now: Row, table: str) -> bool:
    """Say whether two rows at one place are called otherwise; one that has no name yet is itself."""
    own = OWN_IDS.get(table, "")
    return before.get(own, "") not in ("", now.get(own, ""))
