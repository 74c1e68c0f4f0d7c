"""Is the record in order? Every problem at once, each with file, row, column and value; and what weakens it."""

from pathlib import Path

from geodata.gazetteer import DATA as GAZETTEER
from incidents.checks.rules import RULES
from incidents.checks.schema import Tables, find_table_problems, read_tables
from incidents.checks.weaknesses import WEAKNESSES
from incidents.record.problem import Problem
from incidents.record.storage import DATA

__all__ = ["Problem", "find_problems", "find_weaknesses"]


def find_problems(directory: Path = DATA, gazetteer: Path = GAZETTEER) -> list[Problem]:
    """Return everything that keeps a record from being used: what its schema says and what a schema cannot say.

    The gazetteer is checked with it. Never raises for a broken record, whatever is missing or damaged.
    """
    problems = find_table_problems(directory) + find_table_problems(gazetteer)
    tables = _tables(directory, gazetteer)
    return problems + [problem for rule in RULES for problem in rule(tables)]


def find_weaknesses(directory: Path = DATA, gazetteer: Path = GAZETTEER) -> list[Problem]:
    """Return what a reader should know of a sound record: single origins, unverified places, sources without date."""
    tables = _tables(directory, gazetteer)
    return [weakness for rule in WEAKNESSES for weakness in rule(tables)]


def _tables(directory: Path, gazetteer: Path) -> Tables:
    tables = read_tables(directory)
    tables.update(read_tables(gazetteer))
    return tables
