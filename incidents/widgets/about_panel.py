"""About: how the record is made and how sure it is, its codebook and changes, how to cite it and to add to it."""

import datetime as dt
import html
from collections.abc import Callable, Mapping, Sequence
from functools import cache

import streamlit as st

from incidents.language import N_, Language
from incidents.record.change_log import change_log
from incidents.record.record import Record
from incidents.selection.selection import Selection, select
from incidents.selection.summaries import KeyFigures
from incidents.views.about import (
    draw_adding,
    draw_citing,
    draw_codebook,
    draw_doubts,
    draw_guide,
    draw_licences,
    draw_method,
    guide_css,
    has_doubts,
)
from incidents.views.completeness import draw_completeness, has_tallies
from incidents.views.coverage import HEIGHT, Coverage, draw_coverage
from incidents.views.origin_kinds import origin_css
from incidents.widgets.news_panel import has_news, show_news
from incidents.widgets.own_data import may_open_files, show_own_data
from incidents.widgets.own_layer import show_own_layer
from incidents.widgets.page_address import write_address
from incidents.widgets.page_sheet import LOOK, as_sent
from incidents.widgets.plain_labels import plain_markdown
from incidents.widgets.standing import CHAPTERS, control_of, move, stands
from incidents.widgets.story_panel import show_own_story

SHEETS = (LOOK / "about.css", LOOK / "about_news.css")
_CHAPTERS = {
    "guide": N_("Guide"),
    "method": N_("Method"),
    "coverage": N_("Coverage"),
    "completeness": N_("How complete"),
    "doubts": N_("Known limitations"),
    "codebook": N_("Codebook"),
    "new": N_("What is new"),
    "changes": N_("Changes"),
    "citing": N_("How to cite"),
    "adding": N_("Add an incident"),
    "own": N_("Open your own data"),
    "licences": N_("Licences"),
}


@cache
def about_css() -> str:
    """Return the style sheet of the chapters."""
    return f"{origin_css()}{guide_css()}{as_sent(SHEETS)}"


@st.fragment
def show_about(asked: Selection, lang: Language) -> None:
    """Draw the chapters of About, one at a time: of the whole record, but what is new also of what is ``asked``."""
    whole = select(asked.record)
    ways = ways_of_prose(whole, whole.record, lang) | {
        "coverage": lambda: show_coverage(draw_coverage(whole, lang), lang),
        "new": lambda: show_news(asked, lang),
        "own": lambda: _show_own(asked.record, lang),
    }
    show_chapters(chapters_of(whole.record), ways, lang)


def chapters_of(record: Record) -> list[str]:
    """Return the chapters that there are of a record."""
    has = {"doubts": has_doubts(record), "completeness": has_tallies(record), "own": may_open_files()}
    has["new"] = has_news(record)
    return [chapter for chapter in CHAPTERS if has.get(chapter, True)]


def show_chapters(chapters: Sequence[str], ways: Mapping[str, Callable[[], None]], lang: Language) -> None:
    """Draw one of the chapters, as ``ways`` say how each is drawn, and the choice between them."""
    st.html(f"<style>{about_css()}</style>")
    if stands().chapter not in chapters:  # a link to a chapter that this record does not have
        move(chapter=chapters[0])
    st.pills(
        lang.say("Chapter"),
        chapters,
        format_func=lambda chapter: lang.say(_CHAPTERS[chapter]),
        key=control_of("chapter"),
        on_change=write_address,
        required=True,
        label_visibility="collapsed",
    )
    chapter = stands().chapter
    st.html(f"<h2>{html.escape(lang.say(_CHAPTERS[chapter]))}</h2>")
    ways[chapter]()


def ways_of_prose(
    whole: Selection, last: Record, lang: Language, figures: KeyFigures | None = None
) -> dict[str, Callable[[], None]]:
    """Return how the chapters are drawn that ask nothing of the incidents, by their names.

    ``last`` is a record that ends with the last incident; ``figures`` are those of a record that is not in memory.
    """
    record, today = whole.record, dt.datetime.now(dt.UTC).date()
    return {
        "guide": lambda: _show(draw_guide(lang), "prose"),
        "method": lambda: _show(draw_method(record, lang), "prose"),
        "doubts": lambda: _show(draw_doubts(whole, lang, figures), "prose"),
        "citing": lambda: _show(draw_citing(last, lang), "prose"),
        "adding": lambda: _show(draw_adding(lang), "prose"),
        "licences": lambda: _show(draw_licences(record, lang)),
        "completeness": lambda: _show(draw_completeness(record, lang, today), "coverage"),
        "codebook": lambda: _show_codebook(record, lang),
        "changes": lambda: _show_changes(record, lang),
    }


def _show_own(record: Record, lang: Language) -> None:
    """Draw the ways for files of one's own: a record in the place of this one, a layer over the map, a story."""
    show_own_data(lang)
    show_own_layer(lang)
    show_own_story(record, lang)


def _show(chapters: str, columns: str = "") -> None:
    st.html(f'<article class="about {columns}">{chapters}</article>')


def show_coverage(coverage: Coverage, lang: Language) -> None:
    """Show from whom the record knows what it knows."""
    explained = lang.say(
        "Claims per month of the incident, by primary source. It shows from whom the record knows "
        "what it knows: a low month may be a calm one or one of which few reported."
    )
    st.html(f'<div class="about"><p>{html.escape(explained)}</p>{coverage.legend}</div>')
    st.vega_lite_chart(
        spec=coverage.spec | {"datasets": {"coverage": coverage.rows}},
        key="coverage",
        height=HEIGHT + 40,
        theme=None,
        alt=coverage.alt,
    )
    label = html.escape(lang.say("The same numbers as a table"))
    st.html(
        f'<div class="about coverage"><h3>{label}</h3>'
        f'<div class="wide" tabindex="0" role="region" aria-label="{label}">{coverage.table}</div></div>'
    )


def _show_codebook(record: Record, lang: Language) -> None:
    search = st.text_input(
        lang.say("Find in the codebook"),
        key="codebook_search",
        placeholder=lang.say("Column, code or word"),
        icon=":material/search:",
        max_chars=100,
    )
    found = draw_codebook(record.schema, lang, search or "")
    nothing = html.escape(lang.say("Nothing in the codebook holds these words."))
    _show(found or f'<p role="status">{nothing}</p>')


def _show_changes(record: Record, lang: Language) -> None:
    """Show the change log of the record, in the reader's language where it is kept in it."""
    held = change_log(record.tables, lang)
    if held is None:
        st.html(f"<p>{html.escape(lang.say('This record has no change log.'))}</p>")
        return
    changes, spoken = held
    if spoken != lang:
        st.html(f"<p>{html.escape(lang.say('The change log is kept in English.'))}</p>")
    _heading, _line, entries = changes.partition("\n")
    with st.container(key=f"changes_{spoken}"):
        st.markdown(plain_markdown(entries))
