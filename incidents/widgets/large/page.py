"""The page of a record that is larger than memory: the same first screen, made of what its database answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from incidents.language import Language, plain_text
from incidents.phrases.coverage import coverage_in_brief
from incidents.record.storage import DatabaseError
from incidents.selection.change_periods import change_periods
from incidents.selection.notices import Notice
from incidents.selection.question import Question
from incidents.views.dossier import lists_told
from incidents.views.markup import text
from incidents.views.rankings import LISTS_OF, RANK_ORDERS, RANKS, figures_told, rankings_told
from incidents.views.time_dock import dock_told
from incidents.widgets.changes_panel import by_of, show_changes_of
from incidents.widgets.comparison_panel import Compared, questions_of, show_sides, sides_meant
from incidents.widgets.dossier_panel import open_dossier, show_dossier_head, show_lists
from incidents.widgets.figures_strip import pick
from incidents.widgets.filter_panel import show_search
from incidents.widgets.large.about import parts_of_about, show_large_about
from incidents.widgets.large.answers import Answers
from incidents.widgets.large.asked_record import AskedRecord, NotYetError
from incidents.widgets.large.briefing import show_large_briefing
from incidents.widgets.large.filters import open_lists, periods_counted, show_large_filters
from incidents.widgets.large.map import points_of, shades_asked, show_large_map
from incidents.widgets.large.notes import show_notes, show_why
from incidents.widgets.large.shared import asked_record
from incidents.widgets.large.side import card_record, show_large_drawer, show_large_side, side_told, table_ids
from incidents.widgets.page_address import arrived_with, read_question, write_address
from incidents.widgets.page_header import show_switches, show_title, show_views
from incidents.widgets.page_rooms import lay_out
from incidents.widgets.page_state import ask, note_answer
from incidents.widgets.question_line import show_asked
from incidents.widgets.screen_part import show_part
from incidents.widgets.standing import Standing, move, stands
from incidents.widgets.timeline_panel import show_dock

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

_LAST = "large_last"  # in the state of a session: what was answered last, whole
_NOTICES = "large_notices"  # what has to be said of an address once all is answered


@dataclass(frozen=True)
class Screen:
    """What one run of the page shows."""

    answers: Answers
    standing: Standing
    notices: list[Notice]
    error: DatabaseError | None
    lang: Language


def show_large_page(lang: Language) -> None:
    """Draw the page of a record that is asked where it is kept."""
    asked = asked_record()
    doing = st.empty()
    try:
        with asked.asking() as asking:
            screen = _answered(Answers(asking, Question()), lang)
        with asked.asking() as asking:  # of which all is answered by now: nobody waits while a page is drawn
            _draw(asked, replace(screen, answers=replace(screen.answers, asking=asking)))
    except NotYetError:
        said = text(lang.say("The database is asked …"))
        doing.html(f'<section class="reading" role="status"><p>{said}</p></section>')
        st.rerun()
    except DatabaseError as error:
        show_why(error, lang)
        st.stop()
    st.session_state[_NOTICES] = []
    write_address()
    note_answer()


def _answered(answers: Answers, lang: Language) -> Screen:
    """Ask all that the screen needs before any of it is drawn; where that fails, go back to what was answered last."""
    opened = [plain_text(name) for name in (*arrived_with("incident"), stands().incident) if name]
    question, standing, notices = read_question(answers.few(opened) if opened else answers.frame)
    unanswered = [name for name in question.active() if name in answers.not_answered]
    of_text = [Notice(name, str(getattr(question, name))) for name in unanswered]
    notices = [*st.session_state.get(_NOTICES, []), *notices, *of_text]
    st.session_state[_NOTICES] = notices  # an address is read once, and this run may have to be begun anew
    for name in unanswered:
        question = question.without(name)
    if unanswered:
        ask(question)
        note_answer()
    screen = Screen(replace(answers, question=question), standing, notices, answers.asking.lost, lang)
    try:
        for _part in _parts(screen):
            pass
    except DatabaseError as error:
        last = st.session_state.get(_LAST)
        if last is None:
            raise
        question, standing = last
        return replace(screen, answers=replace(answers, question=question), standing=standing, error=error)
    st.session_state[_LAST] = question, standing
    return screen


def _parts(screen: Screen) -> Iterator[object]:
    """Yield whatever the screen is made of, what a reader waits for first."""
    answers, standing = screen.answers, screen.standing
    if standing.view == "incidents":
        yield from _parts_of_first(screen)
    elif standing.view == "comparison":
        compared = _compared(answers)
        yield answers.changes(by_of(standing), standing.compared_with), answers.in_full
        sides = sides_meant(compared, standing)
        yield from map(compared.side, questions_of(compared.record, compared.question, sides, standing))
    elif standing.view == "briefing":
        yield answers.taken
    else:
        yield from parts_of_about(_of_all(answers))
        return
    yield answers.total
    yield answers.sums
    if open_ := open_lists(answers):
        yield answers.options_of([kind.name for kind in open_])
        yield _of_all(answers).options_of([kind.name for kind in open_ if not kind.is_long])
        yield periods_counted(answers)


def _parts_of_first(screen: Screen) -> Iterator[object]:
    answers, standing, lang = screen.answers, screen.standing, screen.lang
    yield points_of(answers)
    yield shades_asked(answers, standing.shading, lang)
    yield answers.options_of(["kind", *(kind.name for kind in open_lists(answers))])
    periods = change_periods(answers.frame, answers.question, standing.compared_with)
    yield answers.compared(periods), answers.reporting(periods)
    if standing.dossier:
        yield answers.dossier(standing.dossier)
    yield answers.rankings(LISTS_OF[standing.rank], periods)
    yield side_told(answers, standing.incident, lang)
    yield answers.dock(standing.step)
    if standing.incident:
        yield card_record(answers, standing.incident)
        yield answers.walk(standing.incident)
    if standing.drawer == "table":
        yield answers.few(table_ids(answers, standing, lang)[0])


def _of_all(answers: Answers) -> Answers:
    return replace(answers, question=Question())


def _compared(answers: Answers) -> Compared:
    return Compared(answers.frame, answers.question, answers.by_governorate, answers.side)


def _draw(asked: AskedRecord, screen: Screen) -> None:
    answers, standing, lang = screen.answers, screen.standing, screen.lang
    slots = lay_out(standing.view)
    if standing.view == "incidents":
        with slots["map"]:
            show_large_map(asked, answers.question, standing.incident, standing.at, lang)
    with slots["head"]:
        show_title(answers.frame, lang)
        with st.container(key="ask", horizontal=True, vertical_alignment="center", gap="small"):
            if standing.view != "about":  # which is of the whole record, whatever is asked
                if not answers.not_answered:
                    show_search(lang)
                show_asked(answers.frame, answers.question, answers.sums.incidents, answers.total, lang)
            show_views(lang)
        show_switches(lang)
    with slots["notes"]:
        show_notes(answers, screen.notices, screen.error, lang)
    if standing.view == "about":
        with slots["answer"]:
            show_large_about(_of_all(answers), lang)
        return
    with slots["filters"]:
        show_large_filters(answers, lang)
    if standing.view == "incidents":
        _draw_rest_of_first(screen, slots)
        return
    with slots["answer"]:
        if standing.view == "comparison":
            found = answers.changes(by_of(standing), standing.compared_with)
            show_changes_of(found, answers.in_full, answers.question, standing, lang)
            show_sides(_compared(answers), standing, lang)
        else:
            show_large_briefing(asked, answers, standing, lang)


def _draw_rest_of_first(screen: Screen, slots: Mapping[str, "DeltaGenerator"]) -> None:
    answers, standing, lang = screen.answers, screen.standing, screen.lang
    with slots["figures"]:
        _show_figures(screen)
    with slots["side"]:
        show_large_side(answers, standing.incident, lang)
    with slots["timeline"]:
        step, milestones = standing.step, standing.milestones
        told = dock_told(answers.frame, answers.question, answers.dock(step), step, lang, milestones=milestones)
        show_dock(told)
    with slots["drawer"]:
        show_large_drawer(answers, standing, lang)


def _show_figures(screen: Screen) -> None:
    answers, standing, lang = screen.answers, screen.standing, screen.lang
    frame, question = answers.frame, answers.question
    periods = change_periods(frame, question, standing.compared_with)
    written, told = standing.dossier, answers.reporting(periods)
    show_dossier_head(frame, written, lang)
    show_part("key_figures.js", "key-figures", figures_told(frame, periods, answers.compared(periods), lang, told))
    show_lists(frame, lists_told(frame, answers.dossier(written), written, lang) if written else None)
    lists = answers.rankings(LISTS_OF[standing.rank], periods)
    coverage = coverage_in_brief(told, lang) if told else ""
    rankings = rankings_told(frame, question, lists, standing.rank, standing.rank_by, periods, lang, coverage)
    show_part(
        "rankings.js",
        "rankings",
        rankings,
        pick=pick,
        dossier=partial(open_dossier, frame),
        rank=lambda rank: move(rank=rank) if rank in RANKS else None,
        rank_by=lambda order: move(rank_by=order) if order in RANK_ORDERS else None,
    )
