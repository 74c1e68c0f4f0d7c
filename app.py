"""What is served: the page, the files it needs, who is let in, and how many. ``streamlit run app.py`` starts it."""

import streamlit as st
from starlette.middleware import Middleware

from incidents.widgets.serving.capacity import Capacity
from incidents.widgets.serving.data_routes import data_routes
from incidents.widgets.serving.forged_states import OnlyPagesSpeak
from incidents.widgets.serving.gate import Gate
from incidents.widgets.serving.headers import SafetyHeaders
from incidents.widgets.serving.keeping import keep_house
from incidents.widgets.serving.routes import own_routes
from incidents.widgets.serving.run_limit import tell_kindly
from incidents.widgets.serving.tight_server import TightServer

app = st.App(
    "incidents/widgets/one_run.py",
    routes=[*own_routes(), *data_routes()],
    middleware=[Middleware(part) for part in (TightServer, SafetyHeaders, Gate, Capacity, OnlyPagesSpeak)],
    lifespan=keep_house,
    on_script_error=tell_kindly,
)
