"""Review: a second person sees what a draft would change, field by field, and accepts it or sends it back."""

import streamlit as st

from incidents.desk.drafts import KeptDraft
from incidents.language import Language
from incidents.record.record import Record


def show_review(kept: KeptDraft, record: Record, lang: Language) -> None:
    """Draw the review."""
    st.html("<p></p>")
