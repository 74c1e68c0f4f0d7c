"""A command reads what it uses: nobody waits for maps, decks or servers to see a list."""

import subprocess
import sys
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
PROGRAM = """
import sys
from incidents.__main__ import main
assert main(sys.argv[1:]) == 0
print(*sys.modules, sep="\\n", file=sys.stderr)
"""


@cache
def modules_after(*arguments: str) -> set[str]:
    """Return the names of the modules that a process has read at the end of a command."""
    command = [sys.executable, "-c", PROGRAM, *arguments]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return set(ended.stderr.splitlines())


@pytest.fixture(scope="module")
def data():
    return str(a_folder())


@pytest.mark.parametrize(
    "command", [["list", "--governorate", "SY09"], ["list", "--format", "geojson"], ["show", "SYR-0001"], ["check"]]
)
def test_a_command_on_a_record_reads_nothing_heavy(data, command):
    assert modules_after(*command, "--data", data) & HEAVY == set()


def test_a_text_that_is_found_word_by_word_needs_no_search_by_likeness(data):
    assert "rapidfuzz" not in modules_after("list", "--text", "checkpoint", "--data", data)


def test_the_check_reads_neither_exports_nor_the_search(data):
    read = modules_after("check", "--data", data)
    assert not {name for name in read if name.startswith(("incidents.exchange", "incidents.briefing"))}


def test_the_list_of_commands_reads_no_command():
    program = PROGRAM.replace("assert main(sys.argv[1:]) == 0", "try: main(['--help'])\nexcept SystemExit: pass")
    ended = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    read = set(ended.stderr.splitlines())
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
