"""Briefing and data of a large record: of what is small enough all, of more the files that are made part by part."""

import html
import shlex
import threading
from functools import partial

import streamlit as st

from incidents.exchange.formats import EXPORTS
from incidents.exchange.streamed import STREAMED, InParts
from incidents.language import Language, isolate_ltr
from incidents.phrases.citations import record_citation
from incidents.phrases.large import too_many_in_words
from incidents.selection.address import filters_to_query, link_to
from incidents.selection.file_names import file_stem_of
from incidents.selection.large.opening import large_record
from incidents.selection.large.sums import key_figures
from incidents.selection.large.taken import TooManyError, in_parts
from incidents.selection.question import Question
from incidents.views.markup import text
from incidents.views.static_map.frame import bounds_about
from incidents.widgets.briefing_panel import show_briefing
from incidents.widgets.large.answers import Answers
from incidents.widgets.large.asked_record import AskedRecord
from incidents.widgets.links import permalink
from incidents.widgets.standing import Standing

MOST_SENT = 20_000  # incidents in a file that the page hands out: until it has gone out it is held
_one_file_at_a_time = threading.Lock()


def show_large_briefing(asked: AskedRecord, answers: Answers, standing: Standing, lang: Language) -> None:
    """Offer what answers as briefing and data."""
    found = answers.taken
    if not isinstance(found, TooManyError):
        show_briefing(found, bounds_about(standing.at), lang, permalink())
        return
    st.html(f"<h2>{text(lang.say('Briefing and data'))}</h2>")
    held = lang.say(
        "Briefings, spreadsheets, GeoPackages and other datasets' shapes are made of all incidents at once."
    )
    st.html(f'<p role="status">{text(too_many_in_words(found.count, found.most, lang))} {text(held)}</p>')
    st.html(f"<h3>{text(lang.say('Data'))}</h3>")
    question, count = answers.question, answers.sums.incidents
    if count <= MOST_SENT:
        _show_files(asked, answers, lang)
    else:
        st.html(f"<p>{text(too_many_in_words(count, MOST_SENT, lang))}</p>")
    sentence = lang.say("The shell writes any number: {command}")
    link = link_to("", filters_to_query(question))
    command = " ".join(["python -m incidents export --format csv", *([f"--link {shlex.quote(link)}"] if link else [])])
    st.html(f"<p>{html.escape(sentence).format(command=f'<code>{isolate_ltr(html.escape(command))}</code>')}</p>")
    st.html(f"<h3>{text(lang.say('Citation'))}</h3>")
    st.code(record_citation(answers.frame, lang), language=None, wrap_lines=True)


def _show_files(asked: AskedRecord, answers: Answers, lang: Language) -> None:
    stem = file_stem_of(answers.frame, answers.question, lang)
    with st.container(key="briefing_exports", horizontal=True):
        for code in STREAMED:
            export = EXPORTS[code]
            st.download_button(
                lang.say(export.label),
                data=partial(whole_file, asked, answers.question, code, lang),
                file_name=stem + export.ending,
                mime=export.media_type,
                key=f"export_{code}",
                on_click="ignore",
            )


def whole_file(asked: AskedRecord, question: Question, code: str, lang: Language) -> bytes:
    """Make a file, part by part; one at a time, so that those who read the page are answered meanwhile."""
    with _one_file_at_a_time, large_record(asked.home, frame=asked.frame) as large:
        found = InParts(key_figures(large, question), in_parts(large, question))
        return b"".join(STREAMED[code](found, lang))
