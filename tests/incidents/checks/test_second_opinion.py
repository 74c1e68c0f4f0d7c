"""What our check of the schema finds, frictionless finds as well: an independent reader of the same data package."""

import json
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package

from geodata.gazetteer import DATA as GAZETTEER
from incidents.checks import find_problems
from incidents.record.storage import DATA
from tests.conftest import a_claim, a_folder, a_source, an_incident


def with_enums(directory: Path) -> dict[str, Any]:
    """Return the description of a folder with each closed list as frictionless knows it: a constraint."""
    package: dict[str, Any] = json.loads((directory / "datapackage.json").read_text(encoding="utf-8"))
    package["resources"] = [resource for resource in package["resources"] if "schema" in resource]
    for resource in package["resources"]:
        for field in resource["schema"]["fields"]:
            if "categories" in field:
                codes = [category["value"] for category in field["categories"]]
                field["constraints"] = field.get("constraints", {}) | {"enum": codes}
    return package


def second_opinion(directory: Path) -> set[tuple[str, int | None, str]]:
    """Return file, row and column of what frictionless finds."""
    report = Package.from_descriptor(with_enums(directory), basepath=str(directory)).validate()
    assert not report.errors
    found = set()
    for task in report.tasks:
        for error in task.errors:
            told = error.to_descriptor()
            column = told.get("fieldName") or ", ".join(told.get("fieldNames", [])) or told.get("label", "")
            found.add((task.place, told.get("rowNumber"), column))
    return found


@pytest.mark.parametrize("directory", [DATA, GAZETTEER])
def test_the_shipped_tables_are_in_order(directory: Path) -> None:
    assert second_opinion(directory) == set()


BROKEN: list[dict[str, Any]] = [
    {"incidents": [an_incident(tactic="drone")]},
    {"incidents": [an_incident(date_start="2025-02-30")]},
    {"incidents": [an_incident(summary_en="")]},
    {"incidents": [an_incident(place_id="Deir ez-Zor")]},
    {"incidents": [an_incident(1), an_incident(1)]},
    {"claims": [a_claim(value="many")]},
    {"claims": [a_claim(value="2.5")]},
    {"claims": [a_claim(value="-1")]},
    {"claims": [a_claim(value="1000001")]},
    {"claims": [a_claim(source_id="nobody")], "sources": [a_source()]},
    {"claims": [a_claim(superseded_by="SYR-0001-09")]},
    {"sources": [a_source(url="javascript:alert(1)")]},
    {"sources": [a_source(published="May 2025")]},
]


@pytest.mark.parametrize("tables", BROKEN, ids=lambda tables: next(iter(tables)))
def test_what_is_broken_is_broken_for_both(tables: dict[str, Any]) -> None:
    folder = a_folder(**tables)
    ours = {(problem.file, problem.row, problem.column) for problem in find_problems(folder)}
    theirs = second_opinion(folder)
    assert theirs
    assert {place for place in theirs if place[2]} <= ours
