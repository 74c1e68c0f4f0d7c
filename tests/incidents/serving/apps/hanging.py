"""An app whose page never ends if it is asked to."""

from pathlib import Path

import streamlit as st

from incidents.widgets.serving.keeping import keep_house
from incidents.widgets.serving.run_limit import tell_kindly

app = st.App(Path(__file__).with_name("hanging_page.py"), lifespan=keep_house, on_script_error=tell_kindly)
