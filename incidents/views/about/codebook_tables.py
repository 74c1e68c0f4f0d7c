"""The codebook as tables that can be searched: every column and every code, with its meaning."""

from collections.abc import Iterator

from geodata.gazetteer import normalise_name
from incidents.language import Language
from incidents.phrases.codebook import gazetteer_tables, said
from incidents.record.schema import KINDS, Described, Schema
from incidents.views.markup import left_to_right, text

Row = tuple[str, str, str]  # code or column, label, meaning


def draw_codebook(schema: Schema, lang: Language, search: str = "") -> str:
    """Return the tables, columns, codes and terms that hold all words of a search, as HTML; without words all of them.

    Words are found in both languages, whatever their spelling; "" is returned where nothing holds them.
    """
    words = normalise_name(search).split()
    parts = [_table(table, lang, words) for table in [*schema.tables.values(), *gazetteer_tables()]]
    lists = {
        lang.say("Derived figures"): schema.descriptor["derived_measures"],
        lang.say("Kinds of events on map and timeline"): schema.descriptor[KINDS],
    }
    parts += [_part(title, "", _list("", _codes(entries, lang, words), lang)) for title, entries in lists.items()]
    parts.append(
        _part(lang.say("Glossary"), "", _list("", _terms(schema.descriptor.get("glossary", []), lang, words), lang))
    )
    return "".join(parts)


def _table(table: Described, lang: Language, words: list[str]) -> str:
    fields = table["schema"]["fields"]
    inner = _list("", (_row(field, "name", "title", lang) for field in fields if _holds(field, words)), lang)
    for field in fields:
        title = f"<code>{left_to_right(field['name'])}</code>: {text(said(field, 'title', lang))}"
        inner += _list(title, _codes(field.get("categories", []), lang, words), lang)
    return _part(said(table, "title", lang), said(table, "description", lang), inner)


def _part(title: str, description: str, inner: str) -> str:
    """Return a table of the record under its title; nothing where nothing in it was found."""
    return f"<section><h3>{text(title)}</h3><p>{text(description)}</p>{inner}</section>" if inner else ""


def _codes(categories: list[Described], lang: Language, words: list[str]) -> Iterator[Row]:
    return (_row(category, "value", "label", lang) for category in categories if _holds(category, words))


def _row(described: Described, code: str, label: str, lang: Language) -> Row:
    return (
        left_to_right(described[code]),
        text(said(described, label, lang)),
        text(said(described, "description", lang)),
    )


def _terms(glossary: list[dict[str, str]], lang: Language, words: list[str]) -> Iterator[Row]:
    held = (term for term in glossary if _holds(term, words))
    return ((left_to_right(term["term_en"]), text(term["term_ar"]), text(lang.of(term, "note"))) for term in held)


def _holds(described: Described, words: list[str]) -> bool:
    """Say whether a column, a code or a term holds all words, in any of its texts."""
    if not words:
        return True
    spoken = normalise_name(" ".join(value for value in described.values() if isinstance(value, str)))
    return all(word in spoken for word in words)


def _list(title: str, rows: Iterator[Row], lang: Language) -> str:
    """Return rows as a table under a title (HTML), or nothing where there is none."""
    body = "".join(
        f'<tr><th scope="row"><code>{code}</code></th><td>{label}</td><td>{meaning}</td></tr>'
        for code, label, meaning in rows
    )
    if not body:
        return ""
    head = "".join(
        f'<th scope="col">{text(name)}</th>' for name in (lang.say("Code"), lang.say("Label"), lang.say("Meaning"))
    )
    heading = f"<h4>{title}</h4>" if title else ""
    return f"{heading}<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
