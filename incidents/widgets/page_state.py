"""What the reader has set: the question in the controls of the page, the language, the story that he follows."""

from dataclasses import replace
from typing import Any

import streamlit as st

from incidents.selection.filters import FILTERS, LISTS
from incidents.selection.question import Question
from incidents.selection.story_order import Telling
from incidents.widgets.standing import VIEWS, Standing, move, stands

LANGUAGE = "lang"  # the key under which stands the code of the language that the page speaks
FIRST_BROUGHT = 1  # what ``brought`` says of the address with which a page opens
_BROUGHT = "address_brought"  # how many addresses the browser brought to this session
_ANSWERED = "address_answered"  # what the page has answered, or is answering
_ASIDE = ("of_", "table_search")  # keys of what a reader sets beside question and standing: sections, words sought


def brought() -> int:
    """Count the addresses that the browser brought, and the steps of stories: with each the map goes to a spot."""
    return int(st.session_state.get(_BROUGHT, 0))


def note_brought() -> None:
    """Count an address that the browser brought, or a step of a story."""
    st.session_state[_BROUGHT] = brought() + 1


def note_answer() -> None:
    """Note that the page answers what the reader has set by now."""
    st.session_state[_ANSWERED] = set_by_now()


def answered() -> Any:  # noqa: ANN401 - what ``set_by_now`` returns
    """Return what the reader had set when the page noted last what it answers."""
    return st.session_state.get(_ANSWERED)


def is_overtaken() -> bool:
    """Say whether the reader has set anything that the page has not answered; what the map itself answers apart.

    What he chooses on the map runs only the map, though the page has to answer it; and so does whatever else he sets in
    the moment in which the map reports, for the browser sends what is set within one moment together.
    """
    return bool(answered() != set_by_now())


def beside_lists_and_days(question: Question) -> Question:
    """Return what is asked beside the closed lists and the period: what no press of a part asks."""
    for name in (*LISTS, "date_from", "date_to"):
        question = question.without(name)
    return question


def set_by_now() -> tuple[Any, ...]:
    """Return all that the reader has set, the question first; what the map itself answers is left out."""
    state = st.session_state
    aside = {key: state[key] for key in state if str(key).startswith(_ASIDE)}
    return asked(), replace(stands(), at=None, shading=Standing.shading), state[LANGUAGE], aside


def key_of(name: str) -> str:
    """Return the key of the control that holds a filter."""
    return f"filter_{name}"


def asked() -> Question:
    """Read the question from the controls."""
    taken = {name: kind.take(st.session_state.get(key_of(name))) for name, kind in FILTERS.items()}
    question = Question(**{name: value for name, value in taken.items() if value is not None})
    if question.date_from and question.date_to and question.date_from > question.date_to:
        return replace(question, date_from=question.date_to, date_to=question.date_from)
    return question


def ask(question: Question) -> None:
    """Put a question into the controls; to be called before they are drawn, or by a callback."""
    for name in FILTERS:
        value = getattr(question, name)
        st.session_state[key_of(name)] = list(value) if name in LISTS else value


def ask_without(name: str, code: str | None = None) -> None:
    """Take one filter, or one of its options, out of the question."""
    question = asked()
    left: dict[str, Any] = {}
    if code is not None:
        left = {name: tuple(other for other in getattr(question, name) if other != code)}
    ask(replace(question, **left) if left.get(name) else question.without(name))


def open_incident(incident_id: str | None) -> None:
    """Open an incident's card, or close it; what does not belong to the story leaves it. For callbacks."""
    story = stands().story
    if isinstance(story, Telling):
        tell(story.with_incident(incident_id), incident_id)
        return
    move(incident=incident_id, beside=None, story=story if story and incident_id in story else None)


def tell(telling: Telling | None, otherwise: str | None = None) -> None:
    """Go to a step of a story: its card opens, the map goes to its spot; for callbacks.

    Without one none is told, and the incident ``otherwise`` stands open.
    """
    if telling is None:
        move(story=None, incident=otherwise)
        return
    spot = telling.step.spot
    move(story=telling, incident=telling.step.incident_id, view=VIEWS[0], at=spot or stands().at)
    if spot is not None:
        note_brought()
