"""What the form says a curator did, read with care: it comes from a browser."""

from collections.abc import Sequence
from typing import Any, get_args

from incidents.desk.changing import Deed, Step

LONGEST_CELL = 20_000  # characters
MOST_ROW = 10_000


def steps_of(told: Sequence[Any], after: int) -> list[tuple[int, Step]]:
    """Return the steps with a number above one, in their order; what is no step is passed over."""
    read = (_step(one) for one in told if isinstance(one, dict))
    steps = [one for one in read if one is not None and one[0] > after]
    return sorted(steps, key=lambda one: one[0])


def _step(told: dict[str, Any]) -> tuple[int, Step] | None:
    number, table, row = (told.get(name) for name in ("n", "table", "row"))
    column, value = told.get("column", ""), told.get("value", "")
    texts = (table, column, value)
    if not isinstance(number, int) or not all(isinstance(one, str) for one in texts):
        return None
    if not isinstance(row, int) or not 0 <= row < MOST_ROW or len(value) > LONGEST_CELL:
        return None
    deed = next((known for known in get_args(Deed) if known == told.get("step")), None)
    return None if deed is None else (number, Step(deed, str(table), row, str(column), value))
