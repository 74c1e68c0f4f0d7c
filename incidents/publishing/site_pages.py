"""The plain pages of the site: one for the record, each governorate and each incident, readable without scripts."""

import html
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from incidents.language import Language, plain_text
from incidents.phrases import date_in_words, place_in_words, title_sentence, total_text
from incidents.phrases.citations import record_citation
from incidents.record.record import Record
from incidents.record.schema import KINDS
from incidents.selection.question import Question
from incidents.selection.selection import Selection
from incidents.selection.summaries import key_figures
from incidents.views.incident_list import PAGE, list_message
from incidents.views.markup import anchor, left_to_right, text
from incidents.views.masthead import draw_honesty

POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'"


@dataclass(frozen=True)
class Site:
    """What all pages of a site share: the record, its languages, and the address at which it will stand ("" if none).

    ``chosen`` are the incidents of the site.
    """

    chosen: Selection
    langs: tuple[Language, ...]
    address: str

    @property
    def record(self) -> Record:
        """Return the record."""
        return self.chosen.record


@dataclass(frozen=True)
class PlainPage:
    """A page of the site. ``path`` is that of every language (``incident/SYR-0049.html``), below its folder."""

    path: str
    title: str
    description: str
    body: str
    picture: str  # below the folder of the site
    ways: Sequence[tuple[str, str]] = ()  # to files of the same view: address from this page, words

    @property
    def up(self) -> str:
        """Return the way to the folder of the language."""
        return "../" * self.path.count("/")


def written_page(site: Site, page: PlainPage, lang: Language) -> bytes:
    """Return a page as HTML; whatever the record says stands in it escaped."""
    record = site.record
    top = page.up + "../"
    others = [other for other in site.langs if other != lang]
    title, described = html.escape(plain_text(page.title)), html.escape(plain_text(page.description))
    links = "".join(
        f'<link rel="alternate" hreflang="{one.code}" href="{_whole(site, one, page.path, top)}">' for one in site.langs
    )
    own = _whole(site, lang, page.path, top)
    meta = (
        f'<meta name="description" content="{described}"><meta property="og:title" content="{title}">'
        f'<meta property="og:description" content="{described}"><meta property="og:type" content="article">'
        f'<meta property="og:image" content="{_pictured(site, page, top)}"><meta property="og:locale" '
        f'content="{lang.code}"><meta name="twitter:card" content="summary_large_image">'
    )
    if site.address:
        meta += f'<link rel="canonical" href="{own}"><meta property="og:url" content="{own}">'
    feed = f'<link rel="alternate" type="application/atom+xml" href="{page.up}changes.xml">'
    turns = "".join(f'<a href="{top}{one.code}/{page.path}" lang="{one.code}">{one.name}</a> ' for one in others)
    ways = "".join(f'<a href="{html.escape(address)}">{text(words)}</a>' for address, words in page.ways)
    return (
        f'<!doctype html>\n<html lang="{lang.code}" dir="{lang.direction}">\n<head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title>{meta}{links}{feed}'
        f'<link rel="stylesheet" href="{top}site.css"></head>\n<body class="stApp"><header class="site-head">'
        f'<strong><a href="{page.up}index.html">{text(record.short_title(lang))}</a></strong><nav>'
        f'<a href="{top}map.html#lang={lang.code}">{text(lang.say("Map"))}</a> {turns}</nav></header>\n'
        f"{draw_honesty(record, record.coverage[1].date(), lang)}\n<main>{page.body}"
        f'<p class="ways">{ways}</p></main>\n<footer class="site-foot"><p>{text(record_citation(record, lang))}</p>'
        f"<p>{left_to_right(record.stamp[:12])}</p></footer></body>\n</html>\n"
    ).encode()


def _whole(site: Site, lang: Language, path: str, top: str) -> str:
    return html.escape(f"{site.address}/{lang.code}/{path}" if site.address else f"{top}{lang.code}/{path}")


def _pictured(site: Site, page: PlainPage, top: str) -> str:
    return html.escape(f"{site.address}/{page.picture}" if site.address else f"{top}{page.picture}")


def record_page(site: Site, lang: Language) -> PlainPage:
    """Return the first page of a language: figures, governorates, every incident."""
    record = site.record
    counts = {code: len(part) for code, part in governorates(site).items()}
    places = "".join(
        f'<li><a href="governorate/{code}.html">{text(record.governorate_name(code, lang))}</a> '
        f"{lang.number(count)}</li>"
        for code, count in counts.items()
    )
    title = record.title(lang)
    body = (
        f"<h1>{text(title)}</h1><p class='where'>{text(record.schema.purpose(lang))}</p>{_totals(site.chosen, lang)}"
        f"<h2>{text(lang.say('Governorate'))}</h2><ul class='places'>{places}</ul>"
        f"<h2>{text(lang.say('Most recent incidents'))}</h2>{_rows(site.chosen, lang, 'incident/')}"
    )
    ways = [
        ("../map.html", lang.say("Page in one file (HTML)")),
        ("incidents.csv", lang.say("Incidents (CSV)")),
        ("incidents.json", lang.say("Everything (JSON)")),
        ("../data/datapackage.json", lang.say("Data package")),
    ]
    return PlainPage("index.html", title, title_sentence(site.chosen, lang), body, f"{lang.code}/record.png", ways)


def governorates(site: Site) -> Mapping[str, Selection]:
    """Return the incidents of the site by governorate, those without any left out."""
    parts = {code: site.chosen.within(Question(governorate=(code,))) for code in site.record.gazetteer.governorates}
    return {code: part for code, part in parts.items() if len(part)}


def governorate_page(site: Site, code: str, part: Selection, lang: Language) -> PlainPage:
    """Return the page of a governorate: figures, the slide as a picture, its incidents."""
    title = site.record.governorate_name(code, lang)
    told = title_sentence(part, lang)
    body = (
        f"<h1>{text(title)}</h1><p class='where'>{text(told)}</p>{_totals(part, lang)}"
        f'<img class="picture" src="{code}.png" alt="{html.escape(plain_text(told))}" loading="lazy">'
        f"{_rows(part, lang, '../incident/')}"
    )
    ways = [
        (f"../../map.html#governorate={code}&lang={lang.code}", lang.say("Map")),
        (f"{code}.csv", lang.say("Incidents (CSV)")),
        (f"{code}.json", lang.say("Everything (JSON)")),
    ]
    named, path = f"{title} · {site.record.short_title(lang)}", f"governorate/{code}"
    return PlainPage(f"{path}.html", named, told, body, f"{lang.code}/{path}.png", ways)


def incident_pages(site: Site, cards: Sequence[str], lang: Language) -> Iterator[PlainPage]:
    """Yield the page of each incident: its card with every account and source."""
    record = site.record
    ids = site.chosen.incidents["incident_id"].tolist()
    held = governorates(site)
    of = {one: code for code, part in held.items() for one in part.incidents["incident_id"]}
    for number, ((_, incident), card) in enumerate(zip(site.chosen.incidents.iterrows(), cards, strict=True)):
        one = str(incident["incident_id"])
        what = record.schema.label("incidents.tactic", str(incident["tactic"]), lang)
        kind = record.schema.label(KINDS, str(incident["kind"]), lang)
        when, where = date_in_words(incident, lang), plain_text(place_in_words(record, incident, lang))
        head = (
            f'<p class="where"><i class="mark {anchor(incident["kind"])}"></i>{text(kind)} {left_to_right(one)}</p>'
            f'<h1 id="{anchor("title", one)}">{text(what)}</h1><p class="where">{text(when)} · {text(where)}</p>'
        )
        beside = [(ids[at], words) for at, words in _beside(number, len(ids), lang)]
        ways = [
            (f"../../map.html#incident={one}&lang={lang.code}", lang.say("Map")),
            (f"{one}.json", lang.say("Everything (JSON)")),
            *((f"{other}.html", words) for other, words in beside),
        ]
        picture = f"{lang.code}/governorate/{of[one]}.png" if one in of else f"{lang.code}/record.png"
        title = " · ".join([what, where, when])
        yield PlainPage(f"incident/{one}.html", title, lang.of(incident, "summary"), head + card, picture, ways)


def _beside(number: int, count: int, lang: Language) -> Iterator[tuple[int, str]]:
    """Yield the incidents before and after one: the list begins with the latest."""
    if number + 1 < count:
        yield number + 1, lang.say("Previous incident")
    if number:
        yield number - 1, lang.say("Next incident")


def _totals(selection: Selection, lang: Language) -> str:
    figures = key_figures(selection)
    pairs = [(lang.say("Incidents"), lang.number(len(selection)))]
    pairs += [
        (selection.record.schema.measure_label(name, lang), total_text(sum_, lang))
        for name, sum_ in figures.totals.items()
    ]
    pairs.append((lang.say("Conflicting reports"), lang.number(figures.contested)))
    told = "".join(f"<div><dt>{text(name)}</dt><dd>{text(figure)}</dd></div>" for name, figure in pairs)
    return f'<dl class="totals">{told}</dl>'


def _rows(selection: Selection, lang: Language, way: str) -> str:
    """Return the incidents as a list, the latest first, each a link to its page."""
    items = []
    for first in range(0, len(selection), PAGE):
        page = list_message(selection, lang, first=first)
        for one, _conflicts, *said in page["rows"]:
            kind, what, when, where, killed, badge, _why = (" ".join(page["words"][at] for at in part) for part in said)
            remarks = " · ".join(filter(None, [where, killed, badge]))
            items.append(
                f'<li><span>{text(when)}</span><a href="{way}{anchor(one)}.html"><i class="mark {anchor(kind)}"></i>'
                f"{text(what)}</a><small>{text(remarks)}</small></li>"
            )
    return f'<ul class="rows">{"".join(items)}</ul>'
