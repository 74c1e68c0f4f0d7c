"""``--layer`` and ``--within``: what lies near a file of one's own, in every command that takes filters."""

import pytest

from incidents.__main__ import main
from tests.conftest import a_folder, an_incident

ROUTE = (
    '<gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1"><rte><name>R</name>'
    '<rtept lat="35.95" lon="39.01"/><rtept lat="35.66" lon="39.75"/></rte></gpx>'
)


@pytest.fixture(scope="module")
def data():
    return str(a_folder(incidents=[an_incident(1, place_id="raqqa", governorates="SY11"), an_incident(2)]))


@pytest.fixture(scope="module")
def route(tmp_path_factory):
    path = tmp_path_factory.mktemp("layers") / "route.gpx"
    path.write_text(ROUTE, encoding="utf-8")
    return str(path)


def test_what_lies_near_a_layer_is_listed_and_said(data, route, capsys):
    assert main(["list", "--data", data, "--layer", route, "--within", "10"]) == 0
    out = capsys.readouterr().out
    assert "SYR-0001" in out
    assert "SYR-0002" not in out
    assert "within 10 km of your layer “route.gpx” (its file is not in the link)" in out


def test_a_link_that_names_the_layer_says_how_near(data, route, capsys):
    assert main(["list", "--data", data, "--layer", route, "--link", "?near=layer:route.gpx,20"]) == 0
    assert "within 20 km" in capsys.readouterr().out
    assert main(["list", "--data", data, "--link", "?near=layer:route.gpx,20"]) == 0
    out, err = capsys.readouterr()
    assert "SYR-0002" in out
    assert "near=layer:route.gpx,20" in err


@pytest.mark.parametrize(("options", "named"), [
    (["--within", "10"], "--within"), (["--layer", "missing.gpx"], "missing.gpx"),
    (["--layer", __file__], "test_layer.py"),
    (["--layer", "ROUTE", "--near", "raqqa,30"], "--near"), (["--layer", "ROUTE", "--within", "900"], "900"),
])  # fmt: skip
def test_what_cannot_be_used_is_named_and_answers_nothing(data, route, capsys, options, named):
    with pytest.raises(SystemExit) as stopped:
        main(["list", "--data", data, *[route if option == "ROUTE" else option for option in options]])
    out, err = capsys.readouterr()
    assert (stopped.value.code, out) == (2, "")
    assert named in err
