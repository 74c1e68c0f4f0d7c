"""A part of the screen without a frame: a script module of ours in the page itself, data in, choices out."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from incidents.language import composed_text
from incidents.widgets.offline_assets import module_address

# What reading a choice raises that is none: Python reads numbers of JSON that no browser writes, such as 1e999.
NOT_OURS = (ArithmeticError, AttributeError, KeyError, IndexError, TypeError, ValueError)
_HOST = Path(__file__).with_name("part_host.js").read_text(encoding="utf-8")


def show_part(
    module: str,
    key: str,
    told: Mapping[str, Any],
    ahead: Mapping[str, Any] | None = None,
    **takers: Callable[[Any], None],
) -> None:
    """Draw a part by its script module, ``show_part("time_dock.js", "dock", {…}, days=take_days)``.

    ``told`` is plain JSON; each taker is called with the value of the choice of its name, before the next run. With
    ``ahead`` (``answered_ahead.py``) the part shows what a press leads to before the next run.
    """
    # Registered in every run, since the registry is forgotten with the server's runtime; equal code is kept once.
    name = module.removesuffix(".js")
    part = st.components.v2.component(
        f"part_{name}", html=f'<div class="part {name}"></div>', js=_HOST, isolate_styles=False
    )
    heard: dict[str, Any] = {
        f"on_{choice}_change": partial(_pass_on, key, choice, take) for choice, take in takers.items()
    }
    data = {"name": name, "module": module_address(module), "told": cleaned(told), "ahead": ahead}
    part(key=key, data=data, **heard)


def cleaned(told: Any) -> Any:  # noqa: ANN401  # any JSON
    """Return what the browser is told with every text cleaned, as every text that leaves is."""
    if isinstance(told, str):
        return composed_text(told)
    if isinstance(told, Mapping):
        return {name: cleaned(value) for name, value in told.items()}
    return [cleaned(value) for value in told] if isinstance(told, (list, tuple)) else told


def _pass_on(key: str, choice: str, take: Callable[[Any], None]) -> None:
    """Hand a choice on; what no part of ours can have said is passed over, as an unknown word of an address is."""
    value = (st.session_state.get(key) or {}).get(choice)
    if value is None:
        return
    with suppress(*NOT_OURS):
        take(value)
