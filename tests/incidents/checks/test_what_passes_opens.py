"""Whatever the checks pass, every view and format opens; whatever they refuse, they say where, and never raise."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, product, zip_longest

import pytest

from incidents.checks import Problem, Sound, find_problems, read_sound
from incidents.checks.descriptor import find_descriptor_problems
from incidents.language import plain_text
from incidents.record.problem import LONGEST_DETAIL
from tests.conftest import AR, EN
from tests.incidents.checks.mutations import (
    BATCH,
    CELLS,
    PARTS,
    Part,
    Place,
    Unit,
    a_described_folder,
    a_short_description,
    columns_of,
    parts_of,
    with_part,
    write,
)
from tests.incidents.opening import open_everything
from tests.reach import times

DESCRIBED = a_short_description()
TODAY = dt.date(2026, 11, 26)
FULL = ("incidents", "claims", "places")  # tables by whose cells as many of another are wrong as are named
MOST = 3  # values of one part with which a record is opened
FREE = times(50, quick=10)  # a column that takes so many of the cells takes any text


def is_one_short_line(text: str) -> bool:
    return bool(text) and len(text) < LONGEST_DETAIL + 200 and text == plain_text(text)


def refused(units: Sequence[Unit]) -> dict[int, list[Problem]]:
    """Check a record of these units, and return its problems by the number of the unit in whose rows they are."""
    found = defaultdict(list)
    for problem in find_problems(write(units)):
        assert problem.row is not None, str(problem)  # a cell is wrong, so a row is named
        assert all(is_one_short_line(problem.line(lang)) for lang in (EN, AR))
        found[problem.row - 2].append(problem)
    assert set(found) <= set(range(len(units)))
    return found


def trials() -> Iterator[list[Unit]]:
    """Yield every cell in every column, so many together that each that is refused is named; fewer of them as keys."""
    columns = list(columns_of(write([{}])))
    keys = [place for place in columns if place[1].endswith("_id") or place[1] in {"superseded_by", "related"}]
    texts = [place for place in columns if place not in keys]
    apart = [[place for place in texts if place[0] == table] for table in FULL]
    apart.append([place for place in texts if place[0] not in FULL])
    of_keys = (([key], ("", *CELLS[1 + number % 7 :: 7])) for number, key in enumerate(keys))
    for together, cells in chain(((held, CELLS) for held in apart), of_keys):
        for first in range(0, len(cells), BATCH):
            yield [{place: cell} for place in together for cell in cells[first : first + BATCH]]


@pytest.fixture(scope="module")
def passed() -> list[tuple[Place, str]]:
    """Try every cell in every column, and return what the checks pass."""
    found = []
    for units in trials():
        wrong = refused(units)
        found += [next(iter(unit.items())) for number, unit in enumerate(units) if number not in wrong]
    return found


@pytest.mark.always
def test_every_kind_of_cell_is_passed_or_refused_where_it_stands(passed: list[tuple[Place, str]]) -> None:
    """Of some columns it is said what they take: the others are held by the rules they are checked by."""
    taken = defaultdict(set)
    for place, cell in passed:
        taken[place].add(cell)
    tried = set(CELLS)
    assert taken["claims", "value"] == {"0", "1", "007", "1000000", "2025", "3"} & tried
    assert taken["incidents", "date_start"] == {"2025-05-17"} & tried
    assert taken["milestones", "date"] == {"2025-05-17", "1999-12-31"} & tried
    assert taken["sources", "published"] == {"", "2025-05-17", "2025-05", "2025", "1999-12-31"} & tried
    assert taken["sources", "url"] == {"", "https://example.org/a"} & tried
    assert taken["places", "uncertainty_km"] == {"1", "007", "2.5", "1.0", "3"} & tried
    assert taken["places", "latitude"] == taken["places", "longitude"] == set()
    assert taken["incidents", "related"] == {""} & tried
    assert not any(cell in {"\x00", "\x7f", "\ufffe", "a\uffff", "\U0001fffe", "\ufdd0"} for _place, cell in passed)
    assert not any(cell.strip("\u200b\u00a0 \t") == "" for (_table, name), cell in passed if name.startswith("name_"))


@pytest.mark.always
def test_what_passes_opens_in_every_view_and_every_format(passed: list[tuple[Place, str]]) -> None:
    """One incident holds a text in every column that takes any, and one of the other cells that pass."""
    times = Counter(place for place, _cell in passed)
    free = {place for place, count in times.items() if count > FREE}
    texts: dict[str, dict[Place, str]] = defaultdict(dict)
    for place, cell in passed:
        if place in free:
            texts[cell][place] = cell
    others = [{place: cell} for place, cell in passed if place not in free]
    units = [{**text, **other} for text, other in zip_longest(texts.values(), others, fillvalue={})]
    sound = read_sound(write(units))
    assert isinstance(sound, Sound), [str(problem)[:300] for problem in sound]
    open_everything(sound, [EN], ())


def descriptions() -> tuple[dict[Part, list[object]], int]:
    """Put a value of each sort in place of every part of a description; return what passes, and how many were tried."""
    tried, taken = 0, defaultdict(list)
    for (number, path), alike in product(enumerate(parts_of(DESCRIBED)), PARTS):
        tried += 1
        value = alike[number % len(alike)]
        changed = with_part(DESCRIBED, path, value)
        problems = find_descriptor_problems(changed, TODAY)
        assert all(problem.file == "datapackage.json" for problem in problems)
        assert all(problem.column or problem.details for problem in problems), path  # one of them names the part
        assert all(is_one_short_line(problem.line(lang)) for problem in problems for lang in (EN, AR))
        if not problems:
            taken[path].append(value)
    return taken, tried


@pytest.mark.always
def test_every_part_of_a_description_may_be_anything_and_what_passes_opens() -> None:
    """Parts are changed together: the outer ones, then those within them."""
    taken, tried = descriptions()
    assert tried > 100 * len(PARTS)
    assert {("title",), ("version",), ("coverage",), ("kinds",), ("resources",), ("resources", 0, "path")} - set(taken)
    # The cells of the record may not fit other constraints, or other event types of their sub-events.
    fit = {path: values[:MOST] for path, values in taken.items() if not {"constraints", "event_type"} & set(path)}
    outer = {path for path in fit if any(other[: len(path)] == path != other for other in fit)}
    for paths, lang in ((outer, EN), (fit.keys() - outer, AR)):
        for values in zip_longest(*(fit[path] for path in sorted(paths, key=str))):
            changed = DESCRIBED
            for path, value in sorted(zip(sorted(paths, key=str), values, strict=True), key=lambda held: -len(held[0])):
                changed = changed if value is None else with_part(changed, path, value)
            sound = read_sound(a_described_folder(changed))
            assert isinstance(sound, Sound), [str(problem) for problem in sound]
            open_everything(sound, [lang], ())
