"""How long files take, warm, each time with another selection, beside a plain matplotlib slide of the same content.

``python -m tests.benchmarks.bench_briefing`` prints this table alone.
"""

import datetime as dt
import statistics
import time
from collections.abc import Callable
from io import BytesIO

from rich.console import Console
from rich.table import Table

from geodata.boundaries import load_boundaries, load_layer
from incidents.briefing.compose import compose_briefing
from incidents.briefing.content import Briefing
from incidents.briefing.deck import briefing_to_pptx
from incidents.briefing.paper import briefing_to_a4_pdf, briefing_to_slide_pdf, briefing_to_slide_png
from incidents.briefing.sheets import most_killed
from incidents.exchange.files import selection_to_csv
from incidents.exchange.geopackage import selection_to_geopackage
from incidents.exchange.spreadsheet import selection_to_xlsx
from incidents.language import Language
from incidents.record.record import Record, load_record
from incidents.record.storage import load_tables
from incidents.selection.question import Question
from incidents.selection.selection import select
from incidents.views.symbology import SYMBOLOGY, size_of
from tests.benchmarks.copies import COPIES, build_copies
from tests.conftest import EN, LANGS

MADE_ON = dt.date(2026, 11, 24)
LINK = "http://127.0.0.1:8501/?lang=en"
QUARTERS = [(dt.date(2025, month, 1), dt.date(2025, month + 2, 28)) for month in (1, 3, 4, 5, 6, 7, 8, 9, 10)]
LARGE = 100_000


def matplotlib_slide(briefing: Briefing) -> bytes:
    """Draw title, figures, map, timeline and table as a matplotlib user would; no collision rules, no sources."""
    import matplotlib as mpl

    mpl.use("Agg")
    import matplotlib.pyplot as plt

    figure = plt.figure(figsize=(19.2, 10.8), dpi=100)
    figure.text(0.02, 0.94, briefing.heading.title, fontsize=26, fontweight="bold")
    figure.text(0.02, 0.91, briefing.heading.filters, fontsize=11, color="gray")
    for number, item in enumerate(briefing.figures.key[:4]):
        figure.text(0.6 + number * 0.1, 0.85, item.value, fontsize=22, fontweight="bold")
        figure.text(0.6 + number * 0.1, 0.82, f"{item.label}\n{item.unknown}", fontsize=9, va="top")
    ground = figure.add_axes((0.02, 0.08, 0.55, 0.8))
    load_layer("countries").plot(ax=ground, color="#ECEAE4", edgecolor="#DAD8D1")
    load_boundaries().plot(ax=ground, color="#FCFBF7", edgecolor="#A9A9A4", linestyle="--")
    load_layer("rivers").plot(ax=ground, color="#8DB4D2", linewidth=0.8)
    south, west, north, east = briefing.map.bounds
    ground.set(xlim=(west, east), ylim=(south, north), xticks=[], yticks=[], facecolor="#D3E4EF")
    for row in load_layer("towns").head(30).itertuples():
        if west < row.geometry.x < east and south < row.geometry.y < north:
            ground.text(row.geometry.x, row.geometry.y, row.name_en, fontsize=8)
    for pin in briefing.map.pins:
        radius = size_of(pin.killed, briefing.map.points.top)
        ground.scatter(pin.longitude, pin.latitude, s=radius**2 * 3, c=SYMBOLOGY[pin.kind].colour())
        ground.text(pin.longitude, pin.latitude, str(pin.number), color="white", ha="center", va="center", fontsize=8)
    bars = figure.add_axes((0.6, 0.55, 0.38, 0.2))
    floor = [0] * len(briefing.charts.timeline.periods)
    for kind, counts in briefing.charts.timeline.counts:
        bars.bar(range(len(counts)), counts, bottom=floor, color=SYMBOLOGY[kind].colour(), label=kind)
        floor = [low + count for low, count in zip(floor, counts, strict=True)]
    bars.set_xticks(range(len(floor)), briefing.charts.timeline.periods, fontsize=7, rotation=45)
    bars.legend(fontsize=7)
    rows = most_killed(briefing.table.listed, 9)
    cells = figure.add_axes((0.6, 0.08, 0.38, 0.4))
    cells.axis("off")
    if rows:
        cells.table(
            [[str(row.number), row.date, row.place, row.summary[:60], row.killed] for row in rows],
            colLabels=["No.", "Date", "Place", "Incident", "Killed"],
            loc="upper left",
        )
    out = BytesIO()
    figure.savefig(out, format="png", dpi=100)
    plt.close(figure)
    return out.getvalue()


def questions() -> list[tuple[Question, Language]]:
    """Return selections that differ from each other, so that nothing is answered from a cache."""
    return [(Question(date_from=start, date_to=end), lang) for start, end in QUARTERS for lang in LANGS]


def took_ms(work: Callable[..., object], *given: object) -> float:
    """Return the time of one call in milliseconds."""
    begun = time.perf_counter()
    work(*given)
    return (time.perf_counter() - begun) * 1000


def measure_record(dataset: Record) -> dict[str, float]:
    """Return the median of each format in milliseconds over different selections, one warm-up each."""
    took: dict[str, list[float]] = {}
    briefings: list[Briefing] = []
    for filters, lang in questions():
        begun = time.perf_counter()
        briefings.append(compose_briefing(select(dataset, filters), None, lang, LINK, MADE_ON))
        took.setdefault("compose", []).append((time.perf_counter() - begun) * 1000)
    makers: dict[str, Callable[[Briefing], object]] = {
        "matplotlib": matplotlib_slide,
        "slide PNG": briefing_to_slide_png,
        "slide PDF": briefing_to_slide_pdf,
        "A4 PDF": briefing_to_a4_pdf,
        "PPTX": briefing_to_pptx,
    }
    for briefing in briefings:
        for name, make in makers.items():
            took.setdefault(name, []).append(took_ms(make, briefing))
    for filters, lang in questions()[:4]:
        for name, export in (("CSV", selection_to_csv), ("XLSX", selection_to_xlsx), ("GPKG", selection_to_geopackage)):
            took.setdefault(name, []).append(took_ms(export, select(dataset, filters), lang))
    return {name: statistics.median(times[1:]) for name, times in took.items()}


def _slide_of(dataset: Record, number: int) -> bytes:
    return briefing_to_slide_png(compose_briefing(select(dataset), None, EN, f"{LINK}&n={number}", MADE_ON))


def measure_whole(dataset: Record) -> float:
    """Return the milliseconds from question to slide for all incidents of a record, the median of three after one."""
    times = [took_ms(_slide_of, dataset, number) for number in range(4)]
    return statistics.median(times[1:])


def briefing_table() -> Table:
    """Measure and return the table."""
    dataset = load_record()
    took = measure_record(dataset)
    table = Table("made", "median, ms", "ratio", "aim", title="Briefings, warm, each another selection")
    slide, plain = took["slide PNG"], took["matplotlib"]
    aims = {"slide PNG": (slide / plain, "≤ 0.25 of matplotlib"), "A4 PDF": (took["A4 PDF"] / slide, "≤ 1 slide")}
    aims["PPTX"] = (took["PPTX"] / slide, "≤ 3 slides")
    for name, milliseconds in took.items():
        ratio, aim = aims.get(name, (None, ""))
        table.add_row(name, f"{milliseconds:.0f}", "" if ratio is None else f"{ratio:.2f}", aim)
    large = load_record(load_tables(build_copies(COPIES / str(LARGE), LARGE)))
    small_ms, large_ms = measure_whole(dataset), measure_whole(large)
    table.add_row(f"question to slide, {len(dataset)}", f"{small_ms:.0f}", "", "")
    table.add_row(f"question to slide, {len(large)}", f"{large_ms:.0f}", f"{large_ms / small_ms:.2f}", "≤ 5")
    return table


if __name__ == "__main__":
    Console().print(briefing_table())
