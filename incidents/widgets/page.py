"""The page as a table of contents: what one run of it shows, where each part stands, and when it is drawn."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from incidents.language import Language
from incidents.record.record import Record
from incidents.record.story import Stories
from incidents.selection.beside import Beside, select_beside
from incidents.selection.notices import Notice
from incidents.selection.selection import Selection, select
from incidents.views.static_map.frame import bounds_about
from incidents.widgets.about_panel import show_about
from incidents.widgets.answered_ahead import end_answer
from incidents.widgets.briefing_panel import show_briefing
from incidents.widgets.changes_panel import show_changes
from incidents.widgets.comparison_panel import show_comparison
from incidents.widgets.dossier_panel import show_dossier_head, show_dossier_lists
from incidents.widgets.drawer import show_drawer
from incidents.widgets.figures_strip import show_figures, show_rankings
from incidents.widgets.filter_panel import is_unfolded, note_unfolded, show_filter_panel, show_search
from incidents.widgets.honesty_line import show_honesty
from incidents.widgets.incident_panel import show_card_style
from incidents.widgets.links import permalink
from incidents.widgets.map_canvas import show_map
from incidents.widgets.news_panel import show_news_line
from incidents.widgets.own_data import own_record
from incidents.widgets.own_layer import own_layer
from incidents.widgets.page_address import arrive, read_question, record_wanted, write_address
from incidents.widgets.page_header import show_frame, show_switches, show_title, show_views
from incidents.widgets.page_rooms import lay_out
from incidents.widgets.page_style import show_page_style
from incidents.widgets.question_line import show_notices, show_question, show_way_back
from incidents.widgets.record_choice import show_of_one, show_record_choice
from incidents.widgets.second_record import is_pair_open, show_opened_beside
from incidents.widgets.shared_record import await_search, is_asked_where_kept, shared_record, show_edit
from incidents.widgets.side_panel import show_opened, show_side
from incidents.widgets.standing import Standing
from incidents.widgets.story_panel import show_story, stories_here
from incidents.widgets.timeline_panel import show_timeline
from incidents.widgets.watched_record import Held

WAY_BACK = "way_back"  # what a tab shows that would be empty


@dataclass(frozen=True)
class Shown:
    """What one run of the page shows, all of it from one version of the record."""

    selection: Selection
    standing: Standing
    notices: list[Notice]
    held: Held
    stories: Stories
    lang: Language
    own: Record | None = None  # that of a file of the reader's own, shown or not
    beside: Beside | None = None  # what a second record answers, where two are shown

    @property
    def tab(self) -> str:
        """Return the tab of this run: the one where the reader stands, or the way back where that would be empty."""
        count = len(self.selection)
        if self.beside is not None and self.standing.view == "incidents":
            count += len(self.beside.selection)
        is_empty = self.standing.view in {"incidents", "briefing"} and not count
        return WAY_BACK if is_empty else self.standing.view


def show_page() -> None:
    """Draw the page, once for each run that Streamlit asks for."""
    lang = arrive()
    show_page_style(lang)
    show_frame(lang, is_unfolded=is_unfolded(), note_unfolded=note_unfolded)
    own = own_record()
    if own is None and is_asked_where_kept():
        from incidents.widgets.large.page import show_large_page  # what asks databases is not for every day

        show_large_page(lang)
        return
    which = record_wanted() if own is not None else "curated"
    if own is not None and which == "own":
        st.empty()  # the place of what is said while the record of all readers is read: all below stands as it did
        record, held = own, Held(own)
    else:
        record, held = shared_record(lang)
    stories = stories_here(record, held.stories)
    question, standing, notices = read_question(record, own_layer(), own, stories)
    await_search(record, question, lang)
    selection = select(record, question)
    beside = select_beside(own, selection) if own is not None and which == "both" else None
    shown = Shown(selection, standing, notices, held, stories, lang, own, beside)
    slots = lay_out(shown.tab)
    for name, draw in TABS[shown.tab].items():
        with slots[name]:
            draw(shown)
    write_address()
    end_answer()


def _draw_head(shown: Shown) -> None:
    show_title(shown.selection.record, shown.lang)
    with st.container(key="ask", horizontal=True, vertical_alignment="center", gap="small"):
        if shown.tab != "about":  # which is of the whole record, whatever is asked
            show_search(shown.lang)
            show_question(shown.selection, shown.lang, is_room=shown.tab == "incidents")
        show_views(shown.lang)
    show_switches(shown.lang)


def _draw_notes(shown: Shown) -> None:
    show_edit(shown.selection.record, shown.held, shown.lang)
    show_record_choice(shown.own, shown.selection.record, shown.beside, shown.lang)
    show_notices(shown.notices, shown.lang)
    show_honesty(shown.selection.record, shown.lang)


def _draw_news(shown: Shown) -> None:
    show_news_line(shown.selection, shown.lang)


def _draw_filters(shown: Shown) -> None:
    show_filter_panel(shown.selection, shown.lang)


def _draw_map(shown: Shown) -> None:
    show_map(shown.selection, shown.standing.incident, shown.standing.at, shown.lang, shown.beside)


def _draw_figures(shown: Shown) -> None:
    show_dossier_head(shown.selection.record, shown.standing.dossier, shown.lang)
    show_figures(shown.selection, shown.lang, shown.beside)
    show_dossier_lists(shown.selection, shown.standing.dossier, shown.lang)
    show_rankings(shown.selection, shown.lang)


def _draw_story(shown: Shown) -> None:
    show_story(shown.held.stories, shown.lang)


def _draw_side(shown: Shown) -> None:
    opened = None if is_pair_open(shown.standing) else shown.standing.incident  # the drawer shows both of a pair
    show_side(shown.selection, opened, shown.lang)
    show_opened_beside(shown.beside, shown.standing, shown.lang)


def _draw_timeline(shown: Shown) -> None:
    show_timeline(shown.selection, shown.lang, shown.beside)


def _draw_drawer(shown: Shown) -> None:
    show_drawer(shown.selection, shown.standing, shown.stories, shown.lang, shown.beside)


def _draw_comparison(shown: Shown) -> None:
    show_of_one(shown.beside, shown.lang)
    show_changes(shown.selection, shown.standing, shown.lang)
    show_comparison(shown.selection, shown.standing, shown.lang)


def _draw_briefing(shown: Shown) -> None:
    show_of_one(shown.beside, shown.lang)
    show_briefing(shown.selection, bounds_about(shown.standing.at), shown.lang, permalink())


def _draw_about(shown: Shown) -> None:
    show_about(shown.selection, shown.lang)


def _draw_way_back(shown: Shown) -> None:
    show_way_back(shown.selection, shown.lang)
    show_card_style()
    show_opened(shown.selection, shown.standing.incident, shown.lang)


Parts = dict[str, Callable[[Shown], None]]

_HEAD: Parts = {"head": _draw_head, "notes": _draw_notes, "filters": _draw_filters}

_NEWS: Parts = {"news": _draw_news}  # the last: an older version takes a moment to be made

# The parts of each tab in the order in which they are drawn: the marks of the map go out before anything else, for they
# are what a reader waits for, but for the lines above it, which would push it down.
TABS: dict[str, Parts] = {
    "incidents": {"notes": _draw_notes, "map": _draw_map, "story": _draw_story}
    | _HEAD
    | {"figures": _draw_figures, "side": _draw_side, "timeline": _draw_timeline, "drawer": _draw_drawer}
    | _NEWS,
    "comparison": _HEAD | {"answer": _draw_comparison} | _NEWS,
    "briefing": _HEAD | {"answer": _draw_briefing} | _NEWS,
    "about": {"head": _draw_head, "notes": _draw_notes, "answer": _draw_about},
    WAY_BACK: _HEAD | {"answer": _draw_way_back} | _NEWS,
}
