"""``make bench``: how long a change of filter takes in a real browser, beside the floor and the pages one would write.

Everything is measured in one run on one machine, so the ratios mean something and the milliseconds only here.
"""

import argparse
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from geodata.gazetteer import shipped_gazetteer
from incidents.record.storage import DATA
from tests.benchmarks.bench_briefing import briefing_table
from tests.benchmarks.bench_shell import shell_table
from tests.benchmarks.copies import COPIES, build_copies
from tests.benchmarks.harness import LEAFLET_LAYER, WHOLE_PAGE, Measured, measure
from tests.serving import PAGE

PAGES = Path(__file__).parent / "pages"
RECORD = 0  # the curated record itself
SIZES = (RECORD, 10_000, 100_000, 1_000_000)


@dataclass(frozen=True)
class Measurable:
    """A page to measure: its script, what it is opened with, up to how many incidents it can be asked to show."""

    name: str
    script: Path
    query: str = ""
    layer: str = LEAFLET_LAYER
    most: int = 1_000_000


DASHBOARD = Measurable("the dashboard", PAGE, "?governorate=" + ",".join(shipped_gazetteer().governorates))
FLOOR = Measurable("floor: an empty rerun", PAGES / "floor.py", layer=WHOLE_PAGE)
RIVALS = (
    Measurable("folium, rebuilt each time", PAGES / "folium_markers.py", most=10_000),
    Measurable("st.map", PAGES / "st_map.py"),
    Measurable("st.pydeck_chart", PAGES / "pydeck_scatter.py"),
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, help="0 is the record itself")
    parser.add_argument("--only-briefings", action="store_true")
    arguments = parser.parse_args()
    console = Console(width=150)
    if not arguments.only_briefings:
        for size in arguments.sizes:
            console.print(_pages_table(size, console))
    console.print(briefing_table())
    console.print(shell_table())


def _pages_table(size: int, console: Console) -> Table:
    record = DATA if size == RECORD else build_copies(COPIES / str(size), size)
    measured = []
    for page in (FLOOR, DASHBOARD, *RIVALS):
        if size <= page.most:
            console.print(f"measuring {page.name} with {size or 'the record'} …", style="dim")
            measured.append(_measured(page, record, size))
    floor, dashboard = measured[0], measured[1]
    title = f"{size:,} incidents" if size else "the record"
    table = Table(title=f"{title}: ratios to the floor and to the dashboard", title_justify="left")
    for heading in (
        "page",
        "change → marks",
        "× floor",
        "× dashboard",
        "first open",
        "kB per change",
        "server",
        "per session",
    ):
        table.add_column(heading, justify="left" if heading == "page" else "right")
    for page in measured:
        table.add_row(*_row(page, floor, dashboard))
    return table


def _measured(page: Measurable, record: Path, size: int) -> Measured:
    try:
        return measure(page.name, page.script, page.query, record, size, layer=page.layer)
    except TimeoutError:
        return Measured(f"{page.name} (no answer)", size, *(float("nan"),) * 4, 0, 0)


def _row(page: Measured, floor: Measured, dashboard: Measured) -> list[str]:
    return [
        page.page,
        f"{page.marks:,.0f} ms",
        f"{page.marks / floor.marks:.1f}",
        f"{page.marks / dashboard.marks:.1f}",
        f"{page.first_open / 1000:.1f} s",
        f"{page.bytes_per_change / 1000:,.0f}",
        f"{page.server_memory / 1e6:,.0f} MB",
        f"{page.memory_per_session / 1e6:,.1f} MB",
    ]


if __name__ == "__main__":
    main()
