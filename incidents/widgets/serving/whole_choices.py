"""What a reader chooses is taken whole, also where he has chosen something else before the page could take it.

Streamlit gives a run up wherever it looks at the state of its session and another run has been asked for; before and
within the callbacks too, where what was chosen is then lost, or taken by half. Here a run gives way once its callbacks
are done. For that no two runs of a session may be under way at once (``fastReruns = false`` in the configuration).
"""

from typing import Any

from streamlit.runtime.state import SafeSessionState


def take_choices_whole() -> None:
    """Let every session of this process take what was chosen before it asks whether something else was."""
    SafeSessionState.on_script_will_rerun = _take_whole  # type: ignore[assignment,method-assign]


def _take_whole(session: SafeSessionState, *told: Any, **named: Any) -> None:  # noqa: ANN401  # as Streamlit hands it on
    give_way = session._yield_callback  # noqa: SLF001  # it has no other name
    object.__setattr__(session, "_yield_callback", _stay)
    try:
        with session._lock:  # noqa: SLF001
            session._state.on_script_will_rerun(*told, **named)  # noqa: SLF001
    finally:
        object.__setattr__(session, "_yield_callback", give_way)


def _stay() -> None:
    """Do not ask whether another run is wanted."""
