"""Text from data as a label of a widget: Streamlit reads labels as Markdown, data must stay what it says."""

import re

from incidents.language import plain_text

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>$:&])")


def plain_label(text: str) -> str:
    """Return text so that a label shows it letter by letter: no emphasis, link, icon, formula or HTML in it."""
    return _MARKDOWN.sub(r"\\\1", plain_text(text))
