"""The map of a large record: a mark per cell of a grid, added up where the record is kept, for what the reader sees."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from geodata.mercator import Spot
from incidents.language import Language
from incidents.record.record import Record
from incidents.record.storage import DatabaseError
from incidents.selection.circles import circle_of
from incidents.selection.large.cells import Mark
from incidents.selection.question import Question
from incidents.selection.selection import Selection, select
from incidents.views.interactive_map import Shades, Shading, base_definition, change_shades, map_told, shades_of
from incidents.views.map_points import FIRST_ZOOM, asked_extent
from incidents.views.map_points.of_cells import CellPoints, cell_points, is_one_place
from incidents.views.symbology import SYMBOLOGY
from incidents.widgets.large.answers import Answers
from incidents.widgets.large.asked_record import AskedRecord, NotYetError
from incidents.widgets.map_canvas import CANVAS
from incidents.widgets.map_choice import (
    MapChoice,
    choice_near,
    choose,
    kept_bounds,
    let_go_of_spot,
    take_seen,
)
from incidents.widgets.map_tools import show_map_tools
from incidents.widgets.offline_assets import map_addresses
from incidents.widgets.page_state import brought, is_overtaken
from incidents.widgets.screen_part import show_part
from incidents.widgets.standing import stands

_KINDS = list(SYMBOLOGY)
_TOLD = "large_map_told"  # in the state of a session: what the map was told last
_MARK = "of_large_mark"  # the mark of several incidents that was pressed, set by the reader (page_state.is_overtaken)


def chosen_cell() -> tuple[Mark, ...] | None:
    """Return the mark of several incidents that the reader has pressed: the cells that it joins."""
    mark: tuple[Mark, ...] | None = st.session_state.get(_MARK)
    return mark


def show_large_map(asked: AskedRecord, question: Question, opened: str | None, at: Spot | None, lang: Language) -> None:
    """Draw the map of what answers, marking the ``opened`` incident; see ``map_canvas.show_map``."""
    if asked.frame is not None:
        let_go_of_spot(asked_extent(_nothing_of(asked.frame, question)))
    _show_canvas(asked, question, opened, at, lang)


def _nothing_of(frame: Record, question: Question) -> Selection:
    """Return a selection of no incident that has a question: what a question asks for by place says it alone."""
    nothing = select(frame)
    return Selection(frame, question, nothing.mask)


@st.fragment
def _show_canvas(asked: AskedRecord, question: Question, opened: str | None, at: Spot | None, lang: Language) -> None:
    if is_overtaken():
        st.rerun(scope="app")
    shading, tiles = show_map_tools(question, lang)
    told, points = st.session_state.get(_TOLD, ({}, None))
    try:
        with asked.asking() as asking:
            answers = Answers(asking, question)
            points = points_of(answers)
            told = _message(answers, points, lang, shading=shading, opened=opened, at=at, tiles=tiles)
            st.session_state[_TOLD] = told, points
    except NotYetError:
        st.rerun(scope="fragment" if told else "app")
    except DatabaseError:
        if not told:
            return  # the page says why
    show_part(
        "map_part.js",
        CANVAS,
        told | {"base": base_definition(map_addresses()), "brought": brought()},
        mark=partial(_press, points),
        governorate=lambda pcode: choose(MapChoice(governorate=str(pcode))),
        kind=lambda number: choose(MapChoice(kind=_KINDS[int(number)])),
        near=lambda spot: choose(choice_near(spot)),
        seen=take_seen,
    )


def _press(points: CellPoints, pressed: Mapping[str, Any]) -> None:
    """Open the incident of a mark, or list those of a mark that has several."""
    number, named = int(pressed["number"]), str(pressed["id"])
    count = points.count_of(number, named)
    st.session_state[_MARK] = points.stands_for[number] if count > 1 else None
    if count:
        choose(MapChoice(incident_ids=(named,), count=count))


def said_by_marks(answers: Answers) -> Record:
    """Return the newest incidents of the marks that lie at one place: they are said, or name the place."""
    cells = _cells(answers)
    return answers.told(cells.loc[is_one_place(cells), "newest"].astype(int).tolist())


def _cells(answers: Answers) -> pd.DataFrame:
    spot = stands().at
    return answers.cells(kept_bounds(), spot[2] if spot else FIRST_ZOOM)


def points_of(answers: Answers) -> CellPoints:
    """Say what is drawn of what the reader sees."""
    cells = _cells(answers)
    return cell_points(
        cells,
        said_by_marks(answers),
        total=answers.sums.incidents,
        unplaced=answers.sums.without_place,
        largest=answers.largest,
        circle=circle_of(answers.frame, answers.question.near),
    )


def shades_asked(answers: Answers, shading: Shading, lang: Language) -> Shades | None:
    """Return the shading of the governorates, None for none."""
    if shading == "change":
        return change_shades(answers.changes(("governorate",), stands().compared_with), lang)
    return shades_of(answers.governorates, shading, lang) if shading != "none" else None


def _message(
    answers: Answers,
    points: CellPoints,
    lang: Language,
    *,
    shading: Shading,
    opened: str | None,
    at: Spot | None,
    tiles: bool,
) -> dict[str, Any]:
    shades = shades_asked(answers, shading, lang)
    left, said = answers.options("kind"), said_by_marks(answers)
    told = map_told(points, said, answers.question, left, shades, lang, opened=opened, at=at, tiles=tiles).data
    return told | {"extent": asked_extent(_nothing_of(answers.frame, answers.question))}
