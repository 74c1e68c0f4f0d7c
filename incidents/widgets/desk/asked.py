"""Whether there is a desk: asked for at the start, on a server of this computer alone, and by this computer itself."""

import sys

import streamlit as st

from incidents.widgets.serving.uploads import serves_this_computer_alone

ASKED = "--desk"  # ``streamlit run app.py -- --desk``
PARAMETER = "desk"  # of the address: where at the desk
_LOOPBACK = ("127.0.0.1", "::1")
_RELAYED = ("Forwarded", "X-Forwarded-For", "X-Real-IP")


def is_asked_for() -> bool:
    """Say whether whoever started the server asked for the desk, and serves nobody else."""
    return ASKED in sys.argv[1:] and serves_this_computer_alone()


def has_desk() -> bool:
    """Say whether this very reader has a desk: he sits at this computer, and nobody passes his requests on."""
    headers = st.context.headers
    return (
        is_asked_for()
        and st.context.ip_address in (None, *_LOOPBACK)  # Streamlit says nothing of this computer itself
        and not any(name in headers for name in _RELAYED)
    )


def is_at_desk() -> bool:
    """Say whether this run is to show the desk."""
    return PARAMETER in st.query_params and has_desk()
