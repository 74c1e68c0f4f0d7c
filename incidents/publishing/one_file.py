"""A page in one file: the selection with map, time, rankings, filters, list and cards, and nothing to be fetched.

The file holds its own content policy: it runs the two scripts whose digests the policy names, and loads nothing. What
the record says is packed as data and set as text; cards are the HTML of ``incident_card``, every text escaped. Its last
line is the SHA-256 of all above it.
"""

import base64
import gzip
import hashlib
import html
import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, get_args

from geodata.boundaries import LAYERS, RELIEF, layer_path
from geodata.cells import parts_of
from incidents.language import Language, composed_text, plain_text
from incidents.publishing.bundle import bundled
from incidents.publishing.inside import licence_texts
from incidents.publishing.nearby import nearby
from incidents.publishing.searched import searched
from incidents.publishing.told import told
from incidents.publishing.typeface import WEIGHTS, letters_of, typeface
from incidents.record.kept import Kept
from incidents.record.story import Story
from incidents.selection.notices import LONGEST_TEXT
from incidents.selection.question import Question
from incidents.selection.selection import Selection
from incidents.views.answering import counted
from incidents.views.incident_card import CARD_SHEETS, draw_cards
from incidents.views.interactive_map import LEAFLET_SCRIPT, MapAddresses, base_definition, leaflet_css
from incidents.views.origin_kinds import origin_css
from incidents.views.screen import kind_rules, mark_rules, screen_sheets, theme_properties
from incidents.views.story import story_told
from incidents.views.time_dock import MOST_ROWS, day_number
from incidents.views.tones import Theme

HOST = Path(__file__).parent / "host"
ENTRY = "one_file.js"
# In the order of their rules: of two that weigh alike the later one holds.
SHEETS = tuple(
    HOST / f"one_file{part}.css" for part in ("", "_rooms", "_filters", "_about", "_in_small_windows", "_on_paper")
)
CHECK = "head -n -1 FILE | sha256sum"
_SIGNS = "▲▼×–—°†"  # that the scripts write by themselves
_DARK = ':root[data-theme="dark"]'
_NOTHING = Question()

_cards: Kept[str, dict[str, str]] = Kept()


class TooManyError(Exception):
    """A file was asked for with more incidents than a page can hold by itself."""


def make_file(selection: Selection, langs: Sequence[Language], story: Story | None = None) -> bytes:
    """Return the selection as one HTML file in one or several languages; equal selections give equal files.

    It holds what ``held_in_file`` says and opens with the days that are asked for. ``story`` is told over the map; all
    its incidents are selected. Raises TooManyError where it would hold more than ``MOST_ROWS`` incidents.
    """
    held = held_in_file(selection)
    if len(held) > MOST_ROWS:
        raise TooManyError
    return written_file(held, langs, {lang.code: cards_of(held, lang) for lang in langs}, story, selection.question)


def held_in_file(selection: Selection) -> Selection:
    """Return what a file of a selection holds: all that its filters select, on whatever day.

    What was before the days that are asked for is what the file compares them with; without it all would be new.
    """
    question = selection.question
    if question.date_from is None and question.date_to is None:
        return selection
    return selection.without("date_from", "date_to")


def written_file(
    selection: Selection,
    langs: Sequence[Language],
    cards: Mapping[str, Sequence[str]],
    story: Story | None = None,
    opens: Question = _NOTHING,
) -> bytes:
    """Return the file with these cards by language, in the order of the record; with the days of ``opens`` it opens."""
    columns = counted(selection)
    places = columns["drawn"]["place"]
    spoken = {lang.code: told(selection, lang, places) | {"story": story and story_told(story, lang)} for lang in langs}
    written = [json.dumps([spoken, cards, _layers()], ensure_ascii=False), *licence_texts().values(), _SIGNS]
    letters = letters_of(written)
    held = {
        "counted": columns,
        "opens": {end: day and day_number(day) for end, day in (("from", opens.date_from), ("to", opens.date_to))},
        "related": _related(selection),
        "longest_text": LONGEST_TEXT,
        "near": nearby(selection),
        "langs": spoken,
        "base": base_definition(MapAddresses("", {}, _picture(RELIEF))) | {"layers": _layers()},
        "fonts": {weight: _base64(typeface(weight, letters)) for weight in WEIGHTS},
        "licences": licence_texts(),
        "check": CHECK,
    }
    # The search comes by itself: the map is painted without it.
    blocks = (
        _block("held", held)
        + _block("search", searched(selection))
        + "".join(_block(f"cards-{code}", drawn) for code, drawn in cards.items())
    )
    return _signed(_page(selection, langs, blocks))


def _related(selection: Selection) -> dict[str, list[str]]:
    """Return for each incident those of the file that the record relates to it."""
    ids = selection.incidents["incident_id"].tolist()
    known = set(ids)
    named = zip(ids, selection.incidents["related"], strict=True)
    found = {one: [other for other in parts_of(cell) if other in known and other != one] for one, cell in named}
    return {one: others for one, others in found.items() if others}


def cards_of(selection: Selection, lang: Language) -> list[str]:
    """Return the cards of the selected incidents, all drawn anew only once per record and language."""
    drawn = _cards.of(selection.record, lang.code, dict)
    ids = selection.incidents["incident_id"].tolist()
    missing = [one for one in ids if one not in drawn]
    drawn.update(zip(missing, draw_cards(selection.record, missing, lang), strict=True))
    return [drawn[one] for one in ids]


@cache
def _layers() -> dict[str, Any]:
    return {name: json.loads(layer_path(name).read_text(encoding="utf-8")) for name in LAYERS}


def _picture(path: Path) -> str:
    return f"data:image/png;base64,{_base64(path.read_bytes())}"


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def _block(name: str, held: Any) -> str:  # noqa: ANN401 - any JSON
    """Return data as an element that no browser runs: its letters are those of base64."""
    packed = gzip.compress(json.dumps(_clean(held), ensure_ascii=False, separators=(",", ":")).encode(), 9, mtime=0)
    return f'<script type="application/octet-stream" id="{name}">{_base64(packed)}</script>\n'


def _clean(held: Any) -> Any:  # noqa: ANN401 - any JSON
    """Return data with every text cleaned, as every text that leaves is."""
    if isinstance(held, str):
        return composed_text(held) if "\n" not in held else held
    if isinstance(held, dict):
        return {name: _clean(value) for name, value in held.items()}
    return [_clean(value) for value in held] if isinstance(held, (list, tuple)) else held


def _page(selection: Selection, langs: Sequence[Language], blocks: str) -> str:
    record, lang = selection.record, langs[0]
    leaflet = LEAFLET_SCRIPT.read_text(encoding="utf-8").replace("//# sourceMappingURL=leaflet.js.map", "")
    scripts, style = [leaflet, _script()], _style()
    running = "".join(f"<script>{script}</script>\n" for script in scripts)
    title, purpose = plain_text(record.short_title(lang)), plain_text(record.schema.purpose(lang))
    without = " ".join(one.say("This file draws itself by scripts, which are turned off here.") for one in langs)
    said = {
        "generator": "python -m incidents publish --format html",
        "description": purpose,
        "version": plain_text(record.version),
        "stamp": record.stamp,
        "licence": plain_text(record.schema.licence),
    }
    meta = "".join(f'<meta name="{name}" content="{html.escape(value)}">\n' for name, value in said.items())
    return (
        f'<!doctype html>\n<html lang="{lang.code}" dir="{lang.direction}" data-theme="light">\n<head>\n'
        f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{_policy(scripts, style)}">\n'
        '<meta name="viewport" content="width=device-width">\n<meta name="referrer" content="no-referrer">\n'
        f"{meta}<title>{html.escape(title)}</title>\n<style>{style}</style>\n</head>\n"
        f'<body class="stApp">\n<noscript>{html.escape(without)}</noscript>\n'
        f'<div id="file"></div>\n{blocks}{running}</body>\n</html>\n'
    )


def _policy(scripts: Sequence[str], style: str) -> str:
    rules = {
        "default-src": "'none'",
        "script-src": " ".join(map(_digest, scripts)),
        "style-src": _digest(style),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _digest(text: str) -> str:
    return f"'sha256-{_base64(hashlib.sha256(text.encode()).digest())}'"


@cache
def _script() -> str:
    own = {path.name: path.read_text(encoding="utf-8") for path in sorted(HOST.glob("*.js"))}
    return bundled(own, ENTRY)


@cache
def _style() -> str:
    """Return the sheet of the file: the sheets of all parts."""
    sheets = (*SHEETS, *screen_sheets(), *CARD_SHEETS)
    rules = leaflet_css() + "".join(path.read_text(encoding="utf-8") for path in sheets) + kind_rules()
    return sheet_of(rules)


def sheet_of(rules: str, *, by_media: bool = False) -> str:
    """Return rules with the colours of both themes: by the attribute that a script sets, or as the reader's screen is.

    ``by_media`` also brings the sizes of the parts, for pages that have none of them.
    """
    light, dark = (f"{_declared(theme)}color-scheme:{theme}" for theme in get_args(Theme))
    turned = f"{_DARK}{{{dark}}}"
    sizes = ""
    if by_media:
        turned = f"@media screen and (prefers-color-scheme: dark){{:root{{{dark}}}}}"
        sizes = next(path for path in screen_sheets() if path.name == "sizes.css").read_text(encoding="utf-8")
    return f"{sizes}:root{{{light}}}{turned}{mark_rules()}{origin_css()}{rules}"


def _declared(theme: Theme) -> str:
    return "".join(f"--{name}:{value};" for name, value in theme_properties(theme).items())


def _signed(page: str) -> bytes:
    """Add the line by which anybody can tell that the file is unchanged."""
    content = page.encode()
    return content + f"<!-- sha256 {hashlib.sha256(content).hexdigest()} -->\n".encode()


def digest_of(content: bytes) -> str:
    """Return the SHA-256 that the last line of a file tells."""
    return content.rstrip().rpartition(b"<!-- sha256 ")[2].split()[0].decode("ascii")
