"""Edits that could not be undone are found by table, row and column."""

import pytest

from incidents.checks import find_problems
from tests.conftest import a_folder

STAMP = "0123456789ab"
VERSIONS = [{"stamp": STAMP, "version": "1", "date": "2025-01-01", "digest": STAMP}]


def an_edit(**changes):
    return {"stamp": STAMP, "table": "incidents", "row": "SYR-0001", "column": "summary_en", "was": "?"} | changes


@pytest.mark.parametrize(
    ("edit", "column"),
    [
        (an_edit(), None),
        (an_edit(column="*", was=""), None),
        (an_edit(table="gazetteer", row="raqqa", column="latitude", was="35.9"), None),
        (an_edit(table="rumours"), "table"),
        (an_edit(table="edits"), "table"),
        (an_edit(column="rumour"), "column"),
        (an_edit(column="tactic", was="no-tactic"), "was"),
        (an_edit(table="claims", column="value", was="many"), "was"),
        (an_edit(column="date_start", was="2025-02-30"), "was"),
        (an_edit(stamp="ffffffffffff"), "stamp"),
    ],
)
def test_an_edit_that_cannot_be_undone_is_named(edit, column):
    problems = find_problems(a_folder(versions=VERSIONS, edits=[edit]))
    assert [(problem.file, problem.column) for problem in problems] == ([("edits.csv", column)] if column else [])
