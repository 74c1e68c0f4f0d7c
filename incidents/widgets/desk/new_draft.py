"""A new incident: from a text that is pasted, a page or a paper that is opened, from nothing, or from an incident."""

import html
from collections.abc import Callable, Sequence

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from incidents.desk.draft import Draft, DraftError
from incidents.desk.drafts import save_draft
from incidents.desk.from_page import draft_from_page, empty_draft
from incidents.desk.needed import NotInstalledError
from incidents.desk.suggesting.pages import Page, UnreadablePageError, kind_of, read_page
from incidents.language import Language, plain_text
from incidents.record.record import Record
from incidents.selection.periods import Period
from incidents.widgets.day_field import show_day_field
from incidents.widgets.desk.draft_list import begin_from
from incidents.widgets.desk.names import incident_names
from incidents.widgets.desk.shelf import drafts, facts, folder
from incidents.widgets.desk.standing import curator, go, note
from incidents.widgets.serving.uploads import open_way_for

_TEXT, _ADDRESS, _DAY, _FILE, _FROM = "desk_text", "desk_address", "desk_day", "desk_file", "desk_from"
_ENDINGS = ["html", "htm", "mhtml", "pdf", "txt", "md"]


def show_new(record: Record, lang: Language) -> None:
    """Offer the ways in which a draft begins."""
    run = get_script_run_ctx()
    if run is not None:
        open_way_for(run.session_id)
    title, lead = (
        lang.say("New incident"),
        lang.say(
            "Paste what you have read. Its days, places, parties and figures are suggested beside their fields; "
            "you say what stands."
        ),
    )
    if _TEXT not in st.session_state:  # somebody begins: the day of what was read before is none of this
        st.session_state.pop(_DAY, None)
    st.html(f'<header class="desk-lead"><h1>{html.escape(title)}</h1><p>{html.escape(lead)}</p></header>')
    with st.container(key="desk_new"):
        with st.container(key="desk_new_text"):
            with st.container(key="desk_new_page", horizontal=True):
                st.text_input(lang.say("Address of the page"), key=_ADDRESS)
                held = st.session_state.get(_DAY)
                show_day_field(lang.say("Published"), f"{_DAY}_typed", held, _take_day, lang, width=200)
            st.text_area(lang.say("Text of the page"), key=_TEXT, height=300)
            st.button(
                lang.say("Begin with this text"),
                type="primary",
                key="desk_begin_text",
                on_click=_begin,
                args=(record, lang),
            )
        with st.container(key="desk_new_other"):
            label = lang.say("Or a saved page or PDF")
            st.file_uploader(label, type=_ENDINGS, key=_FILE, on_change=_begin_from_file, args=(record, lang))
            st.selectbox(
                lang.say("Or an incident of the record"),
                list(names := incident_names(record, lang))[::-1],
                index=None,
                format_func=lambda one: plain_text(f"{one} · {names[one]}"),
                key=_FROM,
                placeholder=lang.say("Type a name"),
                on_change=_begin_from_incident,
                args=(record, lang),
            )
            st.button(
                lang.say("Or begin with an empty form"),
                key="desk_begin_empty",
                on_click=_begin_empty,
                args=(record, lang),
            )


def _take_day(days: Period | None) -> None:
    st.session_state[_DAY] = days[0] if days and days[0] == days[1] else None


def _begin(record: Record, lang: Language) -> None:
    text = str(st.session_state.get(_TEXT) or "").strip()
    published = st.session_state.get(_DAY)
    page = Page(text, address=_address(), published=published.isoformat() if published else "")
    _kept(lambda others: draft_from_page(page, facts(record), curator(), folder(), others), lang)


def _begin_from_file(record: Record, lang: Language) -> None:
    file = st.session_state.get(_FILE)
    if file is None:
        return
    content = file.getvalue()

    def begun(others: Sequence[Draft]) -> Draft:
        page = read_page(content, kind_of(content, file.name), _address())
        return draft_from_page(page, facts(record), curator(), folder(), others)

    _kept(begun, lang)


def _address() -> str:
    return str(st.session_state.get(_ADDRESS) or "").strip()


def _kept(begin: Callable[[Sequence[Draft]], Draft], lang: Language) -> None:
    """Begin a draft beside those that there are, keep it and open it; or say why it cannot be."""
    try:
        draft = begin([one.draft for one in drafts()])
        save_draft(folder(), draft, None)
    except (DraftError, NotInstalledError, UnreadablePageError) as error:
        note(error.say(lang))
        return
    go("draft", draft.name)


def _begin_from_incident(record: Record, lang: Language) -> None:
    if chosen := st.session_state.get(_FROM):
        begin_from(record, str(chosen), lang)


def _begin_empty(record: Record, lang: Language) -> None:
    _kept(lambda others: empty_draft(facts(record), curator(), folder(), others), lang)
