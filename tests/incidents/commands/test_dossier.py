"""The shell prints the dossier of the page: the same figures, the same lists."""

import json

import pytest

from incidents.__main__ import main
from incidents.selection.dossiers import dossier_of, question_of
from incidents.selection.selection import select
from incidents.selection.summaries import key_figures
from tests.conftest import a_folder, a_record
from tests.incidents.selection.test_filters import VARIED

RECORD, HOME = a_record(**VARIED), str(a_folder(**VARIED))


def run(capsys, *arguments):
    code = main(["dossier", "--data", HOME, *arguments])
    return code, capsys.readouterr().out


def test_an_actor_is_found_by_another_name_and_its_figures_are_those_of_its_question(capsys):
    code, out = run(capsys, "actor", "isis", "--format", "json")
    told = json.loads(out)
    selection = select(RECORD, question_of("actor:islamic-state"))
    assert code == 0
    assert told["dossier"] == {"of": "actor", "code": "islamic-state"}
    assert told["totals"]["incidents"] == key_figures(selection).incidents
    found = dossier_of(selection, "actor:islamic-state")
    assert [(row["origin"], row["alone"]) for row in told["origins"]] == [(v.origin, v.alone) for v in found.voices]
    assert sum(map(len, found.roles.values())) == len(told["roles"])


def test_a_dossier_as_text_has_its_name_and_three_tables(capsys):
    code, out = run(capsys, "governorate", "SY09", "--from", "2025-12-06", "--lang", "en")
    assert code == 0
    assert out.startswith("Deir ez-Zor\nDossier · Governorate\nSY09 · ")
    for title in ("With and against whom", "Who says so", "Kinds"):
        assert f"\n{title}\n" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("actor", "nobody"), "actor: nobody is not known. Known are: islamic-state"),
        (("governorate", "SY09", "--governorate", "SY11"), "--governorate: SY11 cannot be used."),
    ],
)
def test_what_cannot_be_meant_is_refused(capsys, arguments, said):
    with pytest.raises(SystemExit) as ended:
        run(capsys, *arguments, "--lang", "en")
    assert ended.value.code == 2
    assert said in capsys.readouterr().err
