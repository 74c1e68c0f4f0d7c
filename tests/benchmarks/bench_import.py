"""What reading somebody's file costs, beside a plain ``pandas.read_csv`` of it: time and memory.

``python -m tests.benchmarks --tables import`` prints the table. The file has UCDP GED's columns and made-up rows.
"""

import csv
import subprocess
import sys
from pathlib import Path

import numpy as np
from rich.table import Table

from geodata.gazetteer import shipped_gazetteer
from geodata.outlines import PCODES
from incidents.exchange.intake.governorates import pcodes_at
from tests.benchmarks.copies import COPIES

ROOT = Path(__file__).parents[2]
ROWS, TOWNS, ROUNDS = 100_000, 4_000, 3
SIDES = ("IS", "Government of Syria", "SDF", "Civilians", "HTS, FSA", "Jaysh al-Islam")
COLUMNS = (
    *("id", "relid", "year", "active_year", "type_of_violence", "conflict_name", "dyad_name", "side_a", "side_b"),
    *("number_of_sources", "source_article", "source_office", "source_date", "source_headline", "source_original"),
    *("where_prec", "where_coordinates", "where_description", "adm_1", "adm_2", "latitude", "longitude", "geom_wkt"),
    *("priogrid_gid", "country", "country_id", "region", "event_clarity", "date_prec", "date_start", "date_end"),
    *("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low"),
)
# Each is run by a Python of its own, which tells how long it took by the clock and of the processor, in seconds, and
# how far its memory grew, in MB.
_MEASURED = """
import resource, sys, time
from pathlib import Path
import pandas as pd
{before}
def now(): return resource.getrusage(resource.RUSAGE_SELF)
start, began = now(), time.perf_counter()
{work}
took, end = time.perf_counter() - began, now()
print(took, end.ru_utime - start.ru_utime, (end.ru_maxrss - start.ru_maxrss) / 1024)
"""
_PANDAS = _MEASURED.format(before="", work="pd.read_csv(sys.argv[1])")
_IMPORT = _MEASURED.format(
    before="from incidents.exchange.intake.importing import read_as_record\n"
    "from incidents.exchange.intake.opened import open_content, open_file\n"
    "from incidents.exchange.intake.shapes import known_headings\n"
    "from incidents.language import ENGLISH\n"
    "from incidents.record.memory import prepare_memory\n"
    "prepare_memory()\n"
    "small = b'id,date_start,side_a,side_b,best,low,latitude,longitude,adm_1\\n1,2020-01-01,a,b,1,1,35,38,Homs'\n"
    "list(read_as_record(open_content('small.csv', small, known_headings())).files(ENGLISH))",
    work="found = read_as_record(open_file(Path(sys.argv[1]), known_headings()))\n"
    "found.opened.let_go()\n"
    "for _name, _content in found.files(ENGLISH): pass",
)


def build_file(path: Path, rows: int, seed: int = 7) -> Path:
    """Write a file of so many rows; an existing one is kept."""
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    chance = np.random.default_rng(seed)
    points = np.round(chance.uniform((32.6, 35.8), (37.0, 42.1), (4 * TOWNS, 2)), 4)
    pcodes = pcodes_at(points[:, 0], points[:, 1])
    governorates = shipped_gazetteer().places.query("kind == 'governorate'").set_index("governorates")["name_en"]
    inside = np.flatnonzero(np.isin(pcodes.astype(str), PCODES))[:TOWNS]
    towns = [(int(number), *points[number], governorates[pcodes[number]]) for number in inside]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(_row(chance, number, towns[int(chance.integers(0, len(towns)))]) for number in range(rows))
    return path


def _row(chance: np.random.Generator, number: int, town: tuple[int, float, float, str]) -> list[object]:
    name, latitude, longitude, governorate = town
    one, other = (SIDES[place] for place in chance.choice(len(SIDES), 2, replace=False))
    start = np.datetime64("2013-01-01") + int(chance.integers(0, 4300))
    end = start + int(chance.choice([0, 0, 0, 0, 3, 29, 360]))
    office, headline = f"Office {chance.integers(0, 120)}", f"Made-up headline {chance.integers(0, 10**6)}; some dead"
    article = ";".join([f'"{office},{start},{headline}"'] * int(chance.choice([1, 1, 1, 2])))
    dead = chance.choice([0, 0, 0, 1, 2, 5], 4)
    best = int(dead.sum())
    return [
        *(number, f"SYR-{number}", str(start)[:4], 1, int(chance.integers(1, 4)), "Syria", f"{one} - {other}", one),
        *(other, 1, article, office, start, headline, "", int(chance.integers(1, 7)), f"Town{name} town"),
        *(
            f"village {chance.integers(0, 5000)}",
            governorate,
            "",
            latitude,
            longitude,
            f"POINT ({longitude} {latitude})",
        ),
        *(180_000, "Syria", 652, "Middle East", 1, 1, start, end, *dead, best, best + 3, max(0, best - 1)),
    ]


def _told(code: str, path: Path) -> tuple[float, float, float]:
    run = subprocess.run([sys.executable, "-c", code, str(path)], cwd=ROOT, check=True, capture_output=True, text=True)
    clock, processor, memory = map(float, run.stdout.split())
    return clock, processor, memory


def import_table(rows: int = ROWS, rounds: int = ROUNDS) -> Table:
    """Read the file both ways in turn, so often, and tell the lowest and the highest of each."""
    path = build_file(COPIES / f"ucdp-shaped-{rows}.csv", rows)
    told = [(_told(_PANDAS, path), _told(_IMPORT, path)) for _round in range(rounds)]
    size = path.stat().st_size / 2**20
    table = Table("What", "lowest", "highest", title=f"Reading {rows:,} rows, {size:.0f} MB")
    for name, values in (
        ("pandas.read_csv, s by the clock", [plain[0] for plain, _ours in told]),
        ("import and folder, s by the clock", [ours[0] for _plain, ours in told]),
        ("rows a second", [rows / ours[0] for _plain, ours in told]),
        ("times pandas by the clock", [ours[0] / plain[0] for plain, ours in told]),
        ("times pandas of the processor", [ours[1] / plain[1] for plain, ours in told]),
        ("memory, times the file", [ours[2] / size for _plain, ours in told]),
    ):
        table.add_row(name, f"{min(values):,.2f}", f"{max(values):,.2f}")
    return table
