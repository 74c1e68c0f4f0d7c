import pytest

from incidents.__main__ import main
from incidents.phrases.changes import change_headline
from incidents.selection.changes import changes
from incidents.selection.selection import select
from tests.conftest import EN, a_folder, a_record
from tests.incidents.selection.test_filters import VARIED

RECORD, HOME = a_record(**VARIED), str(a_folder(**VARIED))


def run(capsys, *arguments):
    code = main(["changes", "--data", HOME, *arguments])
    return code, capsys.readouterr()


def test_the_shell_prints_the_change_with_what_lies_behind_it(capsys):
    code, said = run(capsys, "--by", "kind", "--lang", "en")
    assert code == 0
    found = changes(select(RECORD), ("kind",))
    assert change_headline(found, RECORD, EN) in said.out
    assert "last 90 days of the record, which ends on 5 March 2026" in said.out
    assert "sample" in said.out


def test_the_shell_compares_with_a_period_that_is_picked_and_says_it_is_longer(capsys):
    code, said = run(
        capsys, "--from", "2026-02-01", "--to", "2026-02-28", "--against", "2025-01-01..2025-03-31", "--lang", "en"
    )
    assert code == 0
    assert "90 days then, 28 days now" in said.out


def test_near_and_changes_go_together(capsys):
    code, said = run(capsys, "--near", "raqqa,50", "--by", "all", "--lang", "ar")
    assert code == 0
    assert "عيّنة" in said.out


def test_what_is_no_period_is_refused(capsys):
    with pytest.raises(SystemExit) as ended:
        run(capsys, "--against", "2025", "--lang", "en")
    assert ended.value.code == 2
    assert "--against: 2025 is no period" in capsys.readouterr().err
