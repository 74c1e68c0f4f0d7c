"""The address of the page: what is asked and where the reader stands, read from it and written to it as codes.

Streamlit adds an entry to the browser's history whenever the address is written, and runs the page again with the
older address when the reader goes back. An address decides where the browser brought it: on first opening, which a link
and a reload are too, and on Back and Forward. Otherwise the widgets decide and the address follows, also where a quick
second click still came with the address of before the first. Where the map stands is written by the map itself, without
an entry of the history, so that Back does not undo each move of it.
"""

import re
from dataclasses import replace
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from geodata.own_layers import OwnLayer
from incidents.language import Language, best_language, language, languages
from incidents.record.record import Record
from incidents.record.story import NO_STORIES, Stories
from incidents.selection.address import VERSION, filters_from_query, filters_to_query, made_from, mended
from incidents.selection.dossiers import is_asked, with_dossier
from incidents.selection.linked_stories import with_linked
from incidents.selection.notices import Notice
from incidents.selection.plain_writing import bare
from incidents.selection.question import Question
from incidents.selection.story_order import Telling
from incidents.widgets.page_state import LANGUAGE, ask, asked, note_answer, note_brought
from incidents.widgets.standing import Standing, Which, stand, stands
from incidents.widgets.standing_in_address import standing_from_query, standing_to_query, still_there, which_record

Query = dict[str, list[str]]

_A_VERSION = re.compile(r"[\w.+-]{1,60}", re.ASCII)

_MAPS_OWN = "at"  # the parameter that the map writes (screen/map.js)
_WRITTEN = "address_written"  # the address as last read or written, but for the map's parameter
_ARRIVED = "address_arrived"  # an address that still has to be read
_NOTICES = "address_notices"
_LANG = "lang"  # the parameter that names the language
_MADE_BY = "address_version"  # the version of which the link was by which the reader came
_MADE_FROM = "address_made_from"  # the version that this run shows, as links name it


def arrive() -> Language:
    """Take over an address that the browser brought, and return the language of the page."""
    state, query = st.session_state, _given()
    if _is_brought():
        state[_WRITTEN], state[_ARRIVED] = _but_for_the_map(query), query
        note_brought()
        state[LANGUAGE] = language_asked(query) or state.get(LANGUAGE, _the_readers().code)
    return language(state[LANGUAGE])


def language_asked(query: Query) -> str | None:
    """Return the code of the language that an address asks for, if it does."""
    return _language_in(mended(query)[0])[0]


def arrived_with(name: str) -> list[str]:
    """Return what an address that still has to be read says in one parameter."""
    arrived: Query = st.session_state.get(_ARRIVED) or {}
    return arrived.get(name, [])


def _is_brought() -> bool:
    """Say whether the browser brought the address of this run, and not only told what it still was."""
    run = get_script_run_ctx()
    return _WRITTEN not in st.session_state or (run is not None and run.is_history_navigation)


def _given() -> Query:
    return {name: st.query_params.get_all(name) for name in st.query_params}


def speak(lang: Language) -> None:
    """Go on in another language; for callbacks."""
    st.session_state[LANGUAGE] = lang.code


def _language_in(query: Query) -> tuple[str | None, list[Notice]]:
    """Return the code of the language that an address asks for."""
    *earlier, last = [value for value in query.get(_LANG, []) if value] or [""]
    code = bare(last).casefold()
    if code not in {spoken.code for spoken in languages()}:
        return None, [Notice(_LANG, value) for value in (*earlier, last) if value]
    notices = [Notice(_LANG, value, "repeated", f"{_LANG}={code}") for value in earlier]
    return code, notices + [Notice(_LANG, last, "changed", f"{_LANG}={code}")] * (last != code)


def _the_readers() -> Language:
    """Return the language that the reader's browser asks for."""
    return best_language(st.context.locale)


def record_wanted() -> Which:
    """Return which record this run is to show, from the address if one arrived, else from the control."""
    arrived = st.session_state.get(_ARRIVED)
    return stands().record if arrived is None else which_record(mended(arrived)[0])


def read_anew(**parts: Any) -> None:  # noqa: ANN401 - the values of any fields
    """Have the next run read all that is set as an address of it would be, by the lists of another record, and go on.

    ``parts`` are those of the standing that change; for callbacks.
    """
    query = filters_to_query(asked()) | standing_to_query(replace(stands(), **parts))
    st.session_state[_ARRIVED] = _as_given(query)


def read_question(
    record: Record, layer: OwnLayer | None = None, opened: Record | None = None, stories: Stories = NO_STORIES
) -> tuple[Question, Standing, list[Notice]]:
    """Return the question and the standing of this run, from the address if one arrived, else from the controls.

    ``layer`` is the reader's own, which an address only names, and so is ``opened``, the record of a file of his own;
    ``stories`` are those told with the record.
    """
    state = st.session_state
    state[_MADE_FROM] = made_from(record)
    if (arrived := state.get(_ARRIVED)) is not None:
        question, standing, notices = read_address(arrived, record, layer, opened, stories)
        query = mended(arrived)[0]
        state[_NOTICES] = [*notices, *_take_version(query), *_language_in(query)[1]]
    else:
        question, state[_NOTICES] = asked(), []
        standing = still_there(stands(), record, opened, stories)
        if standing.dossier and not is_asked(question, standing.dossier):  # the reader asks something else now
            standing = replace(standing, dossier=None)
        if isinstance(standing.story, Telling):  # the record may have been edited
            told = with_linked(stories, [standing.story.name], record)
            standing = replace(standing, story=standing.story.told_anew(told))
    ask(question)
    stand(standing)
    state[_ARRIVED] = None  # not before all of it is kept: another run may begin at any line
    note_answer()
    return question, standing, state[_NOTICES]


def read_address(
    arrived: Query,
    record: Record,
    layer: OwnLayer | None = None,
    opened: Record | None = None,
    stories: Stories = NO_STORIES,
) -> tuple[Question, Standing, list[Notice]]:
    """Return what an address asks and where it stands, as ``read_question`` does, whoever opens it."""
    query, notices = mended(arrived)
    beside = opened if which_record(query) == "both" else None
    question, of_filters = filters_from_query(query, record, layer, beside)
    standing, of_standing = _of_opened(*standing_from_query(query, record, beside, stories), opened)
    question, standing, of_dossier = _about_dossier(question, standing)
    return question, standing, [*notices, *of_filters, *of_standing, *of_dossier]


def _of_opened(standing: Standing, notices: list[Notice], opened: Record | None) -> tuple[Standing, list[Notice]]:
    """Show the record of all readers where an address shows that of a file which is not open here, and note that."""
    if opened is not None or standing.record == Standing.record:
        return standing, notices
    notices = [replace(notice, fate="no record") if notice.parameter == "beside" else notice for notice in notices]
    return replace(standing, record=Standing.record), [*notices, Notice("record", standing.record, "no record")]


def _take_version(query: Query) -> list[Notice]:
    """Note of which version a link was made; what is no version comes back as notices."""
    values = query.get(VERSION, [])
    held = [value for value in values if _A_VERSION.fullmatch(value)]
    if held:  # an address without one is the reader's own way back and forth
        st.session_state[_MADE_BY] = held[-1]
    return [Notice(VERSION, value) for value in values if value not in held]


def link_version() -> str | None:
    """Return of which version the link was made by which the reader came, until he has been told what is new."""
    told: str | None = st.session_state.get(_MADE_BY)
    return told


def drop_link_version() -> None:
    """Say no more of the link by which the reader came; for callbacks."""
    st.session_state[_MADE_BY] = None


def _about_dossier(question: Question, standing: Standing) -> tuple[Question, Standing, list[Notice]]:
    """Let a question be about the dossier that is open; one that asks for others of its list closes it."""
    if standing.dossier is None:
        return question, standing, []
    about = with_dossier(question, standing.dossier)
    if about is None:
        return question, replace(standing, dossier=None), [Notice("dossier", standing.dossier)]
    return about, standing, []


def write_address() -> None:
    """Let the address follow the widgets: it then reopens exactly this question, place and language."""
    query = filters_to_query(asked()) | standing_to_query(stands())
    lang = st.session_state[LANGUAGE]
    if _stands_in_address(query) and lang == _the_readers().code:
        return  # a link without a language, or the plain page: not an entry of the history by itself
    query[_LANG] = lang
    if not _stands_in_address(query):
        st.session_state[_WRITTEN] = _but_for_the_map(_as_given(query))
        st.query_params.from_dict(query)


def _stands_in_address(query: dict[str, str]) -> bool:
    """Say whether the browser has these parameters: it may yet have to get what was written last."""
    wanted = _but_for_the_map(_as_given(query))
    return wanted == st.session_state[_WRITTEN] == _but_for_the_map(_given())


def _as_given(query: dict[str, str]) -> Query:
    return {name: [value] for name, value in query.items()}


def _but_for_the_map(query: Query) -> Query:
    return {name: values for name, values in query.items() if name not in (_MAPS_OWN, VERSION)}


def made_now() -> dict[str, str]:
    """Return the parts of a link that name its language and the version of the record it is made from."""
    return {_LANG: st.session_state[LANGUAGE], **st.session_state[_MADE_FROM]}
