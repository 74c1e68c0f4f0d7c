"""What a dossier adds to the screen, as plain JSON: its heading, and its lists of counts."""

from collections.abc import Sequence
from typing import Any

from incidents.language import Language, plain_text
from incidents.phrases.dossiers import dossier_kicker, dossier_title, role_lists, subject_in_words, voice_in_words
from incidents.record.record import Record
from incidents.selection.dossiers import SUBJECTS, Dossier, dossier_of, dossier_written
from incidents.selection.filters import LISTS
from incidents.selection.selection import Selection
from incidents.views.symbology import SYMBOLOGY

MOST_ROWS = 60  # of a list: what lies below is named by its number
FIRST_ROWS = 6  # of a list: more where the reader asks for them
_KINDS = list(SYMBOLOGY)

Message = dict[str, Any]
Row = list[Any]


def dossier_head(record: Record, written: str, lang: Language) -> Message:
    """Write the heading of a dossier: ``title``, ``kicker`` above it, ``what`` it is in one line, ``words``."""
    return {
        "dossier": written,
        "title": plain_text(dossier_title(record, written, lang)),
        "kicker": plain_text(dossier_kicker(record, written, lang)),
        "what": plain_text(subject_in_words(record, written, lang)),
        "words": {"close": lang.say("Close the dossier: back to the question before")},
    }


def dossier_lists(selection: Selection, written: str, lang: Language) -> Message:
    """Write the lists of a dossier: ``parts`` with title and ``lists``, each of rows.

    A list has name, title ("" where the part says it), rows and left_out (how many are not sent). A row is the dossier
    that it opens ("" for none), label, number of incidents, a line below ("" for none) and the number of a kind with a
    symbol, or None.
    """
    return lists_told(selection.record, dossier_of(selection, written), written, lang)


def lists_told(record: Record, found: Dossier, written: str, lang: Language) -> Message:
    """Write the same of a dossier that was counted already."""
    with_whom = [
        _list(
            f"role-{number}", title, [_row("actor", code, record, count, lang) for code, _label, count in actors], lang
        )
        for number, (title, actors) in enumerate(role_lists(record, found, lang))
    ]
    voices = [
        _row("origin", voice.origin, record, voice.incidents, lang, below=voice_in_words(voice, lang))
        for voice in found.voices
    ]
    kinds = [_row(name, code, record, count, lang) for name, code, count in found.kinds]
    where = [
        _list(
            f"part-{name}",
            LISTS[name].heading(record, lang),
            [_row(name, code, record, count, lang) for part, code, count in found.parts if part == name],
            lang,
        )
        for name in dict.fromkeys(part for part, _code, _count in found.parts)
    ]
    parts = [
        (lang.say("Where"), where),
        (lang.say("With and against whom"), with_whom),
        (lang.say("Who says so"), [_list("voices", "", voices, lang)]),
        (lang.say("Kinds"), [_list("kinds", "", kinds, lang)]),
    ]
    return {
        "dossier": written,
        "parts": [{"title": title, "lists": lists} for title, lists in parts if any(one["rows"] for one in lists)],
        "first": FIRST_ROWS,
        "words": {
            "counts": lang.say("Numbers of incidents"),
            "open": lang.say("Dossier: {name}"),
            "less": lang.say("Show fewer"),
        },
    }


def _row(name: str, code: str, record: Record, count: int, lang: Language, below: str = "") -> Row:
    label = plain_text(LISTS[name].label(record, code, lang))
    opens = dossier_written(name, code) if name in SUBJECTS else ""
    return [opens, label, count, below, _symbol(record, name, code)]


def _symbol(record: Record, name: str, code: str) -> int | None:
    kind = code if name == "kind" else record.schema.kind_of(code) if name == "tactic" else ""
    return _KINDS.index(kind) if kind in SYMBOLOGY else None


def _list(name: str, title: str, rows: Sequence[Row], lang: Language) -> Message:
    left_out, shown = len(rows) - MOST_ROWS, min(len(rows), MOST_ROWS)
    more = lang.plural("{count} more", "{count} more", max(left_out, 0))
    return {
        "name": name,
        "title": plain_text(title),
        "rows": rows[:MOST_ROWS],
        "left_out": more.format(count=lang.number(left_out)) if left_out > 0 else "",
        "all": lang.plural("Show all {count}", "Show all {count}", shown).format(count=lang.number(shown)),
    }
