"""A part of the screen without a frame: a script module of ours in the page itself, data in, choices out."""

from collections.abc import Mapping
from functools import cache, partial
from typing import Any

import streamlit as st

from incidents.widgets.choices_taken import Taker, take_choices
from incidents.widgets.offline_assets import module_address
from incidents.widgets.told_once import as_json, cleaned, merged

# What Streamlit sends with every answer for every part; what it does stands in a module that is sent once.
_HOST = """const load = () => import(new URL("ADDRESS", document.baseURI).href).catch((error) => {
  dispatchEvent(new Event("part-not-loaded")); // which files_arrive.js hears
  throw error;
});
let host;
const loading = load().then((module) => (host = module));
loading.catch(() => {});
export default (part) => (host ? host.default(part) : loading.then(() => host.default(part)));
"""


def show_part(
    module: str,
    key: str,
    told: Mapping[str, Any] | bytes | None,
    ahead: Mapping[str, Any] | None = None,
    **takers: Taker,
) -> None:
    """Draw a part by its script module, ``show_part("time_dock.js", "dock", {…}, days=take_days)``.

    ``told`` is plain JSON, which may be written already (``told_once.py``); each taker is called with the value of the
    choice of its name, before the next run. With ``ahead`` (``answered_ahead.py``) the part shows what a press leads to
    before the next run; ``told`` is then None where it shows all of this answer already. What the part cannot make
    sense of it asks for ``again``.
    """
    # Registered in every run, since the registry is forgotten with the server's runtime; equal code is kept once.
    name = module.removesuffix(".js")
    part = st.components.v2.component(
        f"part_{name}",
        html=f'<div class="part {name}"></div>',
        js=_host(),
        isolate_styles=False,
    )
    takers = {**takers, **({} if ahead is None else {"again": lambda _told: None})}
    heard: dict[str, Any] = {f"on_{choice}_change": partial(_pass_on, key, choice, takers) for choice in takers}
    named = {"name": name, "key": key, "module": module_address(module), "ahead": ahead}
    # Streamlit writes an object three times and compares it; written already it is passed on as it is.
    is_written = ahead is not None or isinstance(told, bytes)
    part(key=key, data=_written(named, told) if is_written else named | {"told": cleaned(told)}, **heard)


def _written(named: Mapping[str, Any], told: Mapping[str, Any] | bytes | None) -> bytes:
    written = told if isinstance(told, bytes) else b"null" if told is None else as_json(told)
    return merged(as_json(named), b'{"told":%s}' % written)


@cache
def _host() -> str:
    return _HOST.replace("ADDRESS", module_address("part_host.js"))


def _pass_on(key: str, choice: str, takers: Mapping[str, Taker]) -> None:
    take_choices(key, (st.session_state.get(key) or {}).get(choice), takers)
