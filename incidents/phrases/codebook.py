"""The codebook: every column, code and term of the record and its gazetteer, told once and printed wherever it is read.

``parts`` tells the schema as lines; the Markdown here, the page's About and the spreadsheet's sheet print these.
``python -m incidents codebook`` writes ``CODEBOOK.md``; a test fails while the file is out of date.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from geodata.gazetteer import DATA as GAZETTEER
from incidents.language import Language, languages
from incidents.phrases.method import chapters, checklist
from incidents.record.schema import KINDS, Described, Schema

CODEBOOK = Path(__file__).parents[1] / "CODEBOOK.md"
GLOSSARY = "glossary"


@dataclass(frozen=True)
class Entry:
    """A line of the codebook: a column of a table (``code`` is ""), a code of a closed list, or a term.

    ``type`` and ``needed`` are those of a column; ``belongs_to`` names the codes above a code. ``words`` are all texts
    of the line in all languages, for whoever searches.
    """

    table: str
    column: str
    code: str
    label: str
    meaning: str
    type: str = ""
    needed: bool = False
    belongs_to: str = ""
    words: str = ""


@dataclass(frozen=True)
class Part:
    """A table with its columns and codes in their order, or a list that belongs to no table (``path`` is "")."""

    name: str
    title: str
    description: str
    path: str
    entries: tuple[Entry, ...]

    @property
    def columns(self) -> list[Entry]:
        """Return the columns of a table."""
        return [entry for entry in self.entries if not entry.code]

    @property
    def lists(self) -> dict[str, list[Entry]]:
        """Return the closed lists by their columns; what belongs to no table is one list, named ""."""
        coded = [entry for entry in self.entries if entry.code]
        if not self.path:
            return {"": coded}
        return {column: list(codes) for column, codes in groupby(coded, lambda entry: entry.column)}


def parts(schema: Schema, lang: Language) -> list[Part]:
    """Return all that the codebook says: the tables of record and gazetteer, what is derived, kinds, glossary."""
    tables = [_table(resource, schema, lang) for resource in [*schema.tables.values(), *gazetteer_tables()]]
    derived = [
        _entry("incidents", f"{value}_low, {value}_high", described, schema, lang)
        for value, described in schema.derived_measures.items()
    ]
    kinds = [_entry("incidents", "kind", code.texts, schema, lang) for code in schema.codes(KINDS).values()]
    terms = [_term(term, lang) for term in schema.descriptor.get(GLOSSARY, [])]
    made = lang.say("Made from the tables, never typed in.")
    return [
        *tables,
        Part("derived", lang.say("Derived figures"), made, "", tuple(derived)),
        Part(KINDS, lang.say("Kinds of events on map and timeline"), "", "", tuple(kinds)),
        Part(GLOSSARY, lang.say("Glossary"), "", "", tuple(terms)),
    ]


def entries(schema: Schema, lang: Language) -> list[Entry]:
    """Return every line of the codebook, column by column, each followed by its codes."""
    return [entry for part in parts(schema, lang) for entry in part.entries]


def _table(resource: Described, schema: Schema, lang: Language) -> Part:
    name, lines = str(resource["name"]), []
    for field in resource["schema"]["fields"]:
        column = str(field["name"])
        needed = bool(field.get("constraints", {}).get("required"))
        label, meaning = lang.of(field, "title"), lang.of(field, "description")
        lines.append(Entry(name, column, "", label, meaning, str(field["type"]), needed, words=_words(field)))
        lines += [_entry(name, column, category, schema, lang) for category in field.get("categories", ())]
    title, description = lang.of(resource, "title"), lang.of(resource, "description")
    return Part(name, title, description, str(resource["path"]), tuple(lines))


def _entry(table: str, column: str, category: Described, schema: Schema, lang: Language) -> Entry:
    label, meaning = lang.of(category, "label"), lang.of(category, "description")
    above = _groups(category, schema, lang)
    return Entry(table, column, str(category["value"]), label, meaning, belongs_to=above, words=_words(category))


def _term(term: Described, lang: Language) -> Entry:
    return Entry(GLOSSARY, "", term["term_en"], term["term_ar"], lang.of(term, "note"), words=_words(term))


def _words(described: Described) -> str:
    return " ".join(text for text in described.values() if isinstance(text, str))


def _groups(category: Described, schema: Schema, lang: Language) -> str:
    """Name the event types of a sub-event type, or the kind of a tactic; "" for a code that belongs to none."""
    field = "incidents.event_type" if "event_type" in category else KINDS
    held = category.get("event_type", category.get("group", []))
    labels = [schema.codes(field)[code].label(lang) for code in ([held] if isinstance(held, str) else held)]
    return lang.listed(labels) if labels else ""


def gazetteer_tables() -> list[dict[str, Any]]:
    """Return the tables of places as their own data package describes them."""
    return [resource for resource in layer_resources() if "fields" in resource.get("schema", {})]


def layer_resources() -> list[dict[str, Any]]:
    """Return the tables of places and the layers of the map as their own data package describes them."""
    descriptor = GAZETTEER / "datapackage.json"
    resources: list[dict[str, Any]] = json.loads(descriptor.read_text(encoding="utf-8"))["resources"]
    return resources


def codebook_text(schema: Schema) -> str:
    """Return the whole codebook as Markdown, English first, then Arabic."""
    return "\n".join(line for lang in languages() for line in _markdown(schema, lang))


def _markdown(schema: Schema, lang: Language) -> Iterator[str]:
    yield f'<div dir="{lang.direction}" lang="{lang}">\n'
    yield f"# {lang.say('Codebook')}: {schema.title(lang)}\n"
    yield lang.say("Written from the schema by `python -m incidents codebook`; edit the schema, not this file.") + "\n"
    start, end = (lang.date(day.date()) for day in schema.coverage)
    covered = lang.say("Dataset version {version}, data from {start} to {end}.")
    yield covered.format(version=schema.version, start=start, end=end) + "\n"
    for title, paragraphs in chapters(schema, lang):
        yield f"## {title}\n"
        yield from (f"{paragraph}\n" for paragraph in paragraphs)
    yield f"## {lang.say('Tables')}\n"
    for part in parts(schema, lang):
        yield f"### {part.title} (`{part.path}`)\n" if part.path else f"## {part.title}\n"
        if part.description:
            yield f"{part.description}\n"
        yield from _columns(part.columns, lang)
        titles = {column.column: column.label for column in part.columns}
        for column, codes in part.lists.items():
            if column:
                yield f"#### `{column}`: {titles[column]}\n"
            yield from _terms(codes, lang) if part.name == GLOSSARY else _codes(codes, lang)
    yield f"## {lang.say('Checklist for one new incident')}\n"
    yield from (f"- [ ] {step}" for step in checklist(lang))
    yield "\n</div>\n"


def _columns(columns: list[Entry], lang: Language) -> Iterator[str]:
    if not columns:
        return
    yield from _head(lang.say("Column"), lang.say("Title"), lang.say("Type"), lang.say("Needed"), lang.say("Meaning"))
    for column in columns:
        needed = "✓" if column.needed else ""
        yield _row([f"`{column.column}`", column.label, f"`{column.type}`", needed, column.meaning])
    yield ""


def _codes(codes: list[Entry], lang: Language) -> Iterator[str]:
    """Write the codes of a list with label and meaning; a code that belongs to others says to which."""
    belonging = any(code.belongs_to for code in codes)
    above = [lang.say("Belongs to")] if belonging else []
    yield from _head(lang.say("Code"), lang.say("Label"), *above, lang.say("Meaning"))
    for code in codes:
        yield _row([f"`{code.code}`", code.label, *([code.belongs_to] if belonging else []), code.meaning])
    yield ""


def _terms(terms: list[Entry], lang: Language) -> Iterator[str]:
    yield from _head(lang.say("English"), lang.say("Arabic"), lang.say("Use"))
    yield from (_row([term.code, term.label, term.meaning]) for term in terms)
    yield ""


def _head(*titles: str) -> Iterator[str]:
    yield _row(titles)
    yield _row(["---"] * len(titles))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
