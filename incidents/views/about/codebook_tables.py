"""The codebook as tables that can be searched: every column and every code, with its meaning."""

from collections.abc import Iterable

from geodata.normalising import normalise_name
from incidents.language import Language
from incidents.phrases.codebook import Entry, Part, parts
from incidents.record.schema import Schema
from incidents.views.markup import left_to_right, text


def draw_codebook(schema: Schema, lang: Language, search: str = "") -> str:
    """Return the tables, columns, codes and terms that hold all words of a search, as HTML; without words all of them.

    Words are found in both languages, whatever their spelling; "" is returned where nothing holds them.
    """
    words = normalise_name(search).split()
    return "".join(_part(part, lang, words) for part in parts(schema, lang))


def _part(part: Part, lang: Language, words: list[str]) -> str:
    """Return a part under its title; nothing where nothing in it was found."""
    inner = _list("", ((column.column, column) for column in part.columns if _holds(column, words)), lang)
    titles = {column.column: column.label for column in part.columns}
    for column, codes in part.lists.items():
        title = f"<code>{left_to_right(column)}</code>: {text(titles[column])}" if column else ""
        inner += _list(title, ((code.code, code) for code in codes if _holds(code, words)), lang)
    return f"<section><h3>{text(part.title)}</h3><p>{text(part.description)}</p>{inner}</section>" if inner else ""


def _holds(entry: Entry, words: list[str]) -> bool:
    """Say whether a column, a code or a term holds all words, in any of its texts."""
    spoken = normalise_name(entry.words) if words else ""
    return all(word in spoken for word in words)


def _list(title: str, rows: Iterable[tuple[str, Entry]], lang: Language) -> str:
    """Return named lines as a table under a title (HTML), or nothing where there is none."""
    body = "".join(
        f'<tr><th scope="row"><code>{left_to_right(name)}</code></th>'
        f"<td>{text(entry.label)}</td><td>{text(entry.meaning)}</td></tr>"
        for name, entry in rows
    )
    if not body:
        return ""
    head = "".join(
        f'<th scope="col">{text(name)}</th>' for name in (lang.say("Code"), lang.say("Label"), lang.say("Meaning"))
    )
    heading = f"<h4>{title}</h4>" if title else ""
    return f"{heading}<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
