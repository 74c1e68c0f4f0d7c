"""Stories on the page: those told with the record are offered at its foot, and told over the map step by step.

A link names a story of the record, or holds the whole of one of somebody's own where that is short enough. Whatever is
not told with the record says so at every step: else anybody could put words of his own under its name.
"""

from dataclasses import dataclass
from typing import Any

import streamlit as st

from incidents.checks.stories import story_of
from incidents.checks.story_in_link import is_story_for_link, story_for_link
from incidents.language import Language, isolate
from incidents.phrases.stories import too_long_in_words
from incidents.record.record import Record
from incidents.record.story import Stories, Story, story_name
from incidents.selection.public_page import public_link
from incidents.selection.question import Question
from incidents.selection.story_order import Telling
from incidents.views.markup import text
from incidents.views.story import story_told
from incidents.widgets.links import link_to_story
from incidents.widgets.page_state import ask, open_incident, tell
from incidents.widgets.plain_labels import plain_label
from incidents.widgets.screen_part import show_part
from incidents.widgets.serving.uploads import serves_this_computer_alone
from incidents.widgets.standing import stands

_OWN, _FILE = "own_story", "own_story_file"  # in the state of a session that has one


@dataclass(frozen=True, eq=False)
class _Own:
    """A story that this session has opened from a file, and the stamp of the record of which it tells.

    Its name is all that it says where a link can hold that, else that of its file.
    """

    name: str
    story: Story
    stamp: str


def stories_here(record: Record, told_with_it: Stories) -> Stories:
    """Return the stories of this session: those told with the record, and the reader's own."""
    own: _Own | None = st.session_state.get(_OWN)
    if own is None or own.stamp != record.stamp or not serves_this_computer_alone():
        return told_with_it
    return {own.name: own.story, **told_with_it}


def show_stories(stories: Stories, lang: Language) -> None:
    """Offer the stories; nothing where there are none."""
    if not stories:
        return
    with st.popover(lang.say("Stories"), key="stories"):
        for name, story in stories.items():
            label = plain_label(story.title(lang))
            key = "story_own" if is_story_for_link(name) else f"story_{name}"
            st.button(label, key=key, type="tertiary", on_click=_begin, args=(Telling(name, story),))


def show_story(told_with_it: Stories, lang: Language) -> None:
    """Tell the story at its step, over the map; nothing where none is told.

    ``told_with_it`` are those of the record; of any other is said that its words are not the record's.
    """
    telling = stands().story
    if isinstance(telling, Telling):
        told = story_told(telling.story, lang) | {"at": telling.place, "first": 1}
        told["note"] = note_on(telling, told_with_it, lang)
        show_part("story.js", "story_told", told, go=_go, leave=lambda _told: open_incident(None))


def note_on(telling: Telling, told_with_it: Stories, lang: Language) -> str:
    """Say of a story that is not told with the record whose words it tells, and where no link holds it; else ""."""
    if told_with_it.get(telling.name) == telling.story:
        return ""
    note = lang.say("These sentences are those of whoever made the story, not of the record.")
    # The address of the page names one that is too long, but leads nobody else to it.
    return note if is_story_for_link(telling.name) else f"{note} {too_long_in_words(lang)}"


def _begin(telling: Telling) -> None:
    """Tell a story from its first step, of the whole record."""
    ask(Question())
    tell(telling)


def _go(place: Any) -> None:  # noqa: ANN401 - what a browser sends
    telling = stands().story
    if isinstance(telling, Telling):
        tell(telling.at(int(place)))


def show_own_story(record: Record, lang: Language) -> None:
    """Draw the place to drop a story of one's own, what is wrong with it, and the way to have it told."""
    title, said = (
        lang.say("A story of your own"),
        lang.say(
            "A JSON file as {command} checks it: incidents of this record in your order, a sentence for each. It stays "
            "in this session. A short one fits into a link, which only the server reads that it leads to."
        ).format(command=isolate("python -m incidents story")),
    )
    st.html(f'<h3 id="own-story">{text(title)}</h3><p>{text(said)}</p>')
    file = st.file_uploader(lang.say("Story: JSON"), type=["json"], key=_FILE)
    if file is None:
        return
    found = story_of(file.name, file.getvalue(), record)
    if not isinstance(found, Story):
        lines = "".join(f"<p>{text(problem.line(lang))}</p>" for problem in found[:5])
        st.html(f'<div class="notice" role="alert">{lines}</div>')
        return
    whole = story_for_link(found)
    own = _Own(whole or story_name(file.name.rpartition(".")[0]) or "own", found, record.stamp)
    if st.button(lang.say("Begin the story"), key="own_story_begin", type="primary", on_click=_keep, args=(own,)):
        st.rerun(scope="app")
    _show_link(Telling(own.name, found), lang, is_whole=whole is not None)


def _show_link(telling: Telling, lang: Language, *, is_whole: bool) -> None:
    """Show the link that holds a story, or say that it is too long for one."""
    st.html(f"<h3>{text(lang.say('Link to this story'))}</h3>")
    if not is_whole:
        st.caption(too_long_in_words(lang))
        return
    link = link_to_story(telling)
    st.code(public_link(link) or link, language=None, wrap_lines=True)
    if not public_link(link):
        st.caption(lang.say("This address opens on this computer only. Give others the page in one file."))


def _keep(own: _Own) -> None:
    """Keep a story in the session, and begin it."""
    st.session_state[_OWN] = own
    _begin(Telling(own.name, own.story))
