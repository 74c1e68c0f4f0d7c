"""What the page of a large record says above all else: of its database, of the link, and what it does without."""

import datetime as dt
import html
from collections.abc import Sequence

import streamlit as st

from incidents.language import Language, isolate_ltr
from incidents.record.storage import DatabaseError, most_in_memory
from incidents.selection.notices import Notice
from incidents.views.markup import text
from incidents.views.masthead import draw_honesty
from incidents.widgets.large.answers import Answers
from incidents.widgets.question_line import show_notices


def show_notes(answers: Answers, notices: Sequence[Notice], error: DatabaseError | None, lang: Language) -> None:
    """Say what became of the database and of the link, up to when the record goes, and what cannot be done here."""
    if error is not None:
        said = lang.say("You see what was answered last. The page asks again with your next choice.")
        st.html(
            f'<section class="problems edit" role="status"><p><strong>{text(said)}</strong></p>'
            f"<p>{text(error.say(lang))}</p></section>"
        )
    show_notices(list(notices), lang)
    with st.container(key="honesty", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(draw_honesty(answers.frame, dt.datetime.now(dt.UTC).date(), lang), width="content")
    st.html(what_is_missing(answers.total, lang, is_searched=not answers.not_answered))


def what_is_missing(total: int, lang: Language, *, is_searched: bool) -> str:
    """Say as HTML why the database answers, and what of the page a record of this size does without."""
    why = lang.say("{count} incidents are more than the {most} held in memory, so the database answers.")
    missing = lang.say(
        "Not possible at this size: what is new since an older version, and a file of your own beside it. {command} "
        "counts the same questions."
    )
    unsearched = lang.say("Words cannot be searched for: this database was written without what a search looks up.")
    why = why.format(count=lang.number(total), most=lang.number(most_in_memory()))
    missing = html.escape(missing).format(command=f"<code>{isolate_ltr('python -m incidents count')}</code>")
    left_out = text(lang.say("What is left out"))
    return (
        f'<details class="large-note" role="note"><summary>{text(why)} <u>{left_out}</u></summary>'
        f"<p>{missing}{'' if is_searched else f' {text(unsearched)}'}</p></details>"
    )


def show_why(error: DatabaseError, lang: Language) -> None:
    """Say why there is nothing to show."""
    said, advice = lang.say("The record cannot be shown."), lang.say("Open the page again when this is mended.")
    st.html(
        f'<section class="problems" role="alert"><h2>{text(said)}</h2><p>{text(error.say(lang))}</p>'
        f"<p>{text(advice)}</p></section>"
    )
