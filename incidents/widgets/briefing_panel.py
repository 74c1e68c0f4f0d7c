"""The panel from which a reader leaves with something to show: preview, files made on the click, citation and link."""

import datetime as dt
import html

import streamlit as st

from incidents.briefing.annotations import NONE, Annotations
from incidents.briefing.compose import compose_briefing
from incidents.briefing.content import Briefing
from incidents.briefing.formats import PRINTS, Print
from incidents.briefing.paper import briefing_to_a4_png, briefing_to_preview
from incidents.exchange.formats import EXPORTS, Export
from incidents.language import Language, languages
from incidents.phrases.citations import record_citation
from incidents.publishing.one_file import held_in_file, make_file
from incidents.record.older import older_record, version_meant
from incidents.selection.address import filters_to_query
from incidents.selection.file_names import file_stem
from incidents.selection.public_page import public_link
from incidents.selection.question import Bounds
from incidents.selection.selection import Selection
from incidents.views.time_dock import MOST_ROWS
from incidents.widgets.news_panel import offer_since, since_chosen
from incidents.widgets.own_words import ask_own_words

Key = tuple[str, tuple[tuple[str, str], ...], Bounds | None, Language, str, dt.date, str, Annotations]


MOST_PREVIEWED = 2  # pages
_USUAL = "png"  # what is shown beside it, and what most readers take


def show_briefing(selection: Selection, bounds: Bounds | None, lang: Language, link: str) -> None:
    """Offer the selection as slide, paper, deck, map and data. ``bounds`` is what the reader's map shows.

    The preview is made at once and kept; each file is made when its button is pressed.
    """
    _heading(lang.say("Briefing and data"), 2)
    _show_panel(selection, bounds, lang, link)


@st.fragment
def _show_panel(selection: Selection, bounds: Bounds | None, lang: Language, link: str) -> None:
    opens = public_link(link)  # for others; what is printed names no other address
    own = ask_own_words(selection, lang)
    key = _key(selection, bounds, lang, opens, since_chosen(selection.record), own)
    with st.spinner(lang.say("Composing the briefing …")):
        briefing = _composed(key, selection)
    picture, choices = st.columns([3, 2], gap="medium")
    with picture:
        _show_preview(briefing, key, lang)
    with choices:
        _heading(lang.say("Briefing"), 3)
        offer_since(selection.record, lang)
        with st.container(key="briefing_prints", horizontal=True):
            for made in PRINTS.values():
                _print_button(briefing, made, lang)
            _page_button(selection, lang)
        _heading(lang.say("Data"), 3)
        with st.container(key="briefing_exports", horizontal=True):
            for export in EXPORTS.values():
                _export_button(selection, export, lang)
        _show_losses(selection, lang)
        _heading(lang.say("Link to this selection"), 3)
        st.code(opens or link, language=None, wrap_lines=True)
        if not opens:
            st.caption(lang.say("This address opens on this computer only. Give others the page in one file."))
        _heading(lang.say("Citation"), 3)
        st.code(record_citation(selection.record, lang), language=None, wrap_lines=True)


def _heading(text: str, level: int) -> None:
    st.html(f"<h{level}>{html.escape(text)}</h{level}>")


def _show_preview(briefing: Briefing, key: Key, lang: Language) -> None:
    """Show the slide or the pages of the paper, as they will be printed."""
    titles = {"slide": lang.say("Slide"), "paper": lang.say("Brief (A4 PDF)")}
    chosen = st.segmented_control(
        lang.say("Preview"),
        list(titles),
        default="slide",
        format_func=lambda kind: titles[kind],
        key="briefing_preview",
    )
    with st.spinner(lang.say("Printing …")):
        pages = _printed(key, chosen or "slide", briefing)
    for number, page in enumerate(pages[:MOST_PREVIEWED], start=1):
        caption = f"{number} / {len(pages)}" if len(pages) > 1 else None
        alt = " · ".join(filter(None, [titles[chosen or "slide"], briefing.heading.title, caption]))
        st.image(page, caption=caption, alt=alt, width="stretch")


def _key(
    selection: Selection, bounds: Bounds | None, lang: Language, link: str, since: str = "", own: Annotations = NONE
) -> Key:
    """Return all that a briefing depends on, as a value that can be compared."""
    today = dt.datetime.now(dt.UTC).date()
    asked = tuple(sorted(filters_to_query(selection.question).items()))
    return selection.record.stamp, asked, bounds, lang, link, today, since, own


@st.cache_resource(show_spinner=False, max_entries=16)
def _composed(key: Key, _selection: Selection) -> Briefing:
    """Compose a briefing; equal questions are answered from memory, by the same value: a copy would copy the record."""
    _record, _asked, bounds, lang, link, today, since, own = key
    version = version_meant(_selection.record, since)
    older = older_record(_selection.record, version) if version else None
    return compose_briefing(_selection, bounds, lang, link, today, older, own)


@st.cache_data(show_spinner=False, max_entries=16)
def _printed(key: Key, chosen: str, _briefing: Briefing) -> list[bytes]:  # noqa: ARG001 - the cache's key
    return [briefing_to_preview(_briefing)] if chosen == "slide" else briefing_to_a4_png(_briefing)


def _print_button(briefing: Briefing, made: Print, lang: Language) -> None:
    st.download_button(
        lang.say(made.label),
        data=lambda: made.make(briefing),
        file_name=f"{briefing.file_stem}{made.ending}",
        mime=made.media_type,
        key=f"print_{made.code}",
        on_click="ignore",
        type="primary" if made.code == _USUAL else "secondary",
    )


def _page_button(selection: Selection, lang: Language) -> None:
    """Offer the selection as a page in one file, in every language; the first of a record takes some seconds."""
    if len(held_in_file(selection)) > MOST_ROWS:
        return
    st.download_button(
        lang.say("Page in one file (HTML)"),
        data=lambda: make_file(selection, (lang, *(other for other in languages() if other != lang))),
        file_name=f"{file_stem(selection)}.html",
        mime="text/html",
        key="page_in_one_file",
        on_click="ignore",
    )


def _export_button(selection: Selection, made: Export, lang: Language) -> None:
    file = made.download(selection, lang)
    st.download_button(
        lang.say(made.label),
        data=file.content,
        file_name=file.name,
        mime=file.media_type,
        key=f"export_{made.code}",
        on_click="ignore",
    )


def _show_losses(selection: Selection, lang: Language) -> None:
    """Say what the copies in other shapes lose, when the reader asks."""
    reshaped = [export for export in EXPORTS.values() if export.shape]
    shapes = lang.listed([export.shape for export in reshaped])
    with st.popover(lang.say("What is lost in conversion ({shapes})").format(shapes=shapes)):
        for export in reshaped:
            st.markdown(f"**{export.shape}**")
            for sentence in _losses(_key(selection, None, lang, export.code), selection, export.code):
                st.text(sentence)
        st.caption(lang.say("The report lies beside the copy in the downloaded zip file."))


@st.cache_data(show_spinner=False, max_entries=32)
def _losses(key: Key, _selection: Selection, code: str) -> tuple[str, ...]:
    return EXPORTS[code].make(_selection, key[3]).losses
