"""The codebook: how the record is made, every column and code, in both languages, written from the two schemas.

``python -m incidents codebook`` writes ``CODEBOOK.md``; a test fails while the file is out of date.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from geodata.gazetteer import DATA as GAZETTEER
from incidents.language import Language, languages
from incidents.phrases.method import chapters, checklist
from incidents.record.schema import KINDS, Described, Schema

CODEBOOK = Path(__file__).parents[1] / "CODEBOOK.md"


def codebook_text(schema: Schema) -> str:
    """Return the whole codebook as Markdown, English first, then Arabic."""
    return "\n".join(line for lang in languages() for line in _part(schema, lang))


def _part(schema: Schema, lang: Language) -> Iterator[str]:
    described = schema.descriptor
    yield f'<div dir="{lang.direction}" lang="{lang}">\n'
    yield f"# {lang.say('Codebook')}: {schema.title(lang)}\n"
    yield lang.say("Written from the schema by `python -m incidents codebook`; edit the schema, not this file.") + "\n"
    coverage = (lang.date(day.date()) for day in schema.coverage)
    yield (
        lang.say("Record {version}, covering {start} to {end}.").format(
            version=schema.version, **dict(zip(("start", "end"), coverage, strict=True))
        )
        + "\n"
    )
    for title, paragraphs in chapters(lang):
        yield f"## {title}\n"
        yield from (f"{paragraph}\n" for paragraph in paragraphs)
    yield f"## {lang.say('Tables')}\n"
    for resource in [*schema.tables.values(), *gazetteer_tables()]:
        yield from _table(resource, schema, lang)
    yield f"## {lang.say('Derived')}\n"
    yield lang.say("Made from the tables, never typed in.") + "\n"
    yield from _closed_list(described["derived_measures"], schema, lang)
    yield f"### {lang.say('Kinds of events on map and timeline')}\n"
    yield from _closed_list(described[KINDS], schema, lang)
    yield f"## {lang.say('Glossary')}\n"
    yield from _glossary(described.get("glossary", []), lang)
    yield f"## {lang.say('Checklist for one new incident')}\n"
    yield from (f"- [ ] {step}" for step in checklist(lang))
    yield "\n</div>\n"


def gazetteer_tables() -> list[dict[str, Any]]:
    """Return the tables of places as their own data package describes them."""
    return [resource for resource in layer_resources() if "fields" in resource.get("schema", {})]


def layer_resources() -> list[dict[str, Any]]:
    """Return the tables of places and the layers of the map as their own data package describes them."""
    descriptor = GAZETTEER / "datapackage.json"
    resources: list[dict[str, Any]] = json.loads(descriptor.read_text(encoding="utf-8"))["resources"]
    return resources


def _table(resource: Described, schema: Schema, lang: Language) -> Iterator[str]:
    yield f"### {said(resource, 'title', lang)} (`{resource['path']}`)\n"
    yield f"{said(resource, 'description', lang)}\n"
    yield from _rows([lang.say("Column"), lang.say("Title"), lang.say("Type"), lang.say("Needed"), lang.say("Meaning")])
    fields = resource["schema"]["fields"]
    for field in fields:
        needed = "✓" if field.get("constraints", {}).get("required") else ""
        title, meaning = said(field, "title", lang), said(field, "description", lang)
        yield _row([f"`{field['name']}`", title, f"`{field['type']}`", needed, meaning])
    yield ""
    for field in fields:
        if "categories" in field:
            yield f"#### `{field['name']}`: {said(field, 'title', lang)}\n"
            yield from _closed_list(field["categories"], schema, lang)


def _closed_list(categories: list[Described], schema: Schema, lang: Language) -> Iterator[str]:
    """Write the codes of a list with label and meaning; a code that belongs to others says to which."""
    belonging = any("event_type" in category or "group" in category for category in categories)
    yield from _rows(
        [lang.say("Code"), lang.say("Label"), *([lang.say("Belongs to")] if belonging else []), lang.say("Meaning")]
    )
    for category in categories:
        cells = [f"`{category['value']}`", said(category, "label", lang)]
        if belonging:
            cells.append(_groups(category, schema, lang))
        yield _row([*cells, said(category, "description", lang)])
    yield ""


def _groups(category: Described, schema: Schema, lang: Language) -> str:
    field = "incidents.event_type" if "event_type" in category else KINDS
    held = category.get("event_type", category.get("group", []))
    labels = [schema.codes(field)[code].label(lang) for code in ([held] if isinstance(held, str) else held)]
    return lang.listed(labels)


def _glossary(terms: list[dict[str, str]], lang: Language) -> Iterator[str]:
    yield from _rows([lang.say("English"), lang.say("Arabic"), lang.say("Use")])
    yield from (_row([term["term_en"], term["term_ar"], lang.of(term, "note")]) for term in terms)
    yield ""


def said(described: Described, what: str, lang: Language) -> str:
    """Return what a schema says of a table, column or code (title, label, description) in one language."""
    return lang.of(described, what)


def _rows(header: list[str]) -> Iterator[str]:
    yield _row(header)
    yield _row(["---"] * len(header))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
