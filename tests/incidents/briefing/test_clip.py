"""The clip: the timeline played, with the figures that the list gives for the same days."""

import datetime as dt
import itertools
import re
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from incidents.__main__ import main
from incidents.briefing import clip
from incidents.briefing.clip_frames import draw_window, within
from incidents.briefing.compose import compose_briefing
from incidents.selection.question import Question
from incidents.selection.selection import select
from incidents.views.screen import screen_modules
from incidents.views.time_dock.windows import PLAYS, USUAL, played_days, windows
from tests.conftest import AR, EN, a_claim, a_folder, a_selection, an_incident

TODAY = dt.date(2026, 1, 2)
TABLES = {
    "incidents": [
        an_incident(1, date_start="2025-05-03"),
        an_incident(2, date_start="2025-05-04", date_end="2025-09-30", date_precision="range", tactic="raid"),
        an_incident(3, date_start="2025-11-30"),
        an_incident(4, date_start=None, date_end=None, date_precision="unknown", place_id=None),
    ],
    "claims": [a_claim(1, value=3), a_claim(3, low=2, high=5)],
}
SOME = a_selection(**TABLES)


@cache
def frames(lang) -> list[tuple[bytes, int]]:
    picture = Image.open(BytesIO(made(lang)))
    shown = []
    for number in range(picture.n_frames):
        picture.seek(number)
        shown.append((picture.convert("RGB").tobytes(), picture.info["duration"]))
    return shown


@cache
def made(lang) -> bytes:
    few = select(SOME.record, Question(date_from=dt.date(2025, 5, 1), date_to=dt.date(2025, 5, 6)))
    return clip.make_clip(few, "sliding", lang, "", TODAY)


DAYS = st.dates(dt.date(2024, 1, 1), dt.date(2027, 1, 1))


@given(DAYS, DAYS, st.sampled_from(PLAYS))
def test_the_windows_go_through_all_days_that_are_played(one, other, play):
    first, last = sorted((one, other))
    found = windows((first, last), play)
    assert found[0][0] == first
    assert found[-1][1] == last
    assert len(found) <= 64
    assert [end for _start, end in found] == sorted({end for _start, end in found})
    lengths = {(end - start).days for start, end in found}
    assert len(lengths) == 1 if play == "sliding" else {start for start, _end in found} == {first}
    assert max(end - start for start, end in found) <= last - first
    gaps = itertools.pairwise(found)
    assert play == "cumulative" or all(after[0] <= before[1] + dt.timedelta(days=1) for before, after in gaps)


def test_a_window_is_as_long_as_in_the_dock():
    script = next(path for path in screen_modules() if path.name == "dock_play.js").read_text(encoding="utf-8")
    assert int(re.search(r"const USUAL = (\d+);", script)[1]) == USUAL
    assert "Math.floor((last - first) / 3)" in script


@pytest.mark.parametrize("play", PLAYS)
def test_each_window_holds_what_the_filters_find_for_its_days(play):
    spoken = select(SOME.record, Question(kind=("operation", "attack")))
    for first, last in windows(played_days(SOME.record, spoken.question), play)[::9]:
        asked = select(SOME.record, Question(kind=("operation", "attack"), date_from=first, date_to=last))
        shown = within(spoken, (first, last))
        assert shown.incidents["incident_id"].tolist() == asked.incidents["incident_id"].tolist()


def test_days_that_are_asked_for_are_the_days_that_are_played():
    asked = Question(date_from=dt.date(2025, 3, 1), date_to=dt.date(2025, 8, 1))
    assert played_days(SOME.record, asked) == (asked.date_from, asked.date_to)


def test_the_last_frame_stands_long_enough_to_be_read_and_differs_from_all_others():
    shown = frames(EN)
    assert len(shown) == len(windows((dt.date(2025, 5, 1), dt.date(2025, 5, 6)), "sliding")) + 1
    assert shown[-1][1] >= 10_000
    assert shown[-1][0] not in [picture for picture, _ms in shown[:-1]]
    assert len({picture for picture, _ms in shown}) == len(shown)


def test_a_window_says_its_figures_and_what_the_map_does_not_show():
    spoken = a_selection(incidents=[an_incident(1), an_incident(2, place_id=None)], claims=[a_claim(1, low=2, high=5)])
    briefing = compose_briefing(spoken, None, EN, "", TODAY)
    played = clip._played(spoken, briefing, "cumulative")
    words = [word.text for word in draw_window(played, played.windows[-1], 2, EN).words]
    assert {"2", "2–5", "not reported in 1", "1 not on the map (no coordinates)"} <= set(words)


@pytest.mark.always
def test_equal_selections_give_equal_clips_and_another_language_another():
    english = made(EN)
    made.cache_clear()
    assert made(EN) == english
    assert made(AR) != english


def test_the_last_frame_says_caveats_sources_version_and_licence():
    end = clip._end(SOME, compose_briefing(SOME, None, EN, "", TODAY), "sliding")
    making = " ".join(end["making"])
    assert SOME.record.version in making
    assert SOME.record.schema.licence_title in making
    assert any("no data after" in caveat for caveat in end["caveats"])
    assert "in none: 1." in end["caveats"][-1]
    assert "A Publisher" in end["sources"]


def test_the_last_frame_counts_no_incident_without_a_date_where_there_is_none():
    dated = a_selection()
    end = clip._end(dated, compose_briefing(dated, None, EN, "", TODAY), "sliding")
    assert end["caveats"][-1].endswith("every window that the span touches.")


def test_a_clip_is_made_in_one_language_and_never_replaces_a_file_unasked(tmp_path: Path, capsys):
    folder, out = str(a_folder(incidents=[an_incident()], claims=[a_claim()])), tmp_path / "clip.gif"
    asked = ["publish", "--data", folder, "--format", "gif", "--from", "2025-05-01", "--to", "2025-05-02"]
    with pytest.raises(SystemExit):
        main([*asked, "--lang", "both"])
    assert "one language" in capsys.readouterr().err
    assert main([*asked, "--lang", "en", "--out", str(out)]) == 0
    assert out.read_bytes().startswith(b"GIF89a")
    assert main([*asked, "--lang", "en", "--out", str(out)]) == 2


def test_what_belongs_to_another_format_is_refused_before_the_record_is_read(capsys):
    for asked in (["--play", "sliding"], ["--format", "gif", "--story", "told.json"]):
        with pytest.raises(SystemExit):
            main(["publish", "--lang", "en", "--data", "nowhere", *asked])
        assert f"{asked[-2]} goes with --format" in capsys.readouterr().err
