import shlex
from io import BytesIO

import pandas as pd
import pytest
from pptx import Presentation

from incidents.__main__ import main
from incidents.briefing.formats import PRINTS
from incidents.exchange.formats import EXPORTS
from tests.conftest import a_folder, an_incident

QUARTER = ["--governorate", "SY09", "--from", "2025-07-01", "--to", "2025-09-30"]


@pytest.fixture(scope="module")
def data():
    return str(a_folder(incidents=[an_incident(date_start="2025-08-01")]))


@pytest.mark.parametrize("kind", PRINTS)
def test_brief_writes_every_format(kind, data, tmp_path, capsys):
    out = tmp_path / "file"
    assert main(["brief", *QUARTER, "--data", data, "--format", kind, "--out", str(out)]) == 0
    assert out.stat().st_size > 1000
    assert capsys.readouterr().out.strip() == str(out)


@pytest.mark.parametrize("kind", EXPORTS)
def test_export_writes_every_format(kind, data, tmp_path):
    out = tmp_path / "file"
    assert main(["export", *QUARTER, "--data", data, "--format", kind, "--out", str(out)]) == 0
    assert out.stat().st_size > 100


def test_file_is_named_for_what_is_inside_where_a_folder_is_given(data, tmp_path):
    main(["brief", *QUARTER, "--data", data, "--lang", "ar", "--format", "map-svg", "--out", str(tmp_path)])
    (path,) = tmp_path.iterdir()
    assert path.name == "isis-syria_deir-ez-zor_2025-07-01_2025-09-30_ar_map.svg"


def test_link_from_the_page_asks_the_same_and_is_printed(data, tmp_path):
    out = tmp_path / "x.pptx"
    address = "http://localhost:8501/?governorate=SY09&from=2025-07-01&to=2025-09-30&lang=ar&view=comparison"
    main(["brief", "--link", address, "--data", data, "--format", "pptx", "--out", str(out)])
    properties = Presentation(BytesIO(out.read_bytes())).core_properties
    expected = "http://localhost:8501/?from=2025-07-01&governorate=SY09&lang=en&to=2025-09-30"
    assert properties.comments == expected


@pytest.mark.parametrize("given", [[], ["--link", "?governorate=SY09&from=2025-07-01&to=2025-09-30"]])
def test_without_an_address_the_command_that_asks_the_same_is_printed(data, tmp_path, capsys, given):
    out, again = tmp_path / "x.pptx", tmp_path / "again.pptx"
    main(["brief", *(given or QUARTER), "--data", data, "--format", "pptx", "--out", str(out)])
    notes = notes_of(out)
    (line,) = [line for line in notes.split("\n") if "python -m incidents" in line]
    words = shlex.split(line.strip("\u2066\u2069").partition("python -m incidents")[2].strip("\u2069"))
    assert words == ["brief", "--lang", "en", "--link", "?from=2025-07-01&governorate=SY09&to=2025-09-30"]
    main([*words, "--data", data, "--format", "pptx", "--out", str(again)])
    assert notes_of(again) == notes
    assert Presentation(BytesIO(out.read_bytes())).core_properties.comments == ""


def notes_of(path) -> str:
    return Presentation(BytesIO(path.read_bytes())).slides[0].notes_slide.notes_text_frame.text


def test_losses_stand_beside_the_copy_and_on_the_screen(data, tmp_path, capsys):
    out = tmp_path / "x.csv"
    main(["export", *QUARTER, "--data", data, "--format", "acled", "--out", str(out)])
    report = (tmp_path / "x.losses.txt").read_text(encoding="utf-8")
    assert report
    assert report in capsys.readouterr().err
    assert len(pd.read_csv(out)) == 1


def test_each_governorate_gets_a_file_in_both_languages(data, tmp_path):
    quick = ["--format", "map-svg", "--out", str(tmp_path / "all")]
    assert main(["brief", "--each-governorate", "--data", data, *quick]) == 0
    names = [path.name for path in (tmp_path / "all").iterdir()]
    assert len(names) == 28
    assert sum(name.endswith("_ar_map.svg") for name in names) == 14


def test_unknown_governorate_makes_no_file(data, tmp_path):
    with pytest.raises(SystemExit) as refused:
        main(["brief", "--governorate", "SY99", "--data", data, "--out", str(tmp_path / "x.pdf")])
    assert refused.value.code == 2
    assert list(tmp_path.iterdir()) == []
