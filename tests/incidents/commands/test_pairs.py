"""Likely pairs in the shell: with a folder or a file, under the filters of both, and with the other's terms."""

import json
from pathlib import Path

import pytest

from incidents.__main__ import main
from tests.conftest import a_folder, an_incident

ACLED = """event_id_cnty,event_date,year,time_precision,event_type,sub_event_type,actor1,actor2,country,admin1,\
location,latitude,longitude,geo_precision,source,notes,fatalities
SYR1,18 May 2025,2025,1,Battles,Armed clash,Islamic State (Syria),Military Forces of Syria,Syria,Deir-ez-Zor,\
Deir-ez-Zor,35.335,40.14,1,SOHR,A made-up row.,2
SYR2,18 June 2025,2025,1,Battles,Armed clash,Islamic State (Syria),Military Forces of Syria,Syria,Deir-ez-Zor,\
Deir-ez-Zor,35.335,40.14,1,SOHR,A made-up row.,2
"""


@pytest.fixture(scope="module")
def mine() -> str:
    return str(a_folder(incidents=[an_incident(1), an_incident(2, date_start="2025-02-01")]))


def ran(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["pairs", "--lang", "en", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_a_file_is_read_as_a_record_and_its_terms_are_said(capsys, mine, tmp_path):
    file = Path(tmp_path) / "acled.csv"
    file.write_text(ACLED, encoding="utf-8")
    code, out, err = ran(capsys, "--data", mine, "--with", str(file))
    assert code == 0
    assert "1 likely pair" in out
    assert [name in out for name in ("SYR-0001", "SYR1", "SYR-0002")] == [True, True, False]
    assert "2 according to ACLED" in out
    assert "redistribution" in err.lower()


def test_a_folder_gives_the_same_as_data_under_the_filters_of_both(capsys, mine):
    other = str(a_folder(incidents=[an_incident(5), an_incident(6, place_id="raqqa", governorates="SY11")]))
    code, out, _err = ran(capsys, "--data", mine, "--with", other, "--governorate", "SY09", "--format", "json")
    told = json.loads(out)
    assert code == 0
    assert [about["count"] for about in told["records"]] == [2, 1]
    assert [(pair["first"]["id"], pair["second"]["id"], pair["days"]) for pair in told["pairs"]] == [
        ("SYR-0001", "SYR-0005", 0)
    ]


def test_what_is_no_record_is_named(capsys, mine, tmp_path):
    with pytest.raises(SystemExit) as ended:
        ran(capsys, "--data", mine, "--with", str(tmp_path / "nothing"))
    assert ended.value.code == 1
    assert "nothing" in capsys.readouterr().err


def test_a_file_is_read_by_the_options_of_an_import(capsys, mine, tmp_path):
    file, mapping = Path(tmp_path) / "s.csv", Path(tmp_path) / "mapping.json"
    file.write_text("Wann,Ort,Lat,Lon,Was\n05/06/2025,Deir ez-Zor,35.335,40.14,ambush\n", encoding="utf-8")
    columns = {"date": "Wann", "place": "Ort", "latitude": "Lat", "longitude": "Lon", "event_type": "Was"}
    mapping.write_text(json.dumps({"kind": "own", "columns": columns}), encoding="utf-8")
    asked = ("--data", mine, "--with", str(file), "--mapping", str(mapping), "--format", "json")
    with pytest.raises(SystemExit):
        ran(capsys, *asked)
    assert "05/06/2025" in capsys.readouterr().err  # which of both is the day nobody can tell
    code, out, _err = ran(capsys, *asked, "--dates", "month-first")
    assert code == 0
    assert json.loads(out)["records"][1]["count"] == 1
