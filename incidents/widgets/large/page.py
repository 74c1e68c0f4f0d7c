"""The page of a record that is larger than memory: the same first screen, made of what its database answers."""

import datetime as dt
import html
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace

import streamlit as st

from incidents.language import Language, isolate_ltr
from incidents.record.storage import DatabaseError, most_in_memory
from incidents.selection.change_periods import change_periods
from incidents.selection.large.conditions import NOT_ANSWERED
from incidents.selection.notices import Notice
from incidents.selection.question import Question
from incidents.views.markup import text
from incidents.views.masthead import draw_honesty
from incidents.views.rankings import LISTS_OF, RANK_ORDERS, RANKS, figures_told, rankings_told
from incidents.views.time_dock import dock_told
from incidents.widgets.figures_strip import pick
from incidents.widgets.large.answers import Answers
from incidents.widgets.large.asked_record import AskedRecord, NotYetError
from incidents.widgets.large.filters import open_lists, periods_counted, show_large_filters
from incidents.widgets.large.map import points_of, show_large_map
from incidents.widgets.large.side import card_record, listed, show_large_drawer, show_large_side, table_ids
from incidents.widgets.page_header import show_switches, show_title
from incidents.widgets.page_rooms import lay_out
from incidents.widgets.page_state import arrived_with, ask, note_answer, read_question, write_address
from incidents.widgets.question_line import show_asked, show_notices
from incidents.widgets.screen_part import show_part
from incidents.widgets.serving.run_limit import longest_run
from incidents.widgets.shared_record import named_home
from incidents.widgets.standing import Standing, move
from incidents.widgets.timeline_panel import show_dock

_LAST = "large_last"  # in the state of a session: what was answered last, whole
_NOTICES = "large_notices"  # what has to be said of an address once all is answered
_PART_OF_RUN = 0.3  # of the time that a run of the page may take

_one_at_a_time = threading.Lock()
_asked: AskedRecord | None = None


def asked_record() -> AskedRecord:
    """Return the large record that all readers ask."""
    global _asked
    home = named_home()
    with _one_at_a_time:
        if _asked is None or _asked.home != home:
            _asked = AskedRecord(home, longest_run() * _PART_OF_RUN)
        return _asked


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
        _show_why(error, lang)
        st.stop()
    st.session_state[_NOTICES] = []
    write_address()
    note_answer()


def _answered(answers: Answers, lang: Language) -> Screen:
    """Ask all that the screen needs before any of it is drawn; where that fails, go back to what was answered last."""
    opened = [name for name in arrived_with("incident") if name]
    question, standing, notices = read_question(answers.few(opened) if opened else answers.frame)
    unanswered = [name for name in question.active() if name in NOT_ANSWERED]
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
    answers, standing, lang = screen.answers, screen.standing, screen.lang
    yield points_of(answers)
    if standing.shading not in ("none", "change"):
        yield answers.governorates
    yield answers.options("kind")
    yield answers.total
    periods = change_periods(answers.frame, answers.question, standing.compared_with)
    yield answers.compared(periods)
    yield from (answers.ranking(name, periods) for name in LISTS_OF[standing.rank])
    yield answers.told(listed(answers, lang)[1])
    yield answers.dock(standing.step)
    if standing.incident:
        yield card_record(answers, standing.incident)
        yield answers.walk(standing.incident)
    if standing.drawer == "table":
        yield answers.few(table_ids(answers, standing, lang)[0])
    for kind in open_lists(answers):
        yield answers.options(kind.name), () if kind.is_long else answers.occurring(kind.name)
    if open_lists(answers):
        yield periods_counted(answers)


def _draw(asked: AskedRecord, screen: Screen) -> None:
    answers, standing, lang = screen.answers, screen.standing, screen.lang
    question, frame = answers.question, answers.frame
    slots = lay_out("incidents")
    with slots["map"]:
        show_large_map(asked, question, standing.incident, standing.at, lang)
    with slots["head"]:
        show_title(frame, lang)
        with st.container(key="ask", horizontal=True, vertical_alignment="center", gap="small"):  # noqa: SIM117
            with st.container(key="question", horizontal=True, vertical_alignment="center", gap="small"):
                show_asked(frame, question, answers.sums.incidents, answers.total, lang)
        show_switches(lang)
    with slots["notes"]:
        _show_notes(screen)
    with slots["filters"]:
        show_large_filters(answers, lang)
    with slots["figures"]:
        _show_figures(screen)
    with slots["side"]:
        show_large_side(answers, standing.incident, lang)
    with slots["timeline"]:
        step, milestones = standing.step, standing.milestones
        show_dock(dock_told(frame, question, answers.dock(step), step, lang, milestones=milestones))
    with slots["drawer"]:
        show_large_drawer(answers, standing, lang)


def _show_notes(screen: Screen) -> None:
    """Say what became of the database and of the link, up to when the record goes, and what cannot be done here."""
    lang, answers = screen.lang, screen.answers
    if screen.error is not None:
        said = lang.say("You see what was answered last. The page asks again with your next choice.")
        st.html(
            f'<section class="problems edit" role="status"><p><strong>{text(said)}</strong></p>'
            f"<p>{text(screen.error.say(lang))}</p></section>"
        )
    show_notices(screen.notices, lang)
    with st.container(key="honesty", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(draw_honesty(answers.frame, dt.datetime.now(dt.UTC).date(), lang), width="content")
    st.html(what_is_missing(answers.total, lang))


def what_is_missing(total: int, lang: Language) -> str:
    """Say as HTML why the database answers, and what of the page a record of this size does without."""
    why = lang.say("{count} incidents are more than the {most} held in memory, so the database answers.")
    missing = lang.say(
        "Not possible at this size: searching for words, comparing, briefings and exports of a selection, dossiers, "
        "news, About, and how reporting itself changed. {command} counts the same questions."
    )
    why = why.format(count=lang.number(total), most=lang.number(most_in_memory()))
    missing = html.escape(missing).format(command=f"<code>{isolate_ltr('python -m incidents count')}</code>")
    left_out = text(lang.say("What is left out"))
    return (
        f'<details class="large-note" role="note"><summary>{text(why)} <u>{left_out}</u></summary>'
        f"<p>{missing}</p></details>"
    )


def _show_figures(screen: Screen) -> None:
    answers, standing, lang = screen.answers, screen.standing, screen.lang
    frame, question = answers.frame, answers.question
    periods = change_periods(frame, question, standing.compared_with)
    show_part("key_figures.js", "key-figures", figures_told(frame, periods, answers.compared(periods), lang))
    lists = [answers.ranking(name, periods) for name in LISTS_OF[standing.rank]]
    told = rankings_told(frame, question, lists, standing.rank, standing.rank_by, periods, lang)
    show_part(
        "rankings.js",
        "rankings",
        told | {"dossiers": []},
        pick=pick,
        rank=lambda rank: move(rank=rank) if rank in RANKS else None,
        rank_by=lambda order: move(rank_by=order) if order in RANK_ORDERS else None,
    )


def _show_why(error: DatabaseError, lang: Language) -> None:
    """Say why there is nothing to show."""
    said, advice = lang.say("The record cannot be shown."), lang.say("Open the page again when this is mended.")
    st.html(
        f'<section class="problems" role="alert"><h2>{text(said)}</h2><p>{text(error.say(lang))}</p>'
        f"<p>{text(advice)}</p></section>"
    )
