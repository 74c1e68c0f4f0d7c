"""Is the record in order? Every problem at once, each with file, row, column and value; and what weakens it.

``read_sound`` is the door for whoever shows a record: what it returns is made of the very bytes that were checked.
"""

from dataclasses import dataclass, field

from geodata.gazetteer import DATA as GAZETTEER
from geodata.gazetteer import Gazetteer
from incidents.checks.examination import examine
from incidents.checks.tables import Tables as Examined
from incidents.checks.weaknesses import WEAKNESSES
from incidents.record.problem import Problem
from incidents.record.storage import DATA, Home, gazetteer_of, tables_of, take_snapshot
from incidents.record.tables import Tables

__all__ = ["Problem", "Sound", "find_problems", "find_weaknesses", "read_sound"]


@dataclass(frozen=True, eq=False)
class Sound:
    """A record in which there is no problem, with its gazetteer: ready for ``load_record``, from one reading."""

    tables: Tables
    gazetteer: Gazetteer
    examined: Examined = field(repr=False)

    def weaknesses(self) -> list[Problem]:
        """Return what a reader should know: single origins, unverified places, sources without date."""
        return [weakness for rule in WEAKNESSES for weakness in rule(self.examined)]


def read_sound(home: Home = DATA, gazetteer: Home = GAZETTEER) -> Sound | list[Problem]:
    """Read a record once, and check it: return it if it is sound, else its problems. Never raises for a broken one."""
    record, places = take_snapshot(home), take_snapshot(gazetteer)
    problems, examined = examine(record, places)
    if problems or examined is None:
        return problems
    return Sound(tables_of(record), gazetteer_of(places), examined)


def find_problems(home: Home = DATA, gazetteer: Home = GAZETTEER) -> list[Problem]:
    """Return everything that keeps a record from being used: what its schema says and what a schema cannot say.

    The gazetteer is checked with it. Never raises for a broken record, whatever is missing or damaged.
    """
    problems, _examined = examine(take_snapshot(home), take_snapshot(gazetteer))
    return problems


def find_weaknesses(home: Home = DATA, gazetteer: Home = GAZETTEER) -> list[Problem]:
    """Return what a reader should know of a sound record, and nothing of one that is not sound."""
    found = read_sound(home, gazetteer)
    return found.weaknesses() if isinstance(found, Sound) else []
