"""A command reads what it uses: nobody waits for maps, decks or servers to see a list."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import a_folder

ROOT = Path(__file__).parents[3]
HEAVY = {
    *("altair", "frictionless", "geopandas", "hypothesis", "jsonschema", "matplotlib", "PIL", "pptx", "pyogrio"),
    *("rapidfuzz", "rich", "shapely", "streamlit", "typst", "xlsxwriter", "pyarrow.dataset", "pyarrow.parquet"),
    *("babel.messages", "sqlite3", "xml.etree.ElementTree"),
}
CHECK = ("check",)
BY_TEXT = ("list", "--text", "checkpoint")
COMMANDS = (CHECK, ("list", "--governorate", "SY09"), ("show", "SYR-0001"), ("list", "--format", "geojson"), BY_TEXT)
PROGRAM = """
import json, sys
from incidents.__main__ import main
for command in json.loads(sys.argv[1]):
    assert main(command) == 0
    print(*sys.modules, file=sys.stderr)
"""


@cache
def modules_of_all() -> Mapping[Sequence[str], set[str]]:
    """Return by command the names of the modules read at its end, in one process that was given those before it too."""
    asked = json.dumps([[*command, "--data", str(a_folder())] for command in COMMANDS])
    program = [sys.executable, "-c", PROGRAM, asked]
    ended = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=True)
    return dict(zip(COMMANDS, (set(line.split()) for line in ended.stderr.splitlines()), strict=True))


@pytest.fixture(scope="module")
def data():
    return str(a_folder())


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_command_on_a_record_reads_nothing_heavy(command):
    assert modules_of_all()[command] & HEAVY == set()


def test_a_text_that_is_found_word_by_word_needs_no_search_by_likeness():
    assert "rapidfuzz" not in modules_of_all()[BY_TEXT]


def test_the_check_reads_neither_exports_nor_the_search():
    read = modules_of_all()[CHECK]
    assert not {name for name in read if name.startswith(("incidents.exchange", "incidents.briefing"))}


def test_the_list_of_commands_reads_no_command():
    program = """
import sys
from incidents.__main__ import main
try: main(["--help"])
except SystemExit: print(*sys.modules, file=sys.stderr)
"""
    ended = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    read = set(ended.stderr.split())
    assert read
    assert not read & {"pandas", "babel.dates", "babel.messages"}
    assert not read & {f"incidents.commands.{name}" for name in ("check", "list", "show", "brief", "export")}


@pytest.mark.parametrize("command", [["list", "--kind", "raid"], ["list", "--governorate", "nowhere"]])
def test_what_a_command_has_read_is_not_looked_through_for_garbage_at_its_end(data, command):
    program = """
import atexit, gc, runpy, sys
atexit.register(lambda: print("set aside:", gc.get_freeze_count() > len(gc.get_objects()), file=sys.stderr))
runpy.run_module("incidents", run_name="__main__", alter_sys=True)
"""
    ended = subprocess.run(
        [sys.executable, "-c", program, *command, "--data", data], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ended.stderr.splitlines()[-1] == "set aside: True"
