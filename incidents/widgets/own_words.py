"""What a reader adds to a briefing in his own words: a title, a note, remarks on the map."""

import streamlit as st

from incidents.briefing.annotations import LONGEST_NOTE, LONGEST_TITLE, MOST_REMARKS, Annotations, read_annotations
from incidents.briefing.messages import messages
from incidents.language import Language
from incidents.selection.selection import Selection
from incidents.views.markup import text as html_text
from incidents.widgets.plain_labels import plain_label

_LONGEST_TYPED = 1_200  # characters of all remarks


def ask_own_words(selection: Selection, lang: Language) -> Annotations:
    """Offer a title (the counts, a sentence that the figures bear out, or one typed), a note and remarks."""
    with st.expander(lang.say("Title, note and remarks of your own")):
        title = st.selectbox(
            lang.say("Title"),
            [message.title for message in messages(selection, lang)],
            index=None,
            key="briefing_title",
            format_func=plain_label,
            placeholder=lang.say("The counts, or choose a sentence, or type your own"),
            accept_new_options=True,
            filter_mode="contains",
        )
        note = st.text_input(lang.say("Note"), key="briefing_note", max_chars=LONGEST_NOTE)
        typed = st.text_area(
            lang.say("Remarks on the map, one on each line (up to {count})").format(count=lang.number(MOST_REMARKS)),
            key="briefing_remarks",
            max_chars=_LONGEST_TYPED,
            placeholder=lang.say("Mayadin: text of the remark") + "\n" + lang.say("35.95, 39.01: text of the remark"),
            height=104,
        )
        own, refused = read_annotations((title or "")[:LONGEST_TITLE], note, typed.splitlines(), selection.record)
        for text in refused:
            said = lang.say("Not on the map: “{text}”. A remark begins with a known place or its degrees, and a colon.")
            st.html(f'<p class="hint" role="status">{html_text(said.format(text=text))}</p>')
    return own
