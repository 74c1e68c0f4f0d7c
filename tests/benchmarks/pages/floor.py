"""The floor: the same control, an empty rerun and one line of text. Nothing can answer faster than this."""

import streamlit as st

from tests.benchmarks.pages.choice import show_choice

chosen = show_choice()
st.markdown(f"chosen: {len(chosen)}")
