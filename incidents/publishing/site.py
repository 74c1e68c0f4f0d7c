"""A site without a server: the record as a folder of files that any web server or content network hands out.

One page per incident and per governorate in each language, the map as one file, data per view, a data package, a feed
of changes and, where the site knows its address, a sitemap. Nothing is made on request.
"""

import datetime as dt
from collections.abc import Iterator
from xml.sax.saxutils import escape

from incidents.briefing.compose import compose_briefing
from incidents.briefing.formats import PRINTS
from incidents.exchange.feed import changes_feed
from incidents.exchange.files import selection_to_csv
from incidents.exchange.provenance import about_selection
from incidents.exchange.records import incident_records, json_text, selection_to_json
from incidents.language import Language, plain_text
from incidents.publishing.one_file import HOST, cards_of, make_file, sheet_of
from incidents.publishing.site_pages import (
    PlainPage,
    Site,
    governorate_page,
    governorates,
    incident_pages,
    record_page,
    written_page,
)
from incidents.publishing.typeface import WEIGHTS, letters_of, typeface
from incidents.record.storage.snapshot import Snapshot
from incidents.selection.selection import Selection
from incidents.views.incident_card import CARD_SHEETS

File = tuple[str, bytes]  # path below the folder of the site, content

_ENTRY = "index.html"


def site_files(site: Site, tables: Snapshot, made_on: dt.date) -> Iterator[File]:
    """Yield every file of the site, the entry last; equal records give equal files.

    ``tables`` are those of the record, which go out as a data package; ``made_on`` is printed on the pictures.
    """
    pages: list[tuple[Language, PlainPage]] = []
    for lang in site.langs:
        found = list(_pages(site, lang))
        pages += [(lang, page) for page in found]
        yield from ((f"{lang.code}/{page.path}", written_page(site, page, lang)) for page in found)
        yield from _files_of_views(site, lang, made_on)
        yield f"{lang.code}/changes.xml", _feed(site, lang)
    yield from ((f"data/{name}", content) for name, content in sorted(tables.contents.items()))
    yield from _dress()
    if site.address:
        yield "sitemap.xml", _sitemap(site, pages)
    yield "map.html", make_file(site.chosen, site.langs)
    yield _ENTRY, _entry(site)


def _pages(site: Site, lang: Language) -> Iterator[PlainPage]:
    yield record_page(site, lang)
    for code, part in governorates(site).items():
        yield governorate_page(site, code, part, lang)
    yield from incident_pages(site, cards_of(site.chosen, lang), lang)


def _files_of_views(site: Site, lang: Language, made_on: dt.date) -> Iterator[File]:
    """Yield CSV, JSON and the picture of each view, and the JSON of each incident."""
    views = {"incidents": site.chosen} | {f"governorate/{code}": part for code, part in governorates(site).items()}
    for name, part in views.items():
        yield f"{lang.code}/{name}.csv", selection_to_csv(part, lang).content
        yield f"{lang.code}/{name}.json", selection_to_json(part, lang).content
        picture = "record" if name == "incidents" else name
        yield f"{lang.code}/{picture}.png", _picture(site, part, lang, made_on)
    for held in incident_records(site.chosen):
        about = about_selection(site.chosen.only([held["incident_id"]]), lang)
        told = json_text({"about": about, "incidents": [held]})
        yield f"{lang.code}/incident/{held['incident_id']}.json", told.encode()


def _picture(site: Site, part: Selection, lang: Language, made_on: dt.date) -> bytes:
    """Return the slide of a view, which is what a link to it shows."""
    link = f"{site.address}/{lang.code}/" if site.address else ""
    return PRINTS["png"].make(compose_briefing(part, None, lang, link, made_on))


def _dress() -> Iterator[File]:
    """Yield the sheet of the plain pages and the letters that it names."""
    letters = letters_of([])
    for weight in WEIGHTS:
        yield f"letters-{weight}.ttf", typeface(weight, letters)
    faces = "".join(
        f"@font-face{{font-family:FiraGO;font-weight:{weight};font-display:swap;src:url(letters-{weight}.ttf)}}"
        for weight in WEIGHTS
    )
    rules = "".join(path.read_text(encoding="utf-8") for path in (*CARD_SHEETS, HOST / "site.css"))
    yield "site.css", f"{faces}{sheet_of(rules, by_media=True)}".encode()


def _feed(site: Site, lang: Language) -> bytes:
    """Return the changes of the record as a feed."""
    page = f"{site.address}/{lang.code}/index.html" if site.address else "index.html"
    own = f"{site.address}/{lang.code}/changes.xml" if site.address else "changes.xml"
    return changes_feed(site.record, lang, page, own)


def _sitemap(site: Site, pages: list[tuple[Language, PlainPage]]) -> bytes:
    addresses = (f"{site.address}/{lang.code}/{page.path}" for lang, page in pages)
    places = "".join(f"<url><loc>{escape(address)}</loc></url>" for address in addresses)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"{places}</urlset>\n"
    ).encode()


def _entry(site: Site) -> bytes:
    """Return the page that leads to the languages."""
    ways = "".join(
        f'<p lang="{lang.code}" dir="{lang.direction}"><a href="{lang.code}/index.html">'
        f"{escape(plain_text(site.record.title(lang)))}</a></p>"
        for lang in site.langs
    )
    title = escape(plain_text(site.record.title(site.langs[0])))
    return (
        f'<!doctype html>\n<html lang="{site.langs[0].code}"><head><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width"><title>{title}</title><link rel="stylesheet" href="site.css"></head>'
        f'<body class="stApp"><main>{ways}</main></body></html>\n'
    ).encode()
