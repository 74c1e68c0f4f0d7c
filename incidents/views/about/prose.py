"""The chapters of About as HTML."""

from collections.abc import Iterable
from typing import Any

from geodata.boundaries import ATTRIBUTION
from incidents.language import Language, isolate_ltr
from incidents.phrases.citations import incident_citation, record_citation
from incidents.phrases.codebook import layer_resources
from incidents.phrases.method import chapters, checklist
from incidents.record.record import Record
from incidents.selection.selection import Selection
from incidents.selection.summaries import KeyFigures
from incidents.views.about.doubts import known_doubts
from incidents.views.markup import left_to_right, link_out, text, web_address


def chapter(title: str, *paragraphs: str) -> str:
    """Return a chapter; the paragraphs are HTML."""
    return f"<section><h3>{text(title)}</h3>{''.join(paragraphs)}</section>"


def _paragraphs(sentences: Iterable[str]) -> str:
    return "".join(f"<p>{text(sentence)}</p>" for sentence in sentences)


def bullets(sentences: Iterable[str], tag: str = "ul") -> str:
    """Return sentences as a list."""
    return f"<{tag}>{''.join(f'<li>{text(sentence)}</li>' for sentence in sentences)}</{tag}>"


def draw_method(record: Record, lang: Language) -> str:
    """Return what counts as an incident, how ranges are made, and what is left out to do no harm."""
    return "".join(chapter(title, _paragraphs(paragraphs)) for title, paragraphs in chapters(record.schema, lang))


def draw_doubts(selection: Selection, lang: Language, figures: KeyFigures | None = None) -> str:
    """Return the known doubts by subject (see ``known_doubts``)."""
    return "".join(chapter(title, bullets(doubts)) for title, doubts in known_doubts(selection, lang, figures))


def draw_citing(record: Record, lang: Language) -> str:
    """Return how to cite the record and an incident, each with an example that can be copied."""
    example = record.incidents.iloc[-1]
    advice = lang.say(
        "Name the version: the record changes, and an older number may rest on older claims. For a figure cite its "
        "source beside the record: the figure is the source's, the record only holds it."
    )
    return (
        chapter(lang.say("The record"), f"<blockquote>{text(record_citation(record, lang))}</blockquote>")
        + chapter(
            lang.say("One incident"), f"<blockquote>{text(incident_citation(record, example, lang))}</blockquote>"
        )
        + chapter(
            lang.say("What to name"),
            _paragraphs([advice, lang.say("Every download names version, filters and day itself.")]),
        )
    )


def draw_adding(lang: Language) -> str:
    """Return the curator's path from a news page to a checked row."""
    steps = [
        lang.say("Read the page, archive it, and note publisher, address, language and day of publication."),
        lang.say(
            "Search this page for place and day in both languages: most news are accounts of an incident already here."
        ),
        lang.say("Add the source to {file}, one row per document.").format(file=isolate_ltr("sources.csv")),
        lang.say("A new incident is one row of {file}, under the next free id, with what nobody disputes.").format(
            file=isolate_ltr("incidents.csv")
        ),
        lang.say("Who acted and against whom goes to {file}.").format(file=isolate_ltr("incident_actors.csv")),
        lang.say(
            "Every figure and every disputed statement is one row of {file}: the measure, what is "
            "reported, by whom (its primary source), in which source."
        ).format(file=isolate_ltr("claims.csv")),
        lang.say(
            "A place that is missing gets a row in the gazetteer, with an honest radius and how the point was chosen."
        ),
        lang.say("Check: {command} names every problem by file, row and column.").format(
            command=isolate_ltr("python -m incidents check")
        ),
        lang.say("Write into the change log which incident changed and why."),
    ]
    tools = lang.say(
        "The tables are plain CSV files beside their schema, {file}; a spreadsheet or a text editor is enough. The "
        "page shows an edited table at its next refresh, or lists what is wrong with it."
    ).format(file=isolate_ltr("datapackage.json"))
    return chapter(lang.say("From a news page to a checked row"), _paragraphs([tools]), bullets(steps, "ol")) + chapter(
        lang.say("Checklist for one new incident"), bullets(checklist(lang))
    )


def draw_licences(record: Record, lang: Language) -> str:
    """Return whose work the page shows and on which terms."""
    dashboard = [
        lang.say("Gazetteer and labels of the map: Creative Commons Attribution 4.0. Code: MIT."),
        lang.say(
            "Typeface: FiraGO, SIL Open Font License. Map script: Leaflet, BSD 2-Clause. Both are served by this page "
            "itself."
        ),
    ]
    heads = [lang.say("Layer"), lang.say("From"), lang.say("Terms")]
    head = "".join(f'<th scope="col">{text(title)}</th>' for title in heads)
    rows = "".join(_layer(layer, lang) for layer in layer_resources())
    table = (
        f'<div class="wide" tabindex="0" role="region" aria-label="{text(lang.say("Map layers"))}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )
    return (
        chapter(lang.say("This record"), _terms(record, lang))
        + chapter(lang.say("This dashboard"), bullets(dashboard))
        + chapter(lang.say("Map layers"), _paragraphs([lang.of(ATTRIBUTION, "attribution")]), table)
    )


def _terms(record: Record, lang: Language) -> str:
    """Return on which terms the record itself may be used and whom a copy has to name (HTML)."""
    licences = [_named(term.get("title") or term["name"], term.get("path", "")) for term in record.schema.licences]
    terms = " · ".join(licences) or text(lang.say("This record names no licence."))
    said = (record.schema.redistribution(lang), record.schema.attribution(lang))
    return f"<p>{terms}</p>" + _paragraphs(list(filter(None, said)))


def _layer(layer: dict[str, Any], lang: Language) -> str:
    sources, terms = layer.get("sources", []), layer.get("licenses", [])
    cells = [
        f"<strong>{text(lang.of(layer, 'title'))}</strong><small>{text(lang.of(layer, 'description'))}</small>",
        "<br>".join(_named(source["title"], source.get("path", "")) for source in sources),
        "<br>".join(_named(term.get("title") or term["name"], term.get("path", "")) for term in terms),
    ]
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _named(title: str, path: str) -> str:
    """Name a source or a licence by its own name, which is English."""
    address = web_address(path)
    name = link_out(address, left_to_right(title)) if address else left_to_right(title)
    return f'<span lang="en">{name}</span>'
