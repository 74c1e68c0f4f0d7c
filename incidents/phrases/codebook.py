"""The codebook: how the record is made, every column and code, in both languages, written from the two schemas.

``python -m incidents codebook`` writes ``CODEBOOK.md``; a test fails while the file is out of date.
"""

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from geodata.gazetteer import DATA as GAZETTEER
from incidents.language import LANGS, Lang, direction, format_date, format_list, translator
from incidents.phrases.method import chapters, checklist
from incidents.record.vocabulary import codes, load_schema

CODEBOOK = Path(__file__).parents[1] / "CODEBOOK.md"


def codebook_text() -> str:
    """Return the whole codebook as Markdown, English first, then Arabic."""
    return "\n".join(line for lang in LANGS for line in _part(lang))


def _part(lang: Lang) -> Iterator[str]:
    _ = translator(lang).gettext
    schema = load_schema()
    yield f'<div dir="{direction(lang)}" lang="{lang}">\n'
    yield f"# {_('Codebook')}: {said(schema, 'title', lang)}\n"
    yield _("Written from the schema by `python -m incidents codebook`; edit the schema, not this file.") + "\n"
    coverage = (_day(schema["coverage"][end], lang) for end in ("from", "to"))
    yield (
        _("Record {version}, covering {start} to {end}.").format(
            version=schema["version"], **dict(zip(("start", "end"), coverage, strict=True))
        )
        + "\n"
    )
    for title, paragraphs in chapters(lang):
        yield f"## {title}\n"
        yield from (f"{paragraph}\n" for paragraph in paragraphs)
    yield f"## {_('Tables')}\n"
    for resource in [*schema["resources"], *gazetteer_tables()]:
        yield from _table(resource, lang)
    yield f"## {_('Derived')}\n"
    yield _("Made from the tables, never typed in.") + "\n"
    yield from _closed_list(schema["derived_measures"], lang)
    yield f"### {_('Kinds of events on map and timeline')}\n"
    yield from _closed_list(schema["symbol_groups"], lang)
    yield f"## {_('Glossary')}\n"
    yield from _glossary(schema.get("glossary", []), lang)
    yield f"## {_('Checklist for one new incident')}\n"
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


def _table(resource: dict[str, Any], lang: Lang) -> Iterator[str]:
    _ = translator(lang).gettext
    yield f"### {said(resource, 'title', lang)} (`{resource['path']}`)\n"
    yield f"{said(resource, 'description', lang)}\n"
    yield from _rows([_("Column"), _("Title"), _("Type"), _("Needed"), _("Meaning")])
    fields = resource["schema"]["fields"]
    for field in fields:
        needed = "✓" if field.get("constraints", {}).get("required") else ""
        title, meaning = said(field, "title", lang), said(field, "description", lang)
        yield _row([f"`{field['name']}`", title, f"`{field['type']}`", needed, meaning])
    yield ""
    for field in fields:
        if "categories" in field:
            yield f"#### `{field['name']}`: {said(field, 'title', lang)}\n"
            yield from _closed_list(field["categories"], lang)


def _closed_list(categories: list[dict[str, Any]], lang: Lang) -> Iterator[str]:
    """Write the codes of a list with label and meaning; a code that belongs to others says to which."""
    _ = translator(lang).gettext
    belonging = any("event_type" in category or "group" in category for category in categories)
    yield from _rows([_("Code"), _("Label"), *([_("Belongs to")] if belonging else []), _("Meaning")])
    for category in categories:
        cells = [f"`{category['value']}`", said(category, "label", lang)]
        if belonging:
            cells.append(_groups(category, lang))
        yield _row([*cells, said(category, "description", lang)])
    yield ""


def _groups(category: dict[str, Any], lang: Lang) -> str:
    field = "incidents.event_type" if "event_type" in category else "symbol_groups"
    held = category.get("event_type", category.get("group", []))
    labels = [codes(field)[code].label(lang) for code in ([held] if isinstance(held, str) else held)]
    return format_list(labels, lang)


def _glossary(terms: list[dict[str, str]], lang: Lang) -> Iterator[str]:
    _ = translator(lang).gettext
    yield from _rows([_("English"), _("Arabic"), _("Use")])
    yield from (_row([term["term_en"], term["term_ar"], term[f"note_{lang}"]]) for term in terms)
    yield ""


def said(described: dict[str, Any], what: str, lang: Lang) -> str:
    """Return what a schema says of a table, column or code (title, label, description) in one language."""
    return str(described.get(f"{what}_ar" if lang == "ar" else what, ""))


def _day(iso: str, lang: Lang) -> str:
    return format_date(dt.date.fromisoformat(iso), lang)


def _rows(header: list[str]) -> Iterator[str]:
    yield _row(header)
    yield _row(["---"] * len(header))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
