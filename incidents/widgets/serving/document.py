"""The document with which a page begins: Streamlit's own, and what a reader is told where its scripts do not come."""

import re
from functools import cache
from pathlib import Path

from incidents.language import N_
from incidents.widgets.offline_assets import needed_at_once, run_at_once, sheet_address
from incidents.widgets.serving.refusals import said_in_all_languages
from incidents.widgets.serving.streamlit_files import STATIC, scripts_of

_OF_STREAMLIT = STATIC / "index.html"
_AT_ONCE = ("files_arrive.js", "first_map_asked.js")

NOT_WHOLE = N_("The files of this page did not arrive whole. Open it again in a moment.")
NEEDS_SCRIPTS = N_("This page needs JavaScript.")


@cache
def document() -> str:
    """Return the document.

    Before the scripts of Streamlit, which takes a while to start, stand those of our own that see to it that all come,
    and those that ask for the map and draw it.
    """
    page = _OF_STREAMLIT.read_text(encoding="utf-8")
    scripts = (Path(__file__).parents[1].joinpath(name).read_text(encoding="utf-8") for name in _AT_ONCE)
    first = "".join(f"<script>{script}</script>" for script in scripts)
    without = f"<noscript>{said_in_all_languages(NEEDS_SCRIPTS)}</noscript>"
    told = f'<div id="not_whole" role="alert" hidden>{said_in_all_languages(NOT_WHOLE)}</div>'
    before, tag, rest = page.partition("<script>")
    head, end, body = rest.partition("</head>")
    page = f"{before}{first}{_fetched_early()}{tag}{head}{end}{body}"
    # In the body: what Streamlit adds to the head later would else weigh more than our rules of the same weight.
    sheet = f'<link rel="stylesheet" href="./{sheet_address()}" data-page>'
    page = re.sub(r"<body[^>]*>", lambda found: found[0] + sheet, page, count=1)
    return re.sub(r"<noscript>.*?</noscript>", lambda _: without + told, page, flags=re.DOTALL)


def _fetched_early() -> str:
    """Name what the first answer will ask for: else each script is found only where another one names it."""
    scripts, fonts = needed_at_once()
    return "".join(
        [
            *(f'<link rel="modulepreload" crossorigin href="./{address}">' for address in scripts_of()),
            *(f'<link rel="modulepreload" href="./{address}">' for address in scripts),
            *(f'<script type="module" src="./{address}" data-part="{address}"></script>' for address in run_at_once()),
            *(f'<link rel="preload" as="font" type="font/ttf" crossorigin href="./{address}">' for address in fonts),
        ]
    )


def scripts_in_document() -> list[str]:
    """Return the scripts that stand in the document itself."""
    return re.findall(r"<script>(.*?)</script>", document(), re.DOTALL)
