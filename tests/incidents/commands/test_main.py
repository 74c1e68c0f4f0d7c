"""The shell gives the page's answers: same filters, same figures, plain words for what cannot be used."""

import csv
import io
import json
import subprocess
import sys

import pytest

from incidents.__main__ import main
from incidents.commands.printing import incident_table, incident_text
from incidents.exchange.formats import EXPORTS
from incidents.exchange.safe_cells import BYTE_ORDER_MARK
from incidents.selection.address import filters_to_query, link_to
from incidents.selection.options import count_options
from incidents.selection.question import Question
from incidents.selection.selection import select
from incidents.selection.summaries import key_figures
from tests.conftest import AR, EN, a_claim, a_folder, a_role, a_selection, an_incident
from tests.incidents.selection.test_filters import DATASET, VARIED

RECORD = str(a_folder(**VARIED))


def run(capsys, *arguments):
    code = main(arguments)
    return code, capsys.readouterr().out


def listed(capsys, *arguments):
    code, out = run(capsys, "list", "--data", RECORD, "--format", "json", *arguments)
    assert code == 0
    return json.loads(out)


@pytest.mark.parametrize(
    ("arguments", "filters"),
    [
        ([], Question()),
        (["--governorate", "SY09"], Question(governorate=("SY09",))),
        (["--governorate", "SY09,SY11"], Question(governorate=("SY09", "SY11"))),
        (["--governorate", "SY09", "--governorate", "SY11"], Question(governorate=("SY09", "SY11"))),
        (
            ["--actor", "islamic-state", "--target", "civilians"],
            Question(actor=("islamic-state",), target=("civilians",)),
        ),
        (["--killed", "5-9,10+", "--contested"], Question(killed=("5-9", "10+"), contested=True)),
        (["--min-origins", "2", "--text", "mine"], Question(min_origins=2, text="mine")),
        (["--bounds", "34,35,37,42", "--precision", "1"], Question(bounds=(34.0, 35.0, 37.0, 42.0), precision=("1",))),
        (["--event-type", "battles", "--is-role", "planner"], Question(event_type=("battles",), is_role=("planner",))),
    ],
)
def test_options_are_the_filters_of_the_page(capsys, arguments, filters):
    answer = listed(capsys, *arguments)
    selection = select(DATASET.record, filters)
    assert [row["incident_id"] for row in answer["incidents"]] == selection.incidents["incident_id"].tolist()
    assert answer["about"]["count"] == answer["totals"]["incidents"] == len(selection)
    assert answer["totals"]["killed"]["high"] == key_figures(selection).killed.high


@pytest.mark.always
def test_every_facet_count_is_what_list_gives(capsys):
    contested = select(DATASET.record, Question(contested=True))
    for code, count in count_options(contested, ["governorate"])["governorate"].items():
        assert listed(capsys, "--contested", "--governorate", code)["about"]["count"] == count


def test_a_link_from_the_page_asks_the_same_and_options_replace_its_parts(capsys):
    link = link_to("http://localhost:8501/", filters_to_query(Question(governorate=("SY09",), contested=True)))
    assert listed(capsys, "--link", link + "&lang=ar&incident=SYR-0001")["about"]["filters"] == {
        "governorate": "SY09",
        "contested": "1",
    }
    assert listed(capsys, "--link", link, "--governorate", "SY11")["about"]["filters"]["governorate"] == "SY11"


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["--governorate", "SY99"], "SY09 (Deir ez-Zor)"),
        (["--actor", "isis"], "islamic-state"),
        (["--killed", "7"], "10+"),
        (["--from", "2025-02-30"], "--from: 2025-02-30"),
        (["--from", "2025-06-01", "--to", "2025-05-01"], "--to: 2025-05-01"),
        (["--bounds", "1,2,3"], "--bounds: 1,2,3"),
        (["--min-origins", "many"], "--min-origins: many"),
    ],
)
def test_what_cannot_be_used_is_said_with_what_can(capsys, arguments, named):
    with pytest.raises(SystemExit) as stopped:
        main(["list", "--data", RECORD, *arguments])
    assert stopped.value.code == 2
    assert named in capsys.readouterr().err


def test_unknown_option_is_refused(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["list", "--province", "SY09"])
    assert stopped.value.code == 2
    assert "--province" in capsys.readouterr().err


def test_csv_has_a_row_per_incident(capsys):
    _, out = run(capsys, "list", "--data", RECORD, "--format", "csv")
    assert len(list(csv.DictReader(io.StringIO(out.removeprefix(BYTE_ORDER_MARK))))) == len(DATASET)


def test_geojson_holds_every_incident_with_or_without_a_point(capsys):
    _, out = run(capsys, "list", "--data", RECORD, "--format", "geojson")
    features = json.loads(out)["features"]
    assert len(features) == len(DATASET)
    assert sum(feature["geometry"] is None for feature in features) == key_figures(DATASET).without_place


def test_table_says_the_selection_and_its_totals(capsys):
    _, out = run(capsys, "list", "--data", RECORD, "--governorate", "SY09")
    count = len(select(DATASET.record, Question(governorate=("SY09",))))
    assert f"{count} of 60 incidents · in Deir ez-Zor" in out
    assert "SYR-00" in out


@pytest.mark.parametrize(("lang", "name"), [("en", "Manbij"), ("ar", "منبج")])
def test_a_known_place_without_incidents_is_said_to_be_known(capsys, lang, name):
    code, out = run(capsys, "list", "--data", RECORD, "--text", "Menbiç", "--lang", lang)
    assert code == 0
    assert name in out


def test_empty_selection_is_an_answer(capsys):
    code, out = run(capsys, "list", "--data", RECORD, "--governorate", "SY10")
    assert code == 0
    assert "No ISIS-related incidents in Tartus" in out
    assert "0 of 60 incidents" in out


# A check lets through what a reader may have typed; control characters come only from a record that nobody checked.
TYPED = "=cmd() <img src=x onerror=alert(1)> </script> [bold red]x[/bold red] \u202eevil\u202c [/nonsense]"
HOSTILE = f"{TYPED} \x1b[31m \x9b31m"


def hostile_tables(text):
    claims = [
        a_claim(value=1, attributed_to=text, note_en=text, note_ar=text),
        a_claim(measure="outcome", text_en=text, text_ar=text, position_en=text, position_ar=text),
    ]
    incident = an_incident(summary_en=text, summary_ar=text, location_note_en=text, location_note_ar=text)
    return {"incidents": [incident], "claims": claims, "roles": [a_role()]}


def a_hostile_record(text=TYPED):
    return str(a_folder(**hostile_tables(text)))


def is_harmless(words):
    return not set(words) & set("\x1b\x9b\u202e\u202c")


@pytest.mark.parametrize("lang", [EN, AR])
@pytest.mark.parametrize("command", [["list"], ["list", "--format", "csv"], ["show", "SYR-0001"]])
def test_hostile_text_reaches_the_terminal_as_text(capsys, command, lang):
    code, out = run(capsys, *command, "--data", a_hostile_record(), "--lang", lang.code)
    assert code == 0
    assert is_harmless(out)
    assert "[bold" in out.replace("\n", " ")
    assert "onerror" in out


@pytest.mark.parametrize("command", [["list", "--format", kind] for kind in ("json", "geojson")])
def test_hostile_text_in_json_reaches_the_terminal_as_text(capsys, command):
    code, out = run(capsys, *command, "--data", a_hostile_record())
    assert code == 0
    assert is_harmless(out)
    assert "onerror" in json.dumps(json.loads(out))


@pytest.mark.parametrize("lang", [EN, AR])
def test_no_control_character_of_a_record_that_nobody_checked_is_printed(lang):
    selection = a_selection(**hostile_tables(HOSTILE))
    for lines in (incident_table(selection, lang), incident_text(selection.record, "SYR-0001", lang)):
        told = "\n".join(lines)
        assert is_harmless(told)
        assert "onerror" in told


@pytest.mark.parametrize("command", [["check"], ["list"], ["show", "SYR-0001", "--format", "json"]])
def test_a_record_with_control_characters_is_refused_without_printing_them(capsys, command):
    try:
        code = main([*command, "--data", a_hostile_record(HOSTILE)])
    except SystemExit as stopped:
        code = stopped.code
    out, err = capsys.readouterr()
    assert code == 1
    assert is_harmless(out + err)
    assert "claims.csv:3:text_en: " in out


def test_hostile_text_is_not_a_formula_in_csv(capsys):
    _, out = run(capsys, "list", "--data", a_hostile_record(), "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(out.removeprefix(BYTE_ORDER_MARK)))
    assert row["summary"].startswith("'=cmd() <img")
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row.values())


@pytest.mark.parametrize("kind", [code for code, export in EXPORTS.items() if export.is_text])
def test_list_prints_what_export_writes(capsys, tmp_path, kind):
    asked = ["--data", RECORD, "--governorate", "SY09", "--format", kind, "--lang", "ar"]
    assert main(["export", *asked, "--out", str(tmp_path / "file")]) == 0
    capsys.readouterr()
    assert run(capsys, "list", *asked) == (0, (tmp_path / "file").read_text(encoding="utf-8"))


def test_show_tells_every_account(capsys):
    claims = [
        a_claim(measure="arrested", value=1, origin_id="ministry", superseded_by="SYR-0001-02"),
        a_claim(measure="arrested", value=4, origin_id="ministry"),
        a_claim(measure="arrested", value=10, origin_id="source"),
    ]
    code, out = run(capsys, "show", "SYR-0001", "--data", str(a_folder(claims=claims)))
    assert code == 0
    assert "4–10" in out
    assert "(superseded)" in out
    assert "4 according to ministry; 10 according to source." in out
    assert "https://example.org/a-source" in out


def test_show_as_json_is_the_record(capsys):
    _, out = run(capsys, "show", "syr-0001", "--data", RECORD, "--format", "json")
    assert json.loads(out)["incident_id"] == "SYR-0001"


@pytest.mark.parametrize("written", ["SYR-49", "syr0049", "SYR-٠٠٤٩", "«syr 49»."])
def test_show_understands_an_id_however_it_is_written(capsys, written):
    code, out = run(capsys, "show", written, "--data", RECORD, "--format", "json")
    assert (code, json.loads(out)["incident_id"]) == (0, "SYR-0049")


def refused(capsys, *arguments):
    """Return exit code and lines of an answer that says why there is none."""
    try:
        code = main(arguments)
    except SystemExit as stopped:
        code = stopped.code
    out, err = capsys.readouterr()
    assert out == ""
    return code, err.splitlines()


def test_show_of_an_unknown_incident_says_so(capsys):
    assert refused(capsys, "show", "SYR-9999", "--data", RECORD) == (2, ["SYR-9999 is not an incident of the record."])


@pytest.mark.parametrize(
    ("written", "near"), [("SYR-0409", "SYR-0049"), ("SYR-00499", "SYR-0049"), ("SRY-0007", "SYR-0007")]
)
def test_show_of_an_unknown_incident_names_those_with_an_id_like_it(capsys, written, near):
    code, (said, similar) = refused(capsys, "show", written, "--data", RECORD)
    assert (code, said) == (2, f"{written} is not an incident of the record.")
    assert near in similar.removeprefix("Similar ids are: ").split(", ")


BROKEN = ("\udcff\udcfe", "SYR-\udc80", "\x1b[31m", "\u202e0001-RYS", "", "-", "SYR-" + "0" * 5000, "%s {0} {id}")


@pytest.mark.parametrize("text", BROKEN)
def test_broken_bytes_in_an_id_are_told_in_words(capsys, text):
    code, lines = refused(capsys, "show", "--data", RECORD, "--lang", "ar", "--", text)
    assert code == 2
    assert is_harmless("".join(lines))


@pytest.mark.parametrize("text", [text for text in BROKEN if text])
def test_broken_bytes_in_an_option_are_told_in_words(capsys, text):
    options = ("--governorate", "--from", "--bounds", "--min-origins", "--publisher", "--text")
    code, lines = refused(capsys, "list", "--data", RECORD, *(f"{option}={text}" for option in options))
    assert code == 2
    assert is_harmless("".join(lines))
    assert all(any(line.startswith(f"{option}: ") for line in lines) for option in options[:-1])


def test_bytes_that_are_no_text_are_shown_by_their_codes(capsys):
    assert refused(capsys, "show", "\udcff7", "--data", RECORD)[1] == [r"\udcff7 is not an incident of the record."]
    assert main(["list", "--text", "\udcffmine", "--data", RECORD]) == 0
    assert capsys.readouterr().err == "--text: \\udcffmine was read as mine.\n"


def test_check_of_a_sound_record_lists_its_weaknesses(capsys):
    code, out = run(capsys, "check", "--data", RECORD)
    assert code == 0
    assert "Rests on a single primary source." in out


def test_check_of_a_broken_record_names_all_problems(capsys):
    directory = a_folder(incidents=[an_incident(event_type="battle", related="SYR-0009")], claims=[a_claim(value="x")])
    (directory / "milestones.csv").unlink()
    code, out = run(capsys, "check", "--data", str(directory))
    assert code == 1
    for line in (
        "milestones.csv: This file is missing.",
        "incidents.csv:2:event_type: battle: Not a known code.",
        "claims.csv:2:value: x: Not a number.",
        "incidents.csv:2:related: SYR-0009:",
        "4 problems",
    ):
        assert line in out


@pytest.mark.parametrize("command", [["list"], ["show", "SYR-0001"]])
def test_a_broken_record_is_told_in_words_and_not_shown(capsys, command):
    directory = a_folder(claims=[a_claim(source_id="nobody")], sources=[])
    with pytest.raises(SystemExit) as stopped:
        main([*command, "--data", str(directory)])
    assert stopped.value.code == 1
    assert "claims.csv:2:source_id: nobody" in capsys.readouterr().out


def test_a_folder_that_is_not_there_is_told_in_words(capsys, tmp_path):
    assert main(["check", "--data", str(tmp_path / "none")]) == 1
    assert "datapackage.json: This file is missing." in capsys.readouterr().out


def test_arabic_goes_through_a_pipe():
    directory = str(a_folder(roles=[a_role()]))
    command = [sys.executable, "-m", "incidents", "list", "--data", directory, "--lang", "ar"]
    finished = subprocess.run(command, capture_output=True, check=True, env={"PYTHONIOENCODING": "ascii", "LANG": "C"})
    assert "دير الزور" in finished.stdout.decode("utf-8")
