"""What is new in the record: the chapter of About, and the line above the page for who saw an older version."""

import datetime as dt
import html

import streamlit as st

from incidents.exchange.feed import FEED
from incidents.language import Language
from incidents.phrases import filters_in_words
from incidents.phrases.news import news_in_words
from incidents.record.kept import Kept
from incidents.record.older import Version, mark_of, noted_versions, older_record, version_meant
from incidents.record.record import Record
from incidents.selection.differences import difference
from incidents.selection.question import Question
from incidents.selection.selection import Selection
from incidents.views.markup import text
from incidents.views.news import draw_news
from incidents.widgets.page_address import drop_link_version, link_version
from incidents.widgets.screen_part import show_part
from incidents.widgets.serving.data_routes import is_on
from incidents.widgets.standing import move, stands

MOST_VISITED = 6  # versions, the latest ones, whose readers are told at their next visit
_WHICH, _WHOLE, _PRINTED = "news_version", "of_news", "briefing_since"
_lines: Kept[str, dict[str, str]] = Kept()
_drawn: Kept[tuple[str, Question, str], str] = Kept(most=8)  # a second of work and up to half a megabyte each


def has_news(record: Record) -> bool:
    """Say whether a record tells of any older version."""
    return bool(noted_versions(record))


def show_news(selection: Selection, lang: Language) -> None:
    """Draw the chapter: which version to compare with, whether under the filters, and the difference."""
    record = selection.record
    versions = noted_versions(record)
    chosen = version_meant(record, stands().since or "") or versions[0]
    st.session_state[_WHICH] = chosen
    with st.container(key="news_head", horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            lang.say("Since version"),
            versions,
            key=_WHICH,
            format_func=lambda version: _titled(version, lang),
            on_change=_choose,
            width=300,
        )
        question = _asked(selection, lang)
    older = older_record(record, chosen)
    if older is None:
        st.html(f"<p>{html.escape(lang.say('This version cannot be made again from the edits that are noted.'))}</p>")
        return
    asked = "".join(f"<p>{text(words)}</p>" for words in filters_in_words(record, question, lang).values())
    about = chosen.mark, question, lang.code
    drawn = _drawn.of(record, about, lambda: draw_news(difference(older, record, question), lang))
    st.html(f'<article class="about">{asked}{drawn}</article>')
    _show_feed(lang)


def _show_feed(lang: Language) -> None:
    """Name the feed for those who follow the record, where the server hands it out."""
    if is_on():
        address = html.escape(f"{FEED.removeprefix('/')}?lang={lang.code}")
        words = html.escape(lang.say("Feed of changes (Atom)"))
        st.html(f'<p class="about"><a href="{address}" target="_blank" rel="noopener">{words}</a></p>')


def _titled(version: Version, lang: Language) -> str:
    day = lang.date(dt.date.fromisoformat(version.date))
    return lang.say("{version}, published on {date}").format(version=version.name, date=day)


def _choose() -> None:
    move(since=st.session_state[_WHICH].mark)


def _asked(selection: Selection, lang: Language) -> Question:
    """Offer the whole record or what the reader asks of it, where he asks for anything."""
    if not selection.question.active():
        return Question()
    titles = {"asked": lang.say("Under the filters"), "whole": lang.say("Whole record")}
    chosen = st.segmented_control(
        lang.say("Incidents"),
        list(titles),
        default="asked",
        format_func=titles.__getitem__,
        key=_WHOLE,
        required=True,
        label_visibility="collapsed",
    )
    return selection.question if chosen == "asked" else Question()


def show_news_line(selection: Selection, lang: Language) -> None:
    """Say what is new since the link was made by which the reader came; else since his last visit."""
    record = selection.record
    if not has_news(record):
        return
    version = version_meant(record, link_version() or "")
    if version is not None:
        _show_link_line(selection, version, lang)
        return
    told = {
        "record": record.schema.file_stem,
        "now": mark_of(record.version, record.stamp),
        "lines": visit_lines(record, lang),
        "see": lang.say("See what is new"),
        "dismiss": lang.say("Dismiss"),
    }
    with st.container(key="last_visit"):
        show_part("last_visit.js", "visit", told, since=_see)


def _show_link_line(selection: Selection, version: Version, lang: Language) -> None:
    older = older_record(selection.record, version)
    if older is None:
        return
    news = news_in_words(difference(older, selection.record, selection.question), lang)
    sentence = lang.say("Since this link was made (version {version}): {news}").format(version=version.name, news=news)
    with st.container(key="news_line", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(f'<p role="status">{text(sentence)}</p>', width="content")
        st.button(lang.say("See what is new"), key="news_see", type="tertiary", on_click=_see, args=(version.mark,))
        st.button(lang.say("Dismiss"), key="news_dismiss", type="tertiary", on_click=drop_link_version)


def _see(since: str) -> None:
    """Open the chapter; what a browser says beside a version the record knows is passed over when it is read."""
    move(view="about", chapter="new", since=str(since))
    drop_link_version()


def offer_since(record: Record, lang: Language) -> None:
    """Offer to say in a briefing what is new since an older version; nothing where the record tells of none."""
    versions = noted_versions(record)
    if versions:
        st.selectbox(
            lang.say("Say what is new since version"),
            [None, *versions],
            key=_PRINTED,
            format_func=lambda version: _titled(version, lang) if version else lang.say("no comparison"),
        )


def since_chosen(record: Record) -> str:
    """Return the mark of the version that was chosen for a briefing, "" for none."""
    chosen = st.session_state.get(_PRINTED)
    return chosen.mark if chosen in noted_versions(record) else ""


def visit_lines(record: Record, lang: Language) -> dict[str, str]:
    """Return what is new since each older version, by its mark and by its name; of equal names the latest counts.

    It takes seconds, and is worked out once.
    """
    return _lines.of(record, lang.code, lambda: _visit_lines(record, lang))


def _visit_lines(record: Record, lang: Language) -> dict[str, str]:
    lines: dict[str, str] = {}
    for version in noted_versions(record)[:MOST_VISITED]:
        older = older_record(record, version)
        if older is None:
            continue
        held = difference(older, record)
        sentence = lang.say("Since your last visit: {news}").format(news=news_in_words(held, lang))
        lines[version.mark] = sentence
        if version.name != record.version:
            lines.setdefault(version.name, sentence)
    return lines
