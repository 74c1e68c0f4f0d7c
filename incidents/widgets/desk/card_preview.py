"""The incident as readers will see it, in both languages side by side, before it is in the record."""

import datetime as dt
import html

import streamlit as st

from incidents.desk.changed_record import with_draft
from incidents.desk.draft import Draft
from incidents.desk.kept_record import KeptRecord
from incidents.language import Language, languages
from incidents.phrases import date_in_words, place_in_words
from incidents.record.record import Record
from incidents.views.incident_card import draw_card
from incidents.views.markup import anchor, text
from incidents.widgets.desk.concerns import find_concerns
from incidents.widgets.desk.shelf import kept_record

_MOST_TOLD = 12


def show_card_preview(draft: Draft, record: Record, lang: Language) -> None:
    """Draw the cards of the draft; where it is not in order yet, say what has to be mended first."""
    kept, today = kept_record(record), dt.datetime.now(dt.UTC).date()
    wrong = [one for one in find_concerns(kept, draft, lang, today) if one.weight == "wrong"]
    if wrong:
        said = lang.plural(
            "The card can be seen when {count} thing is mended:",
            "The card can be seen when {count} things are mended:",
            len(wrong),
        ).format(count=lang.number(len(wrong)))
        lines = "".join(f"<li>{text(one.line)}</li>" for one in wrong[:_MOST_TOLD])
        st.html(f'<div class="notice" role="status"><p>{html.escape(said)}</p><ul>{lines}</ul></div>')
        return
    shown = with_draft(kept, draft, today).kept
    with st.container(key="desk_cards"):
        for row in draft.rows.get("incidents", ()):
            _show_both(shown, row["incident_id"], lang)


def _show_both(kept: KeptRecord, incident_id: str, lang: Language) -> None:
    record = kept.record
    incident = record.incident(incident_id)
    with st.container(key=f"desk_card_{anchor(incident_id)}"):
        for spoken in sorted(languages(), key=lambda one: one != lang):
            what = html.escape(record.schema.what(incident, spoken))
            about = text(f"{date_in_words(incident, spoken)} · {place_in_words(record, incident, spoken)}")
            own = f"{anchor('title', incident_id)}"
            head = f'<header class="desk-card-head"><h2 id="{own}-{spoken}">{what}</h2><p>{about}</p></header>'
            card = draw_card(record, incident_id, spoken).replace(f'"{own}"', f'"{own}-{spoken}"')
            card = card.replace(f'id="{anchor("card", incident_id)}"', f'id="{anchor("card", incident_id)}-{spoken}"')
            st.html(f'<div class="desk-card" lang="{spoken}" dir="{spoken.direction}">{head}{card}</div>')
