"""Text of the record as HTML: it stays text, whatever it says, and cannot re-order the line around it."""

import html
import re
from collections.abc import Iterable
from urllib.parse import quote, urlsplit

from incidents.language import Language, Row, isolate, languages, plain_text

_ISOLATES = re.compile("([\u2066-\u2069])")
_OPENING = {"\u2066": '<bdi dir="ltr">', "\u2067": '<bdi dir="rtl">', "\u2068": "<bdi>"}


def text(words: object) -> str:
    """Return words as HTML text. Isolates become elements, each closed again; other marks of direction are left out."""
    parts, depth = [], 0
    for part in _ISOLATES.split(str(words)):
        if part in _OPENING:
            parts.append(_OPENING[part])
            depth += 1
        elif part == "\u2069":
            parts.append("</bdi>" * min(depth, 1))
            depth = max(depth - 1, 0)
        else:
            parts.append(html.escape(plain_text(part)))
    return "".join(parts) + "</bdi>" * depth


def name(words: object) -> str:
    """Return a name that may be written in the other script: isolated from the line it stands in."""
    return f"<bdi>{text(words)}</bdi>"


def css_picture(svg: str) -> str:
    """Return an SVG as a style sheet names a picture."""
    return f'url("data:image/svg+xml,{quote(svg)}")'


def opens_dossier(written: str, words: str, lang: Language) -> str:
    """Return a name as a button that opens a dossier; the screen hears which (``card_head.js``). ``words`` are text."""
    title = html.escape(plain_text(lang.say("Dossier: {name}").format(name=words)))
    told = f'data-dossier="{html.escape(written)}" title="{title}"'
    return f'<button type="button" class="opens" {told}>{name(words)}</button>'


def as_written(row: Row, field: str, lang: Language) -> str:
    """Return a text of a row in the language in which it stands, which is said where it is not the reader's (HTML)."""
    told, own = lang.of(row, field), row.get(f"{field}_{lang.code}")
    if not told or told == own:
        return text(told)
    other = next((known for known in languages() if row.get(f"{field}_{known.code}") == told), lang)
    marked = f'<span lang="{other}" dir="{other.direction}">{text(told)}</span>'
    note = lang.say("In the language of the source: {language}.").format(language=isolate(other.name))
    return f'{marked} <small class="as-written">{text(note)}</small>' if other != lang else text(told)


def left_to_right(words: object) -> str:
    """Return an id, a code or an address: left to right in either language."""
    return f'<bdi dir="ltr">{text(words)}</bdi>'


def anchor(*parts: object) -> str:
    """Return an id within the page made of codes of the record: only letters, digits and hyphens are kept."""
    return "-".join(re.sub(r"[^A-Za-z0-9-]", "", str(part)) for part in parts)


def web_address(url: str) -> str | None:
    """Return an address that may be linked: http or https with a host. Anything else is not."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in {"http", "https"} and parts.hostname else None


def link_out(address: str, words: str) -> str:
    """Return a link to another site around HTML; ``address`` as ``web_address`` returns it."""
    return f'<a href="{html.escape(address)}" target="_blank" rel="noopener noreferrer">{words}</a>'


def definition(term: str, described: Iterable[str]) -> str:
    """Return one pair of a definition list; both parts are HTML."""
    return f"<div><dt>{term}</dt>" + "".join(f"<dd>{part}</dd>" for part in described if part) + "</div>"
