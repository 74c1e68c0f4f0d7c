"""Which record is shown, once a file of one's own is open: it, the one of all readers, or both beside each other."""

import streamlit as st

from incidents.language import Language, isolate
from incidents.phrases.beside import lacking_in_words
from incidents.record.record import Record
from incidents.selection.beside import Beside
from incidents.views.markup import text
from incidents.widgets.own_data import own_name, put_away
from incidents.widgets.page_address import read_anew
from incidents.widgets.standing import Standing, Which, control_of, stands

_OFFERED: tuple[Which, ...] = ("own", "curated", "both")


def show_record_choice(own: Record | None, shown: Record, beside: Beside | None, lang: Language) -> None:
    """Say above the answer what is shown of a file of one's own, and offer the records; nothing where none is open."""
    if own is None:
        return
    which = stands().record
    said = {
        "own": lang.say(
            "You see {file}, opened in this session alone. Nothing of it is sent or kept; links do not reopen it."
        ),
        "both": lang.say(
            "You see {file} beside the curated record, counted apart. Nothing of it is sent or kept; links do not "
            "reopen it."
        ),
        "curated": lang.say("You see the curated record. {file} is open in this session too."),
    }[which].format(file=isolate(own_name()))
    with st.container(key="own_notice", horizontal=True, vertical_alignment="center"):
        st.html(f'<p role="status">{text(said)}</p>')
        labels = {"own": lang.say("Your file"), "curated": lang.say("Curated record"), "both": lang.say("Both")}
        st.segmented_control(
            lang.say("Which record"),
            _OFFERED,
            format_func=labels.__getitem__,
            key=control_of("record"),
            required=True,
            on_change=_switch,
            label_visibility="collapsed",
            width="content",
        )
        st.button(lang.say("Put the file away"), key="own_back", on_click=put_away)
    lines = [*_terms(own, which, lang), *(lacking_in_words(shown, beside, lang) if beside else [])]
    if lines:
        st.html(f'<div class="own_terms">{"".join(f"<p>{text(line)}</p>" for line in lines)}</div>')


def _terms(own: Record, which: Which, lang: Language) -> list[str]:
    """Return whom a copy of the file has to name, its licence, and on what terms its rows may be handed on."""
    if which == "curated":
        return []
    schema = own.schema
    named = schema.licence_title
    licence = lang.say("Licence: {licence}.").format(licence=isolate(named)) if named else ""
    source = " ".join(filter(None, [schema.attribution(lang), licence]))
    return list(filter(None, [source, schema.redistribution(lang)]))


def show_of_one(beside: Beside | None, lang: Language) -> None:
    """Say of a part of the page that holds one record alone which of two that is; nothing where one is shown."""
    if beside is None:
        return
    said = lang.say(
        "All of this is of the curated record alone, and so are slides, papers and files: nothing of {file} is in them."
    ).format(file=isolate(own_name()))
    st.html(f'<p class="of_one" role="status">{text(said)}</p>')


def _switch() -> None:
    """Go on with another record: the question stays as far as its lists go, what was open in the one before closes."""
    at_start = Standing()
    names = ("incident", "beside", "story", "dossier", "since", "compare", "drawer", "page")
    read_anew(**{name: getattr(at_start, name) for name in names})
