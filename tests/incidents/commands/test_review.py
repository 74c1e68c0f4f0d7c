"""Drafts are reviewed from the shell as on the desk."""

from dataclasses import replace

import pytest

from incidents.__main__ import main
from incidents.desk.beginnings import with_cells
from incidents.desk.drafts import drafts_folder, load_draft, save_draft
from incidents.desk.hands import signed
from incidents.desk.review import hand_in
from tests.conftest import a_claim, a_folder, an_incident
from tests.incidents.desk.conftest import a_new_draft


@pytest.fixture
def home():
    folder = a_folder([an_incident(1)], [a_claim(1, source_id="other")])
    draft = replace(a_new_draft(number=2, summary_en="Sheikh Omar Hasan was shot."), state="open", title="A page")
    save_draft(drafts_folder(folder), draft, None)
    return folder


def said(capsys, home, *arguments: str, code: int = 0) -> str:
    try:
        ended = main(["review", "--data", str(home), *arguments])
    except SystemExit as refused:
        ended = refused.code
    assert ended == code
    told = capsys.readouterr()
    return told.out + told.err


def test_drafts_are_listed_with_the_damaged_ones(capsys, home):
    (drafts_folder(home) / "old.json").write_text("{")
    told = said(capsys, home)
    assert "new-1  open   Nour  SYR-0002   A page" in told
    assert "old.json: This is no draft, for it is no JSON" in told


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_one_draft_is_shown_with_all_that_speaks_against_it(capsys, home, lang):
    told = said(capsys, home, "new-1", "--lang", lang)
    for part in ("SYR-0002-01", "Sheikh Omar Hasan", "SYR-0001: "):
        assert part in told


def test_a_draft_goes_from_hand_to_hand_into_the_record_and_back(capsys, home):
    folder = drafts_folder(home)
    assert "not handed in" in said(capsys, home, "--accept", "new-1", "--who", "Sami", code=2)
    said(capsys, home, "--hand-in", "new-1")
    assert "Say why" in said(capsys, home, "--send-back", "new-1", "--who", "Sami", code=2)
    said(capsys, home, "--send-back", "new-1", "--who", "Sami", "--note", "A name!")
    assert load_draft(folder, "new-1").draft.reviews[0].note == "A name!"
    said(capsys, home, "--hand-in", "new-1")
    assert "second person" in said(capsys, home, "--accept", "new-1", "--who", "Nour", code=2)
    assert "incidents.csv" in said(capsys, home, "--accept", "new-1", "--who", "Sami", "--why-en", "Told late.")
    assert "Told late." in (home / "CHANGELOG.md").read_text()
    said(capsys, home, "--undo")
    assert "SYR-0002" not in (home / "incidents.csv").read_text()


def test_whose_a_cell_is_is_shown_and_he_does_not_accept_it(capsys, home):
    held = load_draft(drafts_folder(home), "new-1")
    edited = with_cells(held.draft, "claims", 0, {"note_en": "Told by one witness."})
    save_draft(drafts_folder(home), hand_in(signed(held.draft, edited, "Sami")), held.digest)
    line = next(line for line in said(capsys, home, "new-1").splitlines() if "Told by one witness." in line)
    assert line.rstrip().endswith("Sami")
    told = said(capsys, home, "--accept", "new-1", "--who", "Sami", code=2)
    assert "Sami has written claims.1.note_en: another person calls that good first" in told
    assert "SYR-0002" not in (home / "incidents.csv").read_text()


def test_what_breaks_a_rule_is_told_by_row_and_column(capsys, home):
    draft = replace(a_new_draft("bad", 3, place_id="nowhere"))
    save_draft(drafts_folder(home), draft, None)
    told = said(capsys, home, "--accept", "bad", "--who", "Sami", code=1)
    assert "incidents 1: place_id: nowhere: nowhere is not in the gazetteer." in told


def two_hands(home) -> None:
    """Let Sami write a note into Nour's draft, and hand it in."""
    held = load_draft(drafts_folder(home), "new-1")
    edited = with_cells(held.draft, "claims", 0, {"note_en": "Told by one witness."})
    save_draft(drafts_folder(home), hand_in(signed(held.draft, edited, "Sami")), held.digest)


def test_a_single_cell_is_called_good_and_then_the_other_hand_accepts_the_draft(capsys, home):
    two_hands(home)
    assert "Good: claims.1.note_en" in said(capsys, home, "--good", "new-1", "claims.1.note_en", "--who", "Nour")
    row = next(line for line in said(capsys, home, "new-1").splitlines() if "Told by one witness." in line)
    assert "claims.1.note_en" in row
    assert row.rstrip().endswith("Good (Nour)")
    assert load_draft(drafts_folder(home), "new-1").draft.state == "for review"
    said(capsys, home, "--accept", "new-1", "--who", "Sami")
    assert "Told by one witness." in (home / "claims.csv").read_text()


def test_a_cell_is_said_not_to_be_so_with_a_reason_and_stands_in_the_way_until_it_is_good(capsys, home):
    two_hands(home)
    cell = "incidents.1.summary_en"
    assert "Say why" in said(capsys, home, "--not-so", "new-1", cell, "--who", "Sami", code=2)
    assert f"Not so: {cell}" in said(
        capsys, home, "--not-so", "new-1", cell, "--who", "Sami", "--note", "A name!", "--lang", "en"
    )
    (row,) = [line for line in said(capsys, home, "new-1").splitlines() if cell in line and "Not so" in line]
    assert "Not so (Sami)" in row
    assert cell in said(capsys, home, "--accept", "new-1", "--who", "Lina", code=2)
    said(capsys, home, "--good", "new-1", cell, "claims.1", "--who", "Lina")
    assert "incidents.csv" in said(capsys, home, "--accept", "new-1", "--who", "Lina")


@pytest.mark.parametrize(
    ("cells", "who", "told"),
    [
        (["claims.1.note_en"], "Sami", "Sami has written this"),
        (["claims.9.note_en"], "Nour", "no row 9 in the table claims"),
        (["claims.1.colour"], "Nour", "no column colour"),
        (["claims"], "Nour", "claims.1.note_en"),
        ([], "Nour", "--good"),
        (["claims.1.note_en"], "", "Say who you are"),
    ],
)
def test_what_cannot_be_called_good_is_refused_and_nothing_is_written(capsys, home, cells, who, told):
    two_hands(home)
    before = load_draft(drafts_folder(home), "new-1").draft
    assert told in said(capsys, home, "--good", "new-1", *cells, "--who", who, code=2)
    assert load_draft(drafts_folder(home), "new-1").draft == before


def test_good_and_not_so_are_said_in_arabic_as_on_the_page(capsys, home):
    two_hands(home)
    assert "صحيح: " in said(capsys, home, "--good", "new-1", "claims.1.note_en", "--who", "Nour", "--lang", "ar")
