"""The folder of drafts: nothing that was typed is lost, and nobody overwrites what he has not seen."""

from dataclasses import replace
from threading import Barrier, Thread

import pytest

from incidents.desk.draft import Draft, DraftError
from incidents.desk.drafts import (
    ChangedMeanwhileError,
    DamagedDraft,
    KeptDraft,
    free_name,
    list_drafts,
    load_draft,
    save_draft,
    set_aside,
)

A_DRAFT = Draft("new-1", "ab12", "Nour", "2026-04-01T10:00:00+00:00")


def test_a_saved_draft_is_listed_and_read(tmp_path):
    kept = save_draft(tmp_path / "drafts", A_DRAFT, None)
    assert load_draft(tmp_path / "drafts", "new-1") == kept
    assert list_drafts(tmp_path / "drafts") == [kept]
    assert list_drafts(tmp_path / "none") == []


def test_the_second_of_two_desks_is_shown_what_the_first_has_saved(tmp_path):
    kept = save_draft(tmp_path, A_DRAFT, None)
    first = save_draft(tmp_path, replace(A_DRAFT, title="first"), kept.digest)
    with pytest.raises(ChangedMeanwhileError, match="Nothing was overwritten") as refused:
        save_draft(tmp_path, replace(A_DRAFT, title="second"), kept.digest)
    assert refused.value.theirs == first == load_draft(tmp_path, "new-1")
    with pytest.raises(ChangedMeanwhileError, match="already"):
        save_draft(tmp_path, A_DRAFT, None)


def test_of_two_desks_that_save_at_the_same_moment_one_is_told(tmp_path):
    kept, start, told = save_draft(tmp_path, A_DRAFT, None), Barrier(2), []

    def save(title: str) -> None:
        start.wait()
        try:
            told.append(save_draft(tmp_path, replace(A_DRAFT, title=title), kept.digest))
        except ChangedMeanwhileError as error:
            told.append(error.theirs)

    desks = [Thread(target=save, args=[title]) for title in ("one", "two")]
    for desk in desks:
        desk.start()
    for desk in desks:
        desk.join()
    assert told[0] == told[1] == load_draft(tmp_path, "new-1")


def test_a_damaged_draft_is_named_and_left_as_it_is(tmp_path):
    save_draft(tmp_path, A_DRAFT, None)
    (tmp_path / "old.json").write_bytes(b'{"name": "old", ')
    (tmp_path / "copy.json").write_bytes((tmp_path / "new-1.json").read_bytes())
    copy, sound, damaged = list_drafts(tmp_path)
    assert isinstance(copy, DamagedDraft)
    assert "holds the draft new-1" in str(copy.error)
    assert isinstance(sound, KeptDraft)
    assert isinstance(damaged, DamagedDraft)
    assert damaged.path.read_bytes() == b'{"name": "old", '
    with pytest.raises(ChangedMeanwhileError):
        save_draft(tmp_path, replace(A_DRAFT, name="old"), None)


def test_what_is_set_aside_is_off_the_list_and_not_lost(tmp_path):
    kept = save_draft(tmp_path, A_DRAFT, None)
    aside = set_aside(tmp_path, "new-1", kept.digest)
    assert list_drafts(tmp_path) == []
    assert aside.exists()
    with pytest.raises(DraftError, match="There is no draft new-1"):
        load_draft(tmp_path, "new-1")


@pytest.mark.parametrize("name", ["../x", "", "a/b", ".hidden", "é"])
def test_no_draft_leaves_its_folder(tmp_path, name):
    with pytest.raises(DraftError, match="cannot be the name"):
        save_draft(tmp_path, replace(A_DRAFT, name=name), None)


def test_a_name_that_is_taken_gets_a_number(tmp_path):
    save_draft(tmp_path, A_DRAFT, None)
    assert (free_name(tmp_path, "new-1"), free_name(tmp_path, "new-2")) == ("new-1-2", "new-2")
