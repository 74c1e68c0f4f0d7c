"""About: how the record is made and how sure it is, its codebook and changes, how to cite it and to add to it."""

import html
from collections.abc import Callable
from functools import cache
from pathlib import Path

import streamlit as st

from incidents.dataset import Dataset
from incidents.language import N_, Lang, translator
from incidents.views.about import draw_adding, draw_citing, draw_codebook, draw_doubts, draw_licences, draw_method
from incidents.views.coverage import HEIGHT, draw_coverage
from incidents.views.origin_kinds import origin_css
from incidents.views.symbology import Theme
from incidents.widgets.page_state import write_address
from incidents.widgets.page_style import page_theme
from incidents.widgets.place import CHAPTERS
from incidents.widgets.plain_labels import plain_markdown

_SHEET = Path(__file__).with_name("about.css")
_CHAPTERS = {
    "method": N_("Method"),
    "coverage": N_("Coverage"),
    "doubts": N_("Known doubts"),
    "codebook": N_("Codebook"),
    "changes": N_("Changes"),
    "citing": N_("How to cite"),
    "adding": N_("Add an incident"),
    "licences": N_("Licences"),
}


@cache
def about_css(theme: Theme) -> str:
    """Return the style sheet of the chapters."""
    return f"{origin_css(theme)}{_SHEET.read_text(encoding='utf-8')}"


@st.fragment
def show_about(dataset: Dataset, lang: Lang) -> None:
    """Draw the chapters of About, one at a time. ``dataset`` is the whole record, whatever the filters select."""
    _ = translator(lang).gettext
    st.html(f"<style>{about_css(page_theme())}</style>")
    st.pills(
        _("Chapter"),
        CHAPTERS,
        format_func=lambda chapter: _(_CHAPTERS[chapter]),
        key="chapter",
        on_change=write_address,
        required=True,
        label_visibility="collapsed",
    )
    chapter = st.session_state["chapter"]
    st.html(f"<h2>{html.escape(_(_CHAPTERS[chapter]))}</h2>")
    _shown_by(chapter)(dataset, lang)


def _shown_by(chapter: str) -> Callable[[Dataset, Lang], None]:
    prose: dict[str, Callable[[Dataset, Lang], str]] = {
        "method": lambda _dataset, lang: draw_method(lang),
        "doubts": draw_doubts,
        "citing": draw_citing,
        "adding": lambda _dataset, lang: draw_adding(lang),
        "licences": lambda _dataset, lang: draw_licences(lang),
    }
    if chapter in prose:
        columns = "" if chapter == "licences" else "prose"
        return lambda dataset, lang: _show(prose[chapter](dataset, lang), columns)
    return {"coverage": _show_coverage, "codebook": _show_codebook, "changes": _show_changes}[chapter]


def _show(chapters: str, columns: str = "") -> None:
    st.html(f'<article class="about {columns}">{chapters}</article>')


def _show_coverage(dataset: Dataset, lang: Lang) -> None:
    _ = translator(lang).gettext
    coverage = draw_coverage(dataset, lang, page_theme())
    explained = _(
        "Claims per month of the incident, by who said it first. It shows from whom the record knows what it knows: "
        "a low month may be a calm one or one of which few reported."
    )
    st.html(f'<div class="about"><p>{html.escape(explained)}</p>{coverage.legend}</div>')
    st.vega_lite_chart(
        spec=coverage.spec | {"datasets": {"coverage": coverage.rows}},
        key="coverage",
        height=HEIGHT + 40,
        theme=None,
        alt=coverage.alt,
    )
    label = html.escape(_("The same numbers as a table"))
    st.html(
        f'<div class="about coverage"><h3>{label}</h3>'
        f'<div class="wide" tabindex="0" role="region" aria-label="{label}">{coverage.table}</div></div>'
    )


def _show_codebook(dataset: Dataset, lang: Lang) -> None:  # noqa: ARG001 - every chapter is called alike
    _ = translator(lang).gettext
    search = st.text_input(
        _("Find in the codebook"),
        key="codebook_search",
        placeholder=_("Column, code or word"),
        icon=":material/search:",
        max_chars=100,
    )
    found = draw_codebook(lang, search or "")
    nothing = html.escape(_("Nothing in the codebook holds these words."))
    _show(found or f'<p role="status">{nothing}</p>')


def _show_changes(dataset: Dataset, lang: Lang) -> None:
    """Show the change log of the record, in the reader's language where it is kept in it."""
    _ = translator(lang).gettext
    translated, log = (dataset.directory / name for name in (f"CHANGELOG.{lang}.md", "CHANGELOG.md"))
    spoken = lang if translated.exists() else "en"
    path = translated if translated.exists() else log
    if not path.exists():
        st.html(f"<p>{html.escape(_('This record has no change log.'))}</p>")
        return
    if spoken != lang:
        st.html(f"<p>{html.escape(_('The change log is kept in English.'))}</p>")
    _heading, _line, entries = path.read_text(encoding="utf-8").partition("\n")
    with st.container(key=f"changes_{spoken}"):
        st.markdown(plain_markdown(entries))
