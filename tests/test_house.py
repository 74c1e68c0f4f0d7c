"""The plan of the house, held against what stands in it."""

import ast
import dataclasses
import pkgutil
import re
import tomllib
from collections.abc import Iterator
from importlib import import_module
from inspect import isclass
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import numpy as np
import pandas as pd

import geodata
import incidents
from incidents.publishing.one_file import SHEETS as FILE_SHEETS
from incidents.views.incident_card import CARD_SHEETS
from incidents.views.screen import screen_sheets
from incidents.widgets.about_panel import SHEETS as ABOUT_SHEETS
from incidents.widgets.desk.screen import SHEETS as DESK_SHEETS
from incidents.widgets.page_sheet import SHEETS

ROOT = Path(__file__).parents[1]
WIDEST = 120  # of a line of code, whatever it is written in
MOST_LINES = {".js": 200, ".css": 250, ".typ": 250}
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]


def rooms() -> set[str]:
    found = (path for path in (ROOT / "incidents").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists())
    return {path.stem for path in found} - {"__init__"}


def test_every_room_but_the_widgets_is_kept_from_streamlit():
    named = next(contract for contract in CONTRACTS if "streamlit" in contract.get("forbidden_modules", ()))
    assert {name.removeprefix("incidents.") for name in named["source_modules"]} == (rooms() | {"geodata"}) - {
        "widgets"
    }


def test_every_room_stands_on_a_floor():
    staircase = next(contract for contract in CONTRACTS if contract["type"] == "layers")
    floors = {room.strip() for floor in staircase["layers"] for room in floor.split(":")}
    assert floors == rooms()


def test_only_a_language_knows_which_languages_there_are():
    """Direction, plural and texts are asked of it; no line elsewhere compares a language with a code."""
    knowing = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in [*(ROOT / "incidents").rglob("*.py"), ROOT / "app.py"]
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if path.parent.name != "language" and ('== "ar"' in line or '== "en"' in line or "['ar']" in line)
    ]
    assert knowing == []


def test_no_view_is_left_out_of_the_independence_of_views():
    named = next(contract for contract in CONTRACTS if contract["type"] == "independence")
    shared = {
        "answering",
        "map_points",
        "screen",
        "symbology",
        "markup",
        "origin_kinds",
        "tones",
    }  # what several pictures are drawn or answered with
    views = {path.stem for path in (ROOT / "incidents" / "views").iterdir() if path.suffix in {"", ".py"}}
    assert {name.rpartition(".")[2] for name in named["modules"]} == views - shared - {"__init__", "__pycache__"}


def test_no_colour_stands_outside_the_palette():
    homes = {"tones.py", "symbology.py"}  # symbology has those of the symbols
    kinds = {".py", ".typ", ".css", ".js"}
    strays = [
        f"{path.relative_to(ROOT)}:{number}: {found}"
        for path in (ROOT / "incidents").rglob("*")
        if path.suffix in kinds and path.name not in homes
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        for found in re.findall(r"#[0-9A-Fa-f]{6}\b", line)
    ]
    assert strays == []


def laid_out() -> Iterator[tuple[Path, list[str]]]:
    """Yield what is no Python but read like it, by its lines."""
    for path in [*(ROOT / "incidents").rglob("*"), *(ROOT / "tests").rglob("*")]:
        if path.suffix in MOST_LINES:
            yield path.relative_to(ROOT), path.read_text(encoding="utf-8").splitlines()


def test_scripts_styles_and_sheets_stay_short_enough_to_be_read():
    wrong = []
    for path, lines in laid_out():
        wrong += [f"{path} has {len(lines)} lines"] if len(lines) > MOST_LINES[path.suffix] else []
        wrong += [f"{path}:{number} is wide" for number, line in enumerate(lines, start=1) if len(line) > WIDEST]
    assert wrong == []


def test_every_script_is_checked():
    unchecked = [
        str(path)
        for path, lines in laid_out()
        if path.suffix == ".js" and path.parts[0] == "incidents" and lines[0] != "// @ts-check"
    ]
    assert unchecked == []


def test_every_sheet_has_its_place_among_the_rules():
    """What stands beside others of a folder and is named in no order would dress nothing."""
    placed = [*SHEETS, *screen_sheets(), *CARD_SHEETS, *DESK_SHEETS, *FILE_SHEETS, *ABOUT_SHEETS]
    alone = {"room_frame.css", "site.css"}  # sent by themselves
    assert len(placed) == len(set(placed))
    assert set(placed) == {path for path in (ROOT / "incidents").rglob("*.css") if path.name not in alone}


def names_in(tree: ast.AST) -> Iterator[str]:
    """Yield whatever a module names: things, arguments, attributes, and the words of its texts that are no prose."""
    for node in ast.walk(tree):
        for part in ("id", "attr", "name", "arg", "module"):
            if isinstance(held := getattr(node, part, None), str):
                yield from held.split(".")
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "``" not in node.value:
            yield from re.findall(r"\w+", node.value)


def test_docstrings_and_comments_name_only_what_is_there():
    """A name in ``double backticks`` is looked for by whoever reads it: a renaming takes them along."""
    modules = {
        path: path.read_text(encoding="utf-8")
        for room in ("incidents", "geodata")
        for path in (ROOT / room).rglob("*.py")
    }
    known = {part for path in modules for part in path.relative_to(ROOT).with_suffix("").parts}
    known |= {name for text in modules.values() for name in names_in(ast.parse(text))}
    for path in [*(ROOT / "incidents").rglob("*"), *(ROOT / "geodata").rglob("*")]:
        if path.suffix in {".js", ".json", ".typ"}:
            known |= set(re.findall(r"\w+", path.read_text(encoding="utf-8")))
    strays = [
        f"{path.relative_to(ROOT)}: {name}"
        for path, text in modules.items()
        for name in re.findall(r"``([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)``", text)
        if not name.endswith("_") and not (ROOT / name).exists() and not known.issuperset(name.split("."))
    ]
    assert strays == []


def values_of_the_house() -> Iterator[Any]:
    """Yield the dataclasses of every module but those that do something when they are imported."""
    for package in (geodata, incidents):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if found.name.rpartition(".")[2] in {"__main__", "one_run", "refresh"}:
                continue
            for value in vars(import_module(found.name)).values():
                if isclass(value) and dataclasses.is_dataclass(value) and value.__module__ == found.name:
                    yield value


def kinds_in(hint: Any) -> Iterator[Any]:
    yield get_origin(hint) or hint
    for part in get_args(hint):
        yield from kinds_in(part)


def test_no_value_that_holds_a_table_is_compared_cell_by_cell():
    """Equality made from the fields would raise ValueError: the answer of a table is a table."""
    tables = (np.ndarray, pd.DataFrame, pd.Series)
    raising = [
        f"{value.__module__}.{value.__name__}"
        for value in values_of_the_house()
        if value.__dataclass_params__.eq
        and any(kind in tables for hint in get_type_hints(value).values() for kind in kinds_in(hint))
    ]
    assert raising == []


def test_every_benchmark_can_be_started():
    """Nothing but ``make bench`` needs them, so what they import would else be missed only there."""
    for path in (ROOT / "tests" / "benchmarks").glob("*.py"):
        assert import_module(f"tests.benchmarks.{path.stem}").__doc__
