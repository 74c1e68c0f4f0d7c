"""Sheets so large that several threads read, write and check them: they tell the same as small ones."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from incidents.checks import read_sound
from incidents.exchange.intake.opened import open_content
from incidents.exchange.intake.shapes import known_headings
from incidents.record.side_by_side import MANY
from tests.conftest import EN
from tests.incidents.exchange.test_intake import read


def test_a_row_that_is_too_short_is_named_by_its_number_in_a_large_sheet_too():
    text = "on a post by the road " * 9
    rows = [f"{number},2025-05-03,Tadmur,Homs,Attack {number} {text}" for number in range(85_000)]  # 17 MB
    rows[60_000], rows[70_000] = "60000", f"{rows[70_000]},"
    opened = open_content(
        "large.csv", "\n".join(["id,date,place,governorate,description", *rows]).encode(), known_headings()
    )
    assert [(remark.fate, remark.rows.tolist(), list(remark.cells)) for remark in opened.remarks] == [
        ("row", [60_002], ["60000"])
    ]
    assert opened.rows[[0, 59_999, 60_000, -1]].tolist() == [2, 60_001, 60_003, 85_001]
    assert opened.columns["id"][70_000 - 1].as_py() == "70000"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Write the record of a sheet with one row more than one thread works on."""
    rows = (f"{n},2025-05-03,Tadmur,Homs,34.56,38.28,{n % 3},Office {n % 7}; Office 1" for n in range(MANY + 1))
    sheet = "\n".join(["id,date,place,governorate,latitude,longitude,killed,source", *rows])
    written = tmp_path_factory.mktemp("large")
    for name, content in read("large.csv", sheet.encode()).files(EN):
        (written / name).write_bytes(content)
    return written


def test_the_claims_of_a_large_sheet_stand_by_their_incidents_and_name_their_own_sources(folder):
    names = ["incident_id", "claim_id", "measure", "source_id", "value"]
    *told, source, value = pq.read_table(folder / "claims.parquet", columns=names).to_pydict().values()
    sources = dict(
        zip(
            *pq.read_table(folder / "sources.parquet", columns=["source_id", "publisher"]).to_pydict().values(),
            strict=True,
        )
    )
    cited = [[f"Office {n % 7}"] if n % 7 == 1 else [f"Office {n % 7}", "Office 1"] for n in range(MANY + 1)]
    expected = [
        (str(n), f"{n}-{place:02}", "killed_total" if place == 1 else "outcome", office)
        for n, offices in enumerate(cited)
        for place, office in enumerate([offices[0], *offices], 1)
    ]
    found = list(zip(*told, map(sources.__getitem__, source), strict=True))
    assert found == expected
    assert [figure for figure in value if figure is not None] == [n % 3 for n in range(MANY + 1)]


def test_problems_of_a_large_table_come_in_the_order_of_its_columns(folder):
    path = folder / "claims.parquet"
    whole = path.read_bytes()
    claims = pq.read_table(pa.BufferReader(whole)).to_pandas()
    claims.loc[6, "value"], claims.loc[8, "measure"], claims.loc[9, "claim_id"] = -5, "nonsense", "a b"
    claims.to_parquet(path)
    problems = read_sound(folder)
    path.write_bytes(whole)
    found = [(problem.row, problem.column) for problem in problems if problem.file == path.name]
    assert found[:3] == [(10, "claim_id"), (9, "measure"), (7, "value")]
