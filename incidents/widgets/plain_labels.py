"""Text from data as a label of a widget: Streamlit reads labels as Markdown, data must stay what it says."""

import re

from incidents.language import plain_text

# Where Markdown finds an address and makes it a link, even one whose signs are escaped.
_ADDRESS = re.compile(r"(?i)(?<=ttps:)(?=//)|(?<=ttp:)(?=//)|(?<=www)(?=\.)|(?=@)")
_JOINER = "\u2060"  # has no width, and ends what looks like an address

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>$:&])")
_OPENING = re.compile(r"([\\\[\]<$])")  # begins a picture, a link, HTML, a formula, or an escape of these

# A range or an id in Arabic, isolated by the page itself; what stands inside cannot re-order the rest of the label.
_ISOLATED = re.compile("([\u2066\u2068][^\u2066-\u2069]*\u2069)")


def plain_label(text: str) -> str:
    """Return text so that a label shows it letter by letter: no emphasis, link, icon, formula or HTML in it."""
    return "".join(
        f"{part[0]}{_escaped(part[1:-1])}{part[-1]}" if number % 2 else _escaped(part)
        for number, part in enumerate(_ISOLATED.split(text))
    )


def plain_markdown(text: str) -> str:
    """Return Markdown that keeps its headings, lists and emphasis but can name no address: no picture, link or HTML."""
    return "\n".join(_OPENING.sub(r"\\\1", _ADDRESS.sub(_JOINER, plain_text(line))) for line in text.splitlines())


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", _ADDRESS.sub(_JOINER, plain_text(text)))
