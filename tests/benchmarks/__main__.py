"""``make bench``: how long a change of filter takes in a real browser, beside the floor and the pages one would write.

Everything is measured in one run on one machine, so the ratios mean something and the milliseconds only here.
``--tables`` measures some alone: ``--tables room --records 0 --runs 1``, ``--tables press --sizes 10000 --alone``.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from geodata.gazetteer import shipped_gazetteer
from incidents.record.storage import DATA
from tests.benchmarks.bench_briefing import briefing_table
from tests.benchmarks.bench_import import import_table
from tests.benchmarks.bench_room import room_table
from tests.benchmarks.bench_shell import shell_table
from tests.benchmarks.copies import COPIES, build_copies
from tests.benchmarks.harness import CHOSEN, LEAFLET_LAYER, PAGES, WHOLE_PAGE, Measured, measure
from tests.serving import PAGE

RECORD = 0  # the curated record itself
SLOW = 4  # times: the processor of a cheap phone
SIZES = (RECORD, 10_000, 100_000, 1_000_000)
IN_THE_ROOM = ((RECORD, 1), (5_000, 1), (RECORD, SLOW))  # incidents, and how many times slower the processor is
TABLES = ("press", "slow", "room", "opening", "briefings", "shell", "import")


@dataclass(frozen=True)
class Measurable:
    """A page to measure: its script, what it is opened with, what is pressed in it, up to how many incidents."""

    name: str
    script: Path
    query: str = ""
    layer: str = LEAFLET_LAYER
    chosen: str = CHOSEN
    most: int = 1_000_000


DASHBOARD = Measurable(
    "the dashboard",
    PAGE,
    "?governorate=" + ",".join(shipped_gazetteer().governorates),
    chosen=".rankings .rows [aria-pressed=true]",
)
FLOOR = Measurable("floor: an empty rerun", PAGES / "floor.py", layer=WHOLE_PAGE)
RIVALS = (
    Measurable("folium, rebuilt each time", PAGES / "folium_markers.py", most=10_000),
    Measurable("st.map", PAGES / "st_map.py"),
    Measurable("st.pydeck_chart", PAGES / "pydeck_scatter.py"),
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tables", nargs="*", choices=TABLES, default=[name for name in TABLES if name != "opening"])
    parser.add_argument(
        "--sizes", type=int, nargs="*", default=SIZES, help="of the table press; 0 is the record itself"
    )
    parser.add_argument("--records", type=int, nargs="*", help="of the tables room and opening; 0 is the record itself")
    parser.add_argument("--runs", type=int, default=3, help="so often; the lowest and the highest are printed")
    parser.add_argument("--throttle", type=float, default=1, help="so many times slower is the processor of the page")
    parser.add_argument("--alone", action="store_true", help="the dashboard and its floor, no other page")
    asked = parser.parse_args()
    console = Console(width=150)
    for name in TABLES:
        if name in asked.tables:
            for table in _tables_of(name, asked, console):
                console.print(table)


def _tables_of(name: str, asked: argparse.Namespace, console: Console) -> Iterator[Table]:
    """Measure what stands under a name; ``opening`` is the part of ``room`` that needs the least time."""
    rooms = IN_THE_ROOM if asked.records is None else [(size, 1) for size in asked.records]
    match name:
        case "press":
            pages = (FLOOR, DASHBOARD) if asked.alone else (FLOOR, DASHBOARD, *RIVALS)
            for size in asked.sizes:
                yield _pages_table(size, pages, asked.runs, asked.throttle, console)
        case "slow":
            yield _pages_table(RECORD, (FLOOR, DASHBOARD), asked.runs, asked.throttle * SLOW, console)
        case "room" | "opening":
            for size, slower in rooms:
                yield room_table(size, asked.throttle * slower, asked.runs, only_opened=name == "opening")
        case "import":
            yield import_table()
        case "briefings":
            yield briefing_table()
        case "shell":
            yield shell_table()


def _pages_table(size: int, pages: Sequence[Measurable], runs: int, throttle: float, console: Console) -> Table:
    record = DATA if size == RECORD else build_copies(COPIES / str(size), size)
    rounds = []
    for number in range(runs):
        console.print(f"round {number + 1} of {runs} with {size or 'the record'} …", style="dim")
        rounds.append([_measured(page, record, size, throttle) for page in pages if size <= page.most])
    title = f"{size:,} incidents" if size else "the record"
    slowed = f", a processor {throttle:g} times slower" if throttle != 1 else ""
    table = Table(title=f"{title}{slowed}: lowest and highest of {runs} runs", title_justify="left")
    for heading in (
        "page",
        "change → marks, ms",
        "× floor",
        "settled × floor",
        "× dashboard",
        "first open, s",
        "kB per change",
        "server, MB",
        "per session, MB",
    ):
        table.add_column(heading, justify="left" if heading == "page" else "right")
    for place in range(len(rounds[0])):
        table.add_row(*_row([(measured[place], measured[0], measured[1]) for measured in rounds]))
    return table


def _measured(page: Measurable, record: Path, size: int, throttle: float) -> Measured:
    try:
        return measure(page.name, page.script, page.query, record, size, page.layer, throttle, page.chosen)
    except TimeoutError:
        return Measured(f"{page.name} (no answer)", size, *(float("nan"),) * 4, 0, 0)


def _row(rounds: Sequence[tuple[Measured, Measured, Measured]]) -> list[str]:
    """Return the cells of a page from its rounds, in each of which the floor and the dashboard were measured too."""
    told = [
        (
            page.marks,
            page.marks / floor.marks,
            page.settled / floor.settled,
            page.marks / dashboard.marks,
            page.first_open / 1000,
            page.bytes_per_change / 1000,
            page.server_memory / 1e6,
            page.memory_per_session / 1e6,
        )
        for page, floor, dashboard in rounds
    ]
    return [rounds[0][0].page, *map(_least_and_most, zip(*told, strict=True))]


def _least_and_most(values: Sequence[float]) -> str:
    digits = 1 if max(values) < 50 else 0
    least, most = (f"{value:,.{digits}f}" for value in (min(values), max(values)))
    return least if least == most else f"{least}–{most}"


if __name__ == "__main__":
    main()
