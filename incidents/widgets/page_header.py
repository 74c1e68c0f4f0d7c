"""The head of the page: what this is, what it covers, the language, light or dark, and the views."""

import html

import streamlit as st

from incidents.dataset import Dataset
from incidents.language import Lang, format_date, isolate_ltr, translator
from incidents.widgets.page_state import VIEWS

# Streamlit keeps the reader's theme in the browser's storage and reads it when the page opens; the address keeps the
# rest, so opening the page again loses nothing. No data is written into this script.
_THEME_SCRIPT = """
<script>
(() => {
  document.documentElement.lang = "%(lang)s";
  document.documentElement.dir = "%(direction)s";
  const button = document.getElementById("theme-switch");
  button.onclick = () => {
    const dark = getComputedStyle(document.documentElement).colorScheme.includes("dark");
    localStorage.setItem(`stActiveTheme-${location.pathname}-v2`, JSON.stringify(dark ? "Light" : "Dark"));
    location.reload();
  };
})();
</script>
"""


def show_header(dataset: Dataset, lang: Lang) -> str:
    """Draw the head of the page and return the chosen view."""
    _ = translator(lang).gettext
    with st.container(key="masthead", horizontal=True, vertical_alignment="top"):
        st.html(_title(dataset, lang))
        with st.container(key="switches", horizontal=True, width="content", gap="small"):
            _show_language_switch(lang)
            _show_theme_switch(lang)
    labels = {
        "incidents": _("Incidents"),
        "comparison": _("Comparison"),
        "briefing": _("Briefing and data"),
        "about": _("About the record"),
    }
    st.segmented_control(
        _("View"), VIEWS, format_func=labels.__getitem__, key="view", required=True, label_visibility="collapsed"
    )
    return str(st.session_state["view"])


def _title(dataset: Dataset, lang: Lang) -> str:
    _ = translator(lang).gettext
    purpose = _("What happened and where, who says so, and how sure it is: an open record made from public reports.")
    covered = _("Covers {start} to {end} · record {version}").format(
        start=format_date(dataset.coverage[0].date(), lang),
        end=format_date(dataset.coverage[1].date(), lang),
        version=isolate_ltr(dataset.version),
    )
    return (
        f'<header class="masthead"><h1>{html.escape(_("ISIS-related incidents in Syria"))}</h1>'
        f'<p>{html.escape(purpose)}</p><p class="covered">{html.escape(covered)}</p></header>'
    )


def _show_language_switch(lang: Lang) -> None:
    """Offer the other language under its own name; everything else stays as it is."""
    other: Lang = "en" if lang == "ar" else "ar"
    name = {"en": "English", "ar": "العربية"}[other]
    st.button(name, key="language", type="tertiary", on_click=_speak, args=(other,))


def _speak(lang: Lang) -> None:
    st.session_state["lang"] = lang


def _show_theme_switch(lang: Lang) -> None:
    _ = translator(lang).gettext
    label = html.escape(_("Light or dark"))
    script = _THEME_SCRIPT % {"lang": lang, "direction": "rtl" if lang == "ar" else "ltr"}
    st.html(
        f'<button id="theme-switch" type="button" aria-label="{label}" title="{label}"><span></span></button>{script}',
        unsafe_allow_javascript=True,
        width="content",
    )
