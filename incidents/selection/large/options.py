"""How many incidents each option of a list would leave of a large record: all lists of a screen in one look."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from incidents.selection.filters import LISTS
from incidents.selection.large.questions import LargeRecord, codes_held
from incidents.selection.large.worked_out import CODES, SETS
from incidents.selection.large.written import Apart, Rows
from incidents.selection.question import Question

Name = TypeVar("Name", bound=str)


def count_options(large: LargeRecord, question: Question, names: Iterable[str]) -> dict[str, dict[str, int]]:
    """Count per filter and code how many incidents the option alone would leave, all other filters kept."""
    found: dict[str, dict[str, int]] = {}
    for others, alike in asked_alike(question, names):
        found |= counted(large, others, alike)
    return {name: dict.fromkeys(LISTS[name].codes(large.frame), 0) | found[name] for name in names}


def counted(large: LargeRecord, question: Question, names: Sequence[str]) -> dict[str, dict[str, int]]:
    """Count per list the incidents of each code that occurs, under all filters."""
    columns = tuple(map(column_of, names))
    found = large.ask(_held, question, columns)
    counts: dict[str, dict[str, int]] = {}
    for name, column in zip(names, columns, strict=True):
        counts[name] = {}
        of_list = found[found[column].notna()]
        for held, count in zip(of_list[column], of_list["counted"], strict=True):
            for code in codes_held(name, held):
                counts[name][code] = counts[name].get(code, 0) + int(count)
    return counts


def column_of(name: str) -> str:
    """Return the column of ``worked_out`` in which the codes of a list stand."""
    return SETS.get(name) or CODES[name]


def asked_alike(question: Question, names: Iterable[Name]) -> Iterable[tuple[Question, list[Name]]]:
    """Yield what is asked for the options of some lists, and of which: a list that filters is left open itself."""
    by_others: dict[Question, list[Name]] = {}
    for name in names:
        by_others.setdefault(question.without(name), []).append(name)
    return by_others.items()


def _held(rows: Rows, columns: tuple[str, ...]) -> Apart:
    held = {column: rows[column].fill_null("") for column in columns}  # a list that is not counted is null
    return Apart(rows.group_by(**held).aggregate(counted=rows.count()), [[n] for n in range(1, len(columns) + 1)])
